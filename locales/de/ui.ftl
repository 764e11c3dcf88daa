# Beschriftungen des Fensters: was sich nie mit dem Zustand der Person ändert. Sätze über den Zustand stehen in home.ftl, licences.ftl, errors.ftl.

# Namen, die erst zur Laufzeit ganz werden:
# dynamic: ui-who-
# dynamic: ui-request-state-
# dynamic: ui-theme-
# dynamic: ui-language-
# dynamic: ui-key-

## Rahmen

ui-app-name = Domicile
ui-page-title = { $screen } – Domicile
ui-skip-to-content = Zum Inhalt springen
ui-nav-label = Hauptmenü
ui-signed-in-as = Angemeldet als
ui-nav-home = Start
ui-nav-licences = Lizenzen
ui-nav-help = Wörter und Tasten
ui-nav-settings = Einstellungen
ui-starting = Einen Moment…
ui-broken-title = Domicile konnte nicht starten
ui-broken-detail = Das Fenster hat keine Antwort von der App bekommen. Beenden Sie Domicile und öffnen Sie es neu.
ui-back-home = Zurück zur Startseite

## Fußzeile

ui-as-of = Stand: { $moment }, { $ago }
ui-as-of-none = Noch nicht geprüft
ui-checking-now = Wird geprüft…
ui-check-again = Erneut prüfen
ui-help = Hilfe
ui-support = Support
ui-ago-now = gerade eben
ui-ago-minutes = { $count ->
    [one] vor { $count } Minute
   *[other] vor { $count } Minuten
  }
ui-ago-hours = { $count ->
    [one] vor { $count } Stunde
   *[other] vor { $count } Stunden
  }
ui-ago-days = { $count ->
    [one] vor { $count } Tag
   *[other] vor { $count } Tagen
  }

## Problem, Hinweis, Meldungen oben

ui-problem-label = Etwas ist schiefgegangen
ui-problem-details = Details
ui-problem-code = Code
ui-problem-request-id = Anfragenummer
ui-dismiss = Ausblenden
ui-open-support = Support kontaktieren
ui-who-you = Sie
ui-who-admin = Ihr Administrator
ui-who-it = Ihre IT
ui-who-support = Support
ui-who-somebody = Jemand anderes
ui-no-answer-what = Domicile antwortet nicht
ui-no-answer-why = Der Teil der App, der die Arbeit macht, läuft nicht mehr.
ui-no-answer-do = Beenden Sie Domicile und öffnen Sie es neu. Es ist nichts verloren.
ui-banner-offline = Wir erreichen den Dienst nicht. Stand der Angaben: { $moment }.
ui-banner-trouble = Der Dienst hat selbst ein Problem. Stand der Angaben: { $moment }.
ui-banner-intercepted = Etwas anderes antwortet für den Dienst. Stand der Angaben: { $moment }.
ui-banner-issuer = Der Anmeldedienst hat selbst ein Problem. Stand der Angaben: { $moment }.
ui-banner-not-understood = Die Antwort des Dienstes ist nicht lesbar. Stand der Angaben: { $moment }.
ui-banner-stale = Nicht geprüft seit { $moment }.
ui-banner-unknown = Noch ist nichts bekannt.
ui-try-again = Noch einmal versuchen

## Start

ui-facts-label = Auf einen Blick
ui-fact-account = Konto
ui-fact-country = Lizenzland
ui-fact-valid-until = Lizenzen gültig bis
ui-fact-refreshed = Zuletzt erneuert
ui-journey-label = Ihr Wechsel
ui-journey-label-target = Ihr Wechsel zu { $target }
ui-journey-done = Ihr Wechsel zu { $target } ist abgeschlossen
ui-journey-done-plain = Ihr Wechsel ist abgeschlossen
ui-journey-details = Details
ui-journey-details-intro = Die acht Schritte hinter diesen Zeilen, und woran man sie erkennt.
ui-step-done-on = Erledigt: { $day }
ui-step-evidence = Belegt durch { $evidence }
ui-arrival-ready = Jetzt bereit
ui-arrival-missing = Fehlt etwas?
ui-administrators-at = Ihre Administratoren bei { $account }
ui-administrators = Ihre Administratoren
ui-show-all = Alle { $count } anzeigen
ui-copy = Kopieren
ui-copy-email-of = E-Mail-Adresse von { $name } kopieren
ui-write-email = E-Mail schreiben
ui-write-email-to = E-Mail schreiben an { $name }
ui-leave-heading = Austritt
ui-leave-open = Austritt aus { $account } beantragen
ui-leave-open-again = Noch einmal beantragen

