# Die Befehlszeile: Hilfe, Exit-Codes und was nur sie sagt. Sätze über die Person stehen in home.ftl, licences.ftl und errors.ftl.

## Rahmen

cli-examples = Beispiele:
cli-head-usage = Aufruf:
cli-head-commands = Befehle:
cli-head-arguments = Argumente:
cli-head-options = Optionen:
cli-possible-values = mögliche Werte:
cli-who-you = Als Nächstes
cli-who-admin = Ihr Administrator
cli-who-it = Ihre IT
cli-who-support = Support
cli-who-somebody = Jemand anderes
cli-details = Details: { $code }
cli-details-request = Details: { $code }, Anfragenummer { $id }
cli-next = Als Nächstes: { $command }
help-group-you = Sie:
help-group-move = Ihr Wechsel:
help-group-administrators = Administratoren:
help-group-computer = Dieser Computer:
cli-usage-command = Den Befehl „{ $typed }“ gibt es nicht.
cli-usage-option = { $command } hat keine Option { $typed }.
cli-usage-extra = { $command } kann mit „{ $typed }“ nichts anfangen.
cli-usage-missing = Bei { $command } fehlt noch etwas: { $argument }.
cli-usage-no-value = Bei { $argument } fehlt der Wert.
cli-usage-value = „{ $typed }“ ist bei { $argument } nicht möglich.
cli-usage-conflict = { $argument } verträgt sich nicht mit { $other }.
cli-usage-twice = { $argument } darf nur einmal dastehen.
cli-usage-not-text = Eines der Wörter ist kein lesbarer Text (UTF-8).
cli-usage-other = Dieser Befehl ist unvollständig oder falsch.
cli-usage-meant = Meinten Sie: { $names }?
cli-usage-there-are = Möglich: { $names }
cli-usage-argument = { $argument }: { $about }
cli-usage-see-help = Was hier möglich ist, sagt die Hilfe.
cli-stale = Stand: { $moment }. Eine neuere Antwort gab der Dienst nicht.

## Version, Fenster

cli-version = domicile { $version }
cli-version-demo = domicile { $version } (Demo-Schlüssel)
cli-version-operator = Erstellt für { $operator }
cli-opened = Domicile ist geöffnet.

## Exit-Codes

cli-head-exit = Code
cli-head-meaning = Bedeutung
# dynamic: exit-
exit-0 = erledigt, oder es war nichts zu tun
exit-1 = unerwarteter Fehler: ein Programmfehler oder eine unverständliche Antwort
exit-2 = falscher Aufruf
exit-3 = eine Prüfung ist fehlgeschlagen: Sie können nicht arbeiten, oder das Produkt darf nicht laufen
exit-4 = Anmeldung nötig
exit-5 = Dienst oder Netzwerk nicht erreichbar
exit-6 = nicht erlaubt: eine Rolle fehlt, oder nur IT oder Support können es
exit-7 = durch die Lage verhindert: ein offener Antrag, ein Fulfilment Contact, dieser Computer
exit-8 = Wartezeit überschritten
exit-9 = von Ihrer Organisation festgelegt
exit-10 = Sie sind gesperrt
exit-130 = unterbrochen

## Fehler, die es nur in der Befehlszeile gibt

