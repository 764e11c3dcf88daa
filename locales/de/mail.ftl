# Die Briefe, die der Dienst verschickt. Für jeden: der Betreff, was geschehen ist, und was als Nächstes zu tun ist (-do). Dazwischen stehen,
# wo es sie gibt, die Worte anderer Menschen, zitiert. Wer vielleicht noch die Post einer früheren Firma liest, erfährt den Namen der neuen nicht.
# dynamic: mail-

mail-hello = Guten Tag!
mail-reason = Der angegebene Grund:
mail-note = Die Nachricht dazu:
mail-answer = Die Antwort:
mail-not-me = Das war ich nicht: { $link }
mail-closing = Diese E-Mail kommt von Domicile, das sich um Konten und Lizenzen kümmert. Antworten darauf liest niemand.

mail-request-received-subject = { $person } möchte { $account } verlassen
mail-request-received = { $person } ({ $email }) bittet darum, aus dem Konto { $account } entfernt zu werden.
mail-request-received-do = Öffnen Sie „Anfragen“ in Domicile: Dort sehen Sie, was im Weg steht, und können genehmigen oder ablehnen. Ohne Antwort läuft der Antrag am { $expires } ab.

mail-request-for-it-subject = Bitte entfernen Sie { $email } aus dem Firmenverzeichnis
mail-request-for-it = { $person } ({ $email }) möchte das Konto { $account } verlassen, dessen Personen aus dem Firmenverzeichnis kommen.
mail-request-for-it-do = Bitte entfernen Sie { $email } aus dem Firmenverzeichnis (oder aus der Gruppe, die den Zugang zu Domicile gibt). Der nächste Abgleich nimmt { $person } dann aus dem Konto; sonst ist nichts zu tun. Andernfalls läuft der Antrag am { $expires } ab.

mail-request-reminder-subject = { $person } wartet noch auf eine Antwort
mail-request-reminder = Am { $submitted } hat { $person } ({ $email }) darum gebeten, aus dem Konto { $account } entfernt zu werden. Noch hat niemand geantwortet.
mail-request-reminder-do = Öffnen Sie „Anfragen“ in Domicile und genehmigen Sie den Antrag, oder lehnen Sie ihn ab. Ohne Antwort läuft er am { $expires } ab.

mail-request-reminder-for-it-subject = { $email } ist noch im Firmenverzeichnis
mail-request-reminder-for-it = Am { $submitted } hat { $person } ({ $email }) darum gebeten, das Konto { $account } zu verlassen, dessen Personen aus dem Firmenverzeichnis kommen.
mail-request-reminder-for-it-do = Bitte entfernen Sie { $email } aus dem Firmenverzeichnis (oder aus der Gruppe, die den Zugang zu Domicile gibt). Andernfalls läuft der Antrag am { $expires } ab.

mail-request-declined-subject = Ihr Antrag auf Austritt aus { $account } wurde abgelehnt
mail-request-declined = { $by } hat Ihren Antrag auf Austritt aus { $account } abgelehnt.
mail-request-declined-do = Sie gehören weiterhin zu { $account }. In Domicile können Sie den Austritt mit einer Nachricht noch einmal beantragen oder einen anderen Administrator fragen.

mail-request-fulfilled-subject = Sie haben { $account } verlassen
mail-request-fulfilled = Sie haben { $account } wie gewünscht verlassen. Zur Sicherheit sind Sie gesperrt; das ist normal, wenn man ein Konto verlässt.
mail-request-fulfilled-do = Sagen Sie Ihrer neuen Organisation, dass sie Sie jetzt hinzufügen kann; sie entsperrt Sie auch. Den fertigen Text dafür können Sie in Domicile kopieren.

mail-request-expired-subject = Ihr Antrag auf Austritt aus { $account } blieb ohne Antwort
mail-request-expired = Ihren Antrag auf Austritt aus { $account } hat in 14 Tagen niemand beantwortet, deshalb ist er abgelaufen. Sie gehören weiterhin zu { $account }.
mail-request-expired-do = In Domicile können Sie ihn noch einmal senden oder einen anderen Administrator fragen.
mail-request-expired-do-support = In Domicile können Sie ihn noch einmal senden: Er geht dann an den Support, weil zweimal niemand geantwortet hat.

mail-person-request-received-subject = { $person } bittet um { $asked }
mail-person-request-received = Im Konto { $account } bittet { $who } um { $asked }.
mail-person-request-received-do = Öffnen Sie „Anfragen“ in Domicile: Dort können Sie genehmigen oder ablehnen. Ohne Antwort läuft der Antrag am { $expires } ab.

mail-person-request-reminder-subject = { $person } wartet noch auf eine Antwort
mail-person-request-reminder = Am { $submitted } hat { $who } im Konto { $account } um { $asked } gebeten. Noch hat niemand geantwortet.
mail-person-request-reminder-do = Öffnen Sie „Anfragen“ in Domicile und genehmigen Sie den Antrag, oder lehnen Sie ihn ab. Ohne Antwort läuft er am { $expires } ab.

