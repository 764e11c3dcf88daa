# Fehler, die dieser Computer selbst feststellt: was geschehen ist, warum, und wer als Nächstes was tut. Was der Dienst sagt, kommt vom Dienst.
# Alle Sätze eines Fehlers haben dieselben Lücken: { $host }, { $reason }, { $path }, ... je nach Ursache.

## Der Dienst ist nicht erreichbar oder antwortet unbrauchbar

error-unreachable-what = Wir erreichen den Dienst nicht
error-name-not-found-why = Der Name { $host } ist nicht zu finden.
error-cannot-connect-why = Es gibt keine Verbindung zu { $host }.
error-tls-why = Dem Zertifikat von { $host } vertraut dieser Computer nicht. Vielleicht ersetzt Ihr Netzwerk Zertifikate.
error-proxy-why = { $what ->
    [refused] Der Proxy { $proxy } hat die Verbindung zu { $host } abgelehnt ({ $status }).
    [password] Der Proxy { $proxy } verlangt für { $host } Benutzername und Kennwort.
    [dead] Der Proxy { $proxy }, über den { $host } erreicht wird, ist selbst nicht zu erreichen.
    [silent] Der Proxy { $proxy }, über den { $host } erreicht wird, antwortet nicht.
   *[unusable] { $proxy } enthält keine Adresse eines Proxys, den Domicile verwenden kann. { $host } wurde deshalb ohne Proxy gefragt.
}
error-timeout-why = { $host } hat nicht rechtzeitig geantwortet.
error-check-network-do = Prüfen Sie Netzwerk oder VPN und versuchen Sie es noch einmal. Ihre Lizenzen bleiben, wie sie sind.
error-name-not-found-do = Prüfen, ob { $host } von diesem Netzwerk aus zu finden ist.
error-tls-do = Das Zertifikat, das Ihr Netzwerk verwendet, im Zertifikatspeicher dieses Computers installieren.
error-proxy-do = { $what ->
    [refused] { $host } auf dem Proxy erlauben.
    [password] Benutzername und Kennwort des Proxys in den Proxy-Einstellungen dieses Computers eintragen.
    [dead] Die Proxy-Einstellungen dieses Computers prüfen, und ob der Proxy läuft.
    [silent] Die Proxy-Einstellungen dieses Computers prüfen, und ob der Proxy läuft.
   *[unusable] { $proxy } korrigieren: Möglich sind Adressen mit http://, https:// und socks5://.
}
error-try-later-do = Versuchen Sie es in ein paar Minuten noch einmal. Es geht nichts verloren.
error-try-after-do = Versuchen Sie es ab { $time } noch einmal. Es geht nichts verloren.
error-service-trouble-what = Der Dienst hat ein Problem
error-service-trouble-why = { $host } hat mit einem eigenen Fehler geantwortet ({ $status }). Es liegt nicht an Ihnen.
error-issuer-trouble-what = Der Anmeldedienst hat ein Problem
error-issuer-trouble-why = { $host }, wo Sie sich anmelden, kann es gerade nicht ({ $reason }). Es liegt nicht an Ihnen.
error-answer-unusable-what = Die Antwort des Dienstes ist unbrauchbar
error-truncated-why = Die Antwort von { $host } brach mittendrin ab.
error-oversized-why = Die Antwort von { $host } ist viel größer, als sie sein dürfte.
error-not-understood-why = { $host } hat etwas geantwortet, das diese Version nicht versteht.
error-not-the-service-what = Etwas anderes hat für den Dienst geantwortet
error-not-the-service-why = { $what ->
    [page] { $host } hat eine Webseite statt einer Antwort geschickt. Vielleicht ist die Anmeldeseite eines Netzwerks dazwischen.
    [redirect] { $host } hat eine Weiterleitung statt einer Antwort geschickt. Vielleicht ist die Anmeldeseite eines Netzwerks dazwischen.
    [sign-in] Das Netzwerk will eine Anmeldung, bevor es Sie zu { $host } durchlässt.
    [status] { $host } hat den Status { $status } ohne ein Wort des Dienstes geschickt. Vielleicht ist etwas dazwischen.
   *[other] { $host } hat etwas anderes als eine Antwort des Dienstes geschickt. Vielleicht ist etwas dazwischen.
}
error-not-the-service-do = Öffnen Sie eine beliebige Webseite, um sich am Netzwerk anzumelden, und versuchen Sie es noch einmal.
error-check-address-do = In den Einstellungen prüfen, ob die Adresse des Dienstes stimmt.
error-tell-support-do = Schreiben Sie dem Support, was Sie gerade getan haben, und schicken Sie die Details mit.
error-unexpected-what = Etwas ist schiefgegangen
error-unexpected-why = Domicile hat einen Fehler gemacht: { $reason }
error-problem-untitled = Der Dienst hat es abgelehnt ({ $code })

