# Failures that this computer finds out itself: what happened, why, who does what next. What the service says comes from the service.
# Every sentence of one failure gets the same blanks: { $host }, { $reason }, { $path }, ... as its cause has them.

## The service cannot be reached, or answers uselessly

error-unreachable-what = We can’t reach the service
error-name-not-found-why = The name { $host } can’t be found.
error-cannot-connect-why = There is no connection to { $host }.
error-tls-why = The certificate of { $host } is not trusted on this computer: your network may be replacing certificates.
error-proxy-why = { $what ->
    [refused] The proxy { $proxy } refused the connection to { $host } ({ $status }).
    [password] The proxy { $proxy } wants a user name and a password for { $host }.
    [dead] The proxy { $proxy }, by which { $host } is reached, can’t be reached itself.
    [silent] The proxy { $proxy }, by which { $host } is reached, does not answer.
   *[unusable] { $proxy } does not hold the address of a proxy that Domicile can use, so { $host } was asked without one.
}
error-timeout-why = { $host } did not answer in time.
error-check-network-do = Check your network or VPN, then try again. Your licences are unchanged.
error-name-not-found-do = Check that { $host } can be found from this network.
error-tls-do = Install the certificate that your network uses in this computer’s certificate store.
error-proxy-do = { $what ->
    [refused] Allow { $host } on the proxy.
    [password] Put the proxy’s user name and password into the proxy settings of this computer.
    [dead] Check the proxy settings of this computer, and that the proxy runs.
    [silent] Check the proxy settings of this computer, and that the proxy runs.
   *[unusable] Correct { $proxy }: http://, https:// and socks5:// addresses can be used.
}
error-try-later-do = Try again in a few minutes. Nothing is lost.
error-try-after-do = Try again after { $time }. Nothing is lost.
error-service-trouble-what = The service has a problem
error-service-trouble-why = { $host } answered with an error of its own ({ $status }). It is not you.
error-issuer-trouble-what = The sign-in service has a problem
error-issuer-trouble-why = { $host }, where you sign in, is not working right now ({ $reason }). It is not you.
error-answer-unusable-what = The service’s answer can’t be used
error-truncated-why = The answer from { $host } broke off in the middle.
error-oversized-why = The answer from { $host } is far larger than it should be.
error-not-understood-why = { $host } answered something that this version does not understand.
error-not-the-service-what = Something else answered for the service
error-not-the-service-why = { $what ->
    [page] { $host } sent a web page instead of an answer: a network’s sign-in page may be in between.
    [redirect] { $host } sent a redirect instead of an answer: a network’s sign-in page may be in between.
    [sign-in] The network wants a sign-in before it lets you through to { $host }.
    [status] { $host } sent the status { $status } without a word of the service: something may be in between.
   *[other] { $host } sent something else than an answer of the service: something may be in between.
}
error-not-the-service-do = Open any web page to sign in to your network, then try again.
error-check-address-do = Check that the service address in Settings is right.
error-tell-support-do = Tell support what you were doing, with the details below.
error-unexpected-what = Something went wrong
error-unexpected-why = Domicile ran into an error: { $reason }
error-problem-untitled = The service refused it ({ $code })

## The address of the service

error-no-service-what = No service address is set
error-no-service-why = Domicile doesn’t know which service to ask.
error-no-service-do = Enter the service address in Settings. Your administrator or your IT can tell you.
error-bad-service-url-what = The service address can’t be used
error-bad-service-url-why = { $what ->
    [not-https] { $url } does not begin with https://.
    [secret] { $url } was given with a name, a password, a query or a fragment, which have no place in it.
   *[no-address] { $url } is not an address.
}
error-bad-service-url-do = Enter an address that begins with https://.
error-other-address-what = The service has another address
error-other-address-why = What answers at { $host } calls itself { $named }.
error-other-address-do = Use the address { $named }.
error-bad-invitation-code-what = This is not an invitation code
error-bad-invitation-code-why = A code has two parts with a dot between them. You’ll find it in your invitation, and on the page that its link opens.
error-bad-invitation-code-do = Copy the whole code and paste it again.

