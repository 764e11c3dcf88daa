# Lo que termina pronto: las licencias de este equipo y lo que tiene una cuenta.

forecast-some = { $count ->
    [one] 1 licencia termina
   *[other] { $count } licencias terminan
} { $days ->
    [one] en el próximo día.
   *[other] en los próximos { $days } días.
}
forecast-none = No termina nada { $days ->
    [one] en el próximo día.
   *[other] en los próximos { $days } días.
}
forecast-account-some = { $count ->
    [one] 1 licencia de { $account } termina
   *[other] { $count } licencias de { $account } terminan
} { $days ->
    [one] en el próximo día.
   *[other] en los próximos { $days } días.
}
forecast-account-none = Ninguna licencia de { $account } termina { $days ->
    [one] en el próximo día.
   *[other] en los próximos { $days } días.
}
# Un día y cuánto falta: «26 de mayo, dentro de 12 días».
forecast-day = { $date }, { $near }
forecast-no-grace = sin periodo de gracia

forecast-seats = { $seats }.
forecast-seats-in = { $seats } para { $countries }.
forecast-seats-left = { $count ->
    [one] Queda 1 puesto.
   *[other] Quedan { $count } puestos.
}
forecast-people = Licencias nominales: { $names }{ $others ->
    [0] .
    [one] { " " }y 1 persona más.
   *[other] { " " }y { $others } personas más.
}
forecast-nobody = Nadie tiene una licencia nominal de este producto.
seat-count = { $count ->
    [one] 1 puesto
   *[other] { $count } puestos
}
seat-count-unlimited = puestos sin límite

seats-assigned = { $owned ->
    [one] { $assigned } de 1 puesto está asignado a una persona.
   *[other] { $assigned } de { $owned } puestos están asignados a personas.
}
seats-over = { $assigned ->
    [one] 1 puesto está asignado a una persona, pero la cuenta solo tiene { $owned }.
   *[other] { $assigned } puestos están asignados a personas, pero la cuenta solo tiene { $owned }.
}
seats-unlimited = { $assigned ->
    [0] Puestos sin límite; ninguno está asignado a una persona.
    [one] Puestos sin límite; 1 está asignado a una persona.
   *[other] Puestos sin límite; { $assigned } están asignados a personas.
}
seats-checked-out = { $count ->
    [one] 1 está reservado para usarlo sin conexión.
   *[other] { $count } están reservados para usarlos sin conexión.
}
seats-uncounted = Hay demasiadas licencias nominales para contarlas aquí.

action-copy-for-buyer = Copiar el texto para compras

message-buyer-subject = Licencias de { $account } que terminan pronto
message-buyer = Estas licencias de { $account } terminan en los próximos { $days } días:
message-buyer-line = - { $product }: { $seats }, el contrato termina el { $date }, { $grace ->
    [0] sin periodo de gracia
    [one] 1 día de gracia hasta el { $until }
   *[other] { $grace } días de gracia hasta el { $until }
}{ $left ->
    [0] { "" }
    [one] . Después queda 1 puesto
   *[other] . Después quedan { $left } puestos
}
message-buyer-line-over = - { $product }: { $seats }, el contrato terminó el { $date }, { $grace ->
    [0] sin periodo de gracia
    [one] 1 día de gracia hasta el { $until }
   *[other] { $grace } días de gracia hasta el { $until }
}{ $left ->
    [0] { "" }
    [one] . Después queda 1 puesto
   *[other] . Después quedan { $left } puestos
}
message-buyer-ask = Le pido que renueve a tiempo lo que aún necesitamos o que me diga qué termina a propósito. Muchas gracias.

# La línea de órdenes.
cli-head-contract-ends = Fin del contrato
cli-head-grace = Con gracia hasta
# dynamic: help-
help-licence-forecast = Lo que termina en los próximos 90 días; con --account, lo que tiene la cuenta y a quién afecta
help-licence-forecast-examples =
    domicile licence forecast
    domicile licence forecast --days 30 --json
    domicile licence forecast --account
help-arg-licence-forecast-days = Cuántos días mirar hacia adelante, de 1 a 366; si falta, 90
help-arg-licence-forecast-account = Lo que tiene la cuenta, para administradores
