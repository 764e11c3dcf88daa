# Home: die Überschrift, der Wechsel, der Antrag, die Menschen, die man fragt. Namen von Personen und Konten stehen da, wie sie sind.
# Was statt eines Namens eingesetzt wird, steht im Nominativ, der hier auch Akkusativ ist. Sätze, in die es gehört, vermeiden den Dativ.

# Was gesagt wird, wo nichts bekannt ist.
not-known = nicht bekannt

# Wie ein Name heißt, wo es keinen gibt.
your-new-organisation = Ihre neue Organisation
your-old-account = Ihr altes Konto

# Urteile: nicht angemeldet.
headline-starting = Es wird geprüft, ob Sie angemeldet sind
headline-signed-out = Nicht angemeldet
headline-signed-out-detail = Melden Sie sich an, um Ihr Konto, Ihre Administratoren und Ihre Lizenzen zu sehen.
headline-browser = Warten auf den Browser
headline-browser-detail = Melden Sie sich dort an und kommen Sie dann zurück.
headline-code = Geben Sie den Code auf einem anderen Gerät ein
headline-code-detail = Öffnen Sie dort { $url } und geben Sie { $code } ein. Der Code gilt bis { $time } Uhr.
headline-code-asking = Ein Code wird angefordert
headline-ended = Melden Sie sich erneut an
headline-store-locked = Ihr Passwortspeicher ist gesperrt
headline-store-silent = Ihr Passwortspeicher antwortet nicht
headline-store-missing = Ihr Passwortspeicher ist nicht erreichbar
headline-session-unreadable = Ihre Sitzung lässt sich nicht lesen
headline-session-kept-detail = Sie sind weiterhin angemeldet. Sobald sich die Sitzung wieder öffnen lässt, geht alles weiter.
headline-ended-detail = Ihre Sitzung ist abgelaufen.

# The fixed line under every headline.
works-until = Lizenzierte Software läuft bis { $date }.
works-until-renews = Läuft bis { $date }. Verlängert sich von selbst.
works = Lizenzierte Software läuft.
works-not = Lizenzierte Software startet derzeit nicht.
works-unread = Es wird geprüft, ob lizenzierte Software startet.

# Urteile: nichts bekannt, oder nicht neu.
headline-checking = Ihr Konto wird geprüft
headline-offline = Wir erreichen den Dienst nicht
headline-trouble = Der Dienst hat ein Problem
headline-trouble-detail = Es liegt am Dienst, nicht an Ihnen.
headline-intercepted = Etwas anderes antwortet für den Dienst
headline-intercepted-detail = Vielleicht will Ihr Netzwerk eine Anmeldung: Öffnen Sie eine beliebige Webseite.
headline-issuer = Der Anmeldedienst hat ein Problem
headline-issuer-detail = Es liegt am Anmeldedienst, nicht an Ihnen.
headline-next-admin = Ihr Administrator: { $text }
headline-next-it = Ihre IT: { $text }
headline-next-support = Support: { $text }
headline-next-somebody = Jemand anderes: { $text }
headline-not-understood = Die Antwort des Dienstes ist nicht lesbar
headline-not-understood-detail = Vielleicht ist der Dienst neuer als diese Version von Domicile: Dann hilft es, Domicile zu aktualisieren.
headline-knew-at = Stand der Angaben: { $time }.
headline-nothing-known = Über Ihr Konto ist noch nichts bekannt. Verbinden Sie sich mit einem Netzwerk und versuchen Sie es noch einmal.
headline-nothing-known-trouble = Über Ihr Konto ist noch nichts bekannt. Versuchen Sie es später noch einmal.
headline-unknown = Wir wissen es noch nicht
headline-unknown-detail = Der Dienst hat nicht gesagt, zu welchem Konto Sie gehören.

