# Labels of what ends soon, on Licences and on an administrator’s People.

ui-forecast-title = What ends next
ui-forecast-caption = What ends in the next { $days } days, soonest first
ui-forecast-product = Product
ui-forecast-contract = Contract ends
ui-forecast-grace = With grace until
ui-forecast-today = Today
ui-forecast-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
ui-account-licences = Licences of { $account }
ui-seats-title = Seats
