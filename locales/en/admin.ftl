# An administrator’s two screens: requests and people. Labels of the window itself stand in ui-admin.ftl.

## Requests

inbox-empty = Nobody is waiting for you.
inbox-asks-to-leave = { $name } asks to leave { $account }
inbox-waiting = { $days ->
    [0] Waiting since today
    [one] Waiting for 1 day
   *[other] Waiting for { $days } days
}
inbox-blocked = { $days ->
    [0] Blocked, waiting since today
    [one] Blocked, waiting for 1 day
   *[other] Blocked, waiting for { $days } days
}
inbox-approved = { $days ->
    [0] Approved, filed today
    [one] Approved, filed 1 day ago
   *[other] Approved, filed { $days } days ago
}
inbox-fulfilled = Removed on { $date }
inbox-declined = Declined on { $date }
inbox-withdrawn = Withdrawn on { $date }
inbox-expired = Expired on { $date } without an answer
inbox-consequence = { $name } loses the licences of { $account } and is locked. The next company must add and unlock them. Because they asked for it, they can only come back if they agree.
inbox-awaits-approval = { $email } signed in on { $date } and waits for your approval.

action-let-in = Approve
action-do-not-let-in = Reject

## What stands in the way of a removal

in-the-way-fulfilment-contact = { $name } is a Fulfilment Contact and gets the licence e-mails. End that first.
in-the-way-last-fulfilment-contact = { $name } is the only Fulfilment Contact. { $account } needs at least one: designate somebody else first, then end this one.
in-the-way-insufficient-rank = { $name } is an account administrator. A co-administrator cannot remove them.
in-the-way-insufficient-rank-do = Remove them, as an account administrator of { $account }.
in-the-way-last-administrator = { $name } is the only administrator. Name another one first, or nobody can look after { $account }.
in-the-way-directory-managed = The company’s directory manages { $name }. Removing them here would not last.
in-the-way-directory-managed-do = Take them out of the company directory of { $account }.
in-the-way-assigned-licence = { $name } has a named licence. It goes back with the removal; give it to somebody else first if it should stay in use.
in-the-way-checked-out-licence = { $count ->
    [one] A licence is checked out to a computer of { $name }. It ends with the removal, but a computer that stays offline works on until it is over.
   *[other] { $count } licences are checked out to computers of { $name }. They end with the removal, but a computer that stays offline works on until they are over.
}
in-the-way-checked-out-licence-do = Ask them to return it before they leave, or wait until it ends.

action-end-designation = End as Fulfilment Contact
action-designate = Make Fulfilment Contact
action-designate-me = Become a Fulfilment Contact yourself
action-choose-contact = Choose another Fulfilment Contact
action-choose-administrator = Name another administrator
action-return-licence = Take back { $product }

removal-consequence = { $name } loses the licences of { $account } and is locked. The next company must add and unlock them. You can undo this for 90 days, unless they have joined another account by then.

## People

people-empty = Nobody here is called “{ $query }”.
people-locked = Locked
people-asks-to-leave = Asks to leave
people-wrong-country = Wrong licence country

outgoing-offer = Offered on { $date }, valid until { $until }
outgoing-offer-accepted = Offered on { $date } and accepted. The other account has to release them.
outgoing-invitation = Invited on { $date }, valid until { $until }
outgoing-first-sign-in = Created on { $date }, has not signed in yet
outgoing-invitation-back = Asked on { $date } to come back, valid until { $until }

removed = Removed on { $date }. Can be undone until { $until }.
removed-with-consent = Left at their own request on { $date }. Can come back until { $until }, if they agree.
action-undo = Bring { $name } back
action-ask-back = Ask { $name } to come back

## The verdict on an address