# dynamic: cli-error-
cli-error-no-display-what = Es gibt keinen Bildschirm für das Fenster.
cli-error-no-display-why = Weder DISPLAY noch WAYLAND_DISPLAY ist gesetzt, etwa bei einer SSH-Verbindung.
cli-error-no-display-do = Verwenden Sie stattdessen die Befehle: domicile status
cli-error-app-missing-what = Die Desktop-App wurde nicht gefunden.
cli-error-app-missing-why = domicile-desktop liegt weder neben diesem Programm noch im PATH.
cli-error-app-missing-do = Installieren Sie die Desktop-App, oder verwenden Sie die Befehle: domicile status
cli-error-app-not-started-what = Die Desktop-App ließ sich nicht starten.
cli-error-app-not-started-why = { $path }: { $reason }.
cli-error-app-not-started-do = Starten Sie domicile-desktop von Hand, um die Meldung zu sehen.
cli-open-no-window = sie läuft, hat aber in { $seconds } Sekunden kein Fenster gezeigt
cli-error-ambiguous-what = Das ist nicht eindeutig.
cli-error-ambiguous-why = „{ $typed }“ passt auf mehrere:
cli-error-ambiguous-do = Denselben Befehl mit einer dieser Nummern eingeben
cli-error-reason-needed-what = Nichts wurde abgelehnt: Es fehlt eine Begründung.
cli-error-reason-needed-why = Die Person liest, warum. Es gibt kein Terminal zum Fragen, oder es wurde nichts eingegeben.
cli-error-reason-needed-do = Denselben Befehl mit --reason "..." eingeben
cli-error-interrupted-what = Abgebrochen.
cli-error-interrupted-why =
    { $effect ->
        [reads] Der Befehl wurde unterbrochen. Es wurde nichts geändert.
       *[changes] Der Befehl wurde unterbrochen. Was schon abgeschickt war, wird vielleicht noch ausgeführt: domicile status zeigt es.
    }
cli-error-interrupted-do = Geben Sie denselben Befehl ein, um neu zu beginnen.
cli-error-timed-out-what = Es hat zu lange gedauert.
cli-error-timed-out-why = Nach { $limit } war es noch nicht zu Ende.
cli-error-timed-out-do = Versuchen Sie es mit mehr Zeit noch einmal: --timeout 5m
cli-error-unknown-recipient-what = Diesen Administrator gibt es nicht.
cli-error-unknown-recipient-why = { $to } gehört nicht zu den Administratoren Ihres Kontos.
cli-error-unknown-recipient-do = Wählen Sie jemanden aus dieser Liste: domicile admin-contact
cli-error-note-too-long-what = Der Text ist zu lang.
cli-error-note-too-long-why = Er hat { $found } Zeichen; erlaubt sind höchstens { $most }.
cli-error-note-too-long-do = Kürzen Sie ihn.
cli-error-unfit-option-what = Das passt nicht zusammen.
cli-error-unfit-option-why = { $option } und ein Antrag der Art { $kind } passen nicht zusammen, oder { $option } fehlt.
cli-error-unfit-option-do = Näheres zeigt: domicile request new --help
cli-error-no-account-to-ask-what = Es gibt kein Konto, das Sie fragen können.
cli-error-no-account-to-ask-why = Um Aufnahme bitten können Sie ein Konto, das Ihnen ein Angebot oder eine Einladung geschickt hat; bei mehreren nennen Sie es.
cli-error-no-account-to-ask-do = Bitten Sie dessen Administrator um eine Einladung, oder nennen Sie das Konto: --account NAME
cli-error-not-found-what = Diesen Antrag gibt es nicht.
cli-error-not-found-why = { $id } ist keiner Ihrer Anträge.
cli-error-not-found-do = Ihre Anträge zeigt: domicile request list
cli-error-limited-view-what = Sie sind gesperrt.
cli-error-limited-view-why = Wer gesperrt ist, sieht nur den eigenen Eintrag, die eigenen Anträge und Lizenzen.
cli-error-limited-view-do = Wer Sie entsperren kann, zeigt: domicile status
cli-error-not-an-administrator-what = Sie betreuen kein Konto.
cli-error-not-an-administrator-why = Das können nur Administratoren eines Kontos.
cli-error-not-an-administrator-do = Fragen Sie jemanden aus dieser Liste: domicile admin-contact
cli-error-no-such-product-what = Ein Produkt „{ $product }“ steht nicht in der Lizenzdatei hier.
cli-error-no-such-person-what = Diese Person gibt es in Ihrem Konto nicht.
cli-error-no-such-person-why = Niemand in Ihrem Konto ist „{ $who }“.
cli-error-no-such-person-do = Schlagen Sie die Adresse nach: domicile person EMAIL
cli-error-no-such-request-what = Diese Anfrage gibt es nicht.
cli-error-no-such-request-why = { $id } ist keine Anfrage an Ihr Konto.
cli-error-no-such-request-do = Alle zeigt: domicile inbox
cli-error-no-such-offer-what = Dieses Angebot gibt es nicht.
cli-error-no-such-offer-why = { $id } ist kein Angebot Ihres Kontos.
cli-error-no-such-offer-do = Alle zeigt: domicile transfer list
cli-error-unknown-country-what = Dieses Land gibt es nicht.
cli-error-unknown-country-why = { $country } ist kein Ländercode aus zwei Buchstaben (ISO 3166-1).
cli-error-unknown-country-do = Geben Sie die zwei Buchstaben ein, etwa FR für Frankreich.
cli-country-meant = Geben Sie { $code } ein, das steht für { $name }.
cli-error-unknown-role-what = Diese Rolle gibt es nicht.
cli-error-unknown-role-why = { $role } ist keine Rolle.
cli-error-unknown-role-do = Rollen: account_admin, co_admin, group_admin, services_admin, download, sdk_download, beta, learn_admin
cli-error-confirmation-needed-what = Es wurde nichts geändert: Eine Bestätigung fehlt.
cli-error-confirmation-needed-why = Es gibt kein Terminal für eine Rückfrage, oder Rückfragen sind abgeschaltet.
cli-error-confirmation-needed-do = Geben Sie denselben Befehl mit --yes ein
cli-error-no-terminal-for-code-what = Sie sind nicht angemeldet: Der Code der Einladung fehlt.
cli-error-no-terminal-for-code-why = Es gibt kein Terminal für eine Rückfrage, oder Rückfragen sind abgeschaltet.
cli-error-no-terminal-for-code-do = Geben Sie domicile login --invitation - ein und den Code über die Standardeingabe
cli-error-code-in-process-list-what = Sie sind nicht angemeldet.
cli-error-code-in-process-list-why = Ein Code auf der Befehlszeile ist für andere Programme lesbar und bleibt im Verlauf der Shell.
cli-error-code-in-process-list-do = Geben Sie domicile login --invitation ohne den Code ein: Er wird erfragt
cli-error-not-confirmed-what = Es wurde nichts geändert.
cli-error-not-confirmed-why = Sie haben nicht bestätigt.
cli-error-not-confirmed-do = Geben Sie denselben Befehl ein, um neu zu beginnen.
cli-error-nothing-offered-what = Es gibt nichts zu beantworten.
cli-error-nothing-offered-why = Kein solches Angebot und keine solche Einladung wartet auf Sie.
cli-error-nothing-offered-do = Was auf Sie wartet, zeigen: domicile transfer list, domicile invitation list
cli-error-cancelled-what = Abgebrochen, bevor etwas gespeichert wurde.
cli-error-cancelled-why = Refresh Policy wurde abgebrochen. Die Lizenzdatei bleibt, wie sie war.
cli-error-cancelled-do = domicile refresh

