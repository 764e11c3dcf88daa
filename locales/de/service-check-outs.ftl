# Was der Dienst zu Ausleihen sagt, wenn etwas nicht geht: je Code ein Titel, ein Grund, höchstens zwei Schritte, wie in service.ftl. Danach
# die Briefe dazu, wie in mail.ftl.

problem-check-out-not-entitled = { $product } lässt sich jetzt nicht ausleihen
problem-check-out-not-entitled-why = { $person } darf das Produkt nicht benutzen: { $reason }.
problem-check-out-not-entitled-do-1 = Sehen Sie sich die Lizenzen in Domicile an: Dort steht, was hilft.

problem-check-out-open = { $product } ist schon ausgeliehen oder angefragt
problem-check-out-open-why = Für jedes Produkt und jeden Computer gibt es nur eine Ausleihe zur gleichen Zeit.
problem-check-out-open-do-1 = Warten Sie die Antwort ab oder geben Sie das Produkt erst zurück.

problem-check-out-closed = Dieser Schritt passt nicht mehr
problem-check-out-closed-why = Die Ausleihe wurde inzwischen beantwortet, zurückgegeben oder beendet, oder ihre Zeit ist vorbei.
problem-check-out-closed-do-1 = Sehen Sie sich die Ausleihe noch einmal an.

problem-check-out-too-many = Sie haben zu viele Ausleihen
problem-check-out-too-many-why = Höchstens { $most } können zur gleichen Zeit offen sein.
problem-check-out-too-many-do-1 = Geben Sie eine zurück, die Sie nicht brauchen.

problem-check-out-days = Das ist zu lang oder zu kurz
problem-check-out-days-why = Eine Ausleihe dauert 1 bis { $most } Tage.
problem-check-out-days-do-1 = Wählen Sie eine andere Zahl von Tagen.

# Warum jemand ein Produkt nicht benutzen darf, nach einem Doppelpunkt.
# dynamic: check-out-reason-
check-out-reason-not-owned = das Konto besitzt es nicht
check-out-reason-other-country = das Konto hat es für andere Länder
check-out-reason-country-without-entitlements = das Konto hat im Lizenzland nichts
check-out-reason-restricted = es ist bestimmten Rollen oder Gruppen vorbehalten
check-out-reason-not-yet-started = der Vertrag hat noch nicht begonnen
check-out-reason-ended = der Vertrag ist ausgelaufen
check-out-reason-locked = die Person ist gesperrt
check-out-reason-unaffiliated = die Person gehört zu keinem Konto
check-out-reason-version-not-covered = diese Version gehört nicht dazu
check-out-reason-other = die Lizenzdatei lässt es nicht zu

mail-check-out-asked-subject = { $person } möchte { $product } ausleihen
mail-check-out-asked = { $person } möchte { $product } von { $account } { $days } Tage lang auf dem Computer „{ $machine }“ benutzen, auch ohne Netz.
mail-check-out-asked-do = Öffnen Sie in Domicile die Anfragen, um es zu genehmigen oder abzulehnen.

mail-check-out-allowed-subject = { $product } ist für Sie ausgeliehen
mail-check-out-allowed = Ein Administrator von { $account } hat es genehmigt: { $product } ist bis { $until } auf den Computer „{ $machine }“ ausgeliehen.
mail-check-out-allowed-do = Führen Sie auf diesem Computer Refresh Policy aus, solange er ein Netz hat. Hat er keines, speichern Sie in Domicile auf einem anderen Computer eine Lizenzdatei für ihn.

mail-check-out-declined-subject = { $product } wurde nicht für Sie ausgeliehen
mail-check-out-declined = { $by } von { $account } hat Ihre Anfrage abgelehnt, { $product } auf den Computer „{ $machine }“ auszuleihen.
mail-check-out-declined-do = Sie können das Produkt weiter benutzen, solange Ihre Lizenzdatei gültig ist.

mail-check-out-ended-subject = Ihre Ausleihe von { $product } wurde beendet
mail-check-out-ended = Ein Administrator von { $account } hat Ihre Ausleihe von { $product } auf den Computer „{ $machine }“ beendet.
mail-check-out-ended-do = Nach dem nächsten Refresh Policy auf diesem Computer zählt dort allein Ihre Lizenzdatei.

problem-too-many-check-out-requests = Das war die letzte Ausleihe für heute
problem-too-many-check-out-requests-why = Eine Person kann in 24 Stunden { $most } Mal um eine Ausleihe bitten, was auch daraus wird.
problem-too-many-check-out-requests-do-1 = Versuchen Sie es später noch einmal.
