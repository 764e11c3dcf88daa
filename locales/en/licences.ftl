# Licences: products, dates, Refresh Policy.

licences-headline = { $ready ->
    [0] No product is ready
    [one] 1 product is ready
   *[other] { $ready } products are ready
}
licences-none-listed = No products are listed
licences-unread = Reading the licences on this computer
licences-no-policy = No licences on this computer yet
licences-no-policy-detail = Refresh Policy gets them from the service.
licences-withdrawn = Your licences were withdrawn
licences-expired = Licences expired on { $date }
licences-expired-detail = Refresh Policy to get new ones. Until then licensed software can’t start.
licences-clock = This computer’s clock was set back
licences-clock-detail = Set the right time, then Refresh Policy. Until then licensed software can’t start.
licences-corrupt = The licences here can’t be read
licences-corrupt-detail = The file is damaged. Refresh Policy gets it again; nothing else is lost.
licences-service-clock = The service’s clock is { $count } { $unit ->
    [days] { $count ->
        [one] day
       *[other] days
    }
    [hours] { $count ->
        [one] hour
       *[other] hours
    }
   *[minutes] { $count ->
        [one] minute
       *[other] minutes
    }
} { $way ->
    [ahead] ahead of
   *[behind] behind
} this computer’s. Your licences don’t depend on it. If date and time are right here, tell whoever runs the service.
licences-rolled-back = The licences here are older than before
licences-rolled-back-detail = The file was put back from an older copy. Refresh Policy.
licences-machine = These licences are for another computer
licences-machine-detail = They were made for another computer or another person. Refresh Policy.
licences-unknown-key = The licences here can’t be trusted
licences-unknown-key-detail = They are signed with a key that this version does not know. Refresh Policy; if that does not help, ask support.
licences-account-country = { $account }. { $country }

withdrawn-unaffiliated = You belong to no account, so you have no licences.
withdrawn-removed = You were removed from your account, so you have no licences.
withdrawn-locked = You are locked, so you have no licences until somebody unlocks you.
withdrawn-disabled = Your company’s directory disabled you, so you have no licences. Your IT has to enable you there.
withdrawn-other = The service withdrew them.

usage-production = Production
usage-evaluation = Evaluation
usage-trial = Trial
why-ready = { $usage }, all versions
why-ready-edition = { $usage }, { $edition }
why-everywhere = { $usage }, in every country
why-grace = The contract ended on { $date }. It keeps working for { $days ->
    [one] 1 day
   *[other] { $days } days
} after that.
why-trial = Only a trial: { $account } has no full licence for it.
why-not-owned = { $account } does not own it.
why-other-country = { $account } has it in { $countries }; your licence country is { $country }.
why-other-country-unknown = { $account } has it, but not in your licence country.
why-country-without = { $account } has no licences in your licence country.
why-restricted = It is restricted to a role or group that you don’t have. An administrator can give it to you.
why-restricted-by = It is restricted to a role or group that you don’t have. { $name } can give it to you.
why-not-yet = The contract has not begun.
why-not-yet-date = The contract begins on { $date }.
why-ended = The contract has ended.
why-ended-date = The contract ended on { $date }.
why-locked = You are locked.
why-unaffiliated = You belong to no account.
why-version = This version is not covered.
why-denied = The service does not allow it.
why-expired = The licences here have expired. Refresh Policy.
why-unknown = The licences here can’t be used as they are. Refresh Policy.
the-account = The account

label-ready = Ready
label-grace = Ready, grace period
label-trial = Trial
label-not-owned = Not owned
label-other-country = Not in your country
label-restricted = Restricted
label-not-yet = Not yet started
label-ended = Ended
label-locked = Locked
label-unaffiliated = No account
label-version = Not covered
label-denied = Not allowed
label-expired = Expired
label-unknown = Unknown

until-date = until { $date }
until-no-end = no end
until-ended = ended { $date }
until-from = from { $date }
no-end = no end

phase-checking-sign-in = Checking sign-in
phase-asking = Asking the service
phase-receiving = Receiving licences
phase-saving = Saving on this computer
phase-checking = Checking what was saved
phase-slow = { $phase }. The service is slow today.

outcome-updated = { $ready ->
    [0] No licence is ready
    [one] 1 licence ready
   *[other] { $ready } licences ready
}{ $gained ->
    [0] { "" }
   *[other] , { $gained } new
}{ $lost ->
    [0] { "" }
   *[other] , { $lost } gone
}.{ $country ->
    [none] { "" }
   *[other] { " " }Licence country: { $country }.
}
outcome-unchanged = Nothing new since { $time }.
outcome-unchanged-first = Nothing new.
outcome-withdrawn = Your licences were withdrawn. { $why }
outcome-sign-in-needed = Sign in again to refresh. Your licences are unchanged.
outcome-refused = The service refused. Your licences are unchanged.
outcome-unreachable = The service can’t be reached. Your licences are unchanged.
outcome-clock-suspect = This computer’s clock is off. Set the right time, then Refresh Policy.
outcome-signature-invalid = The answer was not signed with a key that we trust, so it was not used. Your licences are unchanged.
outcome-rolled-back = The service sent older licences than the ones here, so they were not used.
outcome-cannot-write = The new licences can’t be saved on this computer. The ones here are unchanged.
outcome-cannot-write-none = The licences can’t be saved on this computer, so there are none here.
outcome-cancelled = Cancelled. Your licences are unchanged.

# When the service last confirmed the licences.
refreshed-never = never