## Was einzugeben ist, wo der Rat des Fensters vom Fenster handelt

# dynamic: cli-instead-
cli-instead-sign-in-needed = domicile login, oder ohne Browser domicile login --device
cli-instead-token-refused = domicile login, oder ohne Browser domicile login --device
cli-instead-insufficient-user-authentication = domicile login, danach denselben Befehl noch einmal
cli-instead-no-service = Setzen Sie DOMICILE_SERVICE_URL auf die Adresse des Dienstes. Ihr Administrator oder Ihre IT kennt sie.
cli-instead-bad-service-url = Setzen Sie DOMICILE_SERVICE_URL auf eine Adresse, die mit https:// beginnt.
cli-instead-browser-timeout = noch einmal domicile login, oder ohne Browser domicile login --device
cli-instead-device-expired = domicile login --device
cli-instead-device-unsupported = domicile login
cli-instead-cannot-listen = domicile login --device
cli-instead-signed-in = domicile logout
cli-not-written = Die Antwort konnte nicht geschrieben werden: { $reason }

## Hilfe

# dynamic: help-
help-domicile =
    Ihr Konto, Ihre Lizenzen und Ihr Weg von einem Konto zum anderen.

    Ohne Befehl: status.
help-domicile-examples =
    domicile login
    domicile status
    domicile request new --to maria.silva@oldbridge.example.com
    domicile refresh
    domicile check bridge-modeler
