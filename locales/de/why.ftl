# Warum ein Produkt laufen darf oder nicht: ein Satz für jede Regel, die gefragt wurde, und das, was am ehesten hilft. In einer eigenen
# Datei, weil `domicile check --explain` kaum etwas anderes liest. Was auf -them endet, handelt von jemandem, den ein Administrator ansieht.

why-mark-passed = Erfüllt
why-mark-noted = Hinweis
why-mark-refused = Hier endet es
why-your-account = Ihr Konto
why-administrator = einen Administrator von { $account }
why-an-administrator = einen Administrator
why-or = { $rest } oder { $last }
why-or-before-o = { $rest } oder { $last }
why-versions-between = { $from } bis { $to }
why-versions-since = { $from } und neuer
why-versions-until = { $to } und älter

## Die Lizenzdatei

rule-present-passed = Auf diesem Computer ist eine Lizenzdatei.
rule-present-refused = Auf diesem Computer ist keine Lizenzdatei.
rule-keys-passed = Auf diesem Computer ist eine Lizenzdatei, und ihren Schlüsseln ist zu trauen.
rule-keys-refused = Die Lizenzdatei ist mit einem Schlüssel signiert, dem diese Version nicht traut.
rule-genuine-passed = Die Lizenzdatei ist echt.
rule-genuine-refused = Die Lizenzdatei ist beschädigt oder nicht echt.
rule-machine-passed = Die Lizenzdatei ist echt und für Sie und diesen Computer gemacht.
rule-machine-refused = Die Lizenzdatei wurde für einen anderen Computer oder eine andere Person gemacht.
rule-newest-passed = Die Lizenzdatei ist echt, für Sie und diesen Computer gemacht und die neueste hier.
rule-newest-refused = Die Lizenzdatei ist älter als eine, die schon hier war.
rule-clock-passed = Die Lizenzdatei ist echt und für Sie und diesen Computer gemacht.
rule-clock-refused = Die Uhr dieses Computers wurde zurückgestellt: Sie zeigt eine Zeit, die sicher vorbei ist.
rule-in-date-passed = Die Lizenzdatei ist echt, für Sie und diesen Computer gemacht und gültig bis { $date }.
rule-in-date-noted = Die Lizenzdatei war gültig bis { $date }, aber { $product } ist bis { $until } ausgeliehen.
rule-in-date-refused = Die Lizenzdatei war gültig bis { $date }.

## Die Person

rule-affiliated-passed = Sie gehören zu { $account }.
rule-affiliated-passed-them = { $name } gehört zu { $account }.
rule-affiliated-refused = Sie gehören zu keinem Konto.
rule-affiliated-refused-them = { $name } gehört zu keinem Konto.
rule-affiliated-removed = Sie wurden aus Ihrem Konto entfernt und gehören jetzt zu keinem.
rule-unlocked-passed = Sie gehören zu { $account } und sind nicht gesperrt.
rule-unlocked-passed-them = { $name } gehört zu { $account } und ist nicht gesperrt.
rule-unlocked-refused = Sie sind gesperrt.
rule-unlocked-refused-them = { $name } ist gesperrt.
rule-unlocked-disabled = Das Verzeichnis Ihrer Firma hat Sie deaktiviert.
rule-unlocked-disabled-them = Das Firmenverzeichnis hat { $name } deaktiviert.

## Das Recht

rule-owned-passed = { $account } besitzt { $product }.
rule-owned-refused = { $account } besitzt { $product } nicht.
rule-country-passed = { $account } besitzt { $product } für Ihr Lizenzland: { $country }.
rule-country-passed-them = { $account } besitzt { $product } für das Lizenzland von { $name }: { $country }.
rule-country-everywhere = { $account } besitzt { $product } für alle Länder.
rule-country-refused = Es gilt in diesen Ländern: { $countries }. Ihr Lizenzland ist { $country }.
rule-country-refused-them = Es gilt in diesen Ländern: { $countries }. Das Lizenzland von { $name } ist { $country }.
rule-country-nowhere = { $account } besitzt nichts für Ihr Lizenzland: { $country }.
rule-country-nowhere-them = { $account } besitzt nichts für das Lizenzland von { $name }: { $country }.
rule-country-unknown = Es gilt nicht in Ihrem Lizenzland.
rule-country-unknown-them = Es gilt nicht im Lizenzland von { $name }.
rule-unrestricted-passed = Ihnen fehlt dafür keine Rolle oder Gruppe.
rule-unrestricted-passed-them = { $name } fehlt dafür keine Rolle oder Gruppe.
rule-unrestricted-refused = Es ist auf Rollen oder Gruppen beschränkt, von denen Sie keine haben.
rule-unrestricted-refused-them = Es ist auf Rollen oder Gruppen beschränkt, von denen { $name } keine hat.
rule-understood-refused = Der Dienst sagt etwas darüber, das diese Version nicht kennt.

## Der Vertrag

