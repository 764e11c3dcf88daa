# What the service says when a request fails: what happened, why, what to do. One title, one reason, at most two steps per code.
# dynamic: problem-

problem-sign-in-needed = You are not signed in
problem-sign-in-needed-why = The request carried no sign-in.
problem-sign-in-needed-do-1 = Sign in, then try again.

problem-token-refused = Your sign-in is no longer valid
problem-token-refused-why = { $cause }.
problem-token-refused-do-1 = Sign in again.

problem-insufficient-user-authentication = Please sign in once more
problem-insufficient-user-authentication-why = This needs a sign-in from the last { $minutes } minutes, so that nobody else can do it in your name.
problem-insufficient-user-authentication-do-1 = Sign in again, then repeat it.

problem-identity-not-linked = We do not know who you are here
problem-identity-not-linked-why = Your sign-in worked, but it is not linked to a person in this service.
problem-identity-not-linked-do-1 = Sign in with the address that your invitation was sent to.
problem-identity-not-linked-do-2 = Link your sign-in to your record.

problem-insufficient-scope = Your sign-in does not allow this
problem-insufficient-scope-why = The program that you signed in with was not given the right to do this here.
problem-insufficient-scope-do-1 = Sign out and in again, or use the app.
problem-insufficient-scope-do-2 = Give the program the right at your organisation’s sign-in service.

problem-client-lacks-scope = The token does not allow this
problem-client-lacks-scope-why = The program lacks the right { $scope }, or was not given it in this service.
problem-client-lacks-scope-do-1 = Ask for a token with this right, and see that the configuration of the service has it.

problem-not-an-operator-client = This is for order systems only
problem-not-an-operator-client-why = Only programs that this service knows as order systems may use it.
problem-not-an-operator-client-do-1 = Use the app, or the token of an order system.

problem-not-a-person = This is for people only
problem-not-a-person-why = The token belongs to a program, and not to a person.
problem-not-a-person-do-1 = Sign in as a person, or use what there is for order systems.

problem-limited-view = You cannot see this while you are locked
problem-limited-view-why = A locked person sees their own record, requests and licences only.
problem-limited-view-do-1 = Ask an administrator of your account to unlock you.

problem-not-allowed = Your role does not allow this
problem-not-allowed-why = Only administrators of the account can do this.
problem-not-allowed-do-1 = Do this, or give you the role.

problem-not-found = There is nothing here
problem-not-found-why = It does not exist, or it is not yours to see.
problem-not-found-do-1 = Check the address.

problem-method-not-allowed = This cannot be done here
problem-method-not-allowed-why = The address exists, but takes other requests.
problem-method-not-allowed-do-1 = Check the request against the description of the service.

problem-not-affiliated = You belong to no account
problem-not-affiliated-why = There is no account that you could be removed from.
problem-not-affiliated-do-1 = Ask an administrator of your new account to add you.

problem-request-already-open = You already have an open request
problem-request-already-open-why = One request at a time: the first one is still waiting for an answer.
problem-request-already-open-do-1 = Wait for the answer, or withdraw the open request first.

problem-request-closed = This request is closed
problem-request-closed-why = It has already been answered, withdrawn or expired.
problem-request-closed-do-1 = Look at its answer.

problem-cannot-resend = This request cannot be sent again
problem-cannot-resend-why = Only a declined or expired request can be sent again.
problem-cannot-resend-do-1 = Write a new request.

problem-nothing-to-ask = There is nothing left to ask for
problem-nothing-to-ask-why = What you ask for is so already.
problem-nothing-to-ask-do-1 = Check again in Domicile: it shows how things stand now.

problem-not-theirs-to-give = No administrator can do that
problem-not-theirs-to-give-why = Your lock was not set by an administrator, and they cannot lift it.
problem-not-theirs-to-give-do-1 = Ask support, or your company’s IT where your account comes from its directory.
problem-not-theirs-to-give-do-2 = Find out who set the lock.

problem-removal-blocked = { $person } can’t be removed yet
problem-removal-blocked-why = { $person } { $blockers }.
problem-removal-blocked-do-1 = Clear what stands in the way, then try again.

problem-too-many-filings = That was the last request for today
problem-too-many-filings-why = A person can send { $most } removal requests in 24 hours.
problem-too-many-filings-do-1 = Try again later.

problem-too-many-streams = You are connected too many times at once
problem-too-many-streams-why = A person can listen for changes on { $most } connections.
problem-too-many-streams-do-1 = Close Domicile where you do not need it. Where it is open it looks for changes by itself.

