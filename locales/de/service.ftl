# Was der Dienst sagt, wenn eine Anfrage scheitert: was geschehen ist, warum, was zu tun ist. Je Code ein Titel, ein Grund, höchstens zwei Schritte.
# dynamic: problem-

problem-sign-in-needed = Sie sind nicht angemeldet
problem-sign-in-needed-why = Der Anfrage lag keine Anmeldung bei.
problem-sign-in-needed-do-1 = Melden Sie sich an und versuchen Sie es noch einmal.

problem-token-refused = Ihre Anmeldung gilt nicht mehr
problem-token-refused-why = Technischer Grund: { $cause }.
problem-token-refused-do-1 = Melden Sie sich erneut an.

problem-insufficient-user-authentication = Bitte melden Sie sich noch einmal an
problem-insufficient-user-authentication-why = Dafür darf die Anmeldung höchstens { $minutes } Minuten her sein, damit niemand anderes es in Ihrem Namen tut.
problem-insufficient-user-authentication-do-1 = Melden Sie sich erneut an und wiederholen Sie es.

problem-identity-not-linked = Wir wissen nicht, wer Sie hier sind
problem-identity-not-linked-why = Die Anmeldung hat geklappt, ist in diesem Dienst aber mit keiner Person verknüpft.
problem-identity-not-linked-do-1 = Melden Sie sich mit der Adresse an, an die Ihre Einladung ging.
problem-identity-not-linked-do-2 = Die Anmeldung mit Ihrem Eintrag verknüpfen.

problem-insufficient-scope = Ihre Anmeldung erlaubt das nicht
problem-insufficient-scope-why = Das Programm, mit dem Sie angemeldet sind, hat hier nicht das Recht dazu.
problem-insufficient-scope-do-1 = Melden Sie sich ab und wieder an, oder nehmen Sie die App.
problem-insufficient-scope-do-2 = Dem Programm im Anmeldedienst Ihrer Organisation das Recht geben.

problem-client-lacks-scope = Der Zugang erlaubt das nicht
problem-client-lacks-scope-why = Dem Programm fehlt das Recht { $scope }, oder es hat dieses Recht in diesem Dienst nicht.
problem-client-lacks-scope-do-1 = Fordern Sie einen Zugang mit diesem Recht an, und prüfen Sie, ob es in der Konfiguration des Dienstes steht.

problem-not-an-operator-client = Das ist nur für Bestellsysteme
problem-not-an-operator-client-why = Das dürfen nur Programme, die dieser Dienst als Bestellsystem kennt.
problem-not-an-operator-client-do-1 = Nehmen Sie die App oder den Zugang eines Bestellsystems.

problem-not-a-person = Das ist nur für Personen
problem-not-a-person-why = Der Zugang gehört einem Programm und keiner Person.
problem-not-a-person-do-1 = Melden Sie sich als Person an, oder nehmen Sie, was es für Bestellsysteme gibt.

problem-limited-view = Das sehen Sie nicht, solange Sie gesperrt sind
problem-limited-view-why = Wer gesperrt ist, sieht nur den eigenen Eintrag, die eigenen Anträge und Lizenzen.
problem-limited-view-do-1 = Bitten Sie einen Administrator Ihres Kontos, Sie zu entsperren.

problem-not-allowed = Ihre Rolle erlaubt das nicht
problem-not-allowed-why = Das können nur Administratoren des Kontos.
problem-not-allowed-do-1 = Es selbst tun oder Ihnen die Rolle geben.

problem-not-found = Hier ist nichts
problem-not-found-why = Es existiert nicht, oder es ist nicht für Sie sichtbar.
problem-not-found-do-1 = Prüfen Sie die Adresse.

problem-method-not-allowed = Das geht hier nicht
problem-method-not-allowed-why = Die Adresse gibt es, sie nimmt aber andere Anfragen an.
problem-method-not-allowed-do-1 = Vergleichen Sie die Anfrage mit der Beschreibung des Dienstes.

