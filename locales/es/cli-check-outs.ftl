# La línea de órdenes sobre las licencias que se reservan: lo que solo dice ella, y su ayuda.

cli-check-out-asked = { $days ->
    [one] Solicitado: reservar { $product } durante 1 día. Un administrador tiene que permitirlo.
   *[other] Solicitado: reservar { $product } durante { $days } días. Un administrador tiene que permitirlo.
}
cli-checked-out = Reservada: { $product }. { $text }
cli-whoami-id = Su identificador: { $id }
cli-by-file = No se puede llegar al servicio: lo lleva un archivo.

# dynamic: cli-error-

cli-error-file-exists-what = No se ha escrito nada.
cli-error-file-exists-why = { $path } ya existe.
cli-error-file-exists-do = Indique otro archivo con -o

# dynamic: help-

help-licence-examples =
    domicile licence list
    domicile licence check-out bridge-modeler --days 14
    domicile licence return bridge-modeler
    domicile licence open domicile-licences-ana-tower.json
help-licence-check-out = Reservar un producto en este equipo hasta 30 días; por archivo si no hay conexión
help-licence-check-out-examples =
    domicile licence check-out bridge-modeler --days 14
    domicile licence check-out bridge-modeler -o request.json
help-licence-return = Devolver lo que está reservado aquí, o retirar una solicitud
help-licence-open = Abrir un archivo de otro equipo: una solicitud, licencias o una devolución
help-licence-export = Guardar licencias para el equipo que indica un archivo de solicitud
help-licence-export-examples =
    domicile licence export --for request.json -o licences.json
help-arg-days = Durante cuántos días, de 1 a 30
help-arg-inbox-approve-days = En una reserva: durante cuántos días, si son otros que los pedidos
help-arg-user = Su identificador, si nadie ha iniciado sesión en este equipo: lo muestra domicile whoami
help-arg-output = Qué archivo se escribe; no debe existir todavía
help-arg-file = Qué archivo se lee, o: - para la entrada estándar
help-arg-request = El archivo de solicitud
