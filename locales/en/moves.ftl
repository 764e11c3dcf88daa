# What the service says about offers, invitations, leaving alone and looking addresses up when something cannot be done: one title, one
# reason, at most two steps per code, as in service.ftl. Then the letters and pages that belong to it, as in mail.ftl.

problem-offer-closed = This offer is not open any more
problem-offer-closed-why = It was declined, taken back, completed, or its time was over.
problem-offer-closed-do-1 = Look at the offer again.

problem-offer-already-open = You have made this person an offer already
problem-offer-already-open-why = An account has one open offer per person.
problem-offer-already-open-do-1 = Wait for the answer, or take the offer back first.

problem-offer-already-accepted = You have accepted another offer
problem-offer-already-accepted-why = One offer can be accepted at a time.
problem-offer-already-accepted-do-1 = Take that acceptance back first, or keep it.

problem-offer-no-longer-valid = This offer does not hold any more
problem-offer-no-longer-valid-why = Whoever made it is no longer an administrator there, or that account takes nobody over by an offer now.
problem-offer-no-longer-valid-do-1 = Ask the organisation that made the offer to make it again.

problem-federated-account = This account takes nobody over by an offer
problem-federated-account-why = Its people come through the company’s sign-in.
problem-federated-account-do-1 = Add the person in the company’s directory once they are free.

problem-invitation-closed = This invitation is not open any more
problem-invitation-closed-why = It was answered, taken back, or its time was over.
problem-invitation-closed-do-1 = Ask for a new invitation, or send one.

problem-invitation-already-open = You have invited this person already
problem-invitation-already-open-why = An account has one open invitation per person.
problem-invitation-already-open-do-1 = Send it again, or take it back first.

problem-invitation-no-longer-valid = This invitation does not hold any more
problem-invitation-no-longer-valid-why = Whoever sent it is no longer an administrator there.
problem-invitation-no-longer-valid-do-1 = Ask the organisation that sent the invitation to send it again.

problem-invitation-unknown = This invitation code is not known
problem-invitation-unknown-why = It is not complete, or the invitation was sent again since: only the newest code works.
problem-invitation-unknown-do-1 = Copy the whole code anew, from the newest letter. You are not signed in, and nothing was stored.
problem-invitation-unknown-do-2 = Send the invitation again.

problem-already-affiliated = You belong to an account already
problem-already-affiliated-why = Nobody belongs to two accounts.
problem-already-affiliated-do-1 = Ask to be removed from your account first.

problem-identity-in-use = Your sign-in is linked to somebody already
problem-identity-in-use-why = An invitation to sign in for the first time is for a sign-in that nobody here knows yet.
problem-identity-in-use-do-1 = Sign in with the sign-in that the invitation is for.
problem-identity-in-use-do-2 = Link your sign-in to the other record.

problem-cannot-leave-alone = You cannot leave by yourself
problem-cannot-leave-alone-why = Only somebody who was added without being asked can, and only for 14 days.
problem-cannot-leave-alone-do-1 = Ask to be removed instead.

problem-cannot-undo = This cannot be undone any more
problem-cannot-undo-why = It was undone before, the person belongs to an account, or 90 days have passed.
problem-cannot-undo-do-1 = Add the person anew.

problem-cannot-promise = These roles cannot be promised
problem-cannot-promise-why = Administrator roles are given later, by somebody of the account, and never with an offer or an invitation.
problem-cannot-promise-do-1 = Give the role once the person belongs to the account.

problem-sent-just-now = It was sent a moment ago
problem-sent-just-now-why = An invitation can be sent again after { $minutes } minutes.
problem-sent-just-now-do-1 = Ask the person to look into their mail, then try again.

problem-too-many-lookups = You have looked up too many addresses
problem-too-many-lookups-why = An administrator can look up { $most } addresses an hour, since each answer says whether somebody is registered.
problem-too-many-lookups-do-1 = Try again later.

problem-too-many-created = Your account has registered many people just now
problem-too-many-created-why = An account can register { $most } people an hour.
problem-too-many-created-do-1 = Go on in an hour; what is done is done.

problem-too-many-letters = This person was written to often enough today
problem-too-many-letters-why = Nobody gets more than { $most } mails of one kind in 24 hours from one account.
problem-too-many-letters-do-1 = Ask the person to look into their mail, or try again tomorrow.

problem-bad-address = This is not an e-mail address
problem-bad-address-why = { $cause }.
problem-bad-address-do-1 = Check the address.

mail-offer-revoked-subject = The offer that you accepted was taken back
mail-offer-revoked = The organisation whose offer you had accepted has taken it back. Your request to leave your account still waits for an answer there.
mail-offer-revoked-do = If you want to stay where you are, take the request back in Domicile. If it is approved, you belong to no account until another one adds you.

mail-named-administrator-subject = You now administer { $account }
mail-named-administrator = Support made you an account administrator of { $account }, since the account needed one.
mail-named-administrator-do = Open Domicile: under Requests you see who waits for an answer.

# The pages behind “This wasn’t me” of accepting an offer and of leaving alone.
not-me-accepted = Somebody who signed in as you accepted an organisation’s offer to take you over. If that was not you, take the acceptance back, and with it the request to leave your account.
not-me-accepted-button = Take the acceptance back
not-me-accepted-done = The acceptance was taken back
not-me-left = Somebody who signed in as you left the account that you had been added to. If that was not you, go back into it.
not-me-left-button = Go back into the account
not-me-left-done = You are back in the account

# The page behind an invitation to sign in for the first time.
invitation-page-title = You are invited to Domicile
invitation-page-how = Open Domicile and sign in with the address { $email }: that is all.
invitation-page-other = If your sign-in goes by another address, copy this code. In Domicile, before you sign in, choose “I have an invitation code” and paste it; on the command line it is domicile login --invitation. It works once and is for you alone.
invitation-page-gone-title = This invitation does not work any more
invitation-page-gone = It was used, taken back, or its 7 days were over. Ask the organisation that invited you to send it again.
