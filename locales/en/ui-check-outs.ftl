# Labels of the window for licences that are checked out, on the screens of the person and of an administrator.

ui-check-outs-here = Checked out on this computer
ui-check-outs-waiting = Waiting for an answer
ui-check-outs-elsewhere = Checked out on other computers
ui-check-outs-past = Recent
ui-check-out-reason = Their answer
ui-file-title = A computer without a network
ui-file-hint = Open a request, a licence file or a return that was saved on another computer.
ui-file-open = Open a file…
ui-file-refused = The file can’t be used
ui-file-too-large = It is larger than 2 MiB, and no Domicile file is.
ui-file-unreadable = This computer could not read it.
ui-file-again = Choose the file that Domicile saved on the other computer.
ui-days-label = For how many days?
ui-days-hint = From 1 to 30, counted from the answer.
ui-days-hint-asked = { $days ->
    [one] Asked for: 1 day. From 1 to 30, counted from now.
   *[other] Asked for: { $days } days. From 1 to 30, counted from now.
}
ui-days-wrong = Enter a whole number from 1 to 30.
ui-take-along-title = Check out { $name } for offline use?
ui-take-along-text = An administrator of your account has to allow it. The product then works on this computer for that many days without contact to the service.
ui-take-along-text-file = The service can’t be reached from here, so the request is saved as a file. Open it with Domicile on a computer that is online and where you are signed in.
ui-take-along-ask = Send request
ui-take-along-save = Save request
ui-give-back-title = Return { $name }?
ui-give-back-text = It then works here only as long as the licence file lasts. To check it out again you have to ask again.
ui-give-back-text-file = It ends here at once, and a file is saved that tells the service so: open it with Domicile on a computer that is online.
ui-give-back-do = Return { $name }
ui-give-back-keep = Keep it
ui-wishes-title = Offline licences
ui-wishes-lead = People who want to work for longer without contact to the service.
ui-card-check-outs = Checked-out licences
ui-allow-title = Let { $name } check out { $product }?
ui-allow-do = Allow
ui-decline-wish-title = Decline the request of { $name }?
ui-decline-wish-text = { $product } keeps working as long as the licence file lasts.
ui-decline-wish-reason = Why can’t they check it out?
ui-decline-wish-send = Decline request
ui-end-title = End the check-out of { $product }?
ui-end-do = End check-out
ui-end-keep = Leave it