problem-too-many-service-requests = That was the last case for today
problem-too-many-service-requests-why = A person can open { $most } cases in 24 hours.
problem-too-many-service-requests-do-1 = Add to the cases that are open, or try again later.

problem-invalid-record = The record cannot be taken
problem-invalid-record-why = What is wrong with it: { $fault }.
problem-invalid-record-do-1 = Correct the record, then send it again.

problem-record-conflict = The record does not fit what is here
problem-record-conflict-why = What stands against it: { $fault }.
problem-record-conflict-do-1 = Clear what stands in the way, then send it again.

problem-invalid-document = The document cannot be taken in
problem-invalid-document-why = Nothing was written. Faults that were found: { $count }. The first: { $fault }.
problem-invalid-document-do-1 = Correct the lines that are named, then send the document again.

problem-document-conflict = The document does not fit what is here
problem-document-conflict-why = Nothing was written. What stands against it: { $count }. The first: { $fault }.
problem-document-conflict-do-1 = Clear what stands in the way, then send the document again.

problem-document-lacks-scope = The token does not allow all of the document
problem-document-lacks-scope-why = Line { $line } names a record of the kind { $kind }. The program lacks the right { $scope } for it, or was not given it in this service. Nothing was written.
problem-document-lacks-scope-do-1 = Ask for a token with this right, and see that the configuration of the service has it; or leave such records out.

problem-document-too-large = The document is too large
problem-document-too-large-why = At most { $bytes } bytes are taken (import.maxBytes in the configuration of the service). Nothing was written.
problem-document-too-large-do-1 = Have the limit raised, or send the document in parts, without prune.

problem-unsupported-document = The document has the wrong format
problem-unsupported-document-why = Documents are JSON Lines (application/jsonl) or tables (text/csv), in UTF-8 and not compressed.
problem-unsupported-document-do-1 = Send it so, and name its format in Content-Type.

problem-import-running = Another document is being taken in
problem-import-running-why = Only one is imported at a time. Nothing of this one was written.
problem-import-running-do-1 = Wait until the other has ended, then send this one again.

problem-import-ends-too-much = The document would end a great deal
problem-import-ends-too-much-why = { $ends } of { $of } rows of this source would end, more than the configuration allows without being asked. Nothing was written.
problem-import-ends-too-much-do-1 = Look at the plan (dryRun=true). If all of it is to end, send the document again with confirm={ $ends }.

problem-import-overtaken = Something changed while the document was taken in
problem-import-overtaken-why = What was written before stays. What stands against the rest: { $fault }.
problem-import-overtaken-do-1 = Send the same document again: it does the rest, or names what stands in the way.

problem-import-disk-full = The service has no room for the document
problem-import-disk-full-why = The disk on which it is kept while it is checked is full. Nothing was written.
problem-import-disk-full-do-1 = Try again later.
problem-import-disk-full-do-2 = Whoever runs the service makes room in the folder for temporary files.

problem-precondition-failed = This was changed in the meantime
problem-precondition-failed-why = It is not as the request expects it to be.
problem-precondition-failed-do-1 = Read it again, then decide again.

problem-bad-request = The request cannot be understood
problem-bad-request-why = Part of its address, headers or body is malformed: { $part }.
problem-bad-request-do-1 = Check the request against the description of the service.

problem-bad-json = The request cannot be read
problem-bad-json-why = Its body is not valid JSON.
problem-bad-json-do-1 = Check the body.

problem-machine-required = The machine is not named
problem-machine-required-why = A licence file is made for one machine, so the request must name it.
problem-machine-required-do-1 = Send the header Domicile-Machine.

problem-invalid-body = The request has fields that do not fit
problem-invalid-body-why = { $cause }.
problem-invalid-body-do-1 = Check the body against the description of the service.

problem-text-too-long = The text is too long
problem-text-too-long-why = It has { $found } characters; at most { $most } are allowed.
problem-text-too-long-do-1 = Shorten it.

problem-reason-required = A reason is needed
problem-reason-required-why = Whoever is declined reads why.
problem-reason-required-do-1 = Write a reason.

problem-text-required = The text is empty
problem-text-required-why = Support needs a few words to start with.
problem-text-required-do-1 = Write what support should know.

problem-unknown-recipient = This person cannot answer the request
problem-unknown-recipient-why = A request goes to another administrator of your account.
problem-unknown-recipient-do-1 = Choose one of the administrators listed, or none to ask all.

problem-unknown-country = There is no such country
problem-unknown-country-why = A country is two letters, as in ISO 3166-1.
problem-unknown-country-do-1 = Choose a country from the list.

problem-unknown-language = There is no such language here
problem-unknown-language-why = English (en), German (de) and Spanish (es) are spoken.
problem-unknown-language-do-1 = Choose one of them.

