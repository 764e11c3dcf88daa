# What the service says about offers, invitations, leaving alone and looking addresses up when something cannot be done: one title, one
# reason, at most two steps per code, as in service.ftl. Then the letters and pages that belong to it, as in mail.ftl.

problem-offer-closed = This offer is no longer open
problem-offer-closed-why = It was declined, withdrawn or completed, or it has expired.
problem-offer-closed-do-1 = Look at the offer again.

problem-offer-already-open = You have already made this person an offer
problem-offer-already-open-why = An account has one open offer per person.
problem-offer-already-open-do-1 = Wait for the answer, or withdraw the offer first.

problem-offer-already-accepted = You have accepted another offer
problem-offer-already-accepted-why = Only one offer can be accepted at a time.
problem-offer-already-accepted-do-1 = Undo that acceptance first, or keep it.

problem-offer-no-longer-valid = This offer is no longer valid
problem-offer-no-longer-valid-why = Whoever made it is no longer an administrator there, or that account no longer adds people by offer.
problem-offer-no-longer-valid-do-1 = Ask the organisation that made the offer to make it again.

problem-federated-account = This account does not add people by offer
problem-federated-account-why = Its people come through the company’s sign-in.
problem-federated-account-do-1 = Add the person in the company’s directory once they are free.

problem-invitation-closed = This invitation is no longer open
problem-invitation-closed-why = It was answered or withdrawn, or it has expired.
problem-invitation-closed-do-1 = Ask for a new invitation, or send one.

problem-invitation-already-open = You have already invited this person
problem-invitation-already-open-why = An account has one open invitation per person.
problem-invitation-already-open-do-1 = Send it again, or withdraw it first.

problem-invitation-no-longer-valid = This invitation is no longer valid
problem-invitation-no-longer-valid-why = Whoever sent it is no longer an administrator there.
problem-invitation-no-longer-valid-do-1 = Ask the organisation that sent the invitation to send it again.

problem-invitation-unknown = This invitation code is not known
problem-invitation-unknown-why = It is incomplete, or the invitation has been sent again since: only the newest code works.
problem-invitation-unknown-do-1 = Copy the whole code again, from the newest e-mail. You are not signed in, and nothing was stored.
problem-invitation-unknown-do-2 = Send the invitation again.

problem-already-affiliated = You already belong to an account
problem-already-affiliated-why = Nobody belongs to two accounts.
problem-already-affiliated-do-1 = Ask to be removed from your account first.

problem-identity-in-use = Your sign-in is already linked to somebody
problem-identity-in-use-why = An invitation to sign in for the first time is for a sign-in that nobody here knows yet.
problem-identity-in-use-do-1 = Sign in with the sign-in that the invitation is for.
problem-identity-in-use-do-2 = Link your sign-in to the other record.

problem-cannot-leave-alone = You cannot leave by yourself
problem-cannot-leave-alone-why = Only somebody who was added without being asked can, and only for 14 days.
problem-cannot-leave-alone-do-1 = Ask to be removed instead.

problem-cannot-undo = This can no longer be undone
problem-cannot-undo-why = It has already been undone, the person belongs to an account, or 90 days have passed.
problem-cannot-undo-do-1 = Add the person again.

problem-cannot-promise = These roles cannot be promised
problem-cannot-promise-why = Administrator roles are given later, by somebody of the account, and never with an offer or an invitation.
problem-cannot-promise-do-1 = Give the role once the person belongs to the account.

problem-sent-just-now = It was sent a moment ago
problem-sent-just-now-why = An invitation can be sent again after { $minutes } minutes.
problem-sent-just-now-do-1 = Ask the person to check their mail, then try again.

problem-too-many-lookups = You have looked up too many addresses
problem-too-many-lookups-why = An administrator can look up { $most } addresses an hour, because each answer says whether somebody is registered.
problem-too-many-lookups-do-1 = Try again later.

problem-too-many-created = Your account has registered many people just now
problem-too-many-created-why = An account can register { $most } people an hour.
problem-too-many-created-do-1 = Continue in an hour; what is done is done.

problem-too-many-letters = This person has been written to often enough today
problem-too-many-letters-why = Nobody gets more than { $most } mails of one kind in 24 hours from one account.
problem-too-many-letters-do-1 = Ask the person to check their mail, or try again tomorrow.

problem-bad-address = This is not an e-mail address
problem-bad-address-why = { $cause }.
problem-bad-address-do-1 = Check the address.

mail-offer-revoked-subject = The offer that you accepted was withdrawn
mail-offer-revoked = The organisation whose offer you had accepted has withdrawn it. Your request to leave your account is still waiting for an answer there.
mail-offer-revoked-do = If you want to stay where you are, withdraw the request in Domicile. If it is approved, you belong to no account until another one adds you.

mail-named-administrator-subject = You now administer { $account }
mail-named-administrator = Support made you an account administrator of { $account }, because the account needed one.
mail-named-administrator-do = Open Domicile: under Requests you see who waits for an answer.

# The pages behind “This wasn’t me” of accepting an offer and of leaving alone.
not-me-accepted = Somebody signed in as you accepted an organisation’s offer to add you. If that was not you, undo the acceptance, and with it the request to leave your account.
not-me-accepted-button = Undo the acceptance
not-me-accepted-done = The acceptance was undone
not-me-left = Somebody signed in as you left the account that you had been added to. If that was not you, go back into it.
not-me-left-button = Go back into the account
not-me-left-done = You are back in the account

# The page behind an invitation to sign in for the first time.
invitation-page-title = You are invited to Domicile
invitation-page-how = Open Domicile and sign in with the address { $email }. That’s all.
invitation-page-other = If you sign in with a different address, copy this code. In Domicile, before you sign in, choose “I have an invitation code” and paste it; on the command line it is domicile login --invitation. It works once and is for you alone.
invitation-page-gone-title = This invitation no longer works
invitation-page-gone = It was used or withdrawn, or its 7 days have passed. Ask the organisation that invited you to send it again.
