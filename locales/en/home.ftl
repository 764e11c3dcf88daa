# Home: the headline, the move, the request, the people to ask. Names of people and accounts come as they are.

# What is said where nothing is known.
not-known = not known

# What a name is called where there is none.
your-new-organisation = your new organisation
your-old-account = your old account

# Verdicts: not signed in.
headline-starting = Checking whether you are signed in
headline-signed-out = Not signed in
headline-signed-out-detail = Sign in to see your account, your administrators and your licences.
headline-browser = Waiting for the browser
headline-browser-detail = Finish signing in there, then come back.
headline-code = Enter the code on another device
headline-code-detail = Open { $url } there and type { $code }. The code expires at { $time }.
headline-code-asking = Asking for a code
headline-ended = Sign in again
headline-store-locked = Your password store is locked
headline-store-silent = Your password store does not answer
headline-store-missing = Your password store cannot be reached
headline-session-unreadable = Your session cannot be read
headline-session-kept-detail = You are still signed in. Everything continues as soon as the session can be opened again.
headline-ended-detail = Your session has ended.

# The fixed line under every headline.
works-until = Licensed software works until { $date }.
works-until-renews = Works until { $date }. Renews by itself.
works = Licensed software works.
works-not = Licensed software doesn’t start now.
works-unread = Checking whether licensed software starts.

# Verdicts: nothing known, or not fresh.
headline-checking = Checking your account
headline-offline = We can’t reach the service
headline-trouble = The service has a problem
headline-trouble-detail = It is the service, not you.
headline-intercepted = Something else is answering for the service
headline-intercepted-detail = Your network may want you to sign in: open any web page.
headline-issuer = The sign-in service has a problem
headline-issuer-detail = It is the sign-in service, not you.
headline-next-admin = Your administrator: { $text }
headline-next-it = Your IT: { $text }
headline-next-support = Support: { $text }
headline-next-somebody = Somebody else: { $text }
headline-not-understood = We can’t read the service’s answer
headline-not-understood-detail = The service may be newer than this version of Domicile: updating Domicile may help.
headline-knew-at = This is what we knew at { $time }.
headline-nothing-known = Nothing is known about your account yet. Connect to a network, then try again.
headline-nothing-known-trouble = Nothing is known about your account yet. Try again later.
headline-unknown = We don’t know yet
headline-unknown-detail = The service didn’t say which account you belong to.

# Verdicts: in no account, locked.
headline-unaffiliated = You are not in any account
headline-unaffiliated-detail = Ask your company’s administrator to add you.
headline-unaffiliated-locked-detail = Ask your company’s administrator to add you and to unlock you.
headline-locked-normal = You are locked, and that’s normal
headline-locked-normal-detail = Leaving an account locks you. { $target } has to add you and unlock you.
headline-locked-normal-detail-no-target = Leaving an account locks you. Your new organisation has to add you and unlock you.
headline-left = You left { $account }
headline-left-detail = { $target } can add you now.
headline-left-detail-no-target = Your new organisation can add you now.
headline-locked = You are locked
headline-locked-added-detail = { $account } must unlock you.
headline-locked-administrator-detail = An administrator of { $account } locked you. Ask them to unlock you.
headline-locked-directory-detail = Your company’s directory disabled you. Your IT has to enable you there.
headline-locked-support-detail = Support locked you. Only support can unlock you.
headline-locked-unknown-detail = The reason ({ $word }) is not known to this version of Domicile. An administrator of { $account } can tell you more.

# Verdicts: a request is under way.
headline-waiting = Waiting for { $account }
headline-waiting-it = Waiting for the IT of { $account }
headline-waiting-support = Waiting for support
headline-blocked = Your removal is blocked
headline-declined = Your request was declined
headline-declined-detail = { $name } wrote: “{ $reason }”
headline-declined-plain = { $account } declined without giving a reason.
headline-expired = No answer in 14 days
headline-expired-detail = Your request of { $date } has expired. Send it again, or ask another administrator.
headline-expired-often-detail = Your requests have expired without an answer. Send one again, or ask support.
headline-cannot-be-added = You can’t be added yet
headline-still-belong = You still belong to { $account }. They have to remove you first.
headline-still-belong-it = { $account } manages your sign-in. Their IT has to take you out of the company directory.
headline-still-belong-support = { $account } has no administrator any more. Only support can remove you.

