# Was der Browser zeigt, wenn er von der Anmeldung zurückkommt.

signed-in-page = Sie sind angemeldet. Sie können dieses Fenster schließen.
sign-in-failed-page = Die Anmeldung hat nicht geklappt. Den Grund nennt Domicile. Sie können dieses Fenster schließen.
sign-in-unexpected-page = Auf diese Antwort wartet niemand. Beginnen Sie die Anmeldung in Domicile.
