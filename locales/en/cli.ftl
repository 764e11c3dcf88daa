# The command line: help, exit codes, and what only it says. Sentences about the person’s state are in home.ftl, licences.ftl, errors.ftl.
# Plain words and plain ASCII.

## Frame

cli-examples = Examples:
cli-head-usage = Usage:
cli-head-commands = Commands:
cli-head-arguments = Arguments:
cli-head-options = Options:
cli-possible-values = possible values:
# dynamic: cli-who-
cli-who-you = Next
cli-who-admin = Your administrator
cli-who-it = Your IT
cli-who-support = Support
cli-who-somebody = Somebody else
cli-details = Details: { $code }
cli-details-request = Details: { $code }, request { $id }
cli-next = Next: { $command }
# dynamic: help-group-
help-group-you = You:
help-group-move = Your move:
help-group-administrators = Administrators:
help-group-computer = This computer:
cli-usage-command = There is no command “{ $typed }”.
cli-usage-option = { $command } has no option { $typed }.
cli-usage-extra = { $command } has no use for “{ $typed }”.
cli-usage-missing = { $command } needs more: { $argument }.
cli-usage-no-value = { $argument } needs a value.
cli-usage-value = “{ $typed }” is not possible for { $argument }.
cli-usage-conflict = { $argument } can’t be combined with { $other }.
cli-usage-twice = { $argument } can be given only once.
cli-usage-not-text = One of these words is not readable text (UTF-8).
cli-usage-other = This command is incomplete or wrong.
cli-usage-meant = Did you mean: { $names }?
cli-usage-there-are = Possible: { $names }
cli-usage-argument = { $argument }: { $about }
cli-usage-see-help = The help says what can be typed here.
cli-stale = As of { $moment }: the service gave no newer answer.

## Version, window

cli-version = domicile { $version }
cli-version-demo = domicile { $version } (demo keys)
cli-version-operator = Built for { $operator }
cli-opened = Domicile is open.

## Exit codes

cli-head-exit = Exit
cli-head-meaning = Meaning
# dynamic: exit-
exit-0 = done, or nothing to do
exit-1 = unexpected error: a bug, or an answer that we do not understand
exit-2 = wrong usage
exit-3 = a check failed: you cannot work, or the product may not run
exit-4 = sign-in needed
exit-5 = service or network not reachable
exit-6 = not allowed: a role is missing, or only IT or support can do it
exit-7 = blocked by the state of things: an open request, a Fulfilment Contact, this computer
exit-8 = timed out while waiting
exit-9 = set by your organisation
exit-10 = you are locked
exit-130 = interrupted

## Failures that only the command line has

# dynamic: cli-error-
cli-error-no-display-what = There is no screen to open the window on.
cli-error-no-display-why = Neither DISPLAY nor WAYLAND_DISPLAY is set, as over SSH.
cli-error-no-display-do = Use the commands instead: domicile status
cli-error-app-missing-what = The desktop app was not found.
cli-error-app-missing-why = domicile-desktop is neither beside this program nor in PATH.
cli-error-app-missing-do = Install the desktop app, or use the commands: domicile status
cli-error-app-not-started-what = The desktop app could not be started.
cli-error-app-not-started-why = { $path }: { $reason }.
cli-error-app-not-started-do = Start domicile-desktop by hand to see what it says.
cli-open-no-window = it runs, but has shown no window within { $seconds } seconds
cli-error-ambiguous-what = More than one fits.
cli-error-ambiguous-why = “{ $typed }” could be any of these:
cli-error-ambiguous-do = Type the same command with one of these ids
cli-error-reason-needed-what = Nothing was declined: a reason is needed.
cli-error-reason-needed-why = The person reads why. There is no terminal to ask on, or nothing was typed.
cli-error-reason-needed-do = Type the same command with --reason "..."
cli-error-interrupted-what = Stopped.
cli-error-interrupted-why =
    { $effect ->
        [reads] It was interrupted. Nothing was changed.
       *[changes] It was interrupted. What had already been sent may still be carried out: domicile status tells.
    }
