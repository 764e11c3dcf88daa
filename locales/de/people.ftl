# Was der Dienst sagt, wenn sich an den Personen eines Kontos etwas nicht machen lässt: je Code ein Titel, ein Grund, höchstens zwei Schritte,
# wie in service.ftl.

problem-last-administrator = Das Konto braucht einen Administrator
problem-last-administrator-why = Das ist der letzte Administrator, der nicht gesperrt ist; ohne ihn könnte sich niemand um die Personen des Kontos kümmern.
problem-last-administrator-do-1 = Machen Sie zuerst jemand anderen zum Administrator.

problem-insufficient-rank = Diese Person steht über Ihnen
problem-insufficient-rank-why = Niemand kann eine Person ändern, deren Rolle im Konto höher ist als die eigene.
problem-insufficient-rank-do-1 = Es als Kontoadministrator tun.

problem-only-account-admin = Das können nur Kontoadministratoren
problem-only-account-admin-why = Nur sie ernennen Kontoadministratoren und verwalten Gruppen, die Rollen geben.
problem-only-account-admin-do-1 = Es als Kontoadministrator tun.

problem-own-rank = Die eigene Rolle können Sie nicht erhöhen
problem-own-rank-why = Niemand macht sich selbst zum Administrator.
problem-own-rank-do-1 = Ihnen die Rolle geben.

problem-own-groups = Die eigenen Gruppen können Sie nicht ändern
problem-own-groups-why = Gruppen können Rollen und Produkte geben, und die gibt sich niemand selbst.
problem-own-groups-do-1 = Ihre Gruppen ändern.

problem-not-yours-to-lift = Diese Sperre können Sie nicht aufheben
problem-not-yours-to-lift-why = Niemand entsperrt sich selbst, und eine Sperre des Firmenverzeichnisses oder des Supports wird dort aufgehoben.
problem-not-yours-to-lift-do-1 = Die Sperre aufheben oder fragen, wer sie gesetzt hat.

problem-already-member = Diese Person ist schon in Ihrem Konto
problem-already-member-why = { $email } wurde früher hinzugefügt.
problem-already-member-do-1 = Öffnen Sie die Person in der Liste.

problem-affiliated-elsewhere = Diese Adresse gehört zu einem anderen Konto
problem-affiliated-elsewhere-why = { $email } gehört zum Konto einer anderen Organisation, und eine Person gehört immer nur zu einem Konto.
problem-affiliated-elsewhere-do-1 = Bieten Sie an, die Person zu übernehmen: Nur sie selbst kann darum bitten, dass man sie gehen lässt.

problem-pending-approval = Diese Person wartet auf Ihre Genehmigung
problem-pending-approval-why = { $email } hat sich mit einer Adresse Ihrer Domain angemeldet.
problem-pending-approval-do-1 = Genehmigen Sie die Person oder lehnen Sie sie ab.

problem-federated-sign-in = Es gibt nichts hinzuzufügen
problem-federated-sign-in-why = { $email } meldet sich über Ihre Firma an und erscheint hier mit der ersten Anmeldung.
problem-federated-sign-in-do-1 = Bitten Sie die Person, sich anzumelden.

problem-directory-managed = Personen kommen aus Ihrem Firmenverzeichnis
problem-directory-managed-why = Personen mit Adressen Ihrer Domain, zum Beispiel { $email }, kommen aus Ihrem Firmenverzeichnis.
problem-directory-managed-do-1 = Die Person in das Firmenverzeichnis eintragen.

problem-invitation-required = Diese Person braucht eine Einladung
problem-invitation-required-why = { $email } ist schon registriert, aber die Adresse liegt außerhalb Ihrer Domains.
problem-invitation-required-do-1 = Laden Sie die Person in Ihr Konto ein.

problem-exists-unaffiliated = Diese Person ist schon registriert
problem-exists-unaffiliated-why = { $email } ist registriert und gehört zu keinem Konto.
problem-exists-unaffiliated-do-1 = Fügen Sie die Person zu Ihrem Konto hinzu.

problem-domain-owned-elsewhere = Diese Domain gehört einer anderen Organisation
problem-domain-owned-elsewhere-why = Neue Personen mit Adressen wie { $email } fügt die Organisation hinzu, der die Domain gehört.
problem-domain-owned-elsewhere-do-1 = Fragen Sie diese Organisation, oder verwenden Sie eine andere Adresse.