problem-not-affiliated = Sie gehören zu keinem Konto
problem-not-affiliated-why = Es gibt kein Konto, aus dem Sie entfernt werden könnten.
problem-not-affiliated-do-1 = Bitten Sie einen Administrator Ihres neuen Kontos, Sie hinzuzufügen.

problem-request-already-open = Sie haben schon einen offenen Antrag
problem-request-already-open-why = Es geht nur ein Antrag auf einmal: Der erste wartet noch auf Antwort.
problem-request-already-open-do-1 = Warten Sie auf die Antwort, oder ziehen Sie den offenen Antrag zuerst zurück.

problem-request-closed = Dieser Antrag ist abgeschlossen
problem-request-closed-why = Er wurde schon beantwortet oder zurückgezogen, oder er ist abgelaufen.
problem-request-closed-do-1 = Sehen Sie sich die Antwort an.

problem-cannot-resend = Dieser Antrag lässt sich nicht noch einmal senden
problem-cannot-resend-why = Das geht nur mit einem abgelehnten oder abgelaufenen Antrag.
problem-cannot-resend-do-1 = Stellen Sie einen neuen Antrag.

problem-nothing-to-ask = Hier gibt es nichts mehr zu beantragen
problem-nothing-to-ask-why = Was Sie beantragen, ist schon so.
problem-nothing-to-ask-do-1 = Prüfen Sie in Domicile noch einmal: Dort steht, wie es jetzt ist.

problem-not-theirs-to-give = Das kann kein Administrator
problem-not-theirs-to-give-why = Ihre Sperre hat kein Administrator gesetzt, und aufheben kann sie auch keiner.
problem-not-theirs-to-give-do-1 = Fragen Sie den Support, oder Ihre IT, wenn Ihr Konto aus dem Firmenverzeichnis kommt.
problem-not-theirs-to-give-do-2 = Herausfinden, wer die Sperre gesetzt hat.

problem-removal-blocked = { $person } kann noch nicht austreten
problem-removal-blocked-why = { $person } { $blockers }.
problem-removal-blocked-do-1 = Räumen Sie aus, was im Weg steht, und genehmigen Sie dann noch einmal.

problem-too-many-filings = Das war der letzte Antrag für heute
problem-too-many-filings-why = In 24 Stunden kann eine Person { $most } Anträge auf Austritt stellen.
problem-too-many-filings-do-1 = Versuchen Sie es später noch einmal.

problem-too-many-service-requests = Das war der letzte Fall für heute
problem-too-many-service-requests-why = In 24 Stunden kann eine Person { $most } Fälle eröffnen.
problem-too-many-service-requests-do-1 = Ergänzen Sie die offenen Fälle, oder versuchen Sie es später noch einmal.

problem-too-many-streams = Sie sind zu oft gleichzeitig verbunden
problem-too-many-streams-why = Auf Änderungen kann eine Person über { $most } Verbindungen warten.
problem-too-many-streams-do-1 = Schließen Sie Domicile dort, wo Sie es nicht brauchen. Wo es offen ist, sieht es von selbst nach Änderungen.

problem-invalid-record = Der Datensatz wird nicht angenommen
problem-invalid-record-why = Daran ist falsch: { $fault }.
problem-invalid-record-do-1 = Berichtigen Sie den Datensatz und senden Sie ihn erneut.

problem-record-conflict = Der Datensatz passt nicht zum Bestand
problem-record-conflict-why = Dagegen steht: { $fault }.
problem-record-conflict-do-1 = Räumen Sie aus, was im Weg steht, und senden Sie ihn erneut.

problem-invalid-document = Das Dokument wird nicht übernommen
problem-invalid-document-why = Geschrieben wurde nichts. Gefundene Fehler: { $count }. Der erste: { $fault }.
problem-invalid-document-do-1 = Berichtigen Sie die genannten Zeilen und senden Sie das Dokument erneut.

problem-document-conflict = Das Dokument passt nicht zum Bestand
problem-document-conflict-why = Geschrieben wurde nichts. Was dagegen steht: { $count }. Das Erste: { $fault }.
problem-document-conflict-do-1 = Räumen Sie aus, was im Weg steht, und senden Sie das Dokument erneut.