## Die Adresse des Dienstes

error-no-service-what = Es ist keine Adresse des Dienstes eingestellt
error-no-service-why = Domicile weiß nicht, welchen Dienst es fragen soll.
error-no-service-do = Tragen Sie die Adresse in den Einstellungen ein. Ihr Administrator oder Ihre IT kennt sie.
error-bad-service-url-what = Die Adresse des Dienstes ist unbrauchbar
error-bad-service-url-why = { $what ->
    [not-https] { $url } beginnt nicht mit https://.
    [secret] { $url } war mit Name, Kennwort, Abfrage oder Sprungmarke angegeben; die gehören nicht hinein.
   *[no-address] { $url } ist keine Adresse.
}
error-bad-service-url-do = Geben Sie eine Adresse ein, die mit https:// beginnt.
error-other-address-what = Der Dienst hat eine andere Adresse
error-other-address-why = Was unter { $host } antwortet, nennt sich selbst { $named }.
error-other-address-do = Verwenden Sie die Adresse { $named }.
error-bad-invitation-code-what = Das ist kein Einladungscode
error-bad-invitation-code-why = Ein Code hat zwei Teile mit einem Punkt dazwischen. Er steht in Ihrer Einladung und auf der Seite, die ihr Link öffnet.
error-bad-invitation-code-do = Kopieren Sie den ganzen Code und fügen Sie ihn noch einmal ein.

## Anmeldung

error-sign-in-needed-what = Bitte melden Sie sich an
error-sign-in-needed-why = Sie sind nicht angemeldet, oder Ihre Sitzung ist abgelaufen.
error-sign-in-do = Melden Sie sich erneut an.
error-sign-in-failed-what = Die Anmeldung hat nicht geklappt
error-sign-in-invalid-why = Die Antwort der Anmeldeseite hat eine Sicherheitsprüfung nicht bestanden: { $reason }.
error-somebody-else-what = Jemand anderes hat sich angemeldet
error-somebody-else-why = Sie wollten sich als { $hinted } anmelden, gekommen ist { $came }. Nichts wurde aufbewahrt.
error-somebody-else-do = Melden Sie sich erneut als { $hinted } an, oder ohne jemanden zu nennen.
error-clock-ahead-why = Die Uhr dieses Computers geht gegenüber Ihrem Anmeldedienst { $by } vor.
error-renewal-what = Ihre Anmeldung ließ sich nicht erneuern
error-renewal-not-confirmed-why = Die Antwort des Anmeldedienstes hat eine Sicherheitsprüfung nicht bestanden: { $reason }. Sie bleiben angemeldet, und es wird erneut versucht.
error-renewal-cut-off-why = Ein Programm wurde beendet, während es Ihre Sitzung erneuerte, und der Anmeldedienst nimmt die alte nicht mehr an.
error-wrong-issuer-why = Die Antwort kam nicht von { $issuer }, wo Sie sich anmelden sollten.
error-sign-in-denied-why = Die Anmeldeseite hat abgelehnt ({ $reason }).
error-program-refused-what = Der Anmeldedienst weist Domicile ab
error-program-refused-why = { $host } lässt mit diesem Programm niemanden herein. Sich noch einmal anzumelden ändert daran nichts.
error-program-refused-do = Prüfen, wie Domicile beim Anmeldedienst eingetragen ist ({ $reason }).
error-browser-timeout-why = Der Browser hat sich fünf Minuten lang nicht zurückgemeldet.
error-device-expired-why = Der Code wurde nicht rechtzeitig verwendet.
error-device-unsupported-why = Der Anmeldedienst Ihrer Organisation bietet keine Anmeldung mit Code an.
error-cannot-listen-why = Der Browser kann diesem Computer seine Antwort nicht schicken: { $reason }.
error-sign-in-clock-do = Prüfen Sie Datum und Uhrzeit dieses Computers und melden Sie sich dann erneut an.
error-sign-in-it-do = Falls es wieder vorkommt: die Einrichtung der Anmeldung für Domicile prüfen ({ $reason }).
error-wrong-issuer-do = Prüfen, welchen Anmeldedienst das Verzeichnis nennt.
error-use-code-do = Melden Sie sich stattdessen mit einem Code an.
error-use-browser-do = Melden Sie sich stattdessen im Browser an.
error-cancelled-what = Abgebrochen
error-cancelled-why = Sie haben abgebrochen. Es wurde nichts geändert.
error-superseded-what = Durch eine neuere Anmeldung ersetzt
error-superseded-why = Die Anmeldung wurde neu begonnen, deshalb ist der frühere Versuch beendet.
error-signed-in-what = Sie sind angemeldet
error-signed-in-why = Die Adresse des Dienstes lässt sich nur ändern, wenn niemand angemeldet ist.
error-signed-in-do = Melden Sie sich zuerst ab.
error-session-busy-what = Ein anderes Programm arbeitet mit Ihrer Sitzung
error-session-busy-why = Ein anderes Domicile auf diesem Computer erneuert die Sitzung seit einer Minute.