# Verdicts: added, or settled.
headline-added = { $account } added you
headline-added-detail = Refresh Policy to start.
headline-country = Wrong licence country
headline-country-detail = You are set to { $country }; { $account } has licences in { $countries }.
headline-country-detail-nowhere = You are set to { $country }; { $account } has no licences there.
headline-can-work = You can work
headline-can-work-detail = { $count ->
    [one] 1 licence
   *[other] { $count } licences
} from { $account }.
headline-can-work-grace-detail = { $product } works for a few more days: its contract ended on { $date }.
headline-arrived = Welcome to { $account }
headline-arrived-detail = Your move is done. { $count ->
    [one] 1 licence is ready.
   *[other] { $count } licences are ready.
}
headline-no-policy = No licences on this computer yet
headline-no-policy-detail = Refresh Policy to get them.
headline-other-account = These licences are for { $account }
headline-other-account-detail = Refresh Policy to get yours.
headline-changed = Your licences have changed
headline-changed-detail = Your account has changed since the last refresh. Refresh Policy.
headline-nothing-ready = No licence is ready for you
headline-nothing-ready-detail = { $account } lists nothing that you may use. An administrator can tell you why.
headline-withdrawn = Your licences were withdrawn
headline-withdrawn-detail = Refresh Policy to see whether that has changed.
headline-policy-expired = Your licences have expired
headline-policy-expired-detail = They expired on { $date }. Refresh Policy.
headline-policy-clock = This computer’s clock was set back
headline-policy-clock-detail = Set the right time, then Refresh Policy.
headline-policy-corrupt = The licences here can’t be read
headline-policy-corrupt-detail = Nothing is lost: Refresh Policy gets them again.
headline-policy-machine = These licences are for another computer
headline-policy-machine-detail = Refresh Policy to get those for you and this computer.
headline-policy-untrusted = The licences here can’t be trusted
headline-policy-untrusted-detail = Refresh Policy. If that does not help, ask support.

# What can be done.
action-sign-in = Sign in
action-sign-in-again = Open the browser again
action-sign-in-code = Use a code
action-cancel-sign-in = Cancel sign-in
action-copy-code = Copy the code
action-copy-address = Copy the address
action-check-again = Check again
action-open-settings = Open Settings
action-try-again = Try again
action-refresh = Refresh Policy
action-ask-administrator = Ask an administrator
action-ask-it = Ask your company’s IT
action-ask-other = Ask another administrator
action-ask-again = Send again
action-ask-again-note = Ask again with a note
action-stay = All right, I stay
action-ask-support = Ask support
action-withdraw = Withdraw request
action-copy-for = Copy message for { $name }
action-copy-for-administrator = Copy message for an administrator
action-copy-for-it = Copy message for IT
action-copy-for-support = Copy message for support
action-open-support = Contact support

# The account and its people.
administrators-only-you = You are the only administrator of { $account }.
administrators-none = { $account } has no administrator. Support can help.
role-account-admin = Account administrator
role-co-admin = Co-administrator
federation-jit = { $account } manages your sign-in. If you leave, their IT ends the sign-in, and an administrator of the account also has to remove you.
federation-scim = { $account } manages your sign-in and your membership from its company directory.
federation-scim-synchronised = { $account } manages your sign-in and your membership from its company directory. It last synchronised on { $date }.
federation-scim-it = IT contact: { $email }.
country-explicit = Your licence country is { $country }, because an administrator set it.
country-directory = Your licence country is { $country }, because your company’s directory says so. Your IT can change it.
country-profile = Your licence country is { $country }, because your profile says so and { $account } has licences there.
country-revenue = Your licence country is { $country }, because { $account } has its largest contract there.
country-none = { $account } has no licence country; only licences for all countries count.
country-decided = Your licence country is { $country }.

# The move.
line-leave = Leave { $account }
line-join = Join { $account }
line-unlock = Get unlocked
line-country-roles = Country and roles
line-refresh = Refresh Policy
step-affiliated = You belonged to { $account }
step-requested = Removal requested
step-removed = Removed
step-added = Added
step-unlocked = Unlocked
step-country = Country matches
step-roles = Roles given
step-refreshed = Licences refreshed
state-done = Done
state-blocked = Blocked
state-not-needed = Not needed
state-not-yet = Not yet
state-not-known = Not known
state-waiting-you = Waiting for you
state-waiting-for = Waiting for { $name }
state-waiting-administrator = Waiting for an administrator
state-waiting-it = Waiting for IT
state-waiting-support = Waiting for support
detail-left = You left { $account }.
detail-left-on = You left { $account } on { $date }.
detail-ask-to-leave = Ask { $account } to remove you.
detail-join-now = { $account } has to press Add to account. Send them the ready-made message.
detail-join-no-target = An administrator there has to press Add to account. Send them the ready-made message.
detail-join-offer = { $account } wants to add you.
detail-joined = { $account } added you on { $date }.
detail-unlock-normal = Leaving an account locks you. That is normal.
detail-unlock-now = { $account } must unlock you.
detail-refresh-now = Refresh Policy on this computer.
detail-not-known = The service did not say. Check again.