mail-person-request-fulfilled-subject = Ihr Antrag bei { $account } ist erledigt
mail-person-request-fulfilled = Sie haben um { $asked } gebeten. Ein Administrator von { $account } hat das erledigt.
mail-person-request-fulfilled-do = Öffnen Sie Domicile und führen Sie Refresh Policy aus: Dann hat dieser Computer die Lizenzen, die dazugehören.

mail-person-request-declined-subject = Ihr Antrag bei { $account } wurde abgelehnt
mail-person-request-declined = Sie haben um { $asked } gebeten. { $by } hat das abgelehnt.
mail-person-request-declined-do = In Domicile können Sie mit einer Nachricht noch einmal darum bitten oder einen anderen Administrator fragen.

mail-person-request-expired-subject = Keine Antwort von { $account } auf Ihren Antrag
mail-person-request-expired = Sie haben um { $asked } gebeten. Innerhalb von 14 Tagen hat niemand geantwortet, deshalb ist der Antrag abgelaufen.
mail-person-request-expired-do = In Domicile können Sie ihn noch einmal senden oder einen anderen Administrator fragen.

mail-join-request-fulfilled-subject = Sie wurden wie gewünscht in ein Konto aufgenommen
mail-join-request-fulfilled = Die Organisation, die Sie gefragt haben, hat Sie zu ihrem Konto hinzugefügt.
mail-join-request-fulfilled-do = Öffnen Sie Domicile: Dort sehen Sie, welche es ist und wie es weitergeht.

mail-join-request-declined-subject = Ihr Antrag auf Aufnahme wurde abgelehnt
mail-join-request-declined = Die Organisation, die Sie gefragt haben, nimmt Sie nicht in ihr Konto auf.
mail-join-request-declined-do = Öffnen Sie Domicile: Dort sehen Sie, welche es war und warum.

mail-join-request-expired-subject = Keine Antwort auf Ihren Antrag auf Aufnahme
mail-join-request-expired = Innerhalb von 14 Tagen hat niemand geantwortet, deshalb ist Ihr Antrag auf Aufnahme in ein Konto abgelaufen.
mail-join-request-expired-do = Öffnen Sie Domicile: Dort sehen Sie, welches Konto es war, und können noch einmal fragen.

mail-offer-waits-subject = In Domicile wartet ein Angebot auf Sie
mail-offer-waits = Eine Organisation bietet an, Sie in ihr Konto zu übernehmen.
mail-offer-waits-do = Öffnen Sie Domicile, um zu sehen, welche es ist, und um anzunehmen oder abzulehnen. Das Angebot gilt bis { $expires }. Wenn Sie keines erwarten, müssen Sie nichts tun.

mail-offer-no-longer-valid-subject = Altes Konto verlassen, aber nicht in das neue aufgenommen
mail-offer-no-longer-valid = Ihr altes Konto hat Sie gehen lassen. Das Angebot, das Sie angenommen hatten, gilt nicht mehr, deshalb wurden Sie nicht in das neue Konto aufgenommen. Sie gehören jetzt zu keinem Konto und sind zur Sicherheit gesperrt; das ist normal, wenn man eines verlässt.
mail-offer-no-longer-valid-do = Bitten Sie die Organisation, von der das Angebot kam, Sie hinzuzufügen. Domicile zeigt, welche es war, und hat den fertigen Text zum Kopieren.

mail-transfer-completed-subject = Ihr Wechsel ist abgeschlossen
mail-transfer-completed = Ihr altes Konto hat Sie gehen lassen, und Sie gehören jetzt zu dem Konto, dessen Angebot Sie angenommen haben. Sie sind entsperrt.
mail-transfer-completed-do = Öffnen Sie Domicile und führen Sie Refresh Policy aus: Dann hat dieser Computer die neuen Lizenzen.

mail-sign-in-invitation-subject = { $account } lädt Sie zu Domicile ein
mail-sign-in-invitation = { $account } hat Sie unter dieser Adresse in das eigene Konto aufgenommen. In Domicile sehen Sie Ihre Lizenzen.
mail-sign-in-invitation-do = Um sich zum ersten Mal anzumelden, öffnen Sie vor dem { $expires } diesen Link. Er gilt einmal und nur für Sie; geben Sie ihn nicht weiter:
mail-sign-in-invitation-code =
    Läuft Ihre Anmeldung unter einer anderen Adresse? Dann wählen Sie in Domicile vor der Anmeldung „Ich habe einen Einladungscode“ und fügen Sie diesen Code ein:

    { $code }

mail-join-invitation-subject = In Domicile wartet eine Einladung auf Sie
mail-join-invitation = Eine Organisation lädt Sie in ihr Konto ein.
mail-join-invitation-do = Öffnen Sie Domicile, um zu sehen, welche es ist, und um anzunehmen oder abzulehnen. Die Einladung gilt bis { $expires }.