## Dieser Computer

error-keychain-what = Der Passwortspeicher ist gerade nicht nutzbar
error-no-keychain-why = Dieser Computer hat keinen nutzbaren Passwortspeicher.
error-no-keychain-do = Starten Sie einen Passwortspeicher (Schlüsselbund) und versuchen Sie es noch einmal. Ohne ihn melden Sie sich nach jedem Start neu an.
error-keychain-locked-why = Der Passwortspeicher dieses Computers ist gesperrt.
error-keychain-locked-do = Entsperren Sie den Passwortspeicher und versuchen Sie es noch einmal. Es geht nichts verloren.
error-keychain-timeout-why = Der Passwortspeicher dieses Computers hat { $seconds } Sekunden lang nicht geantwortet.
error-cannot-write-what = Auf diesem Computer lässt sich nicht speichern
error-cannot-write-why = { $path }: { $reason }.
error-cannot-write-full-why = { $path }: Auf dem Datenträger ist kein Platz mehr.
error-cannot-write-read-only-why = { $path }: Der Datenträger lässt sich nur lesen.
error-cannot-write-rights-why = { $path }: Sie haben nicht das Recht, dort zu schreiben.
error-not-saved-why = Die gespeicherte Lizenzdatei lässt sich nicht zurücklesen ({ $reason }).
error-cannot-write-do = Versuchen Sie es noch einmal. Geschieht es wieder, lassen Sie den Datenträger prüfen oder setzen Sie DOMICILE_HOME auf einen Ordner auf einem anderen.
error-cannot-write-full-do = Schaffen Sie Platz auf dem Datenträger, und versuchen Sie es noch einmal. Was schon gespeichert war, bleibt.
error-cannot-write-elsewhere-do = Setzen Sie DOMICILE_HOME auf einen eigenen Ordner auf diesem Computer, und versuchen Sie es noch einmal.
error-cannot-write-read-only-do = Den Datenträger wieder beschreibbar machen: Er ist schreibgeschützt eingehängt.
error-cannot-write-rights-do = Geben Sie sich dort das Recht zu schreiben, und versuchen Sie es noch einmal: chmod u+rwX "{ $path }"
error-cannot-write-foreign-why = { $place } gehört { $owner }, obwohl es in einem Ordner von Ihnen liegt.
error-cannot-write-foreign-do = Holen Sie es sich zurück, und versuchen Sie es noch einmal: sudo chown -R "$(id -un)" "{ $place }"
error-cannot-write-not-yours-why = { $path }: Der Ordner gehört { $owner }, und Sie dürfen dort nicht schreiben.
error-cannot-write-no-locks-why = { $path }: Das Dateisystem kennt keine Dateisperren ({ $reason }).
error-cannot-write-no-locks-do = Das Dateisystem mit Dateisperren einhängen.
error-cannot-write-held-do = Warten Sie, bis das andere Programm fertig ist, oder beenden Sie es. Versuchen Sie es dann noch einmal.
error-cannot-write-in-the-way-do = Verschieben oder löschen Sie, was an dieser Stelle steht, und versuchen Sie es noch einmal.
error-cannot-read-what = Eine Datei ist nicht lesbar
error-cannot-read-why = { $path }: { $reason }.
error-not-yours-why = { $place } gehört { $owner } und liegt dort, wo Ihre eigenen Dateien sein sollten. Nichts davon wurde verwendet.
error-cannot-read-do = Machen Sie die Datei für sich lesbar und versuchen Sie es noch einmal.
error-cannot-read-rights-do = Geben Sie sich das Recht, sie zu lesen, und versuchen Sie es noch einmal: chmod u+rX "{ $path }"
error-cannot-read-theirs-why = { $path } gehört { $owner }, und Sie dürfen sie nicht lesen.
error-cannot-read-theirs-do = Machen Sie sich eine eigene Kopie und nehmen Sie diese: sudo install -o "$(id -un)" -m 600 "{ $path }" .
error-no-home-what = Für die Dateien von Domicile gibt es keinen Ort
error-no-home-why = Das System nennt keinen Benutzerordner für Sie.
error-no-home-do = Setzen Sie DOMICILE_HOME auf einen eigenen Ordner.
error-settings-broken-what = Die Einstellungsdatei ist nicht lesbar
error-settings-broken-why = { $path }, Zeile { $line }: { $reason }.
error-settings-broken-do = Korrigieren oder löschen Sie die Datei. Domicile hat sie nicht verändert.
error-managed-what = Diese Einstellung legt Ihre Organisation fest
error-managed-why = { $key } kommt von Ihrer Organisation oder aus der Umgebung dieses Programms.
error-managed-do = Dort ändern, wo der Wert festgelegt ist.