help-status = Können Sie heute arbeiten? Wenn nicht: Wer tut als Nächstes was?
help-status-examples =
    domicile status
    domicile status --json --check
help-login = Anmelden: im Browser des Systems oder mit einem Code auf einem anderen Gerät
help-login-examples =
    domicile login
    domicile login --device
    domicile login --invitation
    domicile login --hint ana.costa@oldbridge.example.com
help-logout = Auf diesem Computer abmelden. Die Lizenzdatei bleibt, bis sie abläuft
help-whoami = Wer Sie sind, in welchem Konto, bei welchem Dienst
help-account = Ihr Konto und wer sich darum kümmert
help-admin-contact = Die Administratoren Ihres Kontos: Name, Rolle, E-Mail
help-journey = Ihr Wechsel von einem Konto zum anderen, Schritt für Schritt
help-journey-examples =
    domicile journey
    domicile journey --watch
help-request =
    Austritt, Entsperrung oder eine Änderung beantragen und den Antrag verfolgen

    Ohne weiteren Befehl: list.
help-request-examples =
    domicile request new --note "Ich wechsle im Juni die Firma"
    domicile request new --kind country --country FR
    domicile request show
    domicile request cancel
help-request-new = Den Austritt aus Ihrem Konto beantragen, oder etwas anderes: --kind
help-request-list = Alle Ihre Anträge, der neueste zuerst
help-request-show = Ein Antrag: der offene oder der neueste
help-request-cancel = Einen Antrag zurückziehen: den offenen
help-request-resend = Einen abgelehnten oder abgelaufenen Antrag erneut senden: den neuesten
help-message = Einen fertigen Text zum Weitergeben ausgeben
help-message-examples =
    domicile message old-admin
    domicile message new-admin
help-refresh = Refresh Policy: Ihre Lizenzen abrufen und auf diesem Computer speichern
help-refresh-examples =
    domicile refresh
    domicile refresh --wait 2m
help-licence =
    Lizenzen auf diesem Computer

    Ohne weiteren Befehl: list.
help-licence-list = Jedes Produkt: Zustand, Grund und bis wann
help-licence-show = Ein Produkt: seine Daten und die Regeln hinter der Antwort
help-check = Darf dieses Produkt hier laufen? Offline beantwortet, aus der Lizenzdatei. Code 0: ja, 3: nein
help-check-examples =
    domicile check bridge-modeler
    domicile check bridge-modeler --version 24.1 --json
    domicile check rail-designer --explain
help-person =
    Jemanden nachschlagen oder eine Person Ihres Kontos ändern

    Für Administratoren. Ohne weiteren Befehl: list.
help-person-examples =
    domicile person ana.costa@oldbridge.example.com
    domicile person add ana.costa@oldbridge.example.com
    domicile person set-role ana.costa@oldbridge.example.com download beta
    domicile person remove ana.costa@oldbridge.example.com
help-person-add = Anlegen oder hinzufügen, je nach Adresse. Sonst Code 7, mit dem Kürzel des Urteils
help-person-invite = Jemanden einladen, der frei ist, aber nicht aus Ihren E-Mail-Domains
help-person-unlock = Eine Sperre aufheben
help-person-lock = Jemanden sperren
help-person-set-country = Das Lizenzland einstellen, oder: default
help-person-set-role = Alle Rollen einstellen, oder: none
help-person-remove = Jemanden aus dem Konto entfernen, nach einer Rückfrage
help-person-undo = Eine entfernte Person zurückholen oder sie zuerst fragen
help-inbox =
    Worum man Sie als Administrator bittet

    Für Administratoren. Ohne weiteren Befehl: list.
help-inbox-examples =
    domicile inbox
    domicile inbox show ana.costa@oldbridge.example.com
    domicile inbox approve ana.costa@oldbridge.example.com
    domicile inbox decline ana.costa@oldbridge.example.com --reason "Bitte zuerst die Übergabe abschließen"
