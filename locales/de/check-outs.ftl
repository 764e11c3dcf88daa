# Lizenzen, die für länger auf einen Computer ausgeliehen werden, mit dem Dienst oder per Datei.

label-checked-out = Ausgeliehen bis { $date }
licences-checked-out = { $count ->
    [one] 1 Produkt ist hierher ausgeliehen
   *[other] { $count } Produkte sind hierher ausgeliehen
}
licences-checked-out-detail = Die übrigen Lizenzen hier sind am { $date } abgelaufen. Führen Sie Refresh Policy aus, sobald Sie wieder online sind.
headline-checked-out-detail = { $count ->
    [one] 1 Produkt ist bis { $date } hierher ausgeliehen.
   *[other] { $count } Produkte sind hierher ausgeliehen, das letzte bis { $date }.
} Die übrigen Lizenzen sind am { $expired } abgelaufen.
check-out-here = Bis { $date }. Gehört { $account }.
check-out-asked = Am { $date } angefragt, wartet auf { $name }.
check-out-asked-elsewhere = Für „{ $machine }“. Am { $date } angefragt, wartet auf { $name }.
check-out-not-here-yet = Bis { $date } erlaubt. Refresh Policy holt sie auf diesen Computer.
check-out-elsewhere = Auf „{ $machine }“ bis { $date }. Dort zurückgeben.
check-out-declined = { $name } hat am { $date } abgelehnt.
check-out-ended = { $account } hat sie am { $date } beendet.
check-out-cancelled = Am { $date } beendet, weil Ihre Lizenzen von { $account } entzogen wurden.
check-out-unanswered = Bis { $date } hat niemand geantwortet. Sie können noch einmal anfragen.
check-out-over = Abgelaufen am { $date }.
action-take-along = Offline ausleihen…
action-save-request = Per Datei ausleihen…
action-withdraw-check-out = Anfrage zurückziehen
action-return-check-out = Zurückgeben
action-return-by-file = Per Datei zurückgeben
action-save-licences = Lizenzdatei speichern
notice-check-out-asked = Ihre Anfrage zu { $name } wurde gesendet.
notice-check-out-withdrawn = Ihre Anfrage zu { $name } ist zurückgezogen.
notice-check-out-returned = { $name } ist zurückgegeben.
notice-request-saved = Die Anfrage liegt in { $name }. Öffnen Sie sie mit Domicile auf einem Computer, der online ist.
notice-licences-saved = Die Lizenzdatei ist { $name }. Bringen Sie sie zum anderen Computer und öffnen Sie sie dort.
notice-return-saved = Hier zurückgegeben. Öffnen Sie { $name } mit Domicile auf einem Computer, der online ist, damit der Dienst davon weiß.
notice-licences-taken = Die Lizenzen aus der Datei sind jetzt auf diesem Computer.
notice-returns-told = Der Dienst weiß jetzt, was zurückgegeben wurde.

## Die Antworten eines Administrators

inbox-wants-check-out = { $name } möchte { $product } ausleihen
inbox-check-out-for = { $days ->
    [one] Für 1 Tag, auf einem Computer, der sich „{ $machine }“ nennt.
   *[other] Für { $days } Tage, auf einem Computer, der sich „{ $machine }“ nennt.
}
inbox-checked-out = { $product }, auf einem Computer, der sich „{ $machine }“ nennt.
inbox-check-out-consequence = { $product } läuft dann auf diesem Computer ohne Kontakt zum Dienst, wie lange auch die Lizenzdatei dort gilt. Sie können das beenden, aber ein Computer ohne Netz erfährt davon erst, wenn er wieder online ist.
inbox-check-out-end-consequence = { $product } gilt auf „{ $machine }“ mit dem nächsten Refresh Policy nicht mehr als ausgeliehen. Ein Computer, der offline bleibt, arbeitet bis dahin weiter, längstens bis { $date }.
action-allow-check-out = Erlauben…
action-decline-check-out = Ablehnen…
action-end-check-out = Beenden…
action-end-check-out-of = Ausleihe von { $product } beenden
notice-check-out-allowed = Sie haben die Ausleihe erlaubt: { $name }.
notice-check-out-declined = Sie haben die Anfrage abgelehnt: { $name }.
notice-check-out-ended = Die Ausleihe ist beendet: { $name }.

## Benachrichtigungen

notify-check-out-allowed = Sie können { $product } offline nutzen
notify-check-out-allowed-body = Bis { $date }, auf „{ $machine }“.
notify-check-out-declined = Sie können { $product } nicht ausleihen