## Signing in

error-sign-in-needed-what = Please sign in
error-sign-in-needed-why = You are not signed in, or your session has ended.
error-sign-in-do = Sign in again.
error-sign-in-failed-what = Signing in did not work
error-sign-in-invalid-why = The answer from the sign-in page did not pass a safety check: { $reason }.
error-somebody-else-what = Somebody else signed in
error-somebody-else-why = You wanted to sign in as { $hinted }, but { $came } signed in. Nothing was kept.
error-somebody-else-do = Sign in again as { $hinted }, or without naming anybody.
error-clock-ahead-why = This computer’s clock is { $by } ahead of your sign-in service’s.
error-renewal-what = Your sign-in could not be renewed
error-renewal-not-confirmed-why = The answer from the sign-in service did not pass a safety check: { $reason }. You stay signed in, and it will be tried again.
error-renewal-cut-off-why = A program was cut off while it was renewing your session, and the sign-in service no longer accepts the old one.
error-wrong-issuer-why = The answer did not come from { $issuer }, where you were sent to sign in.
error-sign-in-denied-why = The sign-in page refused ({ $reason }).
error-program-refused-what = The sign-in service refuses Domicile
error-program-refused-why = { $host } lets nobody sign in with this program. Signing in again won’t change that.
error-program-refused-do = Check how Domicile is registered with the sign-in service ({ $reason }).
error-browser-timeout-why = The browser did not come back within five minutes.
error-device-expired-why = The code was not used in time.
error-device-unsupported-why = The sign-in service of your organisation offers no sign-in by code.
error-cannot-listen-why = The browser can’t send its answer to this computer: { $reason }.
error-sign-in-clock-do = Check that this computer’s date and time are right, then sign in again.
error-sign-in-it-do = If it happens again, check how sign-in is set up for Domicile ({ $reason }).
error-wrong-issuer-do = Check which sign-in service the directory names.
error-use-code-do = Sign in with a code instead.
error-use-browser-do = Sign in with the browser instead.
error-cancelled-what = Stopped
error-cancelled-why = You stopped it. Nothing was changed.
error-superseded-what = Replaced by a newer sign-in
error-superseded-why = Signing in was started again, so the earlier attempt ended.
error-signed-in-what = You are signed in
error-signed-in-why = The service address can only be changed while nobody is signed in.
error-signed-in-do = Sign out first.
error-session-busy-what = Another program is busy with your session
error-session-busy-why = Another Domicile on this computer has been renewing the session for a minute.

## This computer