cli-error-interrupted-do = Type the same command to start again.
cli-error-timed-out-what = It took too long.
cli-error-timed-out-why = It did not finish within { $limit }.
cli-error-timed-out-do = Try again, with more time: --timeout 5m
cli-error-unknown-recipient-what = There is no such administrator.
cli-error-unknown-recipient-why = { $to } is not an administrator of your account.
cli-error-unknown-recipient-do = Choose one of: domicile admin-contact
cli-error-note-too-long-what = The text is too long.
cli-error-note-too-long-why = It has { $found } characters; at most { $most } are allowed.
cli-error-note-too-long-do = Shorten it.
cli-error-unfit-option-what = That does not go together.
cli-error-unfit-option-why = { $option } and a request of the kind { $kind } do not go together, or { $option } is missing.
cli-error-unfit-option-do = Look at: domicile request new --help
cli-error-no-account-to-ask-what = There is no account to ask.
cli-error-no-account-to-ask-why = You can ask an account to add you once it has offered or invited, and name it where there are several.
cli-error-no-account-to-ask-do = Ask its administrator for an invitation, or name the account: --account NAME
cli-error-not-found-what = There is no such request.
cli-error-not-found-why = { $id } is not one of your requests.
cli-error-not-found-do = See yours: domicile request list
cli-error-limited-view-what = You are locked.
cli-error-limited-view-why = A locked person sees only their own record, requests and licences.
cli-error-limited-view-do = See who can unlock you: domicile status
cli-error-not-an-administrator-what = You do not administer an account.
cli-error-not-an-administrator-why = Only administrators of an account can do this.
cli-error-not-an-administrator-do = Ask one of them: domicile admin-contact
cli-error-no-such-product-what = The licence file here does not name a product “{ $product }”.
cli-error-no-such-person-what = There is no such person in your account.
cli-error-no-such-person-why = Nobody in your account is “{ $who }”.
cli-error-no-such-person-do = Look the address up: domicile person EMAIL
cli-error-no-such-request-what = There is no such request.
cli-error-no-such-request-why = { $id } is not a request of your account.
cli-error-no-such-request-do = See them: domicile inbox
cli-error-no-such-offer-what = There is no such offer.
cli-error-no-such-offer-why = { $id } is not an offer of your account.
cli-error-no-such-offer-do = See them: domicile transfer list
cli-error-unknown-country-what = There is no such country.
cli-error-unknown-country-why = { $country } is not a country’s code of two letters (ISO 3166-1).
cli-error-unknown-country-do = Type its two letters, such as FR for France.
cli-country-meant = Type { $code }, which stands for { $name }.
cli-error-unknown-role-what = There is no such role.
cli-error-unknown-role-why = { $role } is not a role.
cli-error-unknown-role-do = Roles: account_admin, co_admin, group_admin, services_admin, download, sdk_download, beta, learn_admin
cli-error-confirmation-needed-what = Nothing was changed: a confirmation is needed.
cli-error-confirmation-needed-why = There is no terminal to ask on, or asking is switched off.
cli-error-confirmation-needed-do = Type the same command with --yes
cli-error-no-terminal-for-code-what = You are not signed in: the code of the invitation is missing.
cli-error-no-terminal-for-code-why = There is no terminal to ask on, or asking is switched off.
cli-error-no-terminal-for-code-do = Type domicile login --invitation - and give the code on standard input
cli-error-code-in-process-list-what = You are not signed in.
cli-error-code-in-process-list-why = A code on the command line can be read by other programs, and stays in the history of the shell.
cli-error-code-in-process-list-do = Type domicile login --invitation without the code: you will be asked for it
cli-error-not-confirmed-what = Nothing was changed.
cli-error-not-confirmed-why = You did not confirm it.
cli-error-not-confirmed-do = Type the same command to start again.
cli-error-nothing-offered-what = There is nothing to answer.
cli-error-nothing-offered-why = No such offer or invitation is waiting for you.
cli-error-nothing-offered-do = See yours: domicile transfer list, domicile invitation list
cli-error-cancelled-what = Stopped before anything was saved.
cli-error-cancelled-why = The refresh was cancelled. The licence file is unchanged.
cli-error-cancelled-do = domicile refresh

## What to type, where the advice of the window is about the window

