# Lo que dice el servicio sobre las reservas cuando algo no se puede hacer: un título, un motivo y como mucho dos pasos por código, como en
# service.ftl. Después, las cartas correspondientes, como en mail.ftl.

problem-check-out-not-entitled = { $product } no se puede reservar ahora
problem-check-out-not-entitled-why = { $person } no puede usar el producto: { $reason }.
problem-check-out-not-entitled-do-1 = Consulte las licencias en Domicile: allí se indica qué ayudaría.

problem-check-out-open = { $product } ya tiene una reserva abierta
problem-check-out-open-why = Para cada producto y cada equipo hay una sola reserva a la vez.
problem-check-out-open-do-1 = Espere la respuesta o devuelva antes el producto.

problem-check-out-closed = Este paso ya no corresponde
problem-check-out-closed-why = Mientras tanto la reserva se respondió, se devolvió o se terminó, o ya pasó su plazo.
problem-check-out-closed-do-1 = Consulte la reserva de nuevo.

problem-check-out-too-many = Tiene demasiadas reservas
problem-check-out-too-many-why = Puede haber como mucho { $most } abiertas a la vez.
problem-check-out-too-many-do-1 = Devuelva una que no necesite.

problem-check-out-days = El plazo es demasiado largo o demasiado corto
problem-check-out-days-why = Una reserva dura de 1 a { $most } días.
problem-check-out-days-do-1 = Elija otro número de días.

# Por qué alguien no puede usar un producto, después de dos puntos.
# dynamic: check-out-reason-
check-out-reason-not-owned = la cuenta no lo tiene
check-out-reason-other-country = la cuenta lo tiene para otros países
check-out-reason-country-without-entitlements = la cuenta no tiene nada en el país de licencia
check-out-reason-restricted = está reservado a ciertos roles o grupos
check-out-reason-not-yet-started = el contrato no ha empezado
check-out-reason-ended = el contrato ha terminado
check-out-reason-locked = el acceso de la persona está bloqueado
check-out-reason-unaffiliated = la persona no pertenece a ninguna cuenta
check-out-reason-version-not-covered = esta versión no está incluida
check-out-reason-other = el archivo de licencias no lo permite

mail-check-out-asked-subject = { $person } pide reservar { $product }
mail-check-out-asked = { $person } pide usar { $product } de { $account } durante { $days } días en el equipo «{ $machine }», también sin red.
mail-check-out-asked-do = Abra las solicitudes en Domicile para aprobarlo o rechazarlo.

mail-check-out-allowed-subject = { $product } está reservado para usted
mail-check-out-allowed = Un administrador de { $account } lo aprobó: { $product } está reservado en el equipo «{ $machine }» hasta el { $until }.
mail-check-out-allowed-do = Ejecute Refresh Policy en ese equipo mientras tenga red. Si no la tiene, guarde en Domicile, en otro equipo, un archivo de licencias para él.

mail-check-out-declined-subject = { $product } no se reservó para usted
mail-check-out-declined = { $by }, de { $account }, rechazó su solicitud de reservar { $product } en el equipo «{ $machine }».
mail-check-out-declined-do = Puede seguir usando el producto mientras su archivo de licencias sea válido.

mail-check-out-ended-subject = Su reserva de { $product } se terminó
mail-check-out-ended = Un administrador de { $account } terminó su reserva de { $product } en el equipo «{ $machine }».
mail-check-out-ended-do = Después del próximo Refresh Policy en ese equipo, allí solo cuenta su archivo de licencias.

problem-too-many-check-out-requests = Ha sido la última reserva de hoy
problem-too-many-check-out-requests-why = Una persona puede pedir { $most } reservas en 24 horas, sea cual sea el resultado.
problem-too-many-check-out-requests-do-1 = Inténtelo de nuevo más tarde.
