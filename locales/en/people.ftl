# What the service says when something about an account’s people cannot be done: one title, one reason, at most two steps per code, as in
# service.ftl.

problem-last-administrator = The account needs an administrator
problem-last-administrator-why = This is the last administrator who is not locked; without one nobody could look after the account’s people.
problem-last-administrator-do-1 = Make somebody else an administrator first.

problem-insufficient-rank = This person ranks above you
problem-insufficient-rank-why = Nobody can change a person whose role in the account is higher than their own.
problem-insufficient-rank-do-1 = Do this, as an account administrator.

problem-only-account-admin = Only account administrators can do this
problem-only-account-admin-why = Only they make account administrators and manage groups that give roles.
problem-only-account-admin-do-1 = Do this, as an account administrator.

problem-own-rank = You can’t raise your own role
problem-own-rank-why = Nobody makes themselves an administrator.
problem-own-rank-do-1 = Give you the role.

problem-own-groups = You can’t change your own groups
problem-own-groups-why = Groups can give roles and products, and nobody gives those to themselves.
problem-own-groups-do-1 = Change your groups.

problem-not-yours-to-lift = This lock is not yours to lift
problem-not-yours-to-lift-why = Nobody unlocks themselves, and a lock of the company’s directory or of support is lifted there.
problem-not-yours-to-lift-do-1 = Lift the lock, or ask whoever set it.

problem-already-member = This person is already in your account
problem-already-member-why = { $email } has already been added.
problem-already-member-do-1 = Open the person in the list.

problem-affiliated-elsewhere = This address belongs to another account
problem-affiliated-elsewhere-why = { $email } belongs to another organisation’s account, and a person belongs to one account at a time.
problem-affiliated-elsewhere-do-1 = Offer to add the person: only they can ask to be released.

problem-pending-approval = This person waits for your approval
problem-pending-approval-why = { $email } signed in with an address of your domain.
problem-pending-approval-do-1 = Approve or reject the person.

problem-federated-sign-in = There is nothing to add
problem-federated-sign-in-why = { $email } signs in through your company and appears here at the first sign-in.
problem-federated-sign-in-do-1 = Ask the person to sign in.

problem-directory-managed = Your company’s directory adds people
problem-directory-managed-why = People with addresses of your domain, such as { $email }, come from your company’s directory.
problem-directory-managed-do-1 = Add the person to the company’s directory.

problem-invitation-required = This person must be invited
problem-invitation-required-why = { $email } is already registered, but the address is outside your domains.
problem-invitation-required-do-1 = Invite the person to your account.

problem-exists-unaffiliated = This person is already registered
problem-exists-unaffiliated-why = { $email } is registered and belongs to no account.
problem-exists-unaffiliated-do-1 = Add the person to your account.

problem-domain-owned-elsewhere = This domain is another organisation’s
problem-domain-owned-elsewhere-why = New people with addresses like { $email } are added by the organisation that owns the domain.
problem-domain-owned-elsewhere-do-1 = Ask that organisation, or use another address.

problem-can-create = This address is new here
problem-can-create-why = Nobody is registered with { $email }.
problem-can-create-do-1 = Create the person.

problem-last-fulfilment-contact = The account needs a Fulfilment Contact
problem-last-fulfilment-contact-why = This is the only one, and somebody has to get the licence e-mails.
problem-last-fulfilment-contact-do-1 = Name another Fulfilment Contact first.

problem-too-many-contacts = There are already { $most } Fulfilment Contacts
problem-too-many-contacts-why = An account has at most { $most }.
problem-too-many-contacts-do-1 = End another designation first.

problem-group-name-taken = There is already a group with this name
problem-group-name-taken-why = “{ $name }” exists already, perhaps with other capital letters.
problem-group-name-taken-do-1 = Choose another name.

problem-too-many-groups = There are already { $most } groups
problem-too-many-groups-why = An account has at most { $most }.
problem-too-many-groups-do-1 = Delete a group that nobody needs.

problem-licence-assigned = { $person } already has this licence
problem-licence-assigned-why = A product is assigned to a person once.
problem-licence-assigned-do-1 = Choose somebody else.

problem-too-many-machine-reports = That was the last report for today
problem-too-many-machine-reports-why = A person can send { $most } reports about their computers in 24 hours.
problem-too-many-machine-reports-do-1 = Try again later.

bad-email-form = An address looks like name@example.com
bad-email-too-long = It is longer than an address can be
bad-email-space = It contains white space: { $character }
bad-email-invisible = It contains an invisible character: { $character }
bad-email-undefined = It contains a character that no address has: { $character }
bad-email-domain = The part after the @ is not the name of a domain

# Names of characters, after their code: "U+200B zero width space".
character-space = space
character-no-break-space = no-break space
character-soft-hyphen = soft hyphen
character-zero-width-space = zero width space
character-zero-width-non-joiner = zero width non-joiner
character-zero-width-joiner = zero width joiner
character-word-joiner = word joiner
character-byte-order-mark = zero width no-break space (byte order mark)
character-direction = a mark of the writing direction
character-control = a control character

problem-look-alike-address = This address imitates another one
problem-look-alike-address-why = { $email } mixes letters of different alphabets that look alike.
problem-look-alike-address-do-1 = Type the address yourself, instead of pasting it.

problem-name-required = A name is needed
problem-name-required-why = The name is empty.
problem-name-required-do-1 = Enter a name.

problem-administrators-group = A group can’t make administrators
problem-administrators-group-why = The roles of administrators are given to people one by one.
problem-administrators-group-do-1 = Choose other roles for the group.

problem-product-not-owned = Your account does not own this product
problem-product-not-owned-why = Only what the account owns can be assigned.
problem-product-not-owned-do-1 = Choose a product that the account owns.

problem-unknown-member = This person is not in your account
problem-unknown-member-why = Licences go to people of the account.
problem-unknown-member-do-1 = Choose somebody of the account.

problem-machine-report-too-large = The report is too large
problem-machine-report-too-large-why = At most 32 KiB of facts about a computer are kept.
problem-machine-report-too-large-do-1 = Send fewer facts.
