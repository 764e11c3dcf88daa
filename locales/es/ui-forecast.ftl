# Etiquetas de lo que termina pronto, en «Licencias» y en «Personas».

ui-forecast-title = Lo próximo que termina
ui-forecast-caption = Lo que termina en los próximos { $days } días, lo más cercano primero
ui-forecast-product = Producto
ui-forecast-contract = Fin del contrato
ui-forecast-grace = Con gracia hasta
ui-forecast-today = Hoy
ui-forecast-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
ui-account-licences = Licencias de { $account }
ui-seats-title = Puestos