help-inbox-list = Alle Anfragen, die offenen zuerst
help-inbox-show = Eine Anfrage und was im Weg steht. Sie gilt dann als gesehen
help-inbox-approve = Tun, worum gebeten wird: die Person entfernen, entsperren, die Ausleihe erlauben, ...
help-inbox-decline = Ablehnen, mit Begründung
help-transfer =
    Jemanden aus einem anderen Konto übernehmen oder ein solches Angebot beantworten

    Ohne weiteren Befehl: list.
help-transfer-examples =
    domicile transfer offer ana.costa@oldbridge.example.com --role download --country FR
    domicile transfer list
    domicile transfer accept
help-transfer-offer = Anbieten, jemanden zu übernehmen (für Administratoren)
help-transfer-accept = Ein Angebot annehmen: Ihr altes Konto wird gebeten, Sie gehen zu lassen
help-transfer-decline = Ein Angebot ablehnen oder die Annahme zurücknehmen
help-transfer-list = Angebote an Sie und Angebote Ihres Kontos
help-transfer-revoke = Ein Angebot Ihres Kontos zurückziehen
help-invitation =
    Die Einladung eines Kontos beantworten

    Ohne weiteren Befehl: list.
help-invitation-examples =
    domicile invitation list
    domicile invitation accept
help-invitation-accept = In das Konto eintreten, das Sie einlädt
help-invitation-decline = Ablehnen
help-invitation-list = Einladungen, die auf Sie warten
help-leave = Aus einem Konto austreten, das Sie ungefragt hinzugefügt hat, innerhalb von 14 Tagen
help-open = Das Fenster der Desktop-App öffnen
help-version = Welcher Build dies ist und wessen Schlüsseln er vertraut
help-help = Hilfe zu einem Befehl oder zu: terms, exit-codes
help-help-examples =
    domicile help request new
    domicile help terms
    domicile help exit-codes
help-arg-help = Diese Hilfe zeigen
help-arg-json = Ein JSON-Dokument auf stdout, sonst nichts
help-arg-quiet = Keine Hinweise und kein Fortschritt auf stderr
help-arg-no-color = Keine Farbe
help-arg-no-input = Nie nach Eingaben fragen
help-arg-timeout = Nach dieser Zeit aufgeben, zum Beispiel 30s oder 2m
help-arg-lang = Sprache der Sätze: en, de oder es
help-arg-version = Welcher Build dies ist
help-arg-fresh = Nur mit einer Antwort des Dienstes: Code 5, wenn es keine gibt
help-arg-check = Code 3, wenn Sie nicht arbeiten können
help-arg-hint = Die Adresse, mit der Sie sich anmelden
help-arg-device = Mit einem Code, für Geräte ohne Browser
help-arg-store = Wo die Sitzung aufbewahrt wird: im Passwortspeicher oder in einer Datei, die nur Sie lesen können
help-arg-no-browser = Die Adresse ausgeben, statt einen Browser zu öffnen
help-arg-invitation = Mit dem Code einer Einladung: er wird erfragt oder mit - von der Standardeingabe gelesen
help-arg-kind = Worum es geht
help-arg-to = Welcher Administrator die E-Mail erhält; ohne Angabe alle
help-arg-message-to = Für wen der Text ist
help-arg-note = Weitere Worte an die Person, die antwortet
help-arg-reason = Der Grund
help-arg-going-to = Wohin Sie wechseln, in Ihren Worten; die Angabe bleibt auf diesem Computer
help-arg-id = Welcher Antrag oder welche Anfrage: die Nummer oder ihr Anfang
help-arg-watch = Dabeibleiben und jede Änderung melden, bis der Wechsel fertig ist oder Strg+C kommt
help-arg-wait = So lange weiter versuchen, wie der Dienst nicht erreichbar ist
help-arg-only = Nur Produkte, die nicht laufen dürfen
help-arg-product = Welches Produkt, zum Beispiel bridge-modeler
help-arg-check-version = Welche Version des Produkts
help-arg-check-explain = Sagen, welche Regeln zur Antwort führten und was hilft
help-arg-screen = Mit welcher Seite
help-arg-email = Die E-Mail-Adresse
help-arg-who = Die E-Mail-Adresse, der Name oder die Nummer
help-arg-name = Der Name einer neuen Person
help-arg-because = Warum, für das Änderungsprotokoll
help-arg-country = Ein Land, zum Beispiel FR
help-arg-request-new-country = Für --kind country: ein Land wie FR
help-arg-request-new-role = Für --kind role: eine Rolle wie download
help-arg-account = Für --kind add: welches Konto von denen, die angeboten oder eingeladen haben
help-arg-person-set-country-country = Ein Land, zum Beispiel FR, oder: default
help-arg-role = Eine Rolle, die dazugehört; auch mehrmals
help-arg-roles = Alle Rollen von jetzt an, oder: none
help-arg-yes = Nicht rückfragen
help-arg-topic = Ein Befehl, terms oder exit-codes