# dynamic: cli-instead-
cli-instead-sign-in-needed = domicile login, or domicile login --device without a browser
cli-instead-token-refused = domicile login, or domicile login --device without a browser
cli-instead-insufficient-user-authentication = domicile login, then the same command again
cli-instead-no-service = Set DOMICILE_SERVICE_URL to the service’s address. Your administrator or your IT can tell you.
cli-instead-bad-service-url = Set DOMICILE_SERVICE_URL to an address that begins with https://
cli-instead-browser-timeout = domicile login again, or domicile login --device without a browser
cli-instead-device-expired = domicile login --device
cli-instead-device-unsupported = domicile login
cli-instead-cannot-listen = domicile login --device
cli-instead-signed-in = domicile logout
cli-not-written = The answer could not be written: { $reason }

## Help

# dynamic: help-
help-domicile =
    Your account, your licences, and your way from one account to another.

    Without a verb: status.
help-domicile-examples =
    domicile login
    domicile status
    domicile request new --to maria.silva@oldbridge.example.com
    domicile refresh
    domicile check bridge-modeler
help-status = Can you work today? If not, who does what next?
help-status-examples =
    domicile status
    domicile status --json --check
help-login = Sign in: in the system browser, or with a code on another machine
help-login-examples =
    domicile login
    domicile login --device
    domicile login --invitation
    domicile login --hint ana.costa@oldbridge.example.com
help-logout = Sign out of this computer. The licence file stays until it ends
help-whoami = Who you are, in which account, at which service
help-account = Your account, and who looks after it
help-admin-contact = The administrators of your account: name, role, e-mail
help-journey = Your move from one account to another, step by step
help-journey-examples =
    domicile journey
    domicile journey --watch
help-request =
    Ask your account to release you, unlock you, or change what you may use, and follow that

    Without a verb: list.
help-request-examples =
    domicile request new --note "I change companies in June"
    domicile request new --kind country --country FR
    domicile request show
    domicile request cancel
help-request-new = Ask to be removed from your account, or for something else: --kind
help-request-list = All your requests, newest first
help-request-show = One request: the open one, or the newest
help-request-cancel = Withdraw a request: the open one
help-request-resend = Send a declined or expired request again: the newest
help-message = Print a ready-made message to send to somebody
help-message-examples =
    domicile message old-admin
    domicile message new-admin
help-refresh = Refresh Policy: fetch your licences and save them on this computer
help-refresh-examples =
    domicile refresh
    domicile refresh --wait 2m
help-licence =
    Licences on this computer

    Without a verb: list.
help-licence-list = Every product: its state, why, and until when
help-licence-show = One product: its dates, and the rules behind the answer
help-check = May this product run here? Answered offline, from the licence file. Exit 0: yes, 3: no
help-check-examples =
    domicile check bridge-modeler
    domicile check bridge-modeler --version 24.1 --json
    domicile check rail-designer --explain
help-person =
    Look somebody up, or change somebody of your account

    For administrators. Without a verb: list.
help-person-examples =
    domicile person ana.costa@oldbridge.example.com
    domicile person add ana.costa@oldbridge.example.com
    domicile person set-role ana.costa@oldbridge.example.com download beta
    domicile person remove ana.costa@oldbridge.example.com
help-person-add = Create or add, as the address allows. Otherwise exit 7, with the code of the verdict
help-person-invite = Invite somebody who is free, but outside your e-mail domains
help-person-unlock = Lift a lock
help-person-lock = Lock somebody
help-person-set-country = Set the licence country, or: default
help-person-set-role = Set all roles, or: none
help-person-remove = Remove somebody from the account, after a question
help-person-undo = Bring somebody back who was removed, or ask them first
help-inbox =
    What people of your account ask you for

    For administrators. Without a verb: list.
help-inbox-examples =
    domicile inbox
    domicile inbox show ana.costa@oldbridge.example.com
    domicile inbox approve ana.costa@oldbridge.example.com
    domicile inbox decline ana.costa@oldbridge.example.com --reason "Please finish the handover first"
help-inbox-list = Every request, open ones first
help-inbox-show = One request, and what stands in the way. It counts as seen then
help-inbox-approve = Do what is asked: remove the person, unlock, allow the check-out, ...
help-inbox-decline = Decline, with a reason
help-transfer =
    Offer to add somebody from another account, or answer such an offer

    Without a verb: list.