problem-can-create = Diese Adresse ist hier neu
problem-can-create-why = Niemand ist mit { $email } registriert.
problem-can-create-do-1 = Legen Sie die Person an.

problem-last-fulfilment-contact = Das Konto braucht einen Fulfilment Contact
problem-last-fulfilment-contact-why = Das ist der einzige, und jemand muss die Lizenz-E-Mails erhalten.
problem-last-fulfilment-contact-do-1 = Tragen Sie zuerst einen anderen Fulfilment Contact ein.

problem-too-many-contacts = Es gibt schon { $most } Fulfilment Contacts
problem-too-many-contacts-why = Ein Konto hat höchstens { $most }.
problem-too-many-contacts-do-1 = Tragen Sie zuerst einen anderen aus.

problem-group-name-taken = Eine Gruppe mit diesem Namen gibt es schon
problem-group-name-taken-why = „{ $name }“ ist vergeben, vielleicht in anderer Groß- und Kleinschreibung.
problem-group-name-taken-do-1 = Wählen Sie einen anderen Namen.

problem-too-many-groups = Es gibt schon { $most } Gruppen
problem-too-many-groups-why = Ein Konto hat höchstens { $most }.
problem-too-many-groups-do-1 = Löschen Sie eine Gruppe, die niemand braucht.

problem-licence-assigned = { $person } hat diese Lizenz schon
problem-licence-assigned-why = Ein Produkt wird einer Person nur einmal zugewiesen.
problem-licence-assigned-do-1 = Wählen Sie jemand anderen.

problem-too-many-machine-reports = Das war der letzte Bericht für heute
problem-too-many-machine-reports-why = In 24 Stunden kann eine Person { $most } Berichte über ihre Computer senden.
problem-too-many-machine-reports-do-1 = Versuchen Sie es später noch einmal.

bad-email-form = Eine Adresse sieht so aus: name@example.com
bad-email-too-long = Sie ist länger, als eine Adresse sein kann
bad-email-space = Sie enthält ein Leerzeichen: { $character }
bad-email-invisible = Sie enthält ein Zeichen, das niemand sieht: { $character }
bad-email-undefined = Sie enthält ein Zeichen, das in keiner Adresse vorkommt: { $character }
bad-email-domain = Der Teil nach dem @ ist kein Name einer Domain

# Namen von Zeichen, hinter ihrem Code: „U+200B Leerzeichen ohne Breite“.
character-space = Leerzeichen
character-no-break-space = geschütztes Leerzeichen
character-soft-hyphen = bedingter Trennstrich
character-zero-width-space = Leerzeichen ohne Breite
character-zero-width-non-joiner = Bindehemmer ohne Breite
character-zero-width-joiner = Verbinder ohne Breite
character-word-joiner = Wortverbinder
character-byte-order-mark = geschütztes Leerzeichen ohne Breite (Byte-Order-Mark)
character-direction = Zeichen für die Schreibrichtung
character-control = Steuerzeichen

problem-look-alike-address = Diese Adresse ahmt eine andere nach
problem-look-alike-address-why = { $email } mischt Buchstaben verschiedener Alphabete, die gleich aussehen.
problem-look-alike-address-do-1 = Tippen Sie die Adresse selbst ein, statt sie einzufügen.

problem-name-required = Ein Name fehlt
problem-name-required-why = Das Feld für den Namen ist leer.
problem-name-required-do-1 = Geben Sie einen Namen ein.

problem-administrators-group = Eine Gruppe kann niemanden zum Administrator machen
problem-administrators-group-why = Die Rollen von Administratoren erhält jede Person einzeln.
problem-administrators-group-do-1 = Wählen Sie andere Rollen für die Gruppe.

problem-product-not-owned = Ihr Konto besitzt dieses Produkt nicht
problem-product-not-owned-why = Nur was das Konto besitzt, lässt sich zuweisen.
problem-product-not-owned-do-1 = Wählen Sie ein Produkt, das dem Konto gehört.

problem-unknown-member = Diese Person ist nicht in Ihrem Konto
problem-unknown-member-why = Lizenzen erhalten nur Personen des Kontos.
problem-unknown-member-do-1 = Wählen Sie jemanden aus dem Konto.

problem-machine-report-too-large = Der Bericht ist zu groß
problem-machine-report-too-large-why = Über einen Computer werden höchstens 32 KiB an Angaben aufbewahrt.
problem-machine-report-too-large-do-1 = Senden Sie weniger Angaben.