problem-document-lacks-scope = Der Zugang erlaubt nicht das ganze Dokument
problem-document-lacks-scope-why = Zeile { $line } nennt einen Datensatz der Art { $kind }. Dafür fehlt dem Programm das Recht { $scope }, oder es hat dieses Recht in diesem Dienst nicht. Geschrieben wurde nichts.
problem-document-lacks-scope-do-1 = Fordern Sie einen Zugang mit diesem Recht an, und prüfen Sie, ob es in der Konfiguration des Dienstes steht; oder lassen Sie solche Datensätze weg.

problem-document-too-large = Das Dokument ist zu groß
problem-document-too-large-why = Angenommen werden höchstens { $bytes } Byte (import.maxBytes in der Konfiguration des Dienstes). Geschrieben wurde nichts.
problem-document-too-large-do-1 = Lassen Sie die Grenze anheben, oder senden Sie das Dokument in Teilen, ohne prune.

problem-unsupported-document = Das Dokument hat das falsche Format
problem-unsupported-document-why = Dokumente sind JSON Lines (application/jsonl) oder Tabellen (text/csv), in UTF-8 und nicht komprimiert.
problem-unsupported-document-do-1 = Senden Sie es so, und nennen Sie sein Format in Content-Type.

problem-import-running = Ein anderes Dokument wird gerade übernommen
problem-import-running-why = Übernommen wird immer nur eines. Von diesem wurde nichts geschrieben.
problem-import-running-do-1 = Warten Sie, bis das andere fertig ist, und senden Sie dieses dann erneut.

problem-import-ends-too-much = Das Dokument würde sehr viel beenden
problem-import-ends-too-much-why = { $ends } von { $of } Datensätzen dieser Quelle würden enden, mehr, als die Konfiguration ohne Rückfrage erlaubt. Geschrieben wurde nichts.
problem-import-ends-too-much-do-1 = Sehen Sie sich den Plan an (dryRun=true). Soll das alles enden, senden Sie das Dokument noch einmal mit confirm={ $ends }.

problem-import-overtaken = Während der Übernahme hat sich etwas geändert
problem-import-overtaken-why = Was davor geschrieben wurde, bleibt. Was gegen den Rest steht: { $fault }.
problem-import-overtaken-do-1 = Senden Sie dasselbe Dokument noch einmal: Es erledigt den Rest oder nennt, was im Weg steht.

problem-import-disk-full = Der Dienst hat keinen Platz für das Dokument
problem-import-disk-full-why = Der Datenträger, auf dem es während der Prüfung liegt, ist voll. Geschrieben wurde nichts.
problem-import-disk-full-do-1 = Versuchen Sie es später noch einmal.
problem-import-disk-full-do-2 = Wer den Dienst betreibt, schafft Platz im Ordner für temporäre Dateien.

problem-precondition-failed = Das wurde inzwischen geändert
problem-precondition-failed-why = Es ist nicht so, wie die Anfrage es erwartet.
problem-precondition-failed-do-1 = Lesen Sie es noch einmal, und entscheiden Sie dann neu.

problem-bad-request = Die Anfrage ist nicht zu verstehen
problem-bad-request-why = Ein Teil ihrer Adresse, ihrer Kopfzeilen oder ihres Inhalts ist fehlerhaft: { $part }.
problem-bad-request-do-1 = Vergleichen Sie die Anfrage mit der Beschreibung des Dienstes.

problem-bad-json = Die Anfrage ist nicht lesbar
problem-bad-json-why = Ihr Inhalt ist kein gültiges JSON.
problem-bad-json-do-1 = Prüfen Sie den Inhalt.

problem-machine-required = Der Computer ist nicht genannt
problem-machine-required-why = Eine Lizenzdatei gilt für einen bestimmten Computer, deshalb muss die Anfrage ihn nennen.
problem-machine-required-do-1 = Senden Sie die Kopfzeile Domicile-Machine mit.

problem-invalid-body = Felder der Anfrage passen nicht
problem-invalid-body-why = Technischer Grund: { $cause }.
problem-invalid-body-do-1 = Vergleichen Sie den Inhalt mit der Beschreibung des Dienstes.