# Urteile: in keinem Konto, gesperrt.
headline-unaffiliated = Sie gehören zu keinem Konto
headline-unaffiliated-detail = Bitten Sie den Administrator Ihrer Firma, Sie hinzuzufügen.
headline-unaffiliated-locked-detail = Bitten Sie den Administrator Ihrer Firma, Sie hinzuzufügen und zu entsperren.
headline-locked-normal = Sie sind gesperrt, und das ist normal
headline-locked-normal-detail = Wer ein Konto verlässt, wird gesperrt. { $target } muss Sie hinzufügen und entsperren.
headline-locked-normal-detail-no-target = Wer ein Konto verlässt, wird gesperrt. Ihre neue Organisation muss Sie hinzufügen und entsperren.
headline-left = Sie haben { $account } verlassen
headline-left-detail = { $target } kann Sie jetzt hinzufügen.
headline-left-detail-no-target = Ihre neue Organisation kann Sie jetzt hinzufügen.
headline-locked = Sie sind gesperrt
headline-locked-added-detail = { $account } muss Sie entsperren.
headline-locked-administrator-detail = Ein Administrator von { $account } hat Sie gesperrt. Bitten Sie ihn, Sie zu entsperren.
headline-locked-directory-detail = Das Verzeichnis Ihrer Firma hat Sie deaktiviert. Ihre IT muss Sie dort wieder aktivieren.
headline-locked-support-detail = Der Support hat Sie gesperrt. Nur der Support kann Sie entsperren.
headline-locked-unknown-detail = Den Grund ({ $word }) kennt diese Version von Domicile nicht. Ein Administrator von { $account } kann Ihnen mehr sagen.

# Urteile: ein Antrag läuft.
headline-waiting = Warten auf { $account }
headline-waiting-it = Warten auf die IT von { $account }
headline-waiting-support = Warten auf den Support
headline-blocked = Ihrem Austritt steht etwas im Weg
headline-declined = Ihr Antrag wurde abgelehnt
headline-declined-detail = { $name } schrieb: „{ $reason }“
headline-declined-plain = { $account } hat ohne Begründung abgelehnt.
headline-expired = 14 Tage lang keine Antwort
headline-expired-detail = Ihr Antrag vom { $date } ist abgelaufen. Senden Sie ihn noch einmal, oder fragen Sie einen anderen Administrator.
headline-expired-often-detail = Ihre Anträge sind ohne Antwort abgelaufen. Senden Sie noch einmal einen, oder fragen Sie den Support.
headline-cannot-be-added = Sie können noch nicht hinzugefügt werden
headline-still-belong = Sie gehören noch zu { $account }. Dort muss man Sie zuerst entfernen.
headline-still-belong-it = { $account } verwaltet Ihre Anmeldung. Die IT dort muss Sie aus dem Firmenverzeichnis nehmen.
headline-still-belong-support = { $account } hat keinen Administrator mehr. Nur der Support kann Sie entfernen.

# Urteile: aufgenommen, oder angekommen.
headline-added = { $account } hat Sie hinzugefügt
headline-added-detail = Führen Sie Refresh Policy aus, um zu beginnen.
headline-country = Falsches Lizenzland
headline-country-detail = Ihr Lizenzland ist { $country }; { $account } hat Lizenzen für { $countries }.
headline-country-detail-nowhere = Ihr Lizenzland ist { $country }; { $account } hat dort keine Lizenzen.
headline-can-work = Sie können arbeiten
headline-can-work-detail = { $count ->
    [one] 1 Lizenz
   *[other] { $count } Lizenzen
} von { $account }.
headline-can-work-grace-detail = { $product } läuft noch ein paar Tage: Der Vertrag ist am { $date } ausgelaufen.
headline-arrived = Willkommen bei { $account }
headline-arrived-detail = Ihr Wechsel ist abgeschlossen. { $count ->
    [one] 1 Lizenz ist bereit.
   *[other] { $count } Lizenzen sind bereit.
}
headline-no-policy = Noch keine Lizenzen auf diesem Computer
headline-no-policy-detail = Holen Sie sie mit Refresh Policy.
headline-other-account = Diese Lizenzen sind für { $account }
headline-other-account-detail = Ihre eigenen holen Sie mit Refresh Policy.
headline-changed = Ihre Lizenzen haben sich geändert
headline-changed-detail = Ihr Konto hat sich seit der letzten Erneuerung geändert. Führen Sie Refresh Policy aus.
headline-nothing-ready = Keine Lizenz ist für Sie bereit
headline-nothing-ready-detail = { $account } führt nichts auf, das Sie nutzen dürfen. Ein Administrator kann Ihnen den Grund nennen.
headline-withdrawn = Ihre Lizenzen wurden entzogen
headline-withdrawn-detail = Refresh Policy zeigt, ob sich das geändert hat.
headline-policy-expired = Ihre Lizenzen sind abgelaufen
headline-policy-expired-detail = Abgelaufen am { $date }. Führen Sie Refresh Policy aus.
headline-policy-clock = Die Uhr dieses Computers wurde zurückgestellt
headline-policy-clock-detail = Stellen Sie die Uhr richtig und führen Sie dann Refresh Policy aus.
headline-policy-corrupt = Die Lizenzen hier sind nicht lesbar
headline-policy-corrupt-detail = Es ist nichts verloren: Refresh Policy holt sie neu.
headline-policy-machine = Diese Lizenzen gelten für einen anderen Computer
headline-policy-machine-detail = Die Lizenzen für Sie und diesen Computer holen Sie mit Refresh Policy.
headline-policy-untrusted = Den Lizenzen hier ist nicht zu trauen
headline-policy-untrusted-detail = Führen Sie Refresh Policy aus. Wenn das nicht hilft, fragen Sie den Support.

