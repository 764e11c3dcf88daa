# Labels of the window: what never changes with the person’s state. Sentences about the state are in home.ftl, licences.ftl, errors.ftl.

# Ids that are completed at run time:
# dynamic: ui-who-
# dynamic: ui-request-state-
# dynamic: ui-theme-
# dynamic: ui-language-
# dynamic: ui-key-

## Frame

ui-app-name = Domicile
ui-page-title = { $screen } – Domicile
ui-skip-to-content = Skip to content
ui-nav-label = Main
ui-signed-in-as = Signed in as
ui-nav-home = Home
ui-nav-licences = Licences
ui-nav-help = Words and keys
ui-nav-settings = Settings
ui-starting = Just a moment…
ui-broken-title = Domicile could not start
ui-broken-detail = The window got no answer from the app. Quit Domicile and open it again.
ui-back-home = Back to Home

## Footer

ui-as-of = As of { $moment }, { $ago }
ui-as-of-none = Not checked yet
ui-checking-now = Checking…
ui-check-again = Check again
ui-help = Help
ui-support = Support
ui-ago-now = just now
ui-ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
  }
ui-ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
  }
ui-ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
  }

## Problem, notice, banners

ui-problem-label = Something went wrong
ui-problem-details = Details
ui-problem-code = Code
ui-problem-request-id = Request ID
ui-dismiss = Dismiss
ui-open-support = Contact support
ui-who-you = You
ui-who-admin = Your administrator
ui-who-it = Your IT
ui-who-support = Support
ui-who-somebody = Somebody else
ui-no-answer-what = Domicile does not answer
ui-no-answer-why = The part of the app that does the work has stopped.
ui-no-answer-do = Quit Domicile and open it again. Nothing is lost.
ui-banner-offline = We can’t reach the service. This is what we knew at { $moment }.
ui-banner-trouble = The service has a problem of its own. This is what we knew at { $moment }.
ui-banner-intercepted = Something else is answering for the service. This is what we knew at { $moment }.
ui-banner-issuer = The sign-in service has a problem of its own. This is what we knew at { $moment }.
ui-banner-not-understood = We can’t read the service’s answer. This is what we knew at { $moment }.
ui-banner-stale = Not checked since { $moment }.
ui-banner-unknown = Nothing is known yet.
ui-try-again = Try again

## Home

ui-facts-label = At a glance
ui-fact-account = Account
ui-fact-country = Licence country
ui-fact-valid-until = Licences valid until
ui-fact-refreshed = Last refreshed
ui-journey-label = Your move
ui-journey-label-target = Your move to { $target }
ui-journey-done = Your move to { $target } is done
ui-journey-done-plain = Your move is done
ui-journey-details = Details
ui-journey-details-intro = The eight steps behind these lines, and how we know.
ui-step-done-on = Done { $day }
ui-step-evidence = Shown by { $evidence }
ui-arrival-ready = Ready now
ui-arrival-missing = Is something missing?
ui-administrators-at = Your administrators at { $account }
ui-administrators = Your administrators
ui-show-all = Show all { $count }
ui-copy = Copy
ui-copy-email-of = Copy e-mail address of { $name }
ui-write-email = Write e-mail
ui-write-email-to = Write e-mail to { $name }
ui-leave-heading = Leaving
ui-leave-open = Ask to leave { $account }
ui-leave-open-again = Ask again

## Request

ui-request-label = Your request to leave { $account }
ui-request-sent-on = Sent
ui-request-expires-on = Expires
ui-request-note = You wrote
ui-request-declined = Their answer
ui-request-blockers = Holding it up
ui-request-withdraw = Withdraw request
ui-request-state-submitted = Sent
ui-request-state-seen = Seen
ui-request-state-blocked = Blocked
ui-request-state-approved = Approved
ui-request-state-fulfilled = Done
ui-request-state-declined = Declined
ui-request-state-withdrawn = Withdrawn
ui-request-state-expired = No answer
ui-request-state-unknown = Not known to this version
ui-withdraw-title = Withdraw your request?
ui-withdraw-text = Your request to leave { $account } ends, and whoever got it is told. You can send a new one, but at most three a day.
ui-withdraw-keep = Keep request

## Filing a removal request

ui-leave-title = Ask to leave { $account }
ui-leave-title-plain = Ask to leave your account
ui-leave-blockers = This will hold it up
ui-leave-blockers-intro = You can send the request anyway. It can be approved once this is settled.
ui-leave-to = Who gets the e-mail?
ui-leave-to-hint = All administrators see the request; this one gets the e-mail.
ui-leave-note = What should they know?
ui-leave-note-hint = Optional. Such as why, and your last day.
ui-leave-going-to = Where are you going?
ui-leave-going-to-hint = Optional. It stays on this computer and stands in the message for your new administrator.
ui-characters-left = { $count ->
    [one] { $count } character left
   *[other] { $count } characters left
  }
