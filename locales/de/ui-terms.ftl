# Wörter, die man nur hier trifft, und was sie bedeuten: in der Hilfe des Fensters und der Befehlszeile.

ui-term-locked = Gesperrt
ui-term-locked-text = Lizenzierte Software startet nicht, und Sie sehen nur Ihre eigenen Angaben, Anträge und Lizenzen. Wer ein Konto verlässt, ist gesperrt, bis das nächste ihn aufnimmt und entsperrt; auch Administratoren, das Firmenverzeichnis oder der Support können sperren. Niemand entsperrt sich selbst.
ui-term-country = Lizenzland
ui-term-country-text = Das Land, in dem Sie die Lizenzen Ihres Kontos nutzen dürfen (Entitlement Country). Hat ein Administrator eines für Sie festgelegt, gilt immer dieses; sonst entscheidet Ihr Firmenverzeichnis, Ihr Profil oder das Land, in dem Ihr Konto am meisten kauft. Manche Produkte laufen in jedem Land.
ui-term-fulfilment-contact = Fulfilment Contact
ui-term-fulfilment-contact-text = Wer die Lizenz-E-Mails des Kontos erhält. Ein Konto hat mindestens einen und höchstens zehn. Ein Fulfilment Contact kann erst nach dem Austragen aus dem Konto entfernt werden; für den einzigen muss zuerst jemand anderes eingetragen sein.