help-transfer-examples =
    domicile transfer offer ana.costa@oldbridge.example.com --role download --country FR
    domicile transfer list
    domicile transfer accept
help-transfer-offer = Offer to add somebody (administrators)
help-transfer-accept = Accept an offer: your old account is asked to release you
help-transfer-decline = Decline an offer, or undo your acceptance
help-transfer-list = Offers to you, and those of your account
help-transfer-revoke = Withdraw an offer of your account
help-invitation =
    Answer an account’s invitation

    Without a verb: list.
help-invitation-examples =
    domicile invitation list
    domicile invitation accept
help-invitation-accept = Join the account that invites you
help-invitation-decline = Decline it
help-invitation-list = Invitations waiting for you
help-leave = Leave an account that added you without asking, within 14 days
help-open = Open the window of the desktop app
help-version = Which build this is, and whose keys it trusts
help-help = Help for a verb, or: terms, exit-codes
help-help-examples =
    domicile help request new
    domicile help terms
    domicile help exit-codes
help-arg-help = Print help
help-arg-json = One JSON document on stdout, nothing else
help-arg-quiet = No hints and no progress on stderr
help-arg-no-color = No colour
help-arg-no-input = Never ask for input
help-arg-timeout = Give up after this time, such as 30s or 2m
help-arg-lang = Language of the sentences: en, de or es
help-arg-version = Which build this is
help-arg-fresh = Only with an answer of the service: exit 5 without one
help-arg-check = Exit 3 where you cannot work
help-arg-hint = The address to sign in with
help-arg-device = With a code, for machines without a browser
help-arg-store = Where to keep the session: the password store, or a file that only you can read
help-arg-no-browser = Print the address instead of opening a browser
help-arg-invitation = With the code of an invitation: asked for, or from standard input with -
help-arg-kind = What to ask for
help-arg-to = Which administrator gets the e-mail; all of them if absent
help-arg-message-to = Whom the message is for
help-arg-note = More words for whoever answers
help-arg-reason = Why
help-arg-going-to = Where you go, in your own words; it stays on this computer
help-arg-id = Which request: its id, or the beginning of it
help-arg-watch = Stay and say each change, until the move is done or Ctrl-C
help-arg-wait = How long to try again while the service cannot be reached
help-arg-only = Only products that may not run
help-arg-product = Which product, such as bridge-modeler
help-arg-check-version = Which version of the product
help-arg-check-explain = Say which rules led to the answer, and what helps
help-arg-screen = On which screen
help-arg-email = The e-mail address
help-arg-who = The e-mail address, the name, or the id
help-arg-name = The name of somebody new
help-arg-because = Why, for the record of changes
help-arg-country = A country such as FR
help-arg-request-new-country = For --kind country: a country such as FR
help-arg-request-new-role = For --kind role: a role such as download
help-arg-account = For --kind add: which account, among those that offered or invited
help-arg-person-set-country-country = A country such as FR, or: default
help-arg-role = A role that comes with it; may be given several times
help-arg-roles = Every role from now on, or: none
help-arg-yes = Do not ask
help-arg-topic = A verb, terms or exit-codes

## Sign-in

cli-login-open = Opened your browser. If nothing shows, open this address: { $url }
cli-login-address = Open this address in a browser on this computer: { $url }
cli-login-waiting = Waiting until you have signed in there...
cli-login-invitation = Paste the code of your invitation, then press Enter:
cli-login-code = Open { $url } on any device and type the code: { $code }
cli-login-code-direct = Or open: { $url }
cli-login-code-until = The code expires at { $time }.
cli-login-somebody-else = Signed in as { $came }, not as { $hinted }. Type yes to go on as { $came }:
cli-login-unusable = Something came back from the browser that is of no use here. Still waiting: finish signing in there, or open the address again.
cli-login-not-as-hinted = Signed in as { $came }, not as { $hinted }.
cli-login-done = Signed in as { $name } ({ $email }).
cli-login-not-kept = The session is not kept: { $why }
cli-login-not-kept-do = The licences are here and work until they end. Next time: domicile login again, or domicile login --store file
cli-login-not-kept-again = No licences are here either. Next time: domicile login again, or domicile login --store file
cli-logout-done = Signed out.
cli-logout-nobody = Nobody was signed in.
cli-logout-not-revoked = The sign-in service did not confirm it. The session is gone from this computer; it ends there by itself.
cli-logout-policy = The licence file stays on this computer until it ends.

