# Fechas y horas en palabras. Aquí se unen las piezas, en el orden de este idioma.
# Los días van sin artículo («hasta el { $date }»); los momentos responden a «¿cuándo?» y ya lo llevan («a las 09:14»).

# El lunes es 1.
weekday-name = { $day ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
}
month-name = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
date-weekday = { $weekday } { $day } de { $month }
date-weekday-year = { $weekday } { $day } de { $month } de { $year }
date-day = { $day } de { $month }
date-day-year = { $day } de { $month } de { $year }
date-moment = el { $date } a las { $time }
date-today = a las { $time }
# Cuánto falta para un día.
date-in-days = { $count ->
    [0] hoy
    [one] mañana
   *[other] dentro de { $count } días
}
date-days-ago = { $count ->
    [0] hoy
    [one] ayer
   *[other] hace { $count } días
}
# Un día cercano: «martes 3 de junio (dentro de 3 días)».
date-near = { $date } ({ $near })
