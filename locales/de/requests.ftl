# Anträge auf Aufnahme, auf Entsperrung, auf ein Lizenzland, auf eine Rolle.

# Worum jemand bittet, wie es nach „bittet um“ steht.
asked-add = Aufnahme in das Konto
asked-unlock = Entsperrung
asked-country = das Lizenzland { $country }
asked-role = die Rolle „{ $role }“
asked-unknown = etwas, das diese Version von Domicile nicht kennt ({ $word })

## Wie ein Antrag steht, für die Person selbst

ask-with = Sie haben um { $asked } gebeten. Der Antrag liegt seit { $date } bei { $name }.
ask-with-all = Sie haben um { $asked } gebeten. Der Antrag liegt seit { $date } bei den Administratoren von { $account }.
ask-with-support = Sie haben um { $asked } gebeten. Der Antrag liegt seit { $date } beim Support, weil ihn in Ihrem Konto niemand beantworten kann.
ask-seen = Ein Administrator hat ihn gesehen.
ask-reminder = Ohne Antwort geht am { $date } eine Erinnerung hinaus.
ask-expires = Ohne Antwort endet er am { $date }.
ask-fulfilled = Sie haben um { $asked } gebeten. Das ist seit dem { $date } erledigt.
ask-declined = Sie haben um { $asked } gebeten. { $name } hat das am { $date } abgelehnt.
ask-withdrawn = Sie haben um { $asked } gebeten und das am { $date } zurückgezogen.
ask-expired = Sie haben um { $asked } gebeten. Bis { $date } hat niemand geantwortet.

action-ask-unlock = Entsperrung beantragen
action-ask-country = Änderung beantragen
action-ask-country-named = { $country } beantragen
action-ask-add = { $account } um Aufnahme bitten
action-copy-reminder = Erinnerung kopieren
notice-ask-sent = Antrag gesendet.

## Für Administratoren

inbox-asks = { $name } bittet um { $asked }
inbox-ask-fulfilled = Erledigt am { $date }
action-set-country-to = Lizenzland { $country } setzen
action-give-role = Rolle „{ $role }“ geben
action-decline-ask = Ablehnen …
notice-ask-approved = Erledigt, wie von { $name } gewünscht.
