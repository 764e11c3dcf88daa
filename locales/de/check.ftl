# Was `domicile check` antwortet. In einer eigenen Datei, weil dieser Befehl sonst nichts einliest.

check-may = { $product } darf hier laufen.
check-trial = { $product } darf hier laufen, als Testversion.
check-refresh-due = { $product } darf hier laufen. Die Lizenzdatei sollte erneuert werden.
check-grace = { $product } darf hier bis { $until } laufen. Der Vertrag ist am { $ended } ausgelaufen.
check-not = { $product } darf hier nicht laufen: { $why }
check-no-such-product = Ein Produkt „{ $product }“ steht nicht in der Lizenzdatei auf diesem Computer.
check-meant = Meinten Sie: { $names }?
check-next-product = Als Nächstes: domicile check { $product }
check-valid-until = Lizenzdatei gültig bis { $date }.
check-contract-ends = Der Vertrag endet am { $date }.

# dynamic: check-why-
check-why-not-owned = Ihr Konto besitzt keine Lizenz dafür.
check-why-other-country = Ihr Konto hat Lizenzen dafür, aber nicht in Ihrem Lizenzland.
check-why-country-without-entitlements = Ihr Konto hat in Ihrem Lizenzland keine Lizenzen.
check-why-restricted = es ist einer Rolle oder Gruppe vorbehalten, die Sie nicht haben.
check-why-not-yet-started = der Vertrag hat noch nicht begonnen.
check-why-ended = der Vertrag ist ausgelaufen.
check-why-locked = Sie sind gesperrt.
check-why-unaffiliated = Sie gehören zu keinem Konto.
check-why-version-not-covered = diese Version ist nicht abgedeckt.
check-why-other = die Lizenzdatei erlaubt es nicht, aus einem Grund, den diese Version nicht kennt.
check-why-expired = die Lizenzdatei ist abgelaufen.
check-why-clock-suspect = die Uhr dieses Computers wurde zurückgestellt.
check-why-rolled-back = die Lizenzdatei ist älter als eine, die schon hier war.
check-why-wrong-machine = die Lizenzdatei wurde für einen anderen Computer oder eine andere Person ausgestellt.
check-why-unknown-key = die Lizenzdatei ist mit einem Schlüssel unterschrieben, dem diese Version nicht vertraut.
check-why-corrupt = die Lizenzdatei ist nicht lesbar.
check-why-no-policy = auf diesem Computer gibt es keine Lizenzdatei.
check-why-no-home = es gibt keinen Platz für die Dateien von Domicile: Das System nennt keinen Benutzerordner für Sie.
check-next-refresh = Als Nächstes: domicile refresh
check-next-clock = Als Nächstes: die Uhr richtig stellen, dann domicile refresh
check-next-home = Als Nächstes: DOMICILE_HOME auf einen eigenen Ordner setzen