# The request.
request-asked = Asked { $name } on { $date }.
request-asked-all = Asked the administrators of { $account } on { $date }.
request-asked-it = Asked the IT of { $account } on { $date }.
request-asked-support = Asked support on { $date }.
request-case = The case number is { $number }.
request-unseen = Nobody has opened it yet.
request-mail-waits = They got no e-mail about it, because the service has no mail server yet; they will see the request in Domicile.
request-mail-not-taken = The e-mail about it did not arrive; they will see the request in Domicile. You can also tell them yourself.
request-seen = An administrator has seen it.
request-approved = It has been approved; the removal is under way.
request-blocked = Something is holding it up.
request-fulfilled = You were removed on { $date }.
request-declined = It was declined on { $date }.
request-withdrawn = You withdrew it on { $date }.
request-expired = It expired on { $date } without an answer.
request-expires = It expires on { $date } if nobody answers.
route-administrator = An administrator of { $account } can remove you. You are then locked until your new organisation adds and unlocks you.
route-administrator-jit = An administrator of { $account } has to remove you, and their IT ends your company sign-in. You are then locked until your new organisation adds and unlocks you.
route-internal-it = The IT of { $account } has to take you out of the company directory. The account picks that up at the next synchronisation, usually within an hour.
route-support = { $account } has no administrator any more. Only support can remove you, so a support case is opened.
route-unknown = Your request goes to { $account }. This version of Domicile does not know who answers it there ({ $word }).

# What stands in the way.
blocker-fulfilment-contact = You are a Fulfilment Contact. Your administrator must first take you off that list.
blocker-last-fulfilment-contact = You are the only Fulfilment Contact. Your administrator must first put someone else on that list, because an account needs at least one, and then take you off it.
blocker-insufficient-rank = You are an account administrator. Only another account administrator can remove you.
blocker-last-administrator = You are the only administrator. Name another one first.
blocker-directory-managed = Your company’s directory manages you. Only your IT can take you out.
blocker-assigned-licence = A named licence is still assigned to you. Your administrator can give it to somebody else.
blocker-checked-out-licence = { $count ->
    [one] Return 1 licence before you leave: it is checked out to one of your computers.
   *[other] Return { $count } licences before you leave: they are checked out to your computers.
}
blocker-unknown = Something else is holding it up that this version of Domicile does not know ({ $word }). Updating Domicile may help.

# A word that the service has learnt since this version.
state-unknown = Its state ({ $word }) is not known to this version of Domicile.

# This session only.
session-only-missing = You are signed in for this session only, because this computer has no password store. Start one (a keyring), then sign in again.
session-only-locked = You are signed in for this session only, because the password store is locked. Unlock it, then sign in again.
session-only-failed = You are signed in for this session only, because the password store did not answer. Sign in again later to be remembered.

# The connection.
connection-offline = Offline since { $time }
connection-offline-now = Offline
connection-trouble = Service trouble since { $time }
connection-trouble-now = Service trouble
connection-intercepted = Something else has been answering since { $time }
connection-intercepted-now = Something else is answering
connection-issuer = Sign-in trouble since { $time }
connection-issuer-now = Sign-in trouble
connection-not-understood = Unreadable answers since { $time }
connection-not-understood-now = Unreadable answers

# Confirmations.
notice-request-sent = Request sent.
notice-request-withdrawn = Request withdrawn.
notice-case-opened = Case { $number } opened with support.
notice-message-copied = Message copied.
notice-email-copied = { $email } copied.
notice-code-copied = Code copied.
notice-address-copied = Address copied.
notice-somebody-else = Signed in as { $name }, not as the previous person.
notice-signed-out = Signed out. Licences on this computer stay until they expire.
notice-service-saved = Service address saved.

# What the window itself could not do.
error-cannot-copy-what = Nothing was copied
error-cannot-copy-why = The clipboard can’t be used: { $reason }.
error-cannot-copy-do = Select the text and copy it by hand.
error-cannot-open-what = Nothing was opened
error-cannot-open-why = No program on this computer opened the link: { $reason }.
error-cannot-open-do = Copy the address, and open it yourself.

# Where the session’s key is kept.
store-not-known = Not used yet
store-system = The system’s password store
store-file = A file that only you can read
store-memory = None: signed in for this session only

arrival-missing = If a product, a role or another licence country is missing, ask { $name }: administrators of { $account } can give it to you.
arrival-missing-nobody = If something is missing: { $account } has no other administrator, so support is the one to ask.
action-dismiss-arrival = Got it