# Was man tun kann.
action-sign-in = Anmelden
action-sign-in-again = Browser erneut öffnen
action-sign-in-code = Code verwenden
action-cancel-sign-in = Anmeldung abbrechen
action-copy-code = Code kopieren
action-copy-address = Adresse kopieren
action-check-again = Erneut prüfen
action-open-settings = Einstellungen öffnen
action-try-again = Noch einmal versuchen
action-refresh = Refresh Policy
action-ask-administrator = Einen Administrator fragen
action-ask-it = Die IT Ihrer Firma fragen
action-ask-other = Anderen Administrator fragen
action-ask-again = Noch einmal senden
action-ask-again-note = Mit einer Notiz noch einmal fragen
action-stay = In Ordnung, ich bleibe
action-ask-support = Support fragen
action-withdraw = Antrag zurückziehen
action-copy-for = Text für { $name } kopieren
action-copy-for-administrator = Text für einen Administrator kopieren
action-copy-for-it = Text für die IT kopieren
action-copy-for-support = Text für den Support kopieren
action-open-support = Support kontaktieren

# Das Konto und seine Menschen.
administrators-only-you = Sie sind der einzige Administrator von { $account }.
administrators-none = { $account } hat keinen Administrator. Der Support hilft weiter.
role-account-admin = Kontoadministrator
role-co-admin = Co-Administrator
federation-jit = { $account } verwaltet Ihre Anmeldung. Wenn Sie gehen, beendet die IT dort die Anmeldung, und zusätzlich muss ein Administrator des Kontos Sie entfernen.
federation-scim = { $account } verwaltet Ihre Anmeldung und Ihre Zugehörigkeit aus dem Firmenverzeichnis.
federation-scim-synchronised = { $account } verwaltet Ihre Anmeldung und Ihre Zugehörigkeit aus dem Firmenverzeichnis. Letzter Abgleich: { $date }.
federation-scim-it = Kontakt bei der IT: { $email }.
country-explicit = Ihr Lizenzland ist { $country }, weil ein Administrator es so eingestellt hat.
country-directory = Ihr Lizenzland ist { $country }, weil es so im Verzeichnis Ihrer Firma steht. Ihre IT kann es ändern.
country-profile = Ihr Lizenzland ist { $country }, weil es so in Ihrem Profil steht und { $account } dafür Lizenzen hat.
country-revenue = Ihr Lizenzland ist { $country }, weil { $account } dort den größten Vertrag hat.
country-none = { $account } hat kein Lizenzland; es zählen nur Lizenzen für alle Länder.
country-decided = Ihr Lizenzland ist { $country }.

