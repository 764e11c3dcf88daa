# The command line on licences that are checked out: what only it says, and its help.

cli-check-out-asked = { $days ->
    [one] Requested: check out { $product } for 1 day. An administrator has to allow it.
   *[other] Requested: check out { $product } for { $days } days. An administrator has to allow it.
}
cli-checked-out = Checked out: { $product }. { $text }
cli-whoami-id = Your id: { $id }
cli-by-file = The service can’t be reached: a file carries it.

# dynamic: cli-error-

cli-error-file-exists-what = Nothing was written.
cli-error-file-exists-why = { $path } is there already.
cli-error-file-exists-do = Name another file with -o

# dynamic: help-

help-licence-examples =
    domicile licence list
    domicile licence check-out bridge-modeler --days 14
    domicile licence return bridge-modeler
    domicile licence open domicile-licences-ana-tower.json
help-licence-check-out = Check a product out on this computer for up to 30 days; by file without a network
help-licence-check-out-examples =
    domicile licence check-out bridge-modeler --days 14
    domicile licence check-out bridge-modeler -o request.json
help-licence-return = Return what is checked out here, or cancel a request
help-licence-open = Open a file from another computer: a request, licences, or a return
help-licence-export = Save licences for the computer that a request file names
help-licence-export-examples =
    domicile licence export --for request.json -o licences.json
help-arg-days = For how many days, 1 to 30
help-arg-inbox-approve-days = For a check-out: for how many days, where others than asked for
help-arg-user = Your id, where nobody has signed in on this computer: domicile whoami shows it
help-arg-output = Which file to write; it must not be there yet
help-arg-file = Which file to read, or: - for standard input
help-arg-request = The request file
