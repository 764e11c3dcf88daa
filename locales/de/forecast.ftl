# Was bald endet: die Lizenzen dieses Computers und was ein Konto besitzt.

forecast-some = { $days ->
    [one] Am nächsten Tag
   *[other] In den nächsten { $days } Tagen
} { $count ->
    [one] läuft 1 Lizenz aus.
   *[other] laufen { $count } Lizenzen aus.
}
forecast-none = { $days ->
    [one] Am nächsten Tag
   *[other] In den nächsten { $days } Tagen
} läuft nichts aus.
forecast-account-some = { $days ->
    [one] Am nächsten Tag
   *[other] In den nächsten { $days } Tagen
} { $count ->
    [one] läuft im Konto { $account } 1 Lizenz aus.
   *[other] laufen im Konto { $account } { $count } Lizenzen aus.
}
forecast-account-none = { $days ->
    [one] Am nächsten Tag
   *[other] In den nächsten { $days } Tagen
} läuft im Konto { $account } keine Lizenz aus.
# Ein Tag und wie weit er weg ist: „26. Mai, in 12 Tagen“.
forecast-day = { $date }, { $near }
forecast-no-grace = keine Nachfrist

forecast-seats = { $seats }.
forecast-seats-in = { $seats } für { $countries }.
forecast-seats-left = { $count ->
    [one] 1 Platz bleibt.
   *[other] { $count } Plätze bleiben.
}
forecast-people = Persönliche Lizenzen: { $names }{ $others ->
    [0] .
    [one] { " " }und 1 weitere Person.
   *[other] { " " }und { $others } weitere Personen.
}
forecast-nobody = Niemand hat dafür eine persönliche Lizenz.
seat-count = { $count ->
    [one] 1 Platz
   *[other] { $count } Plätze
}
seat-count-unlimited = beliebig viele Plätze

seats-assigned = { $owned ->
    [one] { $assigned } von 1 Platz ist einer Person zugeteilt.
   *[other] { $assigned } von { $owned } Plätzen sind Personen zugeteilt.
}
seats-over = { $assigned ->
    [one] 1 Platz ist einer Person zugeteilt, das Konto hat aber nur { $owned }.
   *[other] { $assigned } Plätze sind Personen zugeteilt, das Konto hat aber nur { $owned }.
}
seats-unlimited = { $assigned ->
    [0] Beliebig viele Plätze; keiner ist einer Person zugeteilt.
    [one] Beliebig viele Plätze; 1 ist einer Person zugeteilt.
   *[other] Beliebig viele Plätze; { $assigned } sind Personen zugeteilt.
}
seats-checked-out = { $count ->
    [one] 1 ist offline ausgeliehen.
   *[other] { $count } sind offline ausgeliehen.
}
seats-uncounted = Es gibt zu viele persönliche Lizenzen, um sie hier zu zählen.

action-copy-for-buyer = Text für den Einkauf kopieren

message-buyer-subject = Lizenzen des Kontos { $account }, die bald auslaufen
message-buyer = diese Lizenzen des Kontos { $account } laufen in den nächsten { $days } Tagen aus:
message-buyer-line = - { $product }: { $seats }, Vertragsende am { $date }, { $grace ->
    [0] keine Nachfrist
    [one] 1 Tag Nachfrist bis { $until }
   *[other] { $grace } Tage Nachfrist bis { $until }
}{ $left ->
    [0] { "" }
    [one] . 1 Platz bleibt danach
   *[other] . { $left } Plätze bleiben danach
}
message-buyer-line-over = - { $product }: { $seats }, Vertrag am { $date } ausgelaufen, { $grace ->
    [0] keine Nachfrist
    [one] 1 Tag Nachfrist bis { $until }
   *[other] { $grace } Tage Nachfrist bis { $until }
}{ $left ->
    [0] { "" }
    [one] . 1 Platz bleibt danach
   *[other] . { $left } Plätze bleiben danach
}
message-buyer-ask = Bitte verlängern Sie rechtzeitig, was wir noch brauchen, oder sagen Sie mir, was mit Absicht endet. Vielen Dank.

# Die Befehlszeile.
cli-head-contract-ends = Vertragsende
cli-head-grace = Mit Nachfrist bis
# dynamic: help-
help-licence-forecast = Was in den nächsten 90 Tagen ausläuft; mit --account, was das Konto besitzt und wen es trifft
help-licence-forecast-examples =
    domicile licence forecast
    domicile licence forecast --days 30 --json
    domicile licence forecast --account
help-arg-licence-forecast-days = Wie viele Tage vorausgeschaut wird, 1 bis 366; ohne Angabe 90
help-arg-licence-forecast-account = Was das Konto besitzt, für Administratoren