mail-added-subject = Sie wurden in ein Konto aufgenommen
mail-added = Eine Organisation hat Sie in ihr Konto aufgenommen.
mail-added-do = Öffnen Sie Domicile, um zu sehen, welche es ist. Wenn das stimmt, führen Sie Refresh Policy aus, um ihre Lizenzen zu nutzen. Wenn nicht, können Sie bis { $until } selbst austreten, ohne jemanden zu fragen.

mail-removed-subject = Sie wurden aus { $account } entfernt
mail-removed = Ein Administrator hat Sie aus dem Konto { $account } entfernt. Zur Sicherheit sind Sie gesperrt; das ist normal, wenn man ein Konto verlässt.
mail-removed-do = Wenn Sie zu einer anderen Organisation wechseln, kann sie Sie jetzt hinzufügen und entsperrt Sie. Wenn es ein Versehen war, bitten Sie einen Administrator von { $account }, es rückgängig zu machen: Das geht 90 Tage lang.

mail-confirm-filed-subject = Sie haben den Austritt aus { $account } beantragt
mail-confirm-filed = Jemand, der als Sie angemeldet war, hat den Austritt aus dem Konto { $account } beantragt.
mail-confirm-filed-do = Wenn Sie das waren, ist nichts zu tun: Domicile sagt Ihnen, wenn es eine Antwort gibt. Wenn nicht, öffnen Sie diesen Link, um den Antrag zurückzuziehen:

mail-confirm-accepted-subject = Sie haben in Domicile ein Angebot angenommen
mail-confirm-accepted = Jemand, der als Sie angemeldet war, hat das Angebot einer Organisation angenommen, Sie in ihr Konto zu übernehmen.
mail-confirm-accepted-do = Wenn Sie das waren, ist nichts zu tun: Domicile sagt Ihnen, wenn Ihr altes Konto geantwortet hat. Wenn nicht, öffnen Sie diesen Link, um die Annahme zurückzunehmen:

mail-confirm-left-subject = Sie haben in Domicile ein Konto verlassen
mail-confirm-left = Jemand, der als Sie angemeldet war, hat das Konto verlassen, in das Sie aufgenommen worden waren.
mail-confirm-left-do = Wenn Sie das waren, ist nichts zu tun. Wenn nicht, öffnen Sie diesen Link, um in das Konto zurückzukehren:

mail-approval-waits-subject = { $email } wartet auf Ihre Genehmigung
mail-approval-waits = Jemand hat sich zum ersten Mal mit der Adresse { $email } angemeldet, die zu einer Domain von { $account } gehört.
mail-approval-waits-do = Öffnen Sie „Anfragen“ in Domicile und genehmigen Sie die Person, oder lehnen Sie sie ab.

mail-case-answered-subject = Der Support hat Ihren Fall { $number } beantwortet
mail-case-answered = Der Support hat Ihren Fall { $number } beantwortet.
mail-case-answered-do = Wenn das nicht hilft, eröffnen Sie in Domicile einen neuen Fall und nennen Sie diese Nummer.

# Die Seite hinter „Das war ich nicht“.
not-me-title = Das war ich nicht
not-me-filed = Jemand, der als Sie angemeldet war, hat den Austritt aus Ihrem Konto beantragt. Wenn Sie das nicht waren, ziehen Sie den Antrag zurück.
not-me-filed-button = Antrag zurückziehen
not-me-filed-done = Der Antrag ist zurückgezogen
not-me-after = Vielleicht benutzt jemand anderes Ihre Anmeldung: Ändern Sie Ihr Passwort und sagen Sie es einem Administrator Ihres Kontos.
not-me-too-late = Zum Zurückziehen ist es zu spät
not-me-undo = Der Antrag wurde schon beantwortet. Wenn Sie aus Ihrem Konto entfernt wurden, kann ein Administrator des Kontos das 90 Tage lang rückgängig machen. Vielleicht benutzt jemand anderes Ihre Anmeldung: Ändern Sie Ihr Passwort.
not-me-gone-title = Dieser Link gilt nicht mehr
not-me-gone = Er gilt einmal und 14 Tage lang. Öffnen Sie Domicile, um zu sehen, was in Ihrem Namen geschehen ist; wenn etwas nicht stimmt, sagen Sie es einem Administrator Ihres Kontos.
not-me-later-title = Das hat nicht geklappt
not-me-later = Es liegt am Dienst, nicht an Ihnen. Gehen Sie zurück und drücken Sie in einer Minute noch einmal auf die Schaltfläche.

# Die Seiten hinter Links in E-Mails, wo der Dienst sie nicht zeigen kann.
page-later-title = Diese Seite lässt sich gerade nicht anzeigen
page-later = Es liegt am Dienst, nicht an Ihnen. Öffnen Sie den Link in einer Minute noch einmal.
page-broken-title = Dieser Link ist nicht vollständig
page-broken = Ein Teil davon ging unterwegs verloren. Öffnen Sie ihn in der E-Mail selbst, oder kopieren Sie ihn ganz.
