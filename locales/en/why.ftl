# Why a product may run or not: a sentence for each rule that was asked, and the single nearest fix. In a file of its own, because
# `domicile check --explain` parses little else. What ends in -them is about somebody whom an administrator looks at.

why-mark-passed = Holds
why-mark-noted = Note
why-mark-refused = Stops here
why-your-account = Your account
# Who is asked: after "Ask".
why-administrator = an administrator of { $account }
why-an-administrator = an administrator
# People in a row, one of whom will do. Spanish has another word where the last one begins with the sound of an o.
why-or = { $rest } or { $last }
why-or-before-o = { $rest } or { $last }
# Versions, as they stand in a list.
why-versions-between = { $from } to { $to }
why-versions-since = { $from } and later
why-versions-until = { $to } and earlier

## The licence file. Each sentence that holds says what the ones before it say, too.

rule-present-passed = There is a licence file on this computer.
rule-present-refused = There is no licence file on this computer.
rule-keys-passed = There is a licence file on this computer, and its keys are trusted.
rule-keys-refused = The licence file is signed with a key that this version does not trust.
rule-genuine-passed = The licence file is genuine.
rule-genuine-refused = The licence file is damaged, or not genuine.
rule-machine-passed = The licence file is genuine and made for you and this computer.
rule-machine-refused = The licence file was made for another computer or another person.
rule-newest-passed = The licence file is genuine, made for you and this computer, and the newest one here.
rule-newest-refused = The licence file is older than one that was here before.
rule-clock-passed = The licence file is genuine and made for you and this computer.
rule-clock-refused = This computer’s clock was set back: it shows a time that has certainly passed.
rule-in-date-passed = The licence file is genuine, made for you and this computer, and valid until { $date }.
rule-in-date-noted = The licence file was valid until { $date }, but { $product } is checked out until { $until }.
rule-in-date-refused = The licence file was valid until { $date }.

## The person

rule-affiliated-passed = You belong to { $account }.
rule-affiliated-passed-them = { $name } belongs to { $account }.
rule-affiliated-refused = You belong to no account.
rule-affiliated-refused-them = { $name } belongs to no account.
rule-affiliated-removed = You were removed from your account and belong to none now.
rule-unlocked-passed = You belong to { $account } and are not locked.
rule-unlocked-passed-them = { $name } belongs to { $account } and is not locked.
rule-unlocked-refused = You are locked.
rule-unlocked-refused-them = { $name } is locked.
rule-unlocked-disabled = Your company’s directory disabled you.
rule-unlocked-disabled-them = The company’s directory disabled { $name }.

## The right

rule-owned-passed = { $account } owns { $product }.
rule-owned-refused = { $account } does not own { $product }.
rule-country-passed = { $account } owns { $product } for { $country }, your licence country.
rule-country-passed-them = { $account } owns { $product } for { $country }, the licence country of { $name }.
rule-country-everywhere = { $account } owns { $product } for every country.
rule-country-refused = It is valid in { $countries }; you are set to { $country }.
rule-country-refused-them = It is valid in { $countries }; { $name } is set to { $country }.
rule-country-nowhere = { $account } owns nothing for { $country }, your licence country.
rule-country-nowhere-them = { $account } owns nothing for { $country }, the licence country of { $name }.
rule-country-unknown = It is not valid in your licence country.
rule-country-unknown-them = It is not valid in the licence country of { $name }.
rule-unrestricted-passed = You have the role or group that it needs, if it needs one.
rule-unrestricted-passed-them = { $name } has the role or group that it needs, if it needs one.
rule-unrestricted-refused = It is restricted to roles or groups, and you have none of them.
rule-unrestricted-refused-them = It is restricted to roles or groups, and { $name } has none of them.
rule-understood-refused = The service says something about it that this version does not know.

## The contract

rule-started-passed = The contract began on { $date }.
rule-started-passed-undated = The contract has begun.
rule-started-refused = The contract begins on { $date }.
rule-started-refused-undated = The contract has not begun.
rule-version-passed = Version { $version } is covered.
rule-version-passed-range = These versions are covered: { $versions }.
rule-version-refused = Version { $version } is not covered.
rule-version-refused-range = Version { $version } is not covered, only these: { $versions }.
rule-version-refused-unnamed = This version is not covered.
rule-ended-passed = The contract runs until { $date }.
rule-ended-passed-undated = The contract has no end.
rule-ended-noted = The contract ended on { $date }; it keeps working until { $until }.
rule-ended-refused = The contract ended on { $date }.
rule-ended-refused-grace = The contract ended on { $date }, and its grace on { $until }.
rule-ended-refused-undated = The contract has ended.
rule-full-passed = It is a full licence.
rule-full-passed-evaluation = It is an evaluation licence.
rule-full-noted = { $account } has { $product } as a trial only: to try it out, not for production work.
rule-refreshed-noted = The licence file should be refreshed.

## What helps

fix-line = What helps: { $fix }
fix-refresh = Run Refresh Policy.
fix-refresh-them = Ask { $name } to run Refresh Policy.
fix-clock = Set this computer’s clock correctly, then run Refresh Policy.
fix-clock-them = Ask { $name } to set their computer’s clock correctly, then run Refresh Policy.
fix-sign-in = Sign in on this computer, then run Refresh Policy.
fix-sign-in-them = Ask { $name } to sign in on their computer, then run Refresh Policy.
fix-update = Use a newer version of Domicile or of the product.
fix-update-them = Use a newer version of Domicile, and ask { $name } to do so too.
fix-join = Ask an administrator of the account that you want to join to add you.
fix-join-them = Add { $name } to the account.
fix-unlock = Ask { $who } to unlock you.
fix-unlock-them = Unlock { $name }.
fix-enable = Ask your company’s IT to enable you in its directory.
fix-enable-them = Ask the company’s IT to enable { $name } in its directory.
fix-buy = Ask { $who } to buy { $product }.
fix-buy-them = Buy { $product } for { $account }.
fix-buy-full = Ask { $who } to buy { $product }: a full licence replaces the trial.
fix-buy-full-them = Buy { $product } for { $account }: a full licence replaces the trial.
fix-country = Ask { $who } to set your licence country to one where it is valid: { $countries }.
fix-country-them = Set the licence country of { $name } to one where it is valid: { $countries }.
fix-country-unknown = Ask { $who } to change your licence country.
fix-country-unknown-them = Change the licence country of { $name }.
fix-restriction = Ask { $who } for a role or group that may use it.
fix-restriction-them = Give { $name } a role or group that may use it.
fix-wait = Wait until { $date }: the contract begins then.
fix-wait-undated = Wait until the contract begins.
fix-renew = Ask { $who } to renew the contract.
fix-renew-them = Renew the contract of { $account } for { $product }.
fix-renew-grace = Ask { $who } to renew the contract before { $until }.
fix-renew-grace-them = Renew the contract of { $account } for { $product } before { $until }.
fix-version = Start a version that is covered: { $versions }.
fix-version-them = Ask { $name } to start a version that is covered: { $versions }.
fix-version-unknown = Start a version that is covered.
fix-version-unknown-them = Ask { $name } to start a version that is covered.
# Where on the card of a person.
fix-on-card = That is under “{ $line }” above.
fix-not-on-card = You cannot lift this lock; “{ $line }” above says who can.
