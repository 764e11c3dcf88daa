# The letters that the service sends. For each: the subject, what happened, and what to do next (-do). Between the two stand the words of
# other people, quoted, where there are any. Letters to somebody who may still read the mail of an old company name no new one.
# dynamic: mail-

mail-hello = Hello,
mail-reason = The reason given:
mail-note = The note with it:
mail-answer = The answer:
mail-not-me = This wasn’t me: { $link }
mail-closing = This mail comes from Domicile, which looks after accounts and licences. Replies are not read.

mail-request-received-subject = { $person } asks to leave { $account }
mail-request-received = { $person } ({ $email }) asks to be removed from { $account }.
mail-request-received-do = Open Requests in Domicile: it shows what stands in the way, and there you approve or decline. Without an answer the request expires on { $expires }.

mail-request-for-it-subject = Please remove { $email } from the company directory
mail-request-for-it = { $person } ({ $email }) asks to leave the account { $account }, whose people come from the company directory.
mail-request-for-it-do = Please remove { $email } from the company directory (or from the group that gives access to Domicile). The next synchronisation then takes { $person } out of the account; nothing else has to be done. Otherwise the request expires on { $expires }.

mail-request-reminder-subject = { $person } still waits for an answer
mail-request-reminder = On { $submitted } { $person } ({ $email }) asked to be removed from { $account }. Nobody has answered yet.
mail-request-reminder-do = Open Requests in Domicile and approve or decline. Without an answer the request expires on { $expires }.

mail-request-reminder-for-it-subject = { $email } is still in the company directory
mail-request-reminder-for-it = On { $submitted } { $person } ({ $email }) asked to leave the account { $account }, whose people come from the company directory.
mail-request-reminder-for-it-do = Please remove { $email } from the company directory (or from the group that gives access to Domicile). Otherwise the request expires on { $expires }.

mail-request-declined-subject = Your request to leave { $account } was declined
mail-request-declined = { $by } declined your request to be removed from { $account }.
mail-request-declined-do = You still belong to { $account }. In Domicile you can ask again with a note, or ask another administrator.

mail-request-fulfilled-subject = You left { $account }
mail-request-fulfilled = You left { $account }, as you asked. You are locked for safety; that is normal after leaving an account.
mail-request-fulfilled-do = Tell your new organisation that it can add you now; it will unlock you, too. Domicile has the message ready to copy.

mail-request-expired-subject = No answer to your request to leave { $account }
mail-request-expired = Nobody answered your request to be removed from { $account } within 14 days, so it has expired. You still belong to { $account }.
mail-request-expired-do = In Domicile you can send it again, or ask another administrator.
mail-request-expired-do-support = In Domicile you can send it again: it then goes to support, because it has gone unanswered twice.

mail-person-request-received-subject = { $person } asks { $asked }
mail-person-request-received = In the account { $account }, { $who } asks { $asked }.
mail-person-request-received-do = Open Requests in Domicile, and approve or decline there. Without an answer the request expires on { $expires }.

mail-person-request-reminder-subject = { $person } still waits for an answer
mail-person-request-reminder = On { $submitted } { $who } asked { $asked }, in the account { $account }. Nobody has answered yet.
mail-person-request-reminder-do = Open Requests in Domicile, and approve or decline there. Without an answer the request expires on { $expires }.

mail-person-request-fulfilled-subject = What you asked { $account } for is done
mail-person-request-fulfilled = You asked { $asked }. An administrator of { $account } has seen to it.
mail-person-request-fulfilled-do = Open Domicile and choose Refresh Policy: this computer then has the licences that come with it.

mail-person-request-declined-subject = Your request to { $account } was declined
mail-person-request-declined = You asked { $asked }. { $by } declined that.
mail-person-request-declined-do = In Domicile you can ask again with a note, or ask another administrator.

mail-person-request-expired-subject = No answer from { $account } to your request
mail-person-request-expired = You asked { $asked }. Nobody answered within 14 days, so the request has expired.
mail-person-request-expired-do = In Domicile you can send it again, or ask another administrator.

mail-join-request-fulfilled-subject = You were added to an account, as you asked
mail-join-request-fulfilled = The organisation that you had asked added you to its account.
mail-join-request-fulfilled-do = Open Domicile to see which one, and what comes next.

mail-join-request-declined-subject = Your request to be added was declined
mail-join-request-declined = The organisation that you had asked does not add you to its account.
mail-join-request-declined-do = Open Domicile to see which one, and why.

mail-join-request-expired-subject = No answer to your request to be added
mail-join-request-expired = Nobody answered within 14 days, so your request to be added to an account has expired.
mail-join-request-expired-do = Open Domicile to see which account it was, and to ask again.

