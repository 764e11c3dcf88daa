# Was der Dienst zu Angeboten, Einladungen, Austritt ohne zu fragen und nachgeschlagenen Adressen sagt, wenn etwas nicht geht: je Code ein Titel,
# ein Grund, höchstens zwei Schritte, wie in service.ftl. Dann die Briefe und Seiten, die dazugehören, wie in mail.ftl.

problem-offer-closed = Dieses Angebot ist nicht mehr offen
problem-offer-closed-why = Es wurde abgelehnt, zurückgezogen oder eingelöst, oder es ist abgelaufen.
problem-offer-closed-do-1 = Sehen Sie sich das Angebot noch einmal an.

problem-offer-already-open = Sie haben dieser Person schon ein Angebot gemacht
problem-offer-already-open-why = Ein Konto hat je Person höchstens ein offenes Angebot.
problem-offer-already-open-do-1 = Warten Sie auf die Antwort, oder ziehen Sie das Angebot zuerst zurück.

problem-offer-already-accepted = Sie haben ein anderes Angebot angenommen
problem-offer-already-accepted-why = Es lässt sich immer nur ein Angebot annehmen.
problem-offer-already-accepted-do-1 = Nehmen Sie jene Annahme zuerst zurück, oder bleiben Sie dabei.

problem-offer-no-longer-valid = Dieses Angebot gilt nicht mehr
problem-offer-no-longer-valid-why = Wer es gemacht hat, ist dort kein Administrator mehr, oder das Konto übernimmt niemanden mehr über Angebote.
problem-offer-no-longer-valid-do-1 = Bitten Sie die Organisation, von der das Angebot kam, es noch einmal zu machen.

problem-federated-account = Dieses Konto übernimmt niemanden über Angebote
problem-federated-account-why = Seine Personen kommen über die Firmenanmeldung.
problem-federated-account-do-1 = Die Person in das Firmenverzeichnis eintragen, sobald sie frei ist.

problem-invitation-closed = Diese Einladung ist nicht mehr offen
problem-invitation-closed-why = Sie wurde beantwortet oder zurückgezogen, oder sie ist abgelaufen.
problem-invitation-closed-do-1 = Bitten Sie um eine neue Einladung oder senden Sie eine.

problem-invitation-already-open = Sie haben diese Person schon eingeladen
problem-invitation-already-open-why = Ein Konto hat je Person höchstens eine offene Einladung.
problem-invitation-already-open-do-1 = Senden Sie sie noch einmal, oder ziehen Sie sie zuerst zurück.

problem-invitation-no-longer-valid = Diese Einladung gilt nicht mehr
problem-invitation-no-longer-valid-why = Wer sie gesendet hat, ist dort kein Administrator mehr.
problem-invitation-no-longer-valid-do-1 = Bitten Sie die Organisation, von der die Einladung kam, sie noch einmal zu senden.

problem-invitation-unknown = Dieser Einladungscode ist nicht bekannt
problem-invitation-unknown-why = Er ist nicht vollständig, oder die Einladung wurde inzwischen noch einmal gesendet: Nur der neueste Code gilt.
problem-invitation-unknown-do-1 = Kopieren Sie den ganzen Code noch einmal, aus der neuesten E-Mail. Sie sind nicht angemeldet, und nichts wurde gespeichert.
problem-invitation-unknown-do-2 = Die Einladung noch einmal senden.

problem-already-affiliated = Sie gehören schon zu einem Konto
problem-already-affiliated-why = Niemand gehört zu zwei Konten.
problem-already-affiliated-do-1 = Beantragen Sie zuerst den Austritt aus Ihrem Konto.

problem-identity-in-use = Ihre Anmeldung ist schon mit jemandem verknüpft
problem-identity-in-use-why = Eine Einladung zur ersten Anmeldung gilt für eine Anmeldung, die hier noch niemand kennt.
problem-identity-in-use-do-1 = Verwenden Sie die Anmeldung, für die die Einladung gedacht ist.
problem-identity-in-use-do-2 = Die Anmeldung mit dem anderen Eintrag verknüpfen.

problem-cannot-leave-alone = Sie können nicht austreten, ohne zu fragen
problem-cannot-leave-alone-why = Das kann nur, wer ungefragt hinzugefügt wurde, und nur 14 Tage lang.
problem-cannot-leave-alone-do-1 = Beantragen Sie stattdessen den Austritt.

problem-cannot-undo = Das lässt sich nicht mehr rückgängig machen
problem-cannot-undo-why = Es wurde schon rückgängig gemacht, die Person gehört zu einem Konto, oder es sind 90 Tage vergangen.
problem-cannot-undo-do-1 = Die Person neu hinzufügen.