## Antrag

ui-request-label = Ihr Antrag auf Austritt aus { $account }
ui-request-sent-on = Gesendet
ui-request-expires-on = Läuft ab
ui-request-note = Ihre Nachricht
ui-request-declined = Die Antwort
ui-request-blockers = Hält ihn auf
ui-request-withdraw = Antrag zurückziehen
ui-request-state-submitted = Gesendet
ui-request-state-seen = Gesehen
ui-request-state-blocked = Blockiert
ui-request-state-approved = Genehmigt
ui-request-state-fulfilled = Erledigt
ui-request-state-declined = Abgelehnt
ui-request-state-withdrawn = Zurückgezogen
ui-request-state-expired = Keine Antwort
ui-request-state-unknown = Dieser Version nicht bekannt
ui-withdraw-title = Antrag zurückziehen?
ui-withdraw-text = Ihr Antrag auf Austritt aus { $account } endet, und wer ihn erhalten hat, erfährt davon. Sie können einen neuen senden, aber höchstens drei am Tag.
ui-withdraw-keep = Antrag behalten

## Austritt beantragen

ui-leave-title = Austritt aus { $account } beantragen
ui-leave-title-plain = Austritt aus Ihrem Konto beantragen
ui-leave-blockers = Das wird den Austritt aufhalten
ui-leave-blockers-intro = Sie können den Antrag trotzdem senden. Genehmigt werden kann er, sobald das geklärt ist.
ui-leave-to = Wer soll die E-Mail erhalten?
ui-leave-to-hint = Alle Administratoren sehen den Antrag; diese Person erhält die E-Mail.
ui-leave-note = Was sollten sie wissen?
ui-leave-note-hint = Freiwillig, zum Beispiel der Grund und Ihr letzter Tag.
ui-leave-going-to = Wohin wechseln Sie?
ui-leave-going-to-hint = Freiwillig. Die Angabe bleibt auf diesem Computer und steht in der Nachricht an Ihren neuen Administrator.
ui-characters-left = { $count ->
    [one] noch { $count } Zeichen
   *[other] noch { $count } Zeichen
  }
ui-leave-send-to = Antrag an { $name } senden
ui-leave-send-it = Antrag an die IT senden
ui-leave-send-support = Support fragen
ui-leave-send-all = Antrag senden
ui-sending = Wird gesendet…
ui-cancel = Abbrechen
ui-gone-title = Es gibt nichts zu senden
ui-gone-detail = Ein Antrag ist schon offen, oder Sie gehören zu keinem Konto mehr. Den neuesten Stand zeigt die Startseite.
ui-support-title = Support fragen
ui-support-intro = Der Support eröffnet einen Fall und antwortet per E-Mail an die Adresse, mit der Sie sich angemeldet haben.
ui-support-text = Was sollte der Support wissen?
ui-support-text-missing = Schreiben Sie ein, zwei Sätze, damit der Support weiß, was Sie brauchen.
ui-support-send = An den Support senden

## Anmeldung

ui-sign-in = Anmelden
ui-sign-in-code = Code verwenden
ui-sign-in-code-hint = Kein Browser auf diesem Computer?
ui-invitation-open = Ich habe einen Einladungscode
ui-invitation-label = Einladungscode
ui-invitation-hint = Er steht in Ihrer Einladung und auf der Seite, die ihr Link öffnet.
ui-invitation-send = Mit der Einladung anmelden
ui-invitation-elsewhere = Auf einem anderen Gerät
ui-invitation-missing = Fügen Sie zuerst den Code ein.
ui-waiting-browser = Kein Browser geöffnet?
ui-copy-sign-in-link = Anmeldelink kopieren
ui-copy-address = Adresse kopieren
ui-copy-code = Code kopieren
ui-cancel-sign-in = Anmeldung abbrechen
ui-device-step-page = Öffnen Sie auf einem beliebigen Computer oder Telefon
ui-device-step-code = Geben Sie dort diesen Code ein
ui-device-letters = Buchstabe für Buchstabe: { $letters }
ui-device-letter-dash = Bindestrich
ui-device-expires = Der Code gilt bis { $moment }.