mail-offer-waits-subject = An offer waits for you in Domicile
mail-offer-waits = An organisation wants to add you to its account.
mail-offer-waits-do = Open Domicile to see which one, and to accept or decline. The offer expires on { $expires }. If you were not expecting one, there is nothing you need to do.

mail-offer-no-longer-valid-subject = You left your account, but were not added to the new one
mail-offer-no-longer-valid = Your old account released you. The offer that you had accepted is no longer valid, so you were not added to the new account. You belong to no account now and are locked for safety; that is normal after leaving one.
mail-offer-no-longer-valid-do = Ask the organisation that made the offer to add you. Domicile shows which one it was and has the message ready to copy.

mail-transfer-completed-subject = Your move is complete
mail-transfer-completed = Your old account released you, and you now belong to the account whose offer you accepted. You are unlocked.
mail-transfer-completed-do = Open Domicile and choose Refresh Policy: this computer then has the new licences.

mail-sign-in-invitation-subject = { $account } invites you to Domicile
mail-sign-in-invitation = { $account } added you to its account, under this address. Domicile shows you your licences.
mail-sign-in-invitation-do = To sign in for the first time, open this link before { $expires }. It works once and is for you alone, so please don’t pass it on:
mail-sign-in-invitation-code =
    Does your sign-in go by another address? Then choose “I have an invitation code” in Domicile before you sign in, and paste this code:

    { $code }

mail-join-invitation-subject = An invitation waits for you in Domicile
mail-join-invitation = An organisation invites you to join its account.
mail-join-invitation-do = Open Domicile to see which one, and to accept or decline. The invitation expires on { $expires }.

mail-added-subject = You were added to an account
mail-added = An organisation added you to its account.
mail-added-do = Open Domicile to see which one. If that is right, choose Refresh Policy to use its licences. If it is not, you can leave on your own until { $until }, without asking anybody.

mail-removed-subject = You were removed from { $account }
mail-removed = An administrator removed you from { $account }. You are locked for safety; that is normal after leaving an account.
mail-removed-do = If you are moving to another organisation, it can add and unlock you now. If this was a mistake, ask an administrator of { $account } to undo it: that is possible for 90 days.

mail-confirm-filed-subject = You asked to leave { $account }
mail-confirm-filed = Somebody signed in as you asked for your removal from { $account }.
mail-confirm-filed-do = If that was you, there is nothing to do: Domicile tells you when there is an answer. If it was not, open this link to withdraw the request:

mail-confirm-accepted-subject = You accepted an offer in Domicile
mail-confirm-accepted = Somebody signed in as you accepted an organisation’s offer to add you to its account.
mail-confirm-accepted-do = If that was you, there is nothing to do: Domicile tells you when your old account has answered. If it was not, open this link to undo the acceptance:

mail-confirm-left-subject = You left an account in Domicile
mail-confirm-left = Somebody signed in as you left the account that you had been added to.
mail-confirm-left-do = If that was you, there is nothing to do. If it was not, open this link to go back into the account:

mail-approval-waits-subject = { $email } waits for your approval
mail-approval-waits = Somebody signed in for the first time with the address { $email }, which belongs to a domain of { $account }.
mail-approval-waits-do = Open Requests in Domicile, and approve or reject.

mail-case-answered-subject = Support answered your case { $number }
mail-case-answered = Support answered your case { $number }.
mail-case-answered-do = If that does not solve it, open a new case in Domicile and name this number.

# The page behind “This wasn’t me”.
not-me-title = This wasn’t me
not-me-filed = Somebody signed in as you asked for your removal from your account. If that was not you, withdraw the request.
not-me-filed-button = Withdraw the request
not-me-filed-done = The request was withdrawn
not-me-after = Somebody else may be using your sign-in: change your password, and tell an administrator of your account.
not-me-too-late = It is too late to withdraw this
not-me-undo = It has already been answered. If you were removed from your account, one of its administrators can undo that for 90 days. Somebody else may be using your sign-in: change your password.
not-me-gone-title = This link no longer works
not-me-gone = It works once, and for 14 days. Open Domicile to see what was done in your name; if something is wrong, tell an administrator of your account.
not-me-later-title = That did not work
not-me-later = The service has a problem, not you. Go back and press the button again in a minute.

# The pages behind links in mails, where the service cannot show them.
page-later-title = This page cannot be shown right now
page-later = The service has a problem, not you. Open the link again in a minute.
page-broken-title = This link is not complete
page-broken = A part of it was lost on the way. Open it in the mail itself, or copy all of it.
