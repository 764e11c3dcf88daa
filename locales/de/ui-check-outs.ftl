# Beschriftungen des Fensters für Lizenzen, die ausgeliehen werden: für die Person und für Administratoren.

ui-check-outs-here = Auf diesen Computer ausgeliehen
ui-check-outs-waiting = Warten auf Antwort
ui-check-outs-elsewhere = Auf andere Computer ausgeliehen
ui-check-outs-past = Zuletzt
ui-check-out-reason = Die Antwort
ui-file-title = Ein Computer ohne Netz
ui-file-hint = Öffnen Sie eine Anfrage, eine Lizenzdatei oder eine Rückgabe, die auf einem anderen Computer gespeichert wurde.
ui-file-open = Datei öffnen…
ui-file-refused = Die Datei lässt sich nicht verwenden
ui-file-too-large = Sie ist größer als 2 MiB; so groß ist keine Datei von Domicile.
ui-file-unreadable = Dieser Computer konnte sie nicht lesen.
ui-file-again = Wählen Sie die Datei, die Domicile auf dem anderen Computer gespeichert hat.
ui-days-label = Für wie viele Tage?
ui-days-hint = Von 1 bis 30, gezählt ab der Antwort.
ui-days-hint-asked = { $days ->
    [one] Gewünscht: 1 Tag. Von 1 bis 30, gezählt ab jetzt.
   *[other] Gewünscht: { $days } Tage. Von 1 bis 30, gezählt ab jetzt.
}
ui-days-wrong = Geben Sie eine ganze Zahl von 1 bis 30 ein.
ui-take-along-title = { $name } offline ausleihen?
ui-take-along-text = Ein Administrator Ihres Kontos muss es erlauben. Dann läuft das Produkt auf diesem Computer so viele Tage ohne Kontakt zum Dienst.
ui-take-along-text-file = Von hier aus lässt sich der Dienst nicht fragen, darum wird die Anfrage als Datei gespeichert. Öffnen Sie sie mit Domicile auf einem Computer, der online ist und auf dem Sie angemeldet sind.
ui-take-along-ask = Anfrage senden
ui-take-along-save = Anfrage speichern
ui-give-back-title = { $name } zurückgeben?
ui-give-back-text = Es läuft hier dann nur noch, solange die Lizenzdatei gilt. Um es wieder auszuleihen, müssen Sie neu anfragen.
ui-give-back-text-file = Hier endet es sofort, und es wird eine Datei gespeichert, die es dem Dienst mitteilt: Öffnen Sie sie mit Domicile auf einem Computer, der online ist.
ui-give-back-do = { $name } zurückgeben
ui-give-back-keep = Behalten
ui-wishes-title = Offline-Lizenzen
ui-wishes-lead = Personen, die länger ohne Kontakt zum Dienst arbeiten möchten.
ui-card-check-outs = Ausgeliehene Lizenzen
ui-allow-title = { $product } für { $name } erlauben?
ui-allow-do = Erlauben
ui-decline-wish-title = Anfrage ablehnen: { $name }?
ui-decline-wish-text = { $product } läuft weiter, solange die Lizenzdatei gilt.
ui-decline-wish-reason = Warum geht es nicht?
ui-decline-wish-send = Anfrage ablehnen
ui-end-title = Ausleihe von { $product } beenden?
ui-end-do = Ausleihe beenden
ui-end-keep = So lassen
