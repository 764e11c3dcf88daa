# Beschriftungen des Fensters für die Seiten der Administration und für das, was andere Konten auf Start anbieten. Sätze über Personen stehen anderswo.


## Navigation

ui-nav-requests = Anfragen
ui-nav-people = Personen
ui-nav-waiting = { $count ->
    [one] { $count } wartet auf Sie
   *[other] { $count } warten auf Sie
  }
ui-key-requests = Anfragen
ui-key-people = Personen
ui-key-find = Jemanden suchen
ui-message-language = Sprache der Nachricht
ui-action-for = { $action }: { $name }

## Anfragen

ui-requests-title = Anfragen
ui-requests-lead = Personen, die { $account } verlassen möchten oder etwas anderes beantragen.
ui-requests-show = Anzeigen
ui-requests-open = Offen ({ $count })
ui-requests-answered = Beantwortet ({ $count })
ui-requests-list-open = Offene Anfragen
ui-requests-list-answered = Beantwortete Anfragen
ui-requests-reading = Anfragen werden gelesen…
ui-requests-empty-detail = Wenn jemand { $account } verlassen möchte, können Sie hier antworten.
ui-requests-none-answered = Noch wurde keine Anfrage beantwortet
ui-requests-none-answered-detail = Hier bleibt, was Sie und andere aus der Administration geantwortet haben.
ui-approvals-title = Warten auf Genehmigung
ui-approvals-lead = Zum ersten Mal mit einer Adresse Ihrer Organisation angemeldet.

ui-inbox-back = Alle Anfragen
ui-inbox-address = E-Mail-Adresse
ui-inbox-words = In eigenen Worten
ui-inbox-answer = Die Antwort Ihrer Organisation
ui-inbox-before = Bevor Sie { $name } entfernen
ui-inbox-looking = Es wird geprüft, was im Weg steht…
ui-inbox-nothing = Es steht nichts im Weg.
ui-inbox-blocked = Sobald nichts mehr im Weg steht, können Sie { $name } hier entfernen.
ui-inbox-decline = Ablehnen…
ui-inbox-gone-title = Dieser Antrag ist nicht mehr offen
ui-inbox-gone-detail = Er wurde zurückgezogen oder ist beendet. „Alle Anfragen“ zeigt den neuesten Stand.
ui-blocker-blocks = Hält auf
ui-blocker-warns = Gut zu wissen

## Rückfragen

