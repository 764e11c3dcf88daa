# Labels of the window for an administrator’s screens, and for what other accounts offer on Home. Sentences about people stand elsewhere.


## Navigation

ui-nav-requests = Requests
ui-nav-people = People
ui-nav-waiting = { $count ->
    [one] { $count } waits for you
   *[other] { $count } wait for you
  }
ui-key-requests = Requests
ui-key-people = People
ui-key-find = Find somebody
ui-message-language = Language of the message
ui-action-for = { $action }: { $name }

## Requests

ui-requests-title = Requests
ui-requests-lead = People who ask to leave { $account }, or for something else.
ui-requests-show = Show
ui-requests-open = Open ({ $count })
ui-requests-answered = Answered ({ $count })
ui-requests-list-open = Open requests
ui-requests-list-answered = Answered requests
ui-requests-reading = Reading the requests…
ui-requests-empty-detail = When somebody asks to leave { $account }, you can answer here.
ui-requests-none-answered = No request has been answered yet
ui-requests-none-answered-detail = What you and the other administrators have answered stays here.
ui-approvals-title = Waiting for approval
ui-approvals-lead = They signed in for the first time with an address of your organisation.

ui-inbox-back = All requests
ui-inbox-address = E-mail address
ui-inbox-words = In their words
ui-inbox-answer = Your organisation’s answer
ui-inbox-before = Before you remove { $name }
ui-inbox-looking = Checking what stands in the way…
ui-inbox-nothing = Nothing stands in the way.
ui-inbox-blocked = You can remove { $name } here as soon as nothing stands in the way any more.
ui-inbox-decline = Decline…
ui-inbox-gone-title = This request is no longer open
ui-inbox-gone-detail = It was withdrawn or has ended. All requests shows the latest.
ui-blocker-blocks = Holds it up
ui-blocker-warns = Good to know

## Dialogs

ui-remove = Remove { $name } from account
ui-remove-title = Remove { $name } from { $account }?
ui-remove-short = Remove { $name }
ui-remove-keep = Keep { $name }
ui-decline-title = Decline the request of { $name }?
ui-decline-text = { $name } stays in { $account } and can ask again.
ui-decline-reason = Why can’t they leave now?
ui-decline-reason-hint = { $name } will read this word for word.
ui-decline-reason-missing = Write a sentence, so that { $name } knows what to do next.
ui-decline-send = Decline request
ui-lock-title = Lock { $name }?
ui-lock-text = Licensed software stops for { $name } at the next Refresh Policy. You can unlock them here at any time.
ui-lock-because = Why?
ui-lock-because-hint = Optional. It is kept in the record of changes.
ui-lock-do = Lock { $name }
ui-lock-keep = Leave unlocked
ui-role-give-title = Give { $name } the role { $role }?
ui-role-gives-account-admin = { $name } can then do everything in { $account }: add, lock and remove people, answer their requests, and give and take every role, yours as well.
ui-role-gives-co-admin = { $name } can then add, lock and remove people of { $account }, answer their requests and give roles. Only account administrators are out of reach.
ui-role-gives-group-admin = { $name } can then see who belongs to { $account }, and change who is in which group.
ui-role-gives-services-admin = { $name } can then look after the services of { $account }.
ui-role-gives-learn-admin = { $name } can then look after the training of { $account }.
ui-role-give-do = Give { $name } the role
ui-role-give-keep = Don’t give it
ui-role-take-title = Take the role { $role } from { $name }?
ui-role-takes = { $name } can then no longer do what this role allows. You can give it back here.
ui-role-takes-own = You can then no longer do what this role allows, and you can’t give it back to yourself.
ui-role-take-do = Take the role from { $name }
ui-role-take-keep = Leave it
ui-give-title = Give { $product } to somebody else?
ui-give-text = { $name } loses this licence, and the person you choose gets it.
ui-give-to = Who gets it?
ui-give-do = Give licence
ui-accept-title = Accept the offer of { $account }?
ui-accept-what = What happens
ui-accept-leave = Your request to leave { $account } is sent to its administrators. They never learn who made you the offer.
ui-accept-leave-plain = Your request to leave your account is sent to its administrators. They never learn who made you the offer.
ui-accept-join = As soon as they release you, { $account } adds and unlocks you.
ui-accept-join-with = As soon as they release you, { $account } adds and unlocks you, with: { $things }.
ui-accept-refresh = You press Refresh Policy and work with the licences of { $account }.
ui-accept-back = Until they release you, you can undo it.
ui-accept-do = Accept offer
ui-accept-keep = Not now
ui-decline-offer-title = Decline the offer of { $account }?
ui-decline-offer-text = The offer ends. { $account } would have to make a new one.
ui-decline-offer-do = Decline offer
ui-take-back-title = Undo your acceptance?
ui-take-back-text = The offer of { $account } ends, and your request to leave your account is withdrawn; whoever got it is told.
ui-take-back-do = Undo acceptance
ui-take-back-keep = Keep it
ui-leave-now-title = Leave { $account }?
ui-leave-now-keep = Stay

