# Lizenzen: Produkte, Daten, Refresh Policy.

licences-headline = { $ready ->
    [0] Kein Produkt ist bereit
    [one] 1 Produkt ist bereit
   *[other] { $ready } Produkte sind bereit
}
licences-none-listed = Es sind keine Produkte aufgeführt
licences-unread = Die Lizenzen auf diesem Computer werden gelesen
licences-no-policy = Noch keine Lizenzen auf diesem Computer
licences-no-policy-detail = Refresh Policy holt sie vom Dienst.
licences-withdrawn = Ihre Lizenzen wurden entzogen
licences-expired = Die Lizenzen sind am { $date } abgelaufen
licences-expired-detail = Neue holen Sie mit Refresh Policy. Bis dahin startet lizenzierte Software hier nicht.
licences-clock = Die Uhr dieses Computers wurde zurückgestellt
licences-clock-detail = Stellen Sie die Uhr richtig und führen Sie dann Refresh Policy aus. Bis dahin startet lizenzierte Software hier nicht.
licences-corrupt = Die Lizenzen hier sind nicht lesbar
licences-corrupt-detail = Die Datei ist beschädigt. Refresh Policy holt sie neu; sonst ist nichts verloren.
licences-service-clock = Die Uhr des Dienstes geht { $count } { $unit ->
    [days] { $count ->
        [one] Tag
       *[other] Tage
    }
    [hours] { $count ->
        [one] Stunde
       *[other] Stunden
    }
   *[minutes] { $count ->
        [one] Minute
       *[other] Minuten
    }
} { $way ->
    [ahead] vor, verglichen mit
   *[behind] nach, verglichen mit
} der dieses Computers. Ihre Lizenzen hängen nicht davon ab. Sind Datum und Uhrzeit hier richtig, sagen Sie es denen, die den Dienst betreiben.
licences-rolled-back = Die Lizenzen hier sind älter als zuvor
licences-rolled-back-detail = Die Datei wurde durch eine ältere Kopie ersetzt. Führen Sie Refresh Policy aus.
licences-machine = Diese Lizenzen gelten für einen anderen Computer
licences-machine-detail = Sie wurden für einen anderen Computer oder eine andere Person ausgestellt. Führen Sie Refresh Policy aus.
licences-unknown-key = Den Lizenzen hier ist nicht zu trauen
licences-unknown-key-detail = Sie sind mit einem Schlüssel unterschrieben, den diese Version nicht kennt. Führen Sie Refresh Policy aus; wenn das nicht hilft, fragen Sie den Support.
licences-account-country = { $account }. { $country }

withdrawn-unaffiliated = Sie gehören zu keinem Konto und haben deshalb keine Lizenzen.
withdrawn-removed = Sie wurden aus Ihrem Konto entfernt und haben deshalb keine Lizenzen.
withdrawn-locked = Sie sind gesperrt und haben keine Lizenzen, bis jemand Sie entsperrt.
withdrawn-disabled = Das Verzeichnis Ihrer Firma hat Sie deaktiviert, deshalb haben Sie keine Lizenzen. Ihre IT muss Sie dort wieder aktivieren.
withdrawn-other = Der Dienst hat sie entzogen.