ui-remove = { $name } aus dem Konto entfernen
ui-remove-title = { $name } aus { $account } entfernen?
ui-remove-short = { $name } entfernen
ui-remove-keep = { $name } behalten
ui-decline-title = Antrag von { $name } ablehnen?
ui-decline-text = { $name } bleibt bei { $account } und kann den Austritt noch einmal beantragen.
ui-decline-reason = Was spricht jetzt gegen den Austritt?
ui-decline-reason-hint = { $name } liest das Wort für Wort.
ui-decline-reason-missing = Schreiben Sie einen Satz, damit { $name } weiß, was als Nächstes zu tun ist.
ui-decline-send = Antrag ablehnen
ui-lock-title = { $name } sperren?
ui-lock-text = Beim nächsten Refresh Policy startet lizenzierte Software für { $name } nicht mehr. Sie können die Person hier jederzeit entsperren.
ui-lock-because = Warum?
ui-lock-because-hint = Freiwillig. Der Grund steht dann im Änderungsprotokoll.
ui-lock-do = { $name } sperren
ui-lock-keep = Nicht sperren
ui-role-give-title = { $name } die Rolle { $role } geben?
ui-role-gives-account-admin = { $name } darf dann alles in { $account }: Personen hinzufügen, sperren und entfernen, Anfragen beantworten und jede Rolle geben und entziehen, auch Ihre.
ui-role-gives-co-admin = { $name } darf dann Personen von { $account } hinzufügen, sperren und entfernen, ihre Anfragen beantworten und Rollen geben. Ausgenommen sind nur Kontoadministratoren.
ui-role-gives-group-admin = { $name } sieht dann, wer zu { $account } gehört, und darf ändern, wer in welcher Gruppe ist.
ui-role-gives-services-admin = { $name } darf sich dann um die Dienste von { $account } kümmern.
ui-role-gives-learn-admin = { $name } darf sich dann um die Schulungen von { $account } kümmern.
ui-role-give-do = { $name } die Rolle geben
ui-role-give-keep = Nicht geben
ui-role-take-title = { $name } die Rolle { $role } entziehen?
ui-role-takes = { $name } darf dann nicht mehr, was diese Rolle erlaubt. Sie können die Rolle hier wieder geben.
ui-role-takes-own = Sie dürfen dann nicht mehr, was diese Rolle erlaubt, und können sie sich nicht selbst wieder geben.
ui-role-take-do = { $name } die Rolle entziehen
ui-role-take-keep = So lassen
ui-give-title = { $product } jemand anderem geben?
ui-give-text = { $name } verliert diese Lizenz, und wer von Ihnen ausgewählt wird, erhält sie.
ui-give-to = Wer erhält sie?
ui-give-do = Lizenz geben
ui-accept-title = Das Angebot von { $account } annehmen?
ui-accept-what = Was geschieht
ui-accept-leave = Ihr Antrag auf Austritt geht an die Administratoren von { $account }. Von wem das Angebot kommt, erfahren sie nie.
ui-accept-leave-plain = Ihr Antrag auf Austritt geht an die Administratoren Ihres Kontos. Von wem das Angebot kommt, erfahren sie nie.
ui-accept-join = Wenn man Sie dort gehen lässt, werden Sie durch { $account } sofort hinzugefügt und entsperrt.
ui-accept-join-with = Wenn man Sie dort gehen lässt, werden Sie durch { $account } sofort hinzugefügt und entsperrt. Dazu gehört: { $things }.
ui-accept-refresh = Sie führen Refresh Policy aus und arbeiten mit den Lizenzen von { $account }.
ui-accept-back = Bis man Sie gehen lässt, können Sie die Annahme zurücknehmen.
ui-accept-do = Angebot annehmen
ui-accept-keep = Nicht jetzt
ui-decline-offer-title = Das Angebot von { $account } ablehnen?
ui-decline-offer-text = Das Angebot endet. Danach müsste { $account } ein neues machen.
ui-decline-offer-do = Angebot ablehnen
ui-take-back-title = Annahme zurücknehmen?
ui-take-back-text = Das Angebot von { $account } endet, und Ihr Antrag auf Austritt aus Ihrem Konto wird zurückgezogen; wer ihn erhalten hat, erfährt davon.
ui-take-back-do = Annahme zurücknehmen
ui-take-back-keep = Dabei bleiben
ui-leave-now-title = { $account } verlassen?
ui-leave-now-keep = Bleiben

ui-outdated-title = Das hat sich geändert
ui-outdated-text = Inzwischen hat jemand geantwortet, oder etwas anderes hat sich geändert. Sehen Sie noch einmal nach, bevor Sie entscheiden.

## Personen

ui-people-title = Personen
ui-people-search = E-Mail-Adresse oder Teil eines Namens
ui-people-search-hint = Personen von { $account } erscheinen beim Tippen. Um jemanden hinzuzufügen, geben Sie die ganze Adresse ein.
ui-people-look-up = Nachschlagen
ui-people-looking = Wird nachgeschlagen…
ui-people-at = Personen von { $account }
ui-people-found = Gefundene Personen
ui-people-more = Weitere Personen anzeigen
ui-batch-title = Adressen ({ $count })
ui-batch-waits = Nicht nachgeschlagen
ui-batch-progress = { $done } von { $count } Adressen
ui-batch-do = { $action }: { $count ->
    [one] { $count } Adresse
   *[other] { $count } Adressen
  }
