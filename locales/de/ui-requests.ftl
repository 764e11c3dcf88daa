# Die Worte des Fensters zu Anträgen auf Aufnahme, Entsperrung, ein Lizenzland oder eine Rolle.

ui-asks-title = Weitere Anfragen
ui-asks-lead = Worum man Sie bittet: Ein Klick erledigt es.
ui-my-asks-title = Ihre Anträge
ui-decline-ask-title = Antrag von { $name } ablehnen?