rule-started-passed = Der Vertrag hat am { $date } begonnen.
rule-started-passed-undated = Der Vertrag hat begonnen.
rule-started-refused = Der Vertrag beginnt am { $date }.
rule-started-refused-undated = Der Vertrag hat noch nicht begonnen.
rule-version-passed = Version { $version } ist abgedeckt.
rule-version-passed-range = Diese Versionen sind abgedeckt: { $versions }.
rule-version-refused = Version { $version } ist nicht abgedeckt.
rule-version-refused-range = Version { $version } ist nicht abgedeckt, nur diese: { $versions }.
rule-version-refused-unnamed = Diese Version ist nicht abgedeckt.
rule-ended-passed = Der Vertrag läuft bis { $date }.
rule-ended-passed-undated = Der Vertrag hat kein Ende.
rule-ended-noted = Der Vertrag ist am { $date } ausgelaufen; bis { $until } darf weitergearbeitet werden.
rule-ended-refused = Der Vertrag ist am { $date } ausgelaufen.
rule-ended-refused-grace = Der Vertrag ist am { $date } ausgelaufen, die Nachfrist am { $until }.
rule-ended-refused-undated = Der Vertrag ist ausgelaufen.
rule-full-passed = Es ist eine volle Lizenz.
rule-full-passed-evaluation = Es ist eine Lizenz zur Evaluierung.
rule-full-noted = { $account } hat { $product } nur als Test: zum Ausprobieren, nicht für die Produktion.
rule-refreshed-noted = Die Lizenzdatei sollte erneuert werden.

## Was hilft

fix-line = Was hilft: { $fix }
fix-refresh = Führen Sie Refresh Policy aus.
fix-refresh-them = Bitten Sie { $name }, Refresh Policy auszuführen.
fix-clock = Stellen Sie die Uhr dieses Computers richtig und führen Sie dann Refresh Policy aus.
fix-clock-them = Bitten Sie { $name }, die Uhr des Computers richtig zu stellen und dann Refresh Policy auszuführen.
fix-sign-in = Melden Sie sich auf diesem Computer an und führen Sie dann Refresh Policy aus.
fix-sign-in-them = Bitten Sie { $name }, sich am Computer anzumelden und dann Refresh Policy auszuführen.
fix-update = Verwenden Sie eine neuere Version von Domicile oder des Produkts.
fix-update-them = Verwenden Sie eine neuere Version von Domicile, und bitten Sie auch { $name } darum.
fix-join = Bitten Sie einen Administrator des Kontos, zu dem Sie möchten, Sie hinzuzufügen.
fix-join-them = Fügen Sie { $name } zum Konto hinzu.
fix-unlock = Bitten Sie { $who }, Sie zu entsperren.
fix-unlock-them = Entsperren Sie { $name }.
fix-enable = Bitten Sie die IT Ihrer Firma, Sie in ihrem Verzeichnis zu aktivieren.
fix-enable-them = Bitten Sie die IT der Firma, { $name } in ihrem Verzeichnis zu aktivieren.
fix-buy = Bitten Sie { $who }, { $product } zu kaufen.
fix-buy-them = Kaufen Sie { $product } für { $account }.
fix-buy-full = Bitten Sie { $who }, { $product } zu kaufen: Eine volle Lizenz ersetzt den Test.
fix-buy-full-them = Kaufen Sie { $product } für { $account }: Eine volle Lizenz ersetzt den Test.
fix-country = Bitten Sie { $who } um ein Lizenzland, in dem es gilt: { $countries }.
fix-country-them = Wählen Sie für { $name } ein Lizenzland, in dem es gilt: { $countries }.
fix-country-unknown = Bitten Sie { $who } um ein anderes Lizenzland.
fix-country-unknown-them = Wählen Sie für { $name } ein anderes Lizenzland.
fix-restriction = Bitten Sie { $who } um eine Rolle oder Gruppe, die es benutzen darf.
fix-restriction-them = Geben Sie { $name } eine Rolle oder Gruppe, die es benutzen darf.
fix-wait = Warten Sie bis { $date }: Dann beginnt der Vertrag.
fix-wait-undated = Warten Sie, bis der Vertrag beginnt.
fix-renew = Bitten Sie { $who }, den Vertrag zu verlängern.
fix-renew-them = Verlängern Sie den Vertrag von { $account } für { $product }.
fix-renew-grace = Bitten Sie { $who }, den Vertrag bis { $until } zu verlängern.
fix-renew-grace-them = Verlängern Sie den Vertrag von { $account } für { $product } bis { $until }.
fix-version = Starten Sie eine Version, die abgedeckt ist: { $versions }.
fix-version-them = Bitten Sie { $name }, eine Version zu starten, die abgedeckt ist: { $versions }.
fix-version-unknown = Starten Sie eine Version, die abgedeckt ist.
fix-version-unknown-them = Bitten Sie { $name }, eine Version zu starten, die abgedeckt ist.
fix-on-card = Das steht oben unter „{ $line }“.
fix-not-on-card = Diese Sperre können Sie nicht aufheben; oben unter „{ $line }“ steht, wer es kann.
