# Was der Browser zeigt, wenn er von der Anmeldung zurückkommt.

signed-in-page-title = Sie sind angemeldet
signed-in-page = Sie können diesen Tab schließen und zu Domicile zurückkehren.
sign-in-failed-page-title = Die Anmeldung hat nicht geklappt
sign-in-failed-page = Den Grund nennt Domicile. Sie können diesen Tab schließen.
sign-in-unexpected-page-title = Auf diese Antwort wartet niemand
sign-in-unexpected-page = Sie können diesen Tab schließen. Wenn Sie sich anmelden möchten, beginnen Sie in Domicile noch einmal.