## Anmeldung

cli-login-open = Der Browser wurde geöffnet. Falls nichts erscheint, öffnen Sie diese Adresse: { $url }
cli-login-address = Öffnen Sie diese Adresse in einem Browser auf diesem Computer: { $url }
cli-login-waiting = Warten, bis Sie sich dort angemeldet haben...
cli-login-invitation = Fügen Sie den Code Ihrer Einladung ein und drücken Sie die Eingabetaste:
cli-login-code = Öffnen Sie { $url } auf einem beliebigen Gerät und geben Sie den Code ein: { $code }
cli-login-code-direct = Oder öffnen Sie: { $url }
cli-login-code-until = Der Code gilt bis { $time }.
cli-login-somebody-else = Angemeldet als { $came }, nicht als { $hinted }. Geben Sie ja ein, um als { $came } weiterzumachen:
cli-login-unusable = Vom Browser kam etwas zurück, das hier nichts nützt. Es wird weiter gewartet: Schließen Sie die Anmeldung dort ab oder öffnen Sie die Adresse noch einmal.
cli-login-not-as-hinted = Angemeldet als { $came }, nicht als { $hinted }.
cli-login-done = Angemeldet als { $name } ({ $email }).
cli-login-not-kept = Die Sitzung wird nicht aufbewahrt: { $why }
cli-login-not-kept-do = Die Lizenzen sind hier und gelten, bis sie ablaufen. Beim nächsten Mal: wieder domicile login, oder domicile login --store file
cli-login-not-kept-again = Auch Lizenzen sind hier keine. Beim nächsten Mal: wieder domicile login, oder domicile login --store file
cli-logout-done = Abgemeldet.
cli-logout-nobody = Es war niemand angemeldet.
cli-logout-not-revoked = Der Anmeldedienst hat es nicht bestätigt. Auf diesem Computer ist die Sitzung beendet; dort endet sie von selbst.
cli-logout-policy = Die Lizenzdatei bleibt auf diesem Computer, bis sie abläuft.

## Wer Sie sind und wen Sie fragen

cli-whoami = { $name } ({ $email })
cli-signed-in-as = Angemeldet als: { $name } ({ $email })
cli-account-since = Dabei seit: { $date }
cli-account = Konto: { $account }
cli-account-none = Konto: keines
cli-account-unknown = Konto: nicht bekannt
cli-service = Dienst: { $url }
cli-signed-in-by = Anmeldung über: { $issuer }
cli-locked = Sie sind gesperrt.
cli-message-to = An: { $email }
cli-sign-in-by = Erneut anmelden bis: { $date }
cli-administrators-none = { $account } hat keinen Administrator mehr. Nur der Support kann helfen: domicile message support
cli-administrators-no-account = Sie gehören zu keinem Konto, deshalb gibt es niemanden zu fragen. Wer Sie hinzufügen möchte, braucht: domicile message new-admin
cli-head-name = Name
cli-head-role = Rolle
cli-head-email = E-Mail

## Zustand und Wechsel

