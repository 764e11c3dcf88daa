# Was andere Konten der Person anbieten, frühere Anträge, Austritt ohne zu fragen, der Fall beim Support.

offer-title = { $account } möchte Sie übernehmen
offer-detail = Wenn Sie annehmen, wird { $old } gebeten, Sie gehen zu lassen. Sobald das geschieht, werden Sie durch { $account } hinzugefügt und entsperrt. Von wem das Angebot kommt, erfährt { $old } nicht. Es gilt bis { $date }.
offer-detail-free = Wenn Sie annehmen, werden Sie durch { $account } sofort hinzugefügt und entsperrt. Das Angebot gilt bis { $date }.
offer-accepted-title = Angebot von { $account } angenommen
offer-accepted-detail = { $old } muss Sie gehen lassen; dann werden Sie durch { $account } von selbst hinzugefügt und entsperrt.
offer-accepted-detail-free = Sie werden jetzt durch { $account } hinzugefügt und entsperrt.
offer-completed-title = { $account } hat Sie übernommen
offer-completed-detail = Führen Sie Refresh Policy aus, um die Lizenzen zu nutzen.
offer-over-title = Angebot von { $account } beendet
offer-over-detail = Als Sie frei waren, galt es nicht mehr; deshalb wurden Sie nicht hinzugefügt. Bitten Sie { $account }, Sie hinzuzufügen.
offer-expired-detail = Ihr Antrag auf Austritt aus { $old } ist ohne Antwort abgelaufen und mit ihm das Angebot. Wenn Sie weiterhin wechseln möchten, bitten Sie { $account } um ein neues.
offer-revoked-title = Angebot von { $account } zurückgezogen
offer-revoked-detail = Ihr Antrag auf Austritt aus { $old } bleibt offen. Ziehen Sie ihn zurück, wenn Sie bleiben möchten.
offer-revoked-detail-free = Das geschah, bevor Sie frei waren; deshalb wurden Sie nicht hinzugefügt. Bitten Sie { $account }, Sie hinzuzufügen.

invited-title = { $account } lädt Sie ein
invitation-detail = Wenn Sie annehmen, gehören Sie zu { $account }. Die Einladung gilt bis { $date }.
invitation-back-title = { $account } bittet Sie zurückzukommen
invitation-back-detail = Wenn Sie annehmen, gehören Sie wieder zu { $account }, mit den Rollen und Gruppen, die Sie hatten. Die Einladung gilt bis { $date }.

comes-with-roles = { $count ->
    [one] Rolle: { $roles }
   *[other] Rollen: { $roles }
}
comes-with-country = Lizenzland: { $country }

action-accept-offer = Angebot annehmen
action-decline-offer = Ablehnen
action-take-back-acceptance = Annahme zurücknehmen
action-accept-invitation = Einladung annehmen

past-declined = Durch { $account } abgelehnt am { $date }
past-withdrawn = Von Ihnen zurückgezogen am { $date }
past-expired = Ohne Antwort von { $account } abgelaufen am { $date }
past-fulfilled = Aus { $account } entfernt am { $date }
past-unknown = Beendet am { $date } ({ $word }): { $account }

leave-text = { $account } hat Sie am { $date } hinzugefügt. Bis { $until } können Sie austreten, ohne zu fragen.
leave-consequence = Sie verlieren sofort die Lizenzen von { $account } und sind gesperrt, bis eine andere Firma Sie hinzufügt und entsperrt.
action-leave = { $account } verlassen

case-open = Ihr Fall { $number } liegt seit { $date } beim Support.
case-answered = Der Support hat Ihren Fall { $number } am { $date } beantwortet.

headline-offer = { $account } möchte Sie übernehmen
headline-offer-detail = Wenn Sie annehmen, wird { $account } gebeten, Sie gehen zu lassen.
headline-offer-free-detail = Wenn Sie annehmen, werden Sie sofort hinzugefügt und entsperrt.
headline-invited = { $account } lädt Sie ein
headline-invited-detail = Sie können bis { $date } annehmen.
headline-awaits-approval = Warten auf Genehmigung
headline-awaits-approval-detail = Ein Administrator von { $account } muss Ihre erste Anmeldung genehmigen.
detail-join-invited = { $account } hat Sie eingeladen. Sie können bis { $date } annehmen.
detail-join-accepted = { $account } fügt Sie hinzu, sobald Sie frei sind.

notice-offer-accepted = Sie haben das Angebot von { $name } angenommen.
notice-offer-declined = Sie haben das Angebot von { $name } abgelehnt.
notice-acceptance-taken-back = Sie haben die Annahme des Angebots von { $name } zurückgenommen.
notice-invitation-accepted = Sie gehören jetzt zu { $name }.
notice-invitation-declined = Sie haben die Einladung von { $name } abgelehnt.
notice-left = Sie haben { $name } verlassen.
