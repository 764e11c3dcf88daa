# Licences taken along on a computer for longer, with the service or by file.

label-checked-out = Checked out until { $date }
licences-checked-out = { $count ->
    [one] 1 product is checked out here
   *[other] { $count } products are checked out here
}
licences-checked-out-detail = The other licences here expired on { $date }. Refresh Policy when you are online again.
headline-checked-out-detail = { $count ->
    [one] 1 product is checked out here until { $date }.
   *[other] { $count } products are checked out here, the last until { $date }.
} The other licences expired on { $expired }.
check-out-here = Until { $date }. Belongs to { $account }.
check-out-asked = Asked on { $date }, waits for { $name }.
check-out-asked-elsewhere = For “{ $machine }”. Asked on { $date }, waits for { $name }.
check-out-not-here-yet = Allowed until { $date }. Refresh Policy brings it to this computer.
check-out-elsewhere = On “{ $machine }” until { $date }. Return it there.
check-out-declined = { $name } declined on { $date }.
check-out-ended = { $account } ended it on { $date }.
check-out-cancelled = Ended on { $date }, since your licences from { $account } were withdrawn.
check-out-unanswered = Nobody answered until { $date }. You can ask again.
check-out-over = Over since { $date }.
action-take-along = Take along…
action-save-request = Take along by file…
action-withdraw-check-out = Take the wish back
action-return-check-out = Return
action-return-by-file = Return by file
action-save-licences = Save a licence file
notice-check-out-asked = Your wish to take { $name } along was sent.
notice-check-out-withdrawn = You took back your wish for { $name }.
notice-check-out-returned = { $name } was returned.
notice-request-saved = The request is in { $name }. Open it with Domicile on a computer that is online.
notice-licences-saved = The licence file is { $name }. Carry it to the other computer and open it there.
notice-return-saved = Returned here. Open { $name } with Domicile on a computer that is online, so that the service knows.
notice-licences-taken = The licences from the file are on this computer now.
notice-returns-told = The service knows what was returned.

## An administrator's answers

inbox-wants-check-out = { $name } wants to take { $product } along
inbox-check-out-for = { $days ->
    [one] For 1 day, on a computer that calls itself “{ $machine }”.
   *[other] For { $days } days, on a computer that calls itself “{ $machine }”.
}
inbox-checked-out = { $product }, on a computer that calls itself “{ $machine }”.
inbox-check-out-consequence = { $product } then works on that computer without contact to the service, however long the licence file there lasts. You can end it, but a computer that stays offline only hears of that when it is online again.
inbox-check-out-end-consequence = { $product } stops counting as checked out on “{ $machine }” at its next Refresh Policy. Until then a computer that stays offline works on, at most until { $date }.
action-allow-check-out = Allow…
action-decline-check-out = Decline…
action-end-check-out = End…
action-end-check-out-of = End the check-out of { $product }
notice-check-out-allowed = You allowed { $name } to take a licence along.
notice-check-out-declined = You declined the wish of { $name }.
notice-check-out-ended = The check-out of { $name } has ended.

## Notifications of the desktop

notify-check-out-allowed = You can take { $product } along
notify-check-out-allowed-body = Until { $date }, on “{ $machine }”.
notify-check-out-declined = You can't take { $product } along