ui-leave-send-to = Send request to { $name }
ui-leave-send-it = Send request to IT
ui-leave-send-support = Ask support
ui-leave-send-all = Send request
ui-sending = Sending…
ui-cancel = Cancel
ui-gone-title = There is nothing to send
ui-gone-detail = A request is already open, or you belong to no account any more. Home has the latest.
ui-support-title = Ask support
ui-support-intro = Support opens a case and answers by e-mail to the address you signed in with.
ui-support-text = What should support know?
ui-support-text-missing = Write a sentence or two, so that support knows what you need.
ui-support-send = Send to support

## Signing in

ui-sign-in = Sign in
ui-sign-in-code = Use a code
ui-sign-in-code-hint = No browser on this computer?
ui-invitation-open = I have an invitation code
ui-invitation-label = Invitation code
ui-invitation-hint = You’ll find it in your invitation, and on the page that its link opens.
ui-invitation-send = Sign in with the invitation
ui-invitation-elsewhere = On another device
ui-invitation-missing = Paste the code first.
ui-waiting-browser = Browser didn’t open?
ui-copy-sign-in-link = Copy sign-in link
ui-copy-address = Copy address
ui-copy-code = Copy code
ui-cancel-sign-in = Cancel sign-in
ui-device-step-page = On any computer or phone, open
ui-device-step-code = Type this code there
ui-device-letters = Letter by letter: { $letters }
ui-device-letter-dash = dash
ui-device-expires = The code expires at { $moment }.

## Licences

ui-refresh-policy = Refresh Policy
ui-refresh-cancel = Cancel
ui-refresh-running = Refresh Policy is running
ui-refresh-progress = { $phase } (step { $step } of { $of })
ui-refresh-seconds = { $count } s
ui-refresh-slow = The service is slow today.
ui-refresh-still = Still working: { $phase }, { $count } seconds.
ui-refresh-gained = New
ui-refresh-lost = Gone
ui-date-valid-until = Policy valid until
ui-date-sign-in-by = Sign in again by
ui-date-contract-ends = Contract ends
ui-products-label = Products
ui-products-search = Search products
ui-products-found = { $count ->
    [0] No product has “{ $query }” in its name.
    [one] { $count } product found.
   *[other] { $count } products found.
  }
ui-why = Why
ui-why-of = Why: { $product }
ui-products-none = No products to show
ui-products-none-detail = They appear here after Refresh Policy.
ui-products-none-owned = Your account lists no products for you. Your administrator can tell you why.
ui-licences-details = Details
ui-licences-state = State of the licence file
ui-licences-version = Serial number
ui-licences-refreshed = Last refreshed

## Settings

ui-settings-title = Settings
ui-settings-appearance = Appearance
ui-settings-theme = Theme
ui-theme-system = Same as system
ui-theme-light = Light
ui-theme-dark = Dark
ui-settings-language = Language
ui-language-system = System
ui-language-en = English
ui-language-de = Deutsch
ui-language-es = Español
ui-settings-managed = Set by your organisation.
ui-settings-account = Account
ui-settings-signed-in-as = Signed in as
ui-settings-not-signed-in = Nobody is signed in.
ui-sign-out = Sign out
ui-sign-out-hint = Licences on this computer stay until they expire.
ui-settings-service = Service
ui-settings-address = Service address
ui-settings-address-hint = Begins with https://. Your organisation tells you which one it is.
ui-settings-address-use = Use this address
ui-settings-address-managed = Set by your organisation.
ui-settings-address-signed-in = Sign out to change it.
ui-settings-address-invalid = This is not a web address that begins with https://. Example: https://domicile.example.com
ui-settings-address-none = not set
ui-settings-computer = This computer
ui-settings-secret-store = Password store
ui-settings-data-folder = Data folder
ui-settings-about = About
ui-settings-version = Version
ui-settings-demo = Demo keys: this build trusts the public demo keys. Do not use it for real licences.
ui-settings-operator = Built for
ui-settings-support = Support
ui-settings-privacy = Your data

## Help

ui-help-title = Help
ui-help-keys = Keys
ui-help-text = Domicile shows which account you belong to, who looks after it, and your licences on this computer.
ui-help-terms = What the words mean
ui-help-support = Support
ui-help-support-text = The text for support holds your version, states and codes, your name and address. No passwords, and nobody else’s name.
ui-help-privacy = What becomes of your data:
ui-help-support-copy = Copy text for support
ui-help-close = Close
ui-key-home = Home
ui-key-licences = Licences
ui-key-settings = Settings
ui-key-check = Check again
ui-key-refresh = Refresh Policy
ui-key-close = Close the window
ui-key-quit = Quit
ui-key-help = Help
ui-key-back = Back