verdict-affiliated-elsewhere = Belongs to another account
verdict-affiliated-elsewhere-detail = Only the person can ask that account to release them. Offer to add them, or send them a message.
verdict-pending-approval = Waits for your approval
verdict-pending-approval-detail = Somebody signed in with { $email } for the first time. Approve to add them to { $account }.
verdict-federated-sign-in = Nothing to add
verdict-federated-sign-in-detail = The person appears in { $account } when they first sign in with { $email }.
verdict-directory-managed = Your company’s directory adds people
verdict-directory-managed-detail = { $account } gets its people from the company directory, so { $email } cannot be added here.
verdict-directory-managed-do = Add the person in the company directory of { $account }.
verdict-invitation-required = Free, but not your e-mail domain
verdict-invitation-required-detail = { $email } is outside the domains of { $account }. Invite the person; they have 7 days to accept.
verdict-exists-unaffiliated = Free to join
verdict-exists-unaffiliated-detail = This user already exists and belongs to no account.
verdict-domain-owned-elsewhere = This e-mail domain belongs to another organisation
verdict-domain-owned-elsewhere-detail = { $email } is not known yet, and only the owner of its domain can create it.
verdict-domain-owned-elsewhere-do-1 = Ask the person for an address of another domain, and type that one.
verdict-domain-owned-elsewhere-do-2 = Or ask the person’s organisation to create the user first.
verdict-can-create = Not known yet
verdict-can-create-detail = Nobody uses { $email }. Create the user; they get an e-mail that says how to sign in.
verdict-unknown = The service says something new about this address
verdict-unknown-detail = This version of Domicile does not know the word { $word }. Update Domicile to continue from here.
verdict-already-member = Belongs to your account
verdict-already-member-detail = { $email } is already in { $account }.
verdict-offered = Offer sent
verdict-offered-detail = Offered on { $date }. It is valid until { $until }, or until the person answers.
verdict-offer-accepted = Offer accepted
verdict-offer-accepted-detail = The other account has to release the person. Then they are added, unlocked and set up as offered.
verdict-invited = Invitation sent
verdict-invited-detail = Invited on { $date }. It is valid until { $until }, or until the person answers.

action-offer-transfer = Offer to add them
action-copy-for-person = Copy message
action-invite = Invite to account
action-add-to-account = Add to account
action-create-user = Create user
action-open-person = Open the person
action-revoke-offer = Withdraw offer
action-revoke-invitation = Withdraw invitation

## A person of the account

member-can-work = { $name } can work
member-may-leave = They were added without being asked, so until { $date } they may also leave without asking.
member-locked = { $name } is locked
member-locked-removed-detail = Leaving the previous account locked them. That is normal: unlock them here.
member-locked-administrator-detail = An administrator of { $account } locked them.
member-locked-directory-detail = The company’s directory disabled them. Their IT has to enable them there.
member-locked-support-detail = Support locked them. Only support can unlock them.
member-locked-unknown-detail = The reason is not known to this version of Domicile. Updating Domicile may help.
member-wrong-country = { $name } has the wrong country
member-wrong-country-detail = { $account } has no licences in { $country }.
member-asks-to-leave = { $name } asks to leave
member-asks-to-leave-detail = The request waits for an answer from { $account }.

action-unlock = Unlock
action-lock = Lock
action-open-request = Open the request
action-remove-person = Remove { $name } from account

licence-assigned = Assigned on { $date }

## The four lines after adding