usage-production = Produktiv
usage-evaluation = Evaluierung
usage-trial = Test
why-ready = { $usage }, alle Versionen
why-ready-edition = { $usage }, { $edition }
why-everywhere = { $usage }, in allen Ländern
why-grace = Der Vertrag ist am { $date } ausgelaufen. Danach läuft das Produkt noch { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
} weiter.
why-trial = Nur ein Test: { $account } hat dafür keine volle Lizenz.
why-not-owned = { $account } besitzt dieses Produkt nicht.
why-other-country = { $account } hat es für { $countries }; Ihr Lizenzland ist { $country }.
why-other-country-unknown = { $account } hat es, aber nicht für Ihr Lizenzland.
why-country-without = { $account } hat keine Lizenzen für Ihr Lizenzland.
why-restricted = Es ist einer Rolle oder Gruppe vorbehalten, die Sie nicht haben. Ein Administrator kann sie Ihnen geben.
why-restricted-by = Es ist einer Rolle oder Gruppe vorbehalten, die Sie nicht haben. { $name } kann sie Ihnen geben.
why-not-yet = Der Vertrag hat noch nicht begonnen.
why-not-yet-date = Der Vertrag beginnt am { $date }.
why-ended = Der Vertrag ist ausgelaufen.
why-ended-date = Der Vertrag ist am { $date } ausgelaufen.
why-locked = Sie sind gesperrt.
why-unaffiliated = Sie gehören zu keinem Konto.
why-version = Diese Version ist nicht abgedeckt.
why-denied = Der Dienst erlaubt es nicht.
why-expired = Die Lizenzen hier sind abgelaufen. Führen Sie Refresh Policy aus.
why-unknown = Die Lizenzen hier sind so nicht nutzbar. Führen Sie Refresh Policy aus.
the-account = Das Konto

label-ready = Bereit
label-grace = Bereit, Nachfrist
label-trial = Test
label-not-owned = Nicht vorhanden
label-other-country = Nicht in Ihrem Land
label-restricted = Eingeschränkt
label-not-yet = Noch nicht begonnen
label-ended = Ausgelaufen
label-locked = Gesperrt
label-unaffiliated = Kein Konto
label-version = Nicht abgedeckt
label-denied = Nicht erlaubt
label-expired = Abgelaufen
label-unknown = Unbekannt

until-date = bis { $date }
until-no-end = ohne Ende
until-ended = ausgelaufen am { $date }
until-from = ab { $date }
no-end = kein Ende

phase-checking-sign-in = Anmeldung prüfen
phase-asking = Beim Dienst nachfragen
phase-receiving = Lizenzen empfangen
phase-saving = Auf diesem Computer speichern
phase-checking = Gespeichertes prüfen
phase-slow = { $phase }. Der Dienst ist heute langsam.

outcome-updated = { $ready ->
    [0] Keine Lizenz ist bereit
    [one] 1 Lizenz ist bereit
   *[other] { $ready } Lizenzen sind bereit
}{ $gained ->
    [0] { "" }
   *[other] , { $gained } neu
}{ $lost ->
    [0] { "" }
   *[other] , { $lost } entfallen
}.{ $country ->
    [none] { "" }
   *[other] { " " }Lizenzland: { $country }.
}
outcome-unchanged = Nichts Neues seit { $time }.
outcome-unchanged-first = Nichts Neues.
outcome-withdrawn = Ihre Lizenzen wurden entzogen. { $why }
outcome-sign-in-needed = Melden Sie sich erneut an, um die Lizenzen zu erneuern. Ihre Lizenzen bleiben, wie sie sind.
outcome-refused = Der Dienst hat abgelehnt. Ihre Lizenzen bleiben, wie sie sind.
outcome-unreachable = Der Dienst ist nicht erreichbar. Ihre Lizenzen bleiben, wie sie sind.
outcome-clock-suspect = Die Uhr dieses Computers geht falsch. Stellen Sie sie richtig und führen Sie dann Refresh Policy aus.
outcome-signature-invalid = Die Antwort war nicht mit einem Schlüssel unterschrieben, dem wir vertrauen. Sie wurde nicht übernommen; Ihre Lizenzen bleiben, wie sie sind.
outcome-rolled-back = Der Dienst hat ältere Lizenzen geschickt als die hier vorhandenen. Sie wurden nicht übernommen.
outcome-cannot-write = Die Lizenzen lassen sich auf diesem Computer nicht speichern. Die bisherigen bleiben, wie sie sind.
outcome-cannot-write-none = Die Lizenzen lassen sich auf diesem Computer nicht speichern; hier sind deshalb keine.
outcome-cancelled = Abgebrochen. Ihre Lizenzen bleiben, wie sie sind.

# When the service last confirmed the licences.
refreshed-never = nie
