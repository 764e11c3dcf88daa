# What `domicile check` answers. In a file of its own, because that command parses nothing else.

check-may = { $product } may run here.
check-trial = { $product } may run here as a trial.
check-refresh-due = { $product } may run here. The licence file should be refreshed.
check-grace = { $product } may run here until { $until }. Its contract ended on { $ended }.
check-not = { $product } may not run here: { $why }
check-no-such-product = There is no product “{ $product }” in the licence file on this computer.
check-meant = Did you mean: { $names }?
check-next-product = Next: domicile check { $product }
check-valid-until = Policy valid until { $date }.
check-contract-ends = Contract ends { $date }.

# dynamic: check-why-
check-why-not-owned = your account does not own it.
check-why-other-country = your account has it, but not in your licence country.
check-why-country-without-entitlements = your account has no licences in your licence country.
check-why-restricted = it is restricted to a role or group that you don’t have.
check-why-not-yet-started = its contract has not begun.
check-why-ended = its contract has ended.
check-why-locked = you are locked.
check-why-unaffiliated = you belong to no account.
check-why-version-not-covered = this version is not covered.
check-why-other = the licence file says no, for a reason that this version does not know.
check-why-expired = the licence file has expired.
check-why-clock-suspect = this computer’s clock was set back.
check-why-rolled-back = the licence file is older than one that was here before.
check-why-wrong-machine = the licence file was made for another computer or another person.
check-why-unknown-key = the licence file is signed with a key that this version does not trust.
check-why-corrupt = the licence file cannot be read.
check-why-no-policy = there is no licence file on this computer.
check-why-no-home = there is no place for Domicile’s files: the system names no home folder for you.
check-next-refresh = Next: domicile refresh
check-next-clock = Next: set the right time, then domicile refresh
check-next-home = Next: set DOMICILE_HOME to a folder of your own
