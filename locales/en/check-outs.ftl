# Licences checked out to a computer for longer, with the service or by file.

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
check-out-asked = Requested on { $date }, waiting for { $name }.
check-out-asked-elsewhere = For “{ $machine }”. Requested on { $date }, waiting for { $name }.
check-out-not-here-yet = Allowed until { $date }. Refresh Policy brings it to this computer.
check-out-elsewhere = On “{ $machine }” until { $date }. Return it there.
check-out-declined = { $name } declined on { $date }.
check-out-ended = { $account } ended it on { $date }.
check-out-cancelled = Ended on { $date }, because your licences from { $account } were withdrawn.
check-out-unanswered = Nobody answered by { $date }. You can ask again.
check-out-over = Expired on { $date }.
action-take-along = Check out for offline use…
action-save-request = Check out by file…
action-withdraw-check-out = Cancel request
action-return-check-out = Return
action-return-by-file = Return by file
action-save-licences = Save a licence file
notice-check-out-asked = Your request to check out { $name } was sent.
notice-check-out-withdrawn = You cancelled your request for { $name }.
notice-check-out-returned = { $name } was returned.
notice-request-saved = The request is in { $name }. Open it with Domicile on a computer that is online.
notice-licences-saved = The licence file is { $name }. Carry it to the other computer and open it there.
notice-return-saved = Returned here. Open { $name } with Domicile on a computer that is online, so that the service knows.
notice-licences-taken = The licences from the file are now on this computer.
notice-returns-told = The service knows what was returned.

## An administrator’s answers

inbox-wants-check-out = { $name } asks to check out { $product }
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
notice-check-out-allowed = You allowed { $name } to check out a licence.
notice-check-out-declined = You declined the request of { $name }.
notice-check-out-ended = The check-out of { $name } has ended.

## Notifications of the desktop

notify-check-out-allowed = You can use { $product } offline
notify-check-out-allowed-body = Until { $date }, on “{ $machine }”.
notify-check-out-declined = You can’t check out { $product }