problem-cannot-promise = Diese Rollen lassen sich nicht zusagen
problem-cannot-promise-why = Rollen von Administratoren gibt jemand aus dem Konto später, nie schon mit einem Angebot oder einer Einladung.
problem-cannot-promise-do-1 = Die Rolle geben, sobald die Person zum Konto gehört.

problem-sent-just-now = Sie wurde gerade erst gesendet
problem-sent-just-now-why = Eine Einladung lässt sich nach { $minutes } Minuten noch einmal senden.
problem-sent-just-now-do-1 = Bitten Sie die Person, in ihre E-Mails zu sehen, und versuchen Sie es dann noch einmal.

problem-too-many-lookups = Sie haben zu viele Adressen nachgeschlagen
problem-too-many-lookups-why = Ein Administrator kann { $most } Adressen in der Stunde nachschlagen, weil jede Antwort verrät, ob jemand registriert ist.
problem-too-many-lookups-do-1 = Versuchen Sie es später noch einmal.

problem-too-many-created = Ihr Konto hat gerade viele Personen registriert
problem-too-many-created-why = Ein Konto kann { $most } Personen in der Stunde registrieren.
problem-too-many-created-do-1 = Machen Sie in einer Stunde weiter; was getan ist, bleibt getan.

problem-too-many-letters = Diese Person hat heute genug E-Mails bekommen
problem-too-many-letters-why = Niemand bekommt von einem Konto in 24 Stunden mehr als { $most } E-Mails derselben Art.
problem-too-many-letters-do-1 = Bitten Sie die Person, in ihre E-Mails zu sehen, oder versuchen Sie es morgen noch einmal.

problem-bad-address = Das ist keine E-Mail-Adresse
problem-bad-address-why = { $cause }.
problem-bad-address-do-1 = Prüfen Sie die Adresse.

mail-offer-revoked-subject = Das Angebot, das Sie angenommen haben, wurde zurückgezogen
mail-offer-revoked = Die Organisation, deren Angebot Sie angenommen hatten, hat es zurückgezogen. Ihr Antrag auf Austritt aus Ihrem Konto wartet dort weiter auf eine Antwort.
mail-offer-revoked-do = Wenn Sie bleiben möchten, wo Sie sind, ziehen Sie den Antrag in Domicile zurück. Wird er genehmigt, gehören Sie zu keinem Konto, bis ein anderes Sie hinzufügt.

mail-named-administrator-subject = Sie administrieren jetzt { $account }
mail-named-administrator = Der Support hat Sie zum Kontoadministrator von { $account } gemacht, weil das Konto einen brauchte.
mail-named-administrator-do = Öffnen Sie Domicile: Unter „Anfragen“ sehen Sie, wer auf eine Antwort wartet.

# Die Seiten hinter „Das war ich nicht“ beim Annehmen eines Angebots und beim Austritt ohne zu fragen.
not-me-accepted = Jemand, der als Sie angemeldet war, hat das Angebot einer Organisation angenommen, Sie zu übernehmen. Wenn Sie das nicht waren, nehmen Sie die Annahme zurück und damit auch den Antrag auf Austritt aus Ihrem Konto.
not-me-accepted-button = Annahme zurücknehmen
not-me-accepted-done = Die Annahme ist zurückgenommen
not-me-left = Jemand, der als Sie angemeldet war, hat das Konto verlassen, in das Sie aufgenommen worden waren. Wenn Sie das nicht waren, kehren Sie in das Konto zurück.
not-me-left-button = In das Konto zurückkehren
not-me-left-done = Sie sind wieder in dem Konto

# Die Seite hinter einer Einladung zur ersten Anmeldung.
invitation-page-title = Sie sind zu Domicile eingeladen
invitation-page-how = Öffnen Sie Domicile und melden Sie sich mit der Adresse { $email } an: Das ist alles.
invitation-page-other = Falls Ihre Anmeldung unter einer anderen Adresse läuft, kopieren Sie diesen Code. Wählen Sie in Domicile vor der Anmeldung „Ich habe einen Einladungscode“ und fügen Sie ihn ein; auf der Befehlszeile ist es domicile login --invitation. Er gilt einmal und nur für Sie.
invitation-page-gone-title = Diese Einladung gilt nicht mehr
invitation-page-gone = Sie wurde verwendet oder zurückgezogen, oder ihre 7 Tage sind vorbei. Bitten Sie die Organisation, die Sie eingeladen hat, sie noch einmal zu senden.