## Lizenzen

error-policy-refused-what = Die erhaltenen Lizenzen wurden abgelehnt
error-signature-invalid-why = Sie haben eine Sicherheitsprüfung nicht bestanden: { $reason }. Ihre Lizenzen bleiben, wie sie waren.
error-rolled-back-why = Sie sind älter als die auf diesem Computer, die unverändert bleiben.
error-clock-what = Die Uhr dieses Computers geht falsch
error-clock-why = Ihr Datum widerspricht einem Zeitpunkt, der schon vergangen ist. Deshalb lassen sich Ihre Lizenzen nicht beurteilen.
error-clock-do = Schalten Sie die automatische Uhrzeit ein und führen Sie dann Refresh Policy aus.

## Dateien, die zwischen Computern getragen werden

error-file-what = Die Datei lässt sich nicht verwenden
error-file-too-large-why = Sie ist größer als 2 MiB; so groß ist keine Datei von Domicile.
error-file-not-ours-why = Sie ist weder eine Anfrage noch eine Lizenzdatei noch eine Rückgabe von Domicile.
error-file-do = Wählen Sie die Datei, die Domicile auf dem anderen Computer gespeichert hat.
error-file-damaged-why = Sie wurde unterwegs verändert oder abgeschnitten.
error-file-damaged-do = Kopieren Sie sie noch einmal vom anderen Computer, oder speichern Sie sie dort neu.
error-file-later-why = Sie stammt von einer neueren Version von Domicile.
error-file-later-do = Domicile auf diesem Computer aktualisieren.
error-file-other-what = Die Datei ist nicht für hier
error-file-other-service-why = Sie gehört zu einem anderen Dienst ({ $issuer }).
error-file-other-service-do = Öffnen Sie sie dort, wo Domicile diesen Dienst benutzt.
error-file-other-person-why = Sie ist für eine andere Person ({ $person }) als Sie. Es wurde nichts geändert.
error-file-other-person-do = Öffnen Sie sie dort, wo diese Person angemeldet ist, oder melden Sie sich hier zuerst ab.
error-file-other-machine-why = Sie ist für einen anderen Computer („{ $name }“) als diesen. Es wurde nichts geändert.
error-file-other-machine-do = Öffnen Sie sie auf jenem Computer, oder speichern Sie auf diesem eine Anfrage.
error-person-not-known-what = Wir wissen nicht, wessen Anfrage das ist
error-person-not-known-why = Auf diesem Computer hat sich noch niemand angemeldet.
error-person-not-known-do = Melden Sie sich hier einmal an, oder nennen Sie sich: domicile licence check-out PRODUCT --user ID. Ihre ID zeigt der andere Computer mit domicile whoami.
error-not-checked-out-what = Es wurde nichts zurückgegeben
error-not-checked-out-why = { $product } ist nicht auf diesen Computer ausgeliehen.
error-not-checked-out-do = Sehen Sie nach, was es ist: domicile licence list, oder Lizenzen im Fenster.