ui-people-outgoing = Angebote und Einladungen
ui-people-removed = Entfernte Personen ({ $count })
ui-outgoing-transfer = Angebot
ui-outgoing-invitation = Einladung

ui-card-close = Schließen
ui-card-name = Name
ui-card-name-hint = Freiwillig. Ohne Namen wird der Teil der Adresse vor dem @ verwendet.
ui-card-comes-with = Was dazugehört
ui-card-country = Lizenzland
ui-card-roles = Rollen
ui-card-admin-roles = Rollen der Administration
ui-card-steps = Was ein Angebot bewirkt
ui-card-steps-invite = Was eine Einladung bewirkt
ui-card-after = Damit die Person arbeiten kann
ui-card-open = Noch offen
ui-card-settled = So ist die Person eingerichtet
ui-card-rights = Was { $name } benutzen darf
ui-card-licences = Persönliche Lizenzen
ui-card-give = Weitergeben…
ui-card-remove = Bevor Sie { $name } entfernen
ui-offer-step-accept = Die Person nimmt an
ui-offer-step-accept-detail = Die Person sieht Ihr Angebot in der App. Das bisherige Konto erfährt nie, von wem es kommt.
ui-offer-step-release = Das bisherige Konto entfernt die Person
ui-offer-step-release-detail = Sie erfahren nie, welches Konto das ist.
ui-offer-step-join = Hinzugefügt, entsperrt, mit Land und Rollen
ui-offer-step-join-detail = Alles auf einmal, mit den Einstellungen oben.
ui-offer-step-invited-detail = Die Person sieht Ihre Einladung in der App und erhält sie per E-Mail.
ui-offer-step-refresh = Die Person führt Refresh Policy aus
ui-offer-step-who-them = Die Person
ui-offer-step-who-old = Bisheriger Administrator
ui-offer-step-who-us = Domicile

## Was geändert wurde, mit dem Weg zurück

ui-changed-roles-given = { $count ->
    [one] { $name } hat jetzt die Rolle { $roles }.
   *[other] { $name } hat jetzt die Rollen { $roles }.
  }
ui-changed-roles-taken = { $count ->
    [one] { $name } hat die Rolle { $roles } nicht mehr.
   *[other] { $name } hat die Rollen { $roles } nicht mehr.
  }
ui-changed-roles-both = Rollen von { $name }: { $given } gegeben, { $taken } entzogen.
ui-changed-country = Lizenzland von { $name }: { $country }.
ui-changed-country-rule = Über das Lizenzland von { $name } entscheidet jetzt die Regel.
ui-changed-locked = { $name } ist jetzt gesperrt.
ui-changed-unlocked = { $name } ist jetzt entsperrt.
ui-undo = Rückgängig machen

## Einstellungen

ui-notify-title = Benachrichtigungen
ui-notify-requests = Meine Anträge
ui-notify-requests-hint = Antworten, ablaufende Anträge und wenn Sie hinzugefügt wurden.
ui-notify-licences = Meine Lizenzen
ui-notify-licences-hint = Wann Sie sich erneut anmelden sollten und was bald endet.
ui-notify-admin = Anfragen an Sie
ui-notify-admin-hint = Wenn jemand Ihr Konto verlassen möchte.

## Start

ui-offers-label = Angebote und Einladungen
ui-offer-comes-with = Das gehört dazu
ui-history-title = Frühere Anträge ({ $count })
ui-past-answer = Die Antwort
ui-case-title = Ihr Fall beim Support
ui-case-number = Fallnummer
ui-case-open = Offen
ui-case-answered = Beantwortet
ui-case-answer = Was der Support geantwortet hat
ui-leave-now-label = Austritt, ohne zu fragen

# Home, for an administrator: who waits.
ui-waiting-for-you = Wartet auf Sie
ui-people-wait = { $count ->
    [one] 1 Person wartet auf Ihre Antwort.
   *[other] { $count } Personen warten auf Ihre Antwort.
}
ui-open-requests = Anfragen öffnen
