# Die Befehlszeile zu ausgeliehenen Lizenzen: was nur sie sagt, und ihre Hilfe.

cli-check-out-asked = { $days ->
    [one] Angefragt: { $product } für 1 Tag ausleihen. Ein Administrator muss es erlauben.
   *[other] Angefragt: { $product } für { $days } Tage ausleihen. Ein Administrator muss es erlauben.
}
cli-checked-out = Ausgeliehen: { $product }. { $text }
cli-whoami-id = Ihre ID: { $id }
cli-by-file = Der Dienst ist nicht erreichbar: Eine Datei überbringt es.

# dynamic: cli-error-

cli-error-file-exists-what = Es wurde nichts geschrieben.
cli-error-file-exists-why = { $path } gibt es schon.
cli-error-file-exists-do = Mit -o eine andere Datei nennen

# dynamic: help-

help-licence-examples =
    domicile licence list
    domicile licence check-out bridge-modeler --days 14
    domicile licence return bridge-modeler
    domicile licence open domicile-licences-ana-tower.json
help-licence-check-out = Ein Produkt bis zu 30 Tage auf diesen Computer ausleihen; ohne Netz per Datei
help-licence-check-out-examples =
    domicile licence check-out bridge-modeler --days 14
    domicile licence check-out bridge-modeler -o request.json
help-licence-return = Zurückgeben, was hierher ausgeliehen ist, oder eine Anfrage zurückziehen
help-licence-open = Eine Datei von einem anderen Computer öffnen: Anfrage, Lizenzen oder Rückgabe
help-licence-export = Lizenzen für den Computer speichern, den eine Anfragedatei nennt
help-licence-export-examples =
    domicile licence export --for request.json -o licences.json
help-arg-days = Für wie viele Tage, 1 bis 30
help-arg-inbox-approve-days = Bei einer Ausleihe: für wie viele Tage, falls andere als gewünscht
help-arg-user = Ihre ID, falls sich auf diesem Computer noch niemand angemeldet hat: domicile whoami zeigt sie
help-arg-output = Welche Datei geschrieben wird; es darf sie noch nicht geben
help-arg-file = Welche Datei gelesen wird, oder: - für die Standardeingabe
help-arg-request = Die Anfragedatei