problem-idempotency-key-reused = This was sent before with other content
problem-idempotency-key-reused-why = A repeated request must be the same as the first one.
problem-idempotency-key-reused-do-1 = Send it with a new key.

problem-too-large = The request is too large
problem-too-large-why = At most 64 KiB are read.
problem-too-large-do-1 = Shorten it.

problem-unsupported-media-type = The request has the wrong format
problem-unsupported-media-type-why = Bodies are JSON (application/json).
problem-unsupported-media-type-do-1 = Send JSON.

problem-issuer-unreachable = Your sign-in cannot be checked now
problem-issuer-unreachable-why = The sign-in service of your organisation does not answer.
problem-issuer-unreachable-do-1 = Try again in a few minutes.

problem-token-key-not-looked-up = Your sign-in cannot be checked yet
problem-token-key-not-looked-up-why = It is signed with a new key of your organisation’s sign-in service, which is fetched within a few seconds.
problem-token-key-not-looked-up-do-1 = Try again in a moment.

problem-busy = The service is busy
problem-busy-why = Many people are changing things at the same moment.
problem-busy-do-1 = Try again in a few seconds.

problem-database-unavailable = The service cannot reach its database
problem-database-unavailable-why = What you asked for may not have been done; whether a change was made can be seen by looking.
problem-database-unavailable-do-1 = Try again in a few seconds.
problem-database-unavailable-do-2 = Whoever runs the service looks after the database, if it lasts.

problem-database-read-only = The service can change nothing right now
problem-database-read-only-why = Its database takes no changes at the moment. Nothing was changed; what can be read is up to date.
problem-database-read-only-do-1 = Try again in a minute.
problem-database-read-only-do-2 = Whoever runs the service looks why its database may only be read.

problem-database-full = The service has no room for changes
problem-database-full-why = The disk of its database is full. Nothing was changed.
problem-database-full-do-1 = Try again in a few minutes.
problem-database-full-do-2 = Whoever runs the service makes room on the disk.

problem-too-many-requests = You are asking faster than the service answers one person
problem-too-many-requests-why = This request was not carried out; what was done before it stays done.
problem-too-many-requests-do-1 = Try again after { $seconds } s.

problem-body-too-slow = The request came too slowly
problem-body-too-slow-why = Its content did not arrive in time. Nothing was changed.
problem-body-too-slow-do-1 = Try again; if it happens often, check your connection.

problem-overloaded = The service has too much to do
problem-overloaded-why = More people are asking than can be served at once. Nothing was changed.
problem-overloaded-do-1 = Try again in a few seconds.

problem-service-clock-behind = The service’s clock and its last licence file disagree
problem-service-clock-behind-why = A licence file was signed with a later date than this part of the service has now: its clock is behind, or another clock ran ahead before. It signs none; yours stays in force.
problem-service-clock-behind-do-1 = Try again in a minute; another part of the service may answer.
problem-service-clock-behind-do-2 = Whoever runs the service sets its clock; where that is right, domicile-directory keys epoch raise lets dates fall again.

problem-service-clock-ahead = The service’s clock is far ahead
problem-service-clock-ahead-why = The clock of this part of the service is far ahead of its database’s, so it dates no licence file. Yours stays in force.
problem-service-clock-ahead-do-1 = Try again in a minute; another part of the service may answer.
problem-service-clock-ahead-do-2 = Whoever runs the service sets the clock that is wrong.

problem-no-policy-key = The service cannot sign licence files
problem-no-policy-key-why = The keys that it signs with have run out. The licence file that you have stays in force.
problem-no-policy-key-do-1 = Try again later; what you have can be used meanwhile.
problem-no-policy-key-do-2 = Whoever runs the service puts new keys in place.

problem-timed-out = The service took too long
problem-timed-out-why = The answer was not ready in time; whether the change was made can be seen by looking.
problem-timed-out-do-1 = Try again in a minute.

problem-internal = The service has a problem, not you
problem-internal-why = Something broke on our side; it is recorded under the request number.
problem-internal-do-1 = Try again in a few minutes.
problem-internal-do-2 = Look into it, with the request number.

# What stands in the way of a removal, after the name of the person.
# dynamic: removal-blocker-
removal-blocker-fulfilment-contact = is a Fulfilment Contact
removal-blocker-last-fulfilment-contact = is the only Fulfilment Contact
removal-blocker-insufficient-rank = is an account administrator, whom only an account administrator can remove
removal-blocker-last-administrator = is the last administrator
removal-blocker-directory-managed = is managed by the company’s directory
