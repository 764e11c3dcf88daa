# Dates in words. The pieces are put together here, so that each language orders them as it likes.

# Monday is 1.
weekday-name = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
date-weekday = { $weekday } { $day } { $month }
date-weekday-year = { $weekday } { $day } { $month } { $year }
date-day = { $day } { $month }
date-day-year = { $day } { $month } { $year }
date-moment = { $date }, { $time }
# A moment of today.
date-today = { $time }
# How far away a day is.
date-in-days = { $count ->
    [0] today
    [one] tomorrow
   *[other] in { $count } days
}
date-days-ago = { $count ->
    [0] today
    [one] yesterday
   *[other] { $count } days ago
}
# A day that is near: “Tue 3 June (in 3 days)”.
date-near = { $date } ({ $near })