## Lizenzen

ui-refresh-policy = Refresh Policy
ui-refresh-cancel = Abbrechen
ui-refresh-running = Refresh Policy läuft
ui-refresh-progress = { $phase } (Schritt { $step } von { $of })
ui-refresh-seconds = { $count } s
ui-refresh-slow = Der Dienst ist heute langsam.
ui-refresh-still = Noch bei der Arbeit: { $phase }, { $count } Sekunden.
ui-refresh-gained = Neu
ui-refresh-lost = Entfallen
ui-date-valid-until = Lizenzdatei gültig bis
ui-date-sign-in-by = Erneut anmelden bis
ui-date-contract-ends = Vertragsende
ui-products-label = Produkte
ui-products-search = Produkte suchen
ui-products-found = { $count ->
    [0] Kein Produkt hat „{ $query }“ im Namen.
    [one] { $count } Produkt gefunden.
   *[other] { $count } Produkte gefunden.
  }
ui-why = Warum
ui-why-of = Warum: { $product }
ui-products-none = Keine Produkte zu zeigen
ui-products-none-detail = Nach Refresh Policy erscheinen sie hier.
ui-products-none-owned = Ihr Konto führt keine Produkte für Sie auf. Ihr Administrator kann Ihnen den Grund nennen.
ui-licences-details = Details
ui-licences-state = Zustand der Lizenzdatei
ui-licences-version = Laufende Nummer
ui-licences-refreshed = Zuletzt erneuert

## Einstellungen

ui-settings-title = Einstellungen
ui-settings-appearance = Darstellung
ui-settings-theme = Farben
ui-theme-system = Wie das System
ui-theme-light = Hell
ui-theme-dark = Dunkel
ui-settings-language = Sprache
ui-language-system = System
ui-language-en = English
ui-language-de = Deutsch
ui-language-es = Español
ui-settings-managed = Von Ihrer Organisation festgelegt.
ui-settings-account = Konto
ui-settings-signed-in-as = Angemeldet als
ui-settings-not-signed-in = Niemand ist angemeldet.
ui-sign-out = Abmelden
ui-sign-out-hint = Die Lizenzen auf diesem Computer bleiben, bis sie ablaufen.
ui-settings-service = Dienst
ui-settings-address = Adresse des Dienstes
ui-settings-address-hint = Beginnt mit https://. Ihre Organisation nennt sie Ihnen.
ui-settings-address-use = Adresse übernehmen
ui-settings-address-managed = Von Ihrer Organisation festgelegt.
ui-settings-address-signed-in = Zum Ändern melden Sie sich bitte ab.
ui-settings-address-invalid = Das ist keine Webadresse, die mit https:// beginnt. Beispiel: https://domicile.example.com
ui-settings-address-none = nicht eingestellt
ui-settings-computer = Dieser Computer
ui-settings-secret-store = Passwortspeicher
ui-settings-data-folder = Datenordner
ui-settings-about = Über Domicile
ui-settings-version = Version
ui-settings-demo = Demo-Schlüssel: Dieser Build vertraut den öffentlichen Demo-Schlüsseln. Verwenden Sie ihn nicht für echte Lizenzen.
ui-settings-operator = Erstellt für
ui-settings-support = Hilfe
ui-settings-privacy = Ihre Daten

## Hilfe

ui-help-title = Hilfe
ui-help-keys = Tasten
ui-help-text = Domicile zeigt, zu welchem Konto Sie gehören, wer sich darum kümmert und welche Lizenzen auf diesem Computer sind. Refresh Policy erneuert die Lizenzen.
ui-help-terms = Was die Wörter bedeuten
ui-help-support = Support
ui-help-support-text = Der Text für den Support enthält Version, Zustände und Codes, Ihren Namen und Ihre Adresse. Keine Passwörter und keine Namen anderer.
ui-help-privacy = Was mit Ihren Daten geschieht:
ui-help-support-copy = Text für den Support kopieren
ui-help-close = Schließen
ui-key-home = Start
ui-key-licences = Lizenzen
ui-key-settings = Einstellungen
ui-key-check = Erneut prüfen
ui-key-refresh = Refresh Policy
ui-key-close = Fenster schließen
ui-key-quit = Beenden
ui-key-help = Hilfe
ui-key-back = Zurück