card-line-unlock = Unlock
card-line-country = Country
card-line-roles = Roles
card-line-tell = Tell the person
card-not-locked = Not locked
card-locked-since = Locked since { $date }
card-locked-removed = By leaving the previous account. Until you unlock them they have no licences.
card-locked-administrator = By an administrator of this account.
card-locked-directory = By the company’s directory. Their IT enables them there.
card-locked-support = By support. Only support can unlock them.
card-locked-unknown = For a reason that this version of Domicile does not know ({ $word }).
card-country-explicit = { $country }, set by an administrator
card-country-directory = { $country }, from the company directory
card-country-profile = { $country }, from their profile
card-country-revenue = { $country }, where most of your licences are
card-country-none = None: your licences count in every country
card-country-decided = { $country }, by a rule that this version does not know
card-country-wrong = { $account } has licences in { $countries }.
action-country-by-rule = Set automatically
card-no-roles = None
card-no-roles-detail = Licences work without a role; downloading needs one.
card-told = Told by e-mail
card-told-detail = They were sent an e-mail when they joined. Refresh Policy on their computer brings the licences.
card-told-queued = The e-mail is waiting to be sent
card-told-queued-detail = It is sent automatically. Refresh Policy on their computer brings the licences.
card-told-waiting = Waiting for a mail server
card-told-refused = The e-mail was not accepted
card-told-limit = No e-mail: too many today
card-told-unknown = Not known whether they were told
card-told-unknown-detail = This version does not know what the service says about the e-mail. Copy the text for them where it matters.

## Why somebody does not know yet

delivery-waiting = The service has no mail server yet, so { $email } has heard nothing. Tell the person yourself.
delivery-limit = { $email } has already got as many e-mails of this kind today as you can send. Tell the person yourself.
delivery-unknown-address = The mail server does not know { $email }. Check the address, or tell the person yourself.
delivery-mailbox-full = The mailbox of { $email } is full. Tell the person yourself.
delivery-policy = The mail server does not accept this e-mail for { $email }. Tell the person yourself; whoever runs the service can find the reason.
delivery-unanswered = Nobody knows whether the e-mail for { $email } arrived: its mail server never confirmed it. Ask the person.
delivery-expired = The mail server of { $email } put the e-mail off for days. Tell the person yourself.
delivery-other = The mail server did not accept the e-mail for { $email }. Tell the person yourself.

country-by-rule = Automatic
country-by-rule-note = From directory or profile, else the country with most of your licences
country-note-nothing-owned = No licences there
role-note-group = Comes with a group
role-note-own = Nobody can raise their own rank
role-note-account-admin = Only an account administrator can give this
role-note-unknown = Not known to this version of Domicile

member-role-group-admin = Group administrator
member-role-services-admin = Services administrator
member-role-download = Download
member-role-sdk-download = SDK download
member-role-beta = Beta
member-role-learn-admin = Learning administrator

## Confirmations

notice-request-approved = { $name } was removed.
notice-request-declined = You declined the request of { $name }.
notice-person-created = { $name } was created and added.
notice-person-added = { $name } was added.
notice-person-invited = { $name } was invited.
notice-transfer-offered = Your offer to { $name } was sent.
notice-transfer-revoked = The offer was withdrawn.
notice-invitation-revoked = The invitation was withdrawn.
notice-person-let-in = { $name } was approved.
notice-person-rejected = { $name } was rejected.
notice-person-locked = { $name } is now locked.
notice-person-unlocked = { $name } is now unlocked.
notice-country-set = The licence country of { $name } is set.
notice-roles-set = The roles of { $name } are set.
notice-person-removed = { $name } was removed. You can undo this for 90 days.
notice-removal-undone = { $name } is back.
notice-asked-back = { $name } was asked to come back.
notice-contact-designated = { $name } is now a Fulfilment Contact.
notice-contact-ended = { $name } is no longer a Fulfilment Contact.
notice-licence-reassigned = The licence was given to somebody else.
notice-licence-returned = The licence was taken back.

## Texts that an administrator sends to a person

message-for-person-subject = { $account } and your licences
message-welcome = You are in { $account } now. Open Domicile, sign in as { $email } and press Refresh Policy: this puts your licences on your computer. The address of the service is { $service }.
message-release = I would like to add you ({ $email }) to { $account }, but you still belong to another account, and only you can ask it to release you. Open Domicile, sign in as { $email } and ask an administrator of that account to remove you. If you find an offer of ours there, accept it instead: the rest then happens automatically. The address of the service is { $service }.
message-first-sign-in = To work with { $account }, open Domicile and sign in as { $email }. You appear in the account when you first sign in. The address of the service is { $service }.
