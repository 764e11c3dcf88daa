# Datum und Uhrzeit in Worten. Hier werden die Teile zusammengesetzt, in der Reihenfolge dieser Sprache.

# Montag ist 1.
weekday-name = { $day ->
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
    [6] Samstag
   *[7] Sonntag
}
month-name = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
date-weekday = { $weekday }, { $day }. { $month }
date-weekday-year = { $weekday }, { $day }. { $month } { $year }
date-day = { $day }. { $month }
date-day-year = { $day }. { $month } { $year }
date-moment = { $date }, { $time } Uhr
date-today = { $time } Uhr
# Wie weit ein Tag weg ist.
date-in-days = { $count ->
    [0] heute
    [one] morgen
   *[other] in { $count } Tagen
}
date-days-ago = { $count ->
    [0] heute
    [one] gestern
   *[other] vor { $count } Tagen
}
# Ein naher Tag: „Dienstag, 3. Juni (in 3 Tagen)“.
date-near = { $date } ({ $near })
