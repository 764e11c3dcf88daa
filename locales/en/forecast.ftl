# What ends soon: the licences of this computer, and what an account owns.

forecast-some = { $count ->
    [one] 1 licence ends
   *[other] { $count } licences end
} in the next { $days ->
    [one] day
   *[other] { $days } days
}.
forecast-none = Nothing ends in the next { $days ->
    [one] day
   *[other] { $days } days
}.
forecast-account-some = { $count ->
    [one] 1 licence of { $account } ends
   *[other] { $count } licences of { $account } end
} in the next { $days ->
    [one] day
   *[other] { $days } days
}.
forecast-account-none = No licence of { $account } ends in the next { $days ->
    [one] day
   *[other] { $days } days
}.
# A day with how far away it is: “26 May, in 12 days”.
forecast-day = { $date }, { $near }
forecast-no-grace = no grace period

forecast-seats = { $seats }.
forecast-seats-in = { $seats } for { $countries }.
forecast-seats-left = { $count ->
    [one] 1 seat goes on.
   *[other] { $count } seats go on.
}
forecast-people = Named licences: { $names }{ $others ->
    [0] .
    [one] { " " }and 1 other.
   *[other] { " " }and { $others } others.
}
forecast-nobody = Nobody has a named licence for it.
seat-count = { $count ->
    [one] 1 seat
   *[other] { $count } seats
}
seat-count-unlimited = any number of seats

seats-assigned = { $owned ->
    [one] { $assigned } of 1 seat is assigned to a person.
   *[other] { $assigned } of { $owned } seats are assigned to people.
}
seats-over = { $assigned ->
    [one] 1 seat is assigned to a person, but the account owns { $owned }.
   *[other] { $assigned } seats are assigned to people, but the account owns { $owned }.
}
seats-unlimited = { $assigned ->
    [0] Any number of seats; none is assigned to a person.
    [one] Any number of seats; 1 is assigned to a person.
   *[other] Any number of seats; { $assigned } are assigned to people.
}
seats-checked-out = { $count ->
    [one] 1 is checked out for offline use.
   *[other] { $count } are checked out for offline use.
}
seats-uncounted = There are too many named licences to count them here.

action-copy-for-buyer = Copy text for the buyer

message-buyer-subject = Licences of { $account } that end soon
message-buyer = These licences of { $account } end in the next { $days } days:
message-buyer-line = - { $product }: { $seats }, contract ends on { $date }, { $grace ->
    [0] no grace period
    [one] 1 day of grace until { $until }
   *[other] { $grace } days of grace until { $until }
}{ $left ->
    [0] { "" }
    [one] . 1 seat goes on after that
   *[other] . { $left } seats go on after that
}
message-buyer-line-over = - { $product }: { $seats }, contract ended on { $date }, { $grace ->
    [0] no grace period
    [one] 1 day of grace until { $until }
   *[other] { $grace } days of grace until { $until }
}{ $left ->
    [0] { "" }
    [one] . 1 seat goes on after that
   *[other] . { $left } seats go on after that
}
message-buyer-ask = Please renew what we still need in time, or tell me what ends on purpose. Thank you.

# The command line.
cli-head-contract-ends = Contract ends
cli-head-grace = With grace until
# dynamic: help-
help-licence-forecast = What ends in the next 90 days; with --account what the account owns, and whom it hits
help-licence-forecast-examples =
    domicile licence forecast
    domicile licence forecast --days 30 --json
    domicile licence forecast --account
help-arg-licence-forecast-days = How many days to look ahead, 1 to 366; 90 if absent
help-arg-licence-forecast-account = What the account owns, for administrators