error-keychain-what = The password store can’t be used now
error-no-keychain-why = This computer has no password store that can be used.
error-no-keychain-do = Start a password store (a keyring), then try again. Without one, sign in after every start.
error-keychain-locked-why = The password store of this computer is locked.
error-keychain-locked-do = Unlock your password store, then try again. Nothing is lost.
error-keychain-timeout-why = The password store of this computer did not answer within { $seconds } seconds.
error-cannot-write-what = We can’t save on this computer
error-cannot-write-why = { $path }: { $reason }.
error-cannot-write-full-why = { $path }: there is no room left on the disk.
error-cannot-write-read-only-why = { $path }: the disk can only be read.
error-cannot-write-rights-why = { $path }: you have no right to write there.
error-not-saved-why = The saved licence file can’t be read back ({ $reason }).
error-cannot-write-do = Try again. If it happens again, have the disk checked, or set DOMICILE_HOME to a folder on another one.
error-cannot-write-full-do = Make room on the disk, then try again. What was saved before stays.
error-cannot-write-elsewhere-do = Set DOMICILE_HOME to a folder of your own on this computer, then try again.
error-cannot-write-read-only-do = Make the disk writable again: it is mounted read-only.
error-cannot-write-rights-do = Give yourself the right to write there, then try again: chmod u+rwX "{ $path }"
error-cannot-write-foreign-why = { $place } belongs to { $owner }, in a folder of yours.
error-cannot-write-foreign-do = Take it back, then try again: sudo chown -R "$(id -un)" "{ $place }"
error-cannot-write-not-yours-why = { $path }: the folder belongs to { $owner }, and you may not write there.
error-cannot-write-no-locks-why = { $path }: the file system has no file locks ({ $reason }).
error-cannot-write-no-locks-do = Mount the file system with file locks.
error-cannot-write-held-do = Wait until the other program has finished, or end it. Then try again.
error-cannot-write-in-the-way-do = Move away or delete what stands in its place, then try again.
error-cannot-read-what = A file can’t be read
error-cannot-read-why = { $path }: { $reason }.
error-not-yours-why = { $place } belongs to { $owner }, and it is where your own files should be. Nothing of it was used.
error-cannot-read-do = Make the file readable for you, then try again.
error-cannot-read-rights-do = Give yourself the right to read it, then try again: chmod u+rX "{ $path }"
error-cannot-read-theirs-why = { $path } belongs to { $owner }, and you may not read it.
error-cannot-read-theirs-do = Take a copy that is yours, and use that: sudo install -o "$(id -un)" -m 600 "{ $path }" .
error-no-home-what = There is no place for Domicile’s files
error-no-home-why = The system names no home folder for you.
error-no-home-do = Set DOMICILE_HOME to a folder of your own.
error-settings-broken-what = The settings file can’t be read
error-settings-broken-why = { $path }, line { $line }: { $reason }.
error-settings-broken-do = Correct or delete the file. Domicile left it as it is.
error-managed-what = This setting is set by your organisation
error-managed-why = { $key } comes from your organisation or from the environment of this program.
error-managed-do = Change it where it is set.

## Licences

error-policy-refused-what = The licences that arrived were refused
error-signature-invalid-why = They did not pass a safety check: { $reason }. Your licences are unchanged.
error-rolled-back-why = They are older than the ones on this computer, which are unchanged.
error-clock-what = This computer’s clock is wrong
error-clock-why = Its date contradicts a time that has already passed, so your licences can’t be checked.
error-clock-do = Turn on automatic date and time, then Refresh Policy.

## Files that are carried between computers

error-file-what = The file can’t be used
error-file-too-large-why = It is larger than 2 MiB, and no Domicile file is.
error-file-not-ours-why = It is not a request, a licence file or a return saved by Domicile.
error-file-do = Choose the file that Domicile saved on the other computer.
error-file-damaged-why = It was changed or cut short on the way.
error-file-damaged-do = Copy it from the other computer again, or save it there again.
error-file-later-why = It was saved by a later version of Domicile.
error-file-later-do = Update Domicile on this computer.
error-file-other-what = The file is not meant for use here
error-file-other-service-why = It belongs to another service ({ $issuer }).
error-file-other-service-do = Open it where Domicile uses that service.
error-file-other-person-why = It is for another person ({ $person }). Nothing was changed.
error-file-other-person-do = Open it where that person is signed in, or sign out here first.
error-file-other-machine-why = It is for another computer (“{ $name }”). Nothing was changed.
error-file-other-machine-do = Open it on that computer, or save a request on this one.
error-person-not-known-what = We don’t know whose request this is
error-person-not-known-why = Nobody has signed in on this computer yet.
error-person-not-known-do = Sign in here once, or name yourself: domicile licence check-out PRODUCT --user ID. The other computer shows your id with domicile whoami.
error-not-checked-out-what = Nothing was returned
error-not-checked-out-why = { $product } is not checked out on this computer.
error-not-checked-out-do = To see what is checked out: domicile licence list, or Licences in the window.