## Who and whom to ask

cli-whoami = { $name } ({ $email })
cli-signed-in-as = Signed in as: { $name } ({ $email })
cli-account-since = Member since: { $date }
cli-account = Account: { $account }
cli-account-none = Account: none
cli-account-unknown = Account: not known
cli-service = Service: { $url }
cli-signed-in-by = Signed in by: { $issuer }
cli-locked = You are locked.
cli-message-to = To: { $email }
cli-sign-in-by = Sign in again by: { $date }
cli-administrators-none = { $account } has no administrator any more. Only support can help: domicile message support
cli-administrators-no-account = You belong to no account, so there is nobody to ask. Whoever wants to add you needs: domicile message new-admin
cli-head-name = Name
cli-head-role = Role
cli-head-email = E-mail

## Status and journey

cli-licences = Licences: { $text }
cli-policy-valid-until = Policy valid until: { $date }
cli-contract-ends = Contract ends: { $date }
cli-journey-step = Now: { $title } - { $state }
cli-journey-none = No move is under way.
cli-watch-goes-on = Still watching. Ctrl-C ends it.
cli-finishing-renewal = Your session is being renewed. The program ends as soon as that is done, after a minute at most.
cli-warning = Note: { $why }

## Requests

cli-request-none = You have not asked for anything yet.
cli-request-nothing-open = Nothing to withdraw: no request is open.
cli-request-withdrawn-before = Nothing to do: that request has already been withdrawn.
cli-request-nothing-to-resend = Nothing to send again: no request has been declined or has expired.
cli-request-withdrawn = Withdrawn. You stay in { $account }.
cli-request-expires = Without an answer it expires on { $date }.
cli-request-id = Id: { $id }
cli-request-state-line = State: { $state }
cli-request-note = Note: { $text }
cli-request-reason = Reason: { $text }
cli-request-declined = Their words: { $text }
cli-head-id = Id
cli-head-state = State
cli-head-kind = Asked for
# dynamic: cli-request-kind-
cli-request-kind-removal = leave
cli-request-kind-add = be added
cli-request-kind-unlock = unlock
cli-request-kind-country = country
cli-request-kind-role = role
cli-head-account = Account
cli-head-asked = Asked
# dynamic: request-state-
request-state-submitted = Sent
request-state-seen = Seen
request-state-blocked = Blocked
request-state-approved = Approved
request-state-fulfilled = Done
request-state-declined = Declined
request-state-withdrawn = Withdrawn
request-state-expired = Expired
word-unknown = Not known to this version ({ $word })

## Licences

cli-licences-sign-in-by = Sign in again by: { $date }
cli-licences-no-problems = No problems.
cli-head-product = Product
cli-head-licence-state = State
cli-head-until = Until
cli-head-why = Why
cli-refresh-again = The service cannot be reached. Trying again in { $time }.
cli-root-in-folder = You are root, and { $folder } belongs to { $owner }. What is saved there stays theirs. Next time: sudo -u { $owner } domicile
cli-gained = New: { $products }
cli-lost = Gone: { $products }
cli-changed = Changed: { $products }

## People

cli-person-more = There are more. domicile person NAME finds one of them.
cli-decline-reason = Why? They read it word for word:
cli-person-not-locked = Nothing to do: { $name } is not locked.
cli-person-rights = What { $name } may run:
cli-person-removed = { $name } was removed.
cli-person-asked-back = { $name } was asked to come back.
cli-confirm = Go on? Type yes:
cli-confirm-yes = yes
cli-invitations-none = No account invites you.
cli-transfers-none = There is no offer.
cli-head-with = With
# dynamic: transfer-state-
transfer-state-offered = Offered
transfer-state-accepted = Accepted
transfer-state-completed = Done
transfer-state-declined = Declined
transfer-state-revoked = Withdrawn
transfer-state-expired = Expired
transfer-state-no-longer-valid = Ended

# The command line’s help with words.
cli-terms-support = Support: { $text }
cli-terms-page = Their page: { $text }
cli-terms-privacy = What becomes of your data: { $text }