cli-licences = Lizenzen: { $text }
cli-policy-valid-until = Lizenzdatei gültig bis: { $date }
cli-contract-ends = Vertragsende: { $date }
cli-journey-step = Jetzt: { $title } - { $state }
cli-journey-none = Kein Wechsel ist im Gange.
cli-watch-goes-on = Domicile sieht weiter nach. Strg+C beendet das.
cli-finishing-renewal = Ihre Sitzung wird gerade erneuert. Das Programm endet, sobald das geschehen ist, spätestens nach einer Minute.
cli-warning = Hinweis: { $why }

## Anfragen

cli-request-none = Sie haben noch nichts beantragt.
cli-request-nothing-open = Nichts zurückzuziehen: Es ist kein Antrag offen.
cli-request-withdrawn-before = Nichts zu tun: Dieser Antrag wurde schon zurückgezogen.
cli-request-nothing-to-resend = Nichts erneut zu senden: Kein Antrag wurde abgelehnt oder ist abgelaufen.
cli-request-withdrawn = Zurückgezogen. Sie bleiben bei { $account }.
cli-request-expires = Ohne Antwort läuft er am { $date } ab.
cli-request-id = Nummer: { $id }
cli-request-state-line = Zustand: { $state }
cli-request-note = Nachricht: { $text }
cli-request-reason = Grund: { $text }
cli-request-declined = Antwort: { $text }
cli-head-id = Nummer
cli-head-state = Zustand
cli-head-kind = Antrag auf
# dynamic: cli-request-kind-
cli-request-kind-removal = Austritt
cli-request-kind-add = Aufnahme
cli-request-kind-unlock = Entsperrung
cli-request-kind-country = Land
cli-request-kind-role = Rolle
cli-head-account = Konto
cli-head-asked = Angefragt
# dynamic: request-state-
request-state-submitted = Gesendet
request-state-seen = Gesehen
request-state-blocked = Blockiert
request-state-approved = Genehmigt
request-state-fulfilled = Erledigt
request-state-declined = Abgelehnt
request-state-withdrawn = Zurückgezogen
request-state-expired = Abgelaufen
word-unknown = Dieser Version nicht bekannt ({ $word })

## Lizenzen

cli-licences-sign-in-by = Erneut anmelden bis: { $date }
cli-licences-no-problems = Keine Probleme.
cli-head-product = Produkt
cli-head-licence-state = Zustand
cli-head-until = Bis
cli-head-why = Grund
cli-refresh-again = Der Dienst ist nicht erreichbar. Nächster Versuch in { $time }.
cli-root-in-folder = Sie sind root, und { $folder } gehört { $owner }. Was dort gespeichert wird, bleibt Eigentum von { $owner }. Beim nächsten Mal: sudo -u { $owner } domicile
cli-gained = Neu: { $products }
cli-lost = Entfallen: { $products }
cli-changed = Geändert: { $products }

## Personen

cli-person-more = Es gibt noch mehr. domicile person NAME findet eine Person davon.
cli-decline-reason = Warum? Die Person liest es Wort für Wort:
cli-person-not-locked = Nichts zu tun: { $name } ist nicht gesperrt.
cli-person-rights = Was { $name } benutzen darf:
cli-person-removed = { $name } wurde entfernt.
cli-person-asked-back = { $name } wurde um Rückkehr gebeten.
cli-confirm = Fortfahren? Zum Bestätigen ja eingeben:
cli-confirm-yes = ja
cli-invitations-none = Kein Konto lädt Sie ein.
cli-transfers-none = Es gibt kein Angebot.
cli-head-with = Mit
# dynamic: transfer-state-
transfer-state-offered = Angeboten
transfer-state-accepted = Angenommen
transfer-state-completed = Erledigt
transfer-state-declined = Abgelehnt
transfer-state-revoked = Zurückgezogen
transfer-state-expired = Abgelaufen
transfer-state-no-longer-valid = Beendet

# Die Hilfe der Befehlszeile zu Wörtern.
cli-terms-support = Hilfe: { $text }
cli-terms-page = Im Internet: { $text }
cli-terms-privacy = Was mit Ihren Daten geschieht: { $text }
