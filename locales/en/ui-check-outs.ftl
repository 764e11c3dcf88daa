# Labels of the window for licences that are taken along, on the screens of the person and of an administrator.

ui-check-outs-here = Checked out on this computer
ui-check-outs-waiting = Waiting for an answer
ui-check-outs-elsewhere = Checked out on other computers
ui-check-outs-past = Answered or ended lately
ui-check-out-reason = Their answer
ui-file-title = A computer without a network
ui-file-hint = Open a request, a licence file or a return that was saved on another computer.
ui-file-open = Open a file…
ui-file-refused = The file can't be used
ui-file-too-large = It is larger than 2 MiB, and no file of Domicile is.
ui-file-unreadable = This computer could not read it.
ui-file-again = Choose the file that Domicile saved on the other computer.
ui-days-label = For how many days?
ui-days-hint = From 1 to 30, counted from the answer.
ui-days-hint-asked = { $days ->
    [one] Asked for: 1 day. From 1 to 30, counted from now.
   *[other] Asked for: { $days } days. From 1 to 30, counted from now.
}
ui-days-wrong = Write a whole number from 1 to 30.
ui-take-along-title = Take { $name } along?
ui-take-along-text = An administrator of your account has to allow it. Then the product works on this computer for so many days without contact to the service.
ui-take-along-text-file = The service can’t be asked from here, so the request is saved as a file. Open it with Domicile on a computer that is online, where you are signed in.
ui-take-along-ask = Ask
ui-take-along-save = Save request
ui-give-back-title = Return { $name }?
ui-give-back-text = It then works here only as long as the licence file lasts. To take it along again you have to ask again.
ui-give-back-text-file = It ends here at once, and a file is saved that tells the service so: open it with Domicile on a computer that is online.
ui-give-back-do = Return { $name }
ui-give-back-keep = Keep it
ui-wishes-title = Licences to take along
ui-wishes-lead = People who want to work for longer without contact to the service.
ui-card-check-outs = Licences taken along
ui-allow-title = Let { $name } take { $product } along?
ui-allow-do = Allow
ui-decline-wish-title = Decline the wish of { $name }?
ui-decline-wish-text = { $product } goes on working as far as the licence file lasts.
ui-decline-wish-reason = Why can’t they take it along?
ui-decline-wish-send = Decline wish
ui-end-title = End the check-out of { $product }?
ui-end-do = End check-out
ui-end-keep = Leave it