# Der Wechsel.
line-leave = Austritt aus { $account }
line-join = Aufnahme durch { $account }
line-unlock = Entsperrung
line-country-roles = Land und Rollen
line-refresh = Refresh Policy
step-affiliated = Sie gehörten zu { $account }
step-requested = Austritt beantragt
step-removed = Entfernt
step-added = Hinzugefügt
step-unlocked = Entsperrt
step-country = Land passt
step-roles = Rollen vergeben
step-refreshed = Lizenzen erneuert
state-done = Erledigt
state-blocked = Blockiert
state-not-needed = Nicht nötig
state-not-yet = Noch nicht
state-not-known = Nicht bekannt
state-waiting-you = Sie sind am Zug
state-waiting-for = Warten auf { $name }
state-waiting-administrator = Warten auf einen Administrator
state-waiting-it = Warten auf die IT
state-waiting-support = Warten auf den Support
detail-left = Sie haben { $account } verlassen.
detail-left-on = Sie haben { $account } am { $date } verlassen.
detail-ask-to-leave = Bitten Sie { $account }, Sie zu entfernen.
detail-join-now = { $account } muss „Zum Konto hinzufügen“ (Add to account) wählen. Schicken Sie den fertigen Text hin.
detail-join-no-target = Dort muss ein Administrator „Zum Konto hinzufügen“ (Add to account) wählen. Schicken Sie ihm den fertigen Text.
detail-join-offer = { $account } hat angeboten, Sie zu übernehmen.
detail-joined = { $account } hat Sie am { $date } hinzugefügt.
detail-unlock-normal = Wer ein Konto verlässt, wird gesperrt. Das ist normal.
detail-unlock-now = { $account } muss Sie entsperren.
detail-refresh-now = Führen Sie auf diesem Computer Refresh Policy aus.
detail-not-known = Der Dienst hat es nicht gesagt. Prüfen Sie erneut.

# Der Antrag.
request-asked = Antrag an { $name } vom { $date }.
request-asked-all = Antrag an die Administratoren von { $account } vom { $date }.
request-asked-it = Antrag an die IT von { $account } vom { $date }.
request-asked-support = Antrag an den Support vom { $date }.
request-case = Die Fallnummer ist { $number }.
request-unseen = Noch hat ihn niemand geöffnet.
request-mail-waits = Eine E-Mail dazu gab es nicht, weil der Dienst noch keinen Mailserver hat; der Antrag ist in Domicile zu sehen.
request-mail-not-taken = Die E-Mail dazu ist nicht angekommen; der Antrag ist in Domicile zu sehen. Sie können auch selbst Bescheid sagen.
request-seen = Ein Administrator hat ihn gesehen.
request-approved = Er ist genehmigt; der Austritt läuft.
request-blocked = Etwas hält ihn auf.
request-fulfilled = Sie wurden am { $date } entfernt.
request-declined = Er wurde am { $date } abgelehnt.
request-withdrawn = Sie haben ihn am { $date } zurückgezogen.
request-expired = Er ist am { $date } ohne Antwort abgelaufen.
request-expires = Ohne Antwort läuft er am { $date } ab.
route-administrator = Ein Administrator von { $account } kann Sie entfernen. Danach sind Sie gesperrt, bis Ihre neue Organisation Sie hinzufügt und entsperrt.
route-administrator-jit = Ein Administrator von { $account } muss Sie entfernen, und die IT dort beendet Ihre Firmenanmeldung. Danach sind Sie gesperrt, bis Ihre neue Organisation Sie hinzufügt und entsperrt.
route-internal-it = Die IT von { $account } muss Sie aus dem Firmenverzeichnis nehmen. Das Konto sieht das beim nächsten Abgleich, meist innerhalb einer Stunde.
route-support = { $account } hat keinen Administrator mehr. Nur der Support kann Sie entfernen, deshalb wird dort ein Fall eröffnet.
route-unknown = Ihr Antrag geht an { $account }. Wer ihn dort beantwortet ({ $word }), weiß diese Version von Domicile nicht.

