# Benachrichtigungen des Desktops: ein Titel und eine zweite Zeile. Was auch Start sagt, steht in home.ftl.

notify-no-answer = Noch keine Antwort
notify-no-answer-body = Einen anderen Administrator fragen?
notify-ends-soon-body = Ihr Antrag läuft am { $date } ab. Einen anderen Administrator fragen?
notify-start = Sie können anfangen
notify-start-refresh = Mit Refresh Policy holen Sie die Lizenzen von { $account }.
notify-start-ready = Die Lizenzen von { $account } sind auf diesem Computer.
notify-asks-to-leave = { $name } möchte austreten
notify-many-wait = { $count ->
    [one] 1 Person wartet auf Ihre Antwort
   *[other] { $count } Personen warten auf Ihre Antwort
}
notify-asks-body = Anfragen an { $account }
notify-sign-in = Melden Sie sich bis { $date } an
notify-sign-in-body = Danach werden Ihre Lizenzen nicht mehr erneuert.
notify-product-ends = { $product }: Die Lizenz endet am { $date }
notify-cannot-work = Sie können nicht mit Ihren Lizenzen arbeiten
notify-cannot-work-body = Domicile zeigt den Grund und wer als Nächstes handelt.
