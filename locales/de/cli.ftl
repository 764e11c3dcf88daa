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
cli-details = Details: { $code }
cli-details-request = Details: { $code }, Anfragenummer { $id }
cli-next = Als Nächstes: { $command }
cli-usage-what = Diesen Befehl kennt Domicile nicht.
cli-usage-do = Siehe domicile --help.
cli-usage-do-form = Geben Sie ihn so ein: { $form }
cli-stale = Stand: { $moment }. Eine neuere Antwort gab der Dienst nicht.

## Version, Fenster

cli-version = domicile { $version }
cli-version-demo = domicile { $version } (Demo-Schlüssel)
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
exit-7 = durch die Lage verhindert: eine offene Anfrage, ein Fulfilment Contact, dieser Computer
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
cli-error-interrupted-what = Abgebrochen.
cli-error-interrupted-why = Sie haben unterbrochen. Nichts ist halb erledigt.
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
cli-error-not-found-what = Diese Anfrage gibt es nicht.
cli-error-not-found-why = { $id } ist keine Ihrer Anfragen.
cli-error-not-found-do = Ihre Anfragen zeigt: domicile request list
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
    domicile login --hint ana.costa@oldbridge.example.com
help-logout = Auf diesem Computer abmelden. Die Lizenzdatei bleibt, bis sie abläuft
help-whoami = Wer Sie sind, in welchem Konto, bei welchem Dienst
help-admin-contact = Die Administratoren Ihres Kontos: Name, Rolle, E-Mail
help-journey = Ihr Wechsel von einem Konto zum anderen, Schritt für Schritt
help-request = Den Austritt aus Ihrem Konto anfragen und die Anfrage verfolgen
help-request-examples =
    domicile request new --note "Ich wechsle im Juni die Firma"
    domicile request show
    domicile request cancel
help-request-new = Den Austritt aus Ihrem Konto anfragen
help-request-list = Alle Ihre Anfragen, die neueste zuerst
help-request-show = Eine Anfrage: die offene oder die neueste
help-request-cancel = Eine Anfrage zurückziehen: die offene
help-request-resend = Eine abgelehnte oder abgelaufene Anfrage erneut senden: die neueste
help-message = Einen fertigen Text zum Weitergeben ausgeben
help-message-examples =
    domicile message old-admin
    domicile message new-admin
help-refresh = Refresh Policy: Ihre Lizenzen abrufen und auf diesem Computer speichern
help-refresh-examples =
    domicile refresh
    domicile refresh --wait 2m
help-licence = Lizenzen auf diesem Computer
help-licence-list = Jedes Produkt: Zustand, Grund und bis wann
help-check = Darf dieses Produkt hier laufen? Offline beantwortet, aus der Lizenzdatei. Code 0: ja, 3: nein
help-check-examples =
    domicile check bridge-modeler
    domicile check bridge-modeler --version 24.1 --json
help-open = Das Fenster der Desktop-App öffnen
help-version = Welcher Build dies ist und wessen Schlüsseln er vertraut
help-help = Hilfe zu einem Befehl oder zu: exit-codes
help-help-examples =
    domicile help request new
    domicile help exit-codes
help-arg-help = Diese Hilfe zeigen
help-arg-json = Ein JSON-Dokument auf stdout, sonst nichts
help-arg-quiet = Keine Hinweise und kein Fortschritt auf stderr
help-arg-no-color = Keine Farbe
help-arg-no-input = Nie nach Eingaben fragen
help-arg-timeout = Nach dieser Zeit aufgeben, zum Beispiel 30s oder 2m
help-arg-lang = Sprache der Sätze, zum Beispiel de
help-arg-version = Welcher Build dies ist
help-arg-fresh = Nur mit einer Antwort des Dienstes: Code 5, wenn es keine gibt
help-arg-check = Code 3, wenn Sie nicht arbeiten können
help-arg-hint = Die Adresse, mit der Sie sich anmelden
help-arg-device = Mit einem Code, für Geräte ohne Browser
help-arg-store = Wo die Sitzung aufbewahrt wird: im Passwortspeicher oder in einer Datei, die nur Sie lesen können
help-arg-no-browser = Die Adresse ausgeben, statt einen Browser zu öffnen
help-arg-kind = Worum es geht
help-arg-to = Welcher Administrator die E-Mail erhält; ohne Angabe alle
help-arg-message-to = Für wen der Text ist
help-arg-note = Weitere Worte an die Person, die antwortet
help-arg-reason = Der Grund
help-arg-id = Welche Anfrage
help-arg-wait = So lange weiter versuchen, wie der Dienst nicht erreichbar ist
help-arg-only = Nur Produkte, die nicht laufen dürfen
help-arg-product = Welches Produkt, zum Beispiel bridge-modeler
help-arg-check-version = Welche Version des Produkts
help-arg-screen = Mit welcher Seite
help-arg-topic = Ein Befehl oder exit-codes

## Anmeldung

cli-login-open = Der Browser wurde geöffnet. Falls nichts erscheint, öffnen Sie diese Adresse: { $url }
cli-login-address = Öffnen Sie diese Adresse in einem Browser auf diesem Computer: { $url }
cli-login-waiting = Warten, bis Sie sich dort angemeldet haben...
cli-login-code = Öffnen Sie { $url } auf einem beliebigen Gerät und geben Sie den Code ein: { $code }
cli-login-code-direct = Oder öffnen Sie: { $url }
cli-login-code-until = Der Code gilt bis { $time }.
cli-login-done = Angemeldet als { $name } ({ $email }).
cli-login-not-kept = Die Sitzung wird nicht aufbewahrt: { $why }
cli-login-not-kept-do = Die Lizenzen sind hier und gelten, bis sie ablaufen. Beim nächsten Mal: wieder domicile login, oder domicile login --store file
cli-logout-done = Abgemeldet.
cli-logout-nobody = Es war niemand angemeldet.
cli-logout-not-revoked = Der Anmeldedienst hat es nicht bestätigt. Auf diesem Computer ist die Sitzung beendet; dort endet sie von selbst.
cli-logout-policy = Die Lizenzdatei bleibt auf diesem Computer, bis sie abläuft.

## Wer Sie sind und wen Sie fragen

cli-whoami = { $name } ({ $email })
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
cli-warning = Hinweis: { $why }

## Anfragen

cli-request-none = Sie haben noch nichts angefragt.
cli-request-nothing-open = Nichts zurückzuziehen: Es ist keine Anfrage offen.
cli-request-withdrawn-before = Nichts zu tun: Diese Anfrage wurde schon zurückgezogen.
cli-request-nothing-to-resend = Nichts erneut zu senden: Keine Anfrage wurde abgelehnt oder ist abgelaufen.
cli-request-withdrawn = Zurückgezogen. Sie bleiben bei { $account }.
cli-request-expires = Ohne Antwort endet sie am { $date }.
cli-request-id = Nummer: { $id }
cli-request-state-line = Zustand: { $state }
cli-request-note = Nachricht: { $text }
cli-request-reason = Grund: { $text }
cli-request-declined = Antwort: { $text }
cli-head-id = Nummer
cli-head-state = Zustand
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

## Lizenzen

cli-licences-sign-in-by = Erneut anmelden bis: { $date }
cli-licences-no-problems = Keine Probleme.
cli-head-product = Produkt
cli-head-licence-state = Zustand
cli-head-until = Bis
cli-head-why = Grund
cli-refresh-again = Der Dienst ist nicht erreichbar. Nächster Versuch in { $time }.
cli-gained = Neu: { $products }
cli-lost = Entfallen: { $products }
cli-changed = Geändert: { $products }