ui-outdated-title = This has changed
ui-outdated-text = Somebody has answered in the meantime, or something else has changed. Look again before you decide.

## People

ui-people-title = People
ui-people-search = E-mail address or part of a name
ui-people-search-hint = People of { $account } are found while you type. To add somebody, type the whole address.
ui-people-look-up = Look up
ui-people-looking = Looking up…
ui-people-at = People of { $account }
ui-people-found = People found
ui-people-more = Show more people
ui-batch-title = Addresses ({ $count })
ui-batch-waits = Not looked up
ui-batch-progress = { $done } of { $count } addresses
ui-batch-do = { $action }: { $count ->
    [one] { $count } address
   *[other] { $count } addresses
  }
ui-people-outgoing = Offers and invitations
ui-people-removed = Removed people ({ $count })
ui-outgoing-transfer = Offer
ui-outgoing-invitation = Invitation

ui-card-close = Close
ui-card-name = Name
ui-card-name-hint = Optional. Without one, the part of the address before the @ is used.
ui-card-comes-with = What comes with it
ui-card-country = Licence country
ui-card-roles = Roles
ui-card-admin-roles = Administrators’ roles
ui-card-steps = What an offer does
ui-card-steps-invite = What an invitation does
ui-card-after = So that they can work
ui-card-open = Still open
ui-card-settled = How they are set up
ui-card-rights = What { $name } may run
ui-card-licences = Named licences
ui-card-give = Give to…
ui-card-remove = Before you remove { $name }
ui-offer-step-accept = They accept
ui-offer-step-accept-detail = They see your offer in the app. Their account never learns who offered.
ui-offer-step-release = Their account removes them
ui-offer-step-release-detail = You never learn which account that is.
ui-offer-step-join = Added, unlocked, with country and roles
ui-offer-step-join-detail = All at once, with the settings above.
ui-offer-step-invited-detail = They see your invitation in the app, and get it by e-mail.
ui-offer-step-refresh = They press Refresh Policy
ui-offer-step-who-them = Them
ui-offer-step-who-old = Their administrator
ui-offer-step-who-us = Domicile

## What was changed, with the way back

ui-changed-roles-given = { $count ->
    [one] { $name } has the role { $roles } now.
   *[other] { $name } has the roles { $roles } now.
  }
ui-changed-roles-taken = { $count ->
    [one] { $name } no longer has the role { $roles }.
   *[other] { $name } no longer has the roles { $roles }.
  }
ui-changed-roles-both = Roles of { $name }: { $given } given, { $taken } taken away.
ui-changed-country = Licence country of { $name }: { $country }.
ui-changed-country-rule = The rule decides the licence country of { $name } now.
ui-changed-locked = { $name } is locked now.
ui-changed-unlocked = { $name } is unlocked now.
ui-undo = Undo

## Settings

ui-notify-title = Notifications
ui-notify-requests = My requests
ui-notify-requests-hint = Answers, requests about to expire, and when you were added.
ui-notify-licences = My licences
ui-notify-licences-hint = When to sign in again, and what ends soon.
ui-notify-admin = Requests for you
ui-notify-admin-hint = When somebody asks to leave your account.

## Home

ui-offers-label = Offers and invitations
ui-offer-comes-with = Comes with it
ui-history-title = Earlier requests ({ $count })
ui-past-answer = Their answer
ui-case-title = Your support case
ui-case-number = Case number
ui-case-open = Open
ui-case-answered = Answered
ui-case-answer = What support answered
ui-leave-now-label = Leaving without asking

# Home, for an administrator: who waits.
ui-waiting-for-you = Waiting for you
ui-people-wait = { $count ->
    [one] 1 person waits for your answer.
   *[other] { $count } people wait for your answer.
}
ui-open-requests = Open requests