# Was im Weg steht.
blocker-fulfilment-contact = Sie sind Fulfilment Contact (erhalten also die Lizenz-E-Mails). Ihr Administrator muss Sie zuerst von dieser Liste nehmen.
blocker-last-fulfilment-contact = Sie sind der einzige Fulfilment Contact (erhalten also die Lizenz-E-Mails). Ein Konto braucht mindestens einen: Ihr Administrator muss zuerst jemand anderen in diese Liste eintragen und Sie dann herunternehmen.
blocker-insufficient-rank = Sie sind Kontoadministrator. Nur ein anderer Kontoadministrator kann Sie entfernen.
blocker-last-administrator = Sie sind der einzige Administrator. Ernennen Sie zuerst einen weiteren.
blocker-directory-managed = Das Verzeichnis Ihrer Firma verwaltet Sie. Nur Ihre IT kann Sie herausnehmen.
blocker-assigned-licence = Ihnen ist noch eine persönliche Lizenz zugewiesen. Ihr Administrator kann sie jemand anderem geben.
blocker-checked-out-licence = { $count ->
    [one] Geben Sie 1 Lizenz zurück, bevor Sie gehen: Sie ist auf einen Ihrer Computer ausgeliehen.
   *[other] Geben Sie { $count } Lizenzen zurück, bevor Sie gehen: Sie sind auf Ihre Computer ausgeliehen.
}
blocker-unknown = Außerdem hält etwas den Austritt auf, das diese Version von Domicile nicht kennt ({ $word }). Vielleicht hilft es, Domicile zu aktualisieren.

# A word that the service has learnt since this version.
state-unknown = Den Stand ({ $word }) kennt diese Version von Domicile nicht.

# Nur für diese Sitzung.
session-only-missing = Sie sind nur für diese Sitzung angemeldet, weil dieser Computer keinen Passwortspeicher hat. Starten Sie einen (Schlüsselbund) und melden Sie sich erneut an.
session-only-locked = Sie sind nur für diese Sitzung angemeldet, weil der Passwortspeicher gesperrt ist. Entsperren Sie ihn und melden Sie sich erneut an.
session-only-failed = Sie sind nur für diese Sitzung angemeldet, weil der Passwortspeicher nicht geantwortet hat. Melden Sie sich später erneut an, um angemeldet zu bleiben.

# Die Verbindung.
connection-offline = Offline seit { $time }
connection-offline-now = Offline
connection-trouble = Dienst gestört seit { $time }
connection-trouble-now = Dienst gestört
connection-intercepted = Etwas anderes antwortet seit { $time }
connection-intercepted-now = Etwas anderes antwortet
connection-issuer = Anmeldedienst gestört seit { $time }
connection-issuer-now = Anmeldedienst gestört
connection-not-understood = Antworten nicht lesbar seit { $time }
connection-not-understood-now = Antworten nicht lesbar

# Bestätigungen.
notice-request-sent = Antrag gesendet.
notice-request-withdrawn = Antrag zurückgezogen.
notice-case-opened = Fall { $number } beim Support eröffnet.
notice-message-copied = Text kopiert.
notice-email-copied = { $email } kopiert.
notice-code-copied = Code kopiert.
notice-address-copied = Adresse kopiert.
notice-somebody-else = Angemeldet als { $name }, nicht als die vorige Person.
notice-signed-out = Abgemeldet. Die Lizenzen auf diesem Computer bleiben, bis sie ablaufen.
notice-service-saved = Adresse des Dienstes gespeichert.

# Was das Fenster selbst nicht konnte.
error-cannot-copy-what = Es wurde nichts kopiert
error-cannot-copy-why = Die Zwischenablage ist nicht nutzbar: { $reason }.
error-cannot-copy-do = Markieren Sie den Text und kopieren Sie ihn von Hand.
error-cannot-open-what = Es wurde nichts geöffnet
error-cannot-open-why = Kein Programm auf diesem Computer hat den Link geöffnet: { $reason }.
error-cannot-open-do = Kopieren Sie die Adresse und öffnen Sie sie selbst.

# Wo der Schlüssel der Sitzung liegt.
store-not-known = Noch nicht verwendet
store-system = Der Passwortspeicher des Systems
store-file = Eine Datei, die nur Sie lesen können
store-memory = Keiner: nur für diese Sitzung angemeldet

arrival-missing = Fehlt ein Produkt, eine Rolle oder ein anderes Lizenzland? { $name } kann helfen: Die Administratoren von { $account } richten es ein.
arrival-missing-nobody = Falls etwas fehlt: { $account } hat keinen anderen Administrator, hier hilft der Support.
action-dismiss-arrival = Verstanden