problem-text-too-long = Der Text ist zu lang
problem-text-too-long-why = Er hat { $found } Zeichen; erlaubt sind höchstens { $most }.
problem-text-too-long-do-1 = Kürzen Sie ihn.

problem-reason-required = Eine Begründung fehlt
problem-reason-required-why = Wer eine Ablehnung erhält, liest den Grund.
problem-reason-required-do-1 = Schreiben Sie eine Begründung.

problem-text-required = Der Text ist leer
problem-text-required-why = Der Support braucht ein paar Worte für den Anfang.
problem-text-required-do-1 = Schreiben Sie, was der Support wissen soll.

problem-unknown-recipient = Diese Person kann den Antrag nicht beantworten
problem-unknown-recipient-why = Ein Antrag geht an einen anderen Administrator Ihres Kontos.
problem-unknown-recipient-do-1 = Wählen Sie einen der genannten Administratoren, oder keinen, um alle zu fragen.

problem-unknown-country = Dieses Land gibt es nicht
problem-unknown-country-why = Ein Land besteht aus zwei Buchstaben, wie in ISO 3166-1.
problem-unknown-country-do-1 = Wählen Sie ein Land aus der Liste.

problem-unknown-language = Diese Sprache gibt es hier nicht
problem-unknown-language-why = Gesprochen werden Englisch (en), Deutsch (de) und Spanisch (es).
problem-unknown-language-do-1 = Wählen Sie eine davon.

problem-idempotency-key-reused = Das wurde schon mit anderem Inhalt gesendet
problem-idempotency-key-reused-why = Eine wiederholte Anfrage muss der ersten gleichen.
problem-idempotency-key-reused-do-1 = Senden Sie sie mit einem neuen Schlüssel.

problem-too-large = Die Anfrage ist zu groß
problem-too-large-why = Gelesen werden höchstens 64 KiB.
problem-too-large-do-1 = Kürzen Sie sie.

problem-unsupported-media-type = Die Anfrage hat das falsche Format
problem-unsupported-media-type-why = Der Inhalt muss JSON sein (application/json).
problem-unsupported-media-type-do-1 = Senden Sie JSON.

problem-issuer-unreachable = Ihre Anmeldung ist gerade nicht prüfbar
problem-issuer-unreachable-why = Der Anmeldedienst Ihrer Organisation antwortet nicht.
problem-issuer-unreachable-do-1 = Versuchen Sie es in ein paar Minuten noch einmal.

problem-token-key-not-looked-up = Ihre Anmeldung ist noch nicht prüfbar
problem-token-key-not-looked-up-why = Sie ist mit einem neuen Schlüssel des Anmeldedienstes Ihrer Organisation unterschrieben, der in wenigen Sekunden abgeholt wird.
problem-token-key-not-looked-up-do-1 = Versuchen Sie es gleich noch einmal.

problem-busy = Der Dienst ist ausgelastet
problem-busy-why = Viele Menschen ändern gerade etwas.
problem-busy-do-1 = Versuchen Sie es in ein paar Sekunden noch einmal.

problem-database-unavailable = Der Dienst erreicht seine Datenbank nicht
problem-database-unavailable-why = Vielleicht ist nicht geschehen, was Sie wollten; ob etwas geändert wurde, zeigt ein Blick darauf.
problem-database-unavailable-do-1 = Versuchen Sie es in ein paar Sekunden noch einmal.
problem-database-unavailable-do-2 = Wer den Dienst betreibt, sieht nach der Datenbank, wenn es andauert.

problem-database-read-only = Der Dienst kann gerade nichts ändern
problem-database-read-only-why = Seine Datenbank nimmt im Augenblick keine Änderungen an. Geändert wurde nichts; was sich lesen lässt, ist aktuell.
problem-database-read-only-do-1 = Versuchen Sie es in einer Minute noch einmal.
problem-database-read-only-do-2 = Wer den Dienst betreibt, sieht nach, warum sich die Datenbank nur lesen lässt.

