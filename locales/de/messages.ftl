# Fertige Texte, die jemand einer anderen Person weitergibt. Ganze Briefe, damit man sie beim Übersetzen ganz sieht.

message-hello = Guten Tag { $name },
message-hello-all = Guten Tag,

message-old-admin-subject = Bitte entfernen Sie { $email } aus dem Konto { $account }
message-old-admin = bitte entfernen Sie { $email } aus dem Konto { $account }. Falls dabei ein Fehler gemeldet wird, bin ich vielleicht als Fulfilment Contact eingetragen; nehmen Sie mich dann bitte zuerst von dieser Liste (und tragen Sie jemand anderen ein, falls ich die einzige Person bin). Ich brauche das, um zu einem anderen Konto wechseln zu können. Vielen Dank.
message-old-admin-fulfilment = bitte entfernen Sie { $email } aus dem Konto { $account }. Ich bin als Fulfilment Contact eingetragen; nehmen Sie mich bitte zuerst von dieser Liste. Ich brauche das, um zu einem anderen Konto wechseln zu können. Vielen Dank.
message-old-admin-last-fulfilment = bitte entfernen Sie { $email } aus dem Konto { $account }. Ich bin der einzige Fulfilment Contact; tragen Sie bitte zuerst jemand anderen in diese Liste ein und nehmen Sie mich dann herunter. Ich brauche das, um zu einem anderen Konto wechseln zu können. Vielen Dank.

message-old-it-subject = Bitte entfernen Sie { $email } aus dem Firmenverzeichnis
message-old-it = bitte entfernen Sie { $email } aus dem Firmenverzeichnis (oder aus der Gruppe, die den Zugang zu Domicile gibt). Ich brauche das, um zu einem anderen Konto wechseln zu können. Vielen Dank.
message-old-it-jit = bitte entfernen Sie { $email } aus dem Firmenverzeichnis (oder aus der Gruppe, die den Zugang zu Domicile gibt). Außerdem muss mich jemand aus der Administration des Kontos entfernen: { $admins }. Vielen Dank.
message-old-it-jit-nobody = bitte entfernen Sie { $email } aus dem Firmenverzeichnis (oder aus der Gruppe, die den Zugang zu Domicile gibt). Außerdem muss mich jemand aus der Administration des Kontos entfernen. Vielen Dank.

message-new-admin-subject = Bitte fügen Sie { $email } für { $account } hinzu
message-new-admin = ich habe mein bisheriges Konto verlassen. Damit ich für { $account } arbeiten kann: 1. Users ▸ { $email } hinzufügen; wenn gemeldet wird, dass der Benutzer schon existiert, bitte „Zum Konto hinzufügen“ (Add to account) wählen. 2. Mich entsperren. 3. Mein Lizenzland (Entitlement Country) auf ein Land setzen, für das Sie Lizenzen haben. 4. Mir die Rollen geben, die ich brauche. Danach hole ich meine Lizenzen selbst ab. Vielen Dank.
message-new-admin-first = ich möchte für { $account } arbeiten. Mein bisheriges Konto muss ich noch verlassen; danach: 1. Users ▸ { $email } hinzufügen; wenn gemeldet wird, dass der Benutzer schon existiert, bitte „Zum Konto hinzufügen“ (Add to account) wählen. 2. Mich entsperren. 3. Mein Lizenzland (Entitlement Country) auf ein Land setzen, für das Sie Lizenzen haben. 4. Mir die Rollen geben, die ich brauche. Danach hole ich meine Lizenzen selbst ab. Vielen Dank.
message-new-admin-unlock-subject = Bitte entsperren Sie { $email }
message-new-admin-unlock = ich bin jetzt im Konto { $account }, aber noch gesperrt. Bitte: 1. { $email } entsperren. 2. Mein Lizenzland (Entitlement Country) auf ein Land setzen, für das Sie Lizenzen haben. 3. Mir die Rollen geben, die ich brauche. Danach hole ich meine Lizenzen selbst ab. Vielen Dank.
message-unlock = ich ({ $email }) wurde im Konto { $account } durch die Administration gesperrt. Bitte entsperren Sie mich, oder sagen Sie mir, was ich tun muss. Vielen Dank.
message-your-account = Ihre Organisation

message-new-admin-country-subject = Bitte ändern Sie das Lizenzland von { $email }
message-new-admin-country = mein Lizenzland im Konto { $account } ist { $country }, und dafür gibt es keine Lizenzen für mich. Bitte setzen Sie mein Lizenzland (Entitlement Country; { $email }) auf ein Land, für das Sie Lizenzen haben. Danach hole ich meine Lizenzen selbst ab. Vielen Dank.

message-support-subject = Hilfe für { $email }
message-support-no-administrator = das Konto { $account } hat keinen Administrator mehr. Bitte entfernen Sie { $email } daraus, damit ich zu einem anderen Konto wechseln kann. Vielen Dank.
message-support-account = ich brauche Hilfe für { $email } im Konto { $account }. Vielen Dank.
message-support = ich brauche Hilfe für { $email }. Vielen Dank.
message-support-locked = der Support hat { $email } gesperrt. Bitte sagen Sie mir, warum, und was ich tun muss, um entsperrt zu werden. Vielen Dank.

message-licence-subject = { $product } für { $email }
message-licence = { $product } läuft bei mir ({ $email } in { $account }) nicht so, wie es sollte. Der Grund: { $why } Das würde helfen: { $fix } Danach führe ich Refresh Policy selbst aus. Vielen Dank.

message-new-admin-missing-subject = Für { $email } fehlt noch etwas
message-new-admin-missing = ich gehöre jetzt zum Konto { $account } und kann mich mit { $email } anmelden. Mir fehlt noch (ein Produkt, eine Rolle, ein Lizenzland): … Vielen Dank.

message-support-nobody-subject = Hilfe mit Domicile
message-support-nobody = ich brauche Hilfe mit Domicile. Vielen Dank.
message-support-details = Für den Support:
