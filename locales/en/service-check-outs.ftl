# What the service says about check-outs when something cannot be done: one title, one reason, at most two steps per code, as in
# service.ftl. Then the letters that belong to it, as in mail.ftl.

problem-check-out-not-entitled = { $product } can’t be checked out now
problem-check-out-not-entitled-why = { $person } may not use it: { $reason }.
problem-check-out-not-entitled-do-1 = Look at the licences in Domicile: they say what would help.

problem-check-out-open = { $product } is already checked out or requested
problem-check-out-open-why = For each product and computer there is one check-out at a time.
problem-check-out-open-do-1 = Wait for the answer, or return it first.

problem-check-out-closed = This can no longer be done
problem-check-out-closed-why = The check-out has been answered, returned or ended in the meantime, or it has expired.
problem-check-out-closed-do-1 = Look at it again.

problem-check-out-too-many = You have too many check-outs
problem-check-out-too-many-why = At most { $most } may be open at a time.
problem-check-out-too-many-do-1 = Return one that you do not need.

problem-check-out-days = That is too long, or too short
problem-check-out-days-why = A check-out lasts from 1 to { $most } days.
problem-check-out-days-do-1 = Choose another number of days.

# Why somebody may not use a product, after a colon.
# dynamic: check-out-reason-
check-out-reason-not-owned = the account does not own it
check-out-reason-other-country = the account owns it for other countries
check-out-reason-country-without-entitlements = the account owns nothing in the licence country
check-out-reason-restricted = it is restricted to certain roles or groups
check-out-reason-not-yet-started = the contract has not begun
check-out-reason-ended = the contract has ended
check-out-reason-locked = the person is locked
check-out-reason-unaffiliated = the person belongs to no account
check-out-reason-version-not-covered = this version is not covered
check-out-reason-other = the licence file does not allow it

mail-check-out-asked-subject = { $person } would like to check out { $product }
mail-check-out-asked = { $person } would like to use { $product } of { $account } for { $days } days on the computer “{ $machine }”, also without a network.
mail-check-out-asked-do = Open Requests in Domicile to allow or decline it.

mail-check-out-allowed-subject = { $product } is checked out for you
mail-check-out-allowed = An administrator of { $account } allowed it: { $product } is checked out to the computer “{ $machine }” until { $until }.
mail-check-out-allowed-do = Choose Refresh Policy on that computer while it has a network. If it has none, save a licence file for it in Domicile on another computer.

mail-check-out-declined-subject = { $product } was not checked out for you
mail-check-out-declined = { $by } of { $account } declined your request to check out { $product } to the computer “{ $machine }”.
mail-check-out-declined-do = You can use it as before, as long as your licence file is valid.

mail-check-out-ended-subject = Your check-out of { $product } was ended
mail-check-out-ended = An administrator of { $account } ended your check-out of { $product } to the computer “{ $machine }”.
mail-check-out-ended-do = With the next Refresh Policy on that computer, your licence file alone counts there.

problem-too-many-check-out-requests = That was the last check-out for today
problem-too-many-check-out-requests-why = A person can ask for a check-out { $most } times in 24 hours, whatever becomes of it.
problem-too-many-check-out-requests-do-1 = Try again later.