problem-database-full = Der Dienst hat keinen Platz für Änderungen
problem-database-full-why = Der Datenträger seiner Datenbank ist voll. Geändert wurde nichts.
problem-database-full-do-1 = Versuchen Sie es in ein paar Minuten noch einmal.
problem-database-full-do-2 = Wer den Dienst betreibt, schafft Platz auf dem Datenträger.

problem-too-many-requests = Sie fragen schneller, als der Dienst einer Person antwortet
problem-too-many-requests-why = Diese Anfrage wurde nicht ausgeführt; was davor erledigt wurde, bleibt erledigt.
problem-too-many-requests-do-1 = Versuchen Sie es nach { $seconds } s noch einmal.

problem-body-too-slow = Die Anfrage kam zu langsam an
problem-body-too-slow-why = Ihr Inhalt war nicht rechtzeitig da. Geändert wurde nichts.
problem-body-too-slow-do-1 = Versuchen Sie es noch einmal; geschieht das öfter, prüfen Sie Ihre Verbindung.

problem-overloaded = Der Dienst hat zu viel zu tun
problem-overloaded-why = Mehr Menschen wollen etwas, als zugleich bedient werden können. Geändert wurde nichts.
problem-overloaded-do-1 = Versuchen Sie es in ein paar Sekunden noch einmal.

problem-service-clock-behind = Uhr des Dienstes passt nicht zur letzten Lizenzdatei
problem-service-clock-behind-why = Eine Lizenzdatei wurde mit einem späteren Datum signiert, als dieser Teil des Dienstes jetzt hat: Seine Uhr geht nach, oder eine andere ging vor. Er signiert keine; Ihre bleibt in Kraft.
problem-service-clock-behind-do-1 = Versuchen Sie es in einer Minute noch einmal; vielleicht antwortet ein anderer Teil des Dienstes.
problem-service-clock-behind-do-2 = Wer den Dienst betreibt, stellt dessen Uhr; geht sie richtig, hilft domicile-directory keys epoch raise.

problem-service-clock-ahead = Die Uhr des Dienstes geht weit vor
problem-service-clock-ahead-why = Die Uhr dieses Teils des Dienstes geht der seiner Datenbank weit voraus; deshalb datiert er keine Lizenzdatei. Ihre bleibt in Kraft.
problem-service-clock-ahead-do-1 = Versuchen Sie es in einer Minute noch einmal; vielleicht antwortet ein anderer Teil des Dienstes.
problem-service-clock-ahead-do-2 = Wer den Dienst betreibt, stellt die Uhr, die falsch geht.

problem-no-policy-key = Der Dienst kann keine Lizenzdateien signieren
problem-no-policy-key-why = Die Schlüssel, mit denen er signiert, sind abgelaufen. Ihre jetzige Lizenzdatei bleibt in Kraft.
problem-no-policy-key-do-1 = Versuchen Sie es später noch einmal; was Sie haben, gilt inzwischen weiter.
problem-no-policy-key-do-2 = Wer den Dienst betreibt, richtet neue Schlüssel ein.

problem-timed-out = Der Dienst hat zu lange gebraucht
problem-timed-out-why = Die Antwort war nicht rechtzeitig fertig. Ob die Änderung erfolgt ist, sehen Sie beim Nachschauen.
problem-timed-out-do-1 = Versuchen Sie es in einer Minute noch einmal.

problem-internal = Es liegt am Dienst, nicht an Ihnen
problem-internal-why = Bei uns ist etwas schiefgegangen; es ist unter der Anfragenummer vermerkt.
problem-internal-do-1 = Versuchen Sie es in ein paar Minuten noch einmal.
problem-internal-do-2 = Der Sache mit der Anfragenummer nachgehen.

# Was einem Austritt im Weg steht.
# dynamic: removal-blocker-
removal-blocker-fulfilment-contact = ist Fulfilment Contact
removal-blocker-last-fulfilment-contact = ist der einzige Fulfilment Contact
removal-blocker-insufficient-rank = ist Kontoadministrator und kann nur von einem Kontoadministrator entfernt werden
removal-blocker-last-administrator = ist der letzte Administrator
removal-blocker-directory-managed = wird vom Firmenverzeichnis verwaltet
