# Beschriftungen für das, was bald endet, auf „Lizenzen“ und auf „Personen“.

ui-forecast-title = Was als Nächstes ausläuft
ui-forecast-caption = Was in den nächsten { $days } Tagen ausläuft, das Früheste zuerst
ui-forecast-product = Produkt
ui-forecast-contract = Vertragsende
ui-forecast-grace = Mit Nachfrist bis
ui-forecast-today = Heute
ui-forecast-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
ui-account-licences = Lizenzen des Kontos { $account }
ui-seats-title = Plätze
