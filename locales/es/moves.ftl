# Lo que dice el servicio sobre ofertas, invitaciones, la baja sin pedirlo y la búsqueda de direcciones cuando algo no se puede hacer: por cada
# código, un título, un motivo y dos pasos como máximo, como en service.ftl. Después, las cartas y páginas correspondientes, como en mail.ftl.

problem-offer-closed = Esta oferta ya no está abierta
problem-offer-closed-why = Se rechazó, se retiró, se completó o caducó.
problem-offer-closed-do-1 = Mire la oferta de nuevo.

problem-offer-already-open = Ya ha hecho una oferta a esta persona
problem-offer-already-open-why = Una cuenta tiene una sola oferta abierta por persona.
problem-offer-already-open-do-1 = Espere la respuesta o retire antes la oferta.

problem-offer-already-accepted = Ha aceptado otra oferta
problem-offer-already-accepted-why = Solo se puede aceptar una oferta a la vez.
problem-offer-already-accepted-do-1 = Anule antes esa aceptación o manténgala.

problem-offer-no-longer-valid = Esta oferta ya no es válida
problem-offer-no-longer-valid-why = Quien la hizo ya no administra esa cuenta, o la cuenta ya no incorpora a nadie mediante ofertas.
problem-offer-no-longer-valid-do-1 = Pida a la organización que hizo la oferta que la haga de nuevo.

problem-federated-account = Esta cuenta no incorpora a nadie mediante ofertas
problem-federated-account-why = Sus personas llegan mediante el inicio de sesión de la empresa.
problem-federated-account-do-1 = Añadir a la persona al directorio de la empresa cuando quede libre.

problem-invitation-closed = Esta invitación ya no está abierta
problem-invitation-closed-why = Se respondió, se retiró o caducó.
problem-invitation-closed-do-1 = Pida una invitación nueva o envíe una.

problem-invitation-already-open = Ya ha invitado a esta persona
problem-invitation-already-open-why = Una cuenta tiene una sola invitación abierta por persona.
problem-invitation-already-open-do-1 = Envíela de nuevo o retírela antes.

problem-invitation-no-longer-valid = Esta invitación ya no es válida
problem-invitation-no-longer-valid-why = Quien la envió ya no administra esa cuenta.
problem-invitation-no-longer-valid-do-1 = Pida a la organización que envió la invitación que la envíe de nuevo.

problem-invitation-unknown = Este código de invitación no se conoce
problem-invitation-unknown-why = No está completo, o la invitación se ha vuelto a enviar: solo sirve el código más reciente.
problem-invitation-unknown-do-1 = Copie de nuevo el código entero, del correo más reciente. No ha iniciado sesión y no se ha guardado nada.
problem-invitation-unknown-do-2 = Enviar la invitación de nuevo.

problem-already-affiliated = Ya pertenece a una cuenta
problem-already-affiliated-why = Nadie pertenece a dos cuentas.
problem-already-affiliated-do-1 = Solicite antes la baja de su cuenta.

problem-identity-in-use = Su inicio de sesión ya está vinculado a alguien
problem-identity-in-use-why = La invitación para iniciar sesión por primera vez es para un inicio de sesión que aquí aún no se conoce.
problem-identity-in-use-do-1 = Use el inicio de sesión al que se dirige la invitación.
problem-identity-in-use-do-2 = Vincular el inicio de sesión al otro registro.

problem-cannot-leave-alone = No puede darse de baja sin pedirlo
problem-cannot-leave-alone-why = Solo es posible si se le añadió sin preguntarle, y solo durante 14 días.
problem-cannot-leave-alone-do-1 = Solicite la baja.

problem-cannot-undo = Esto ya no se puede deshacer
problem-cannot-undo-why = Ya se deshizo, la persona pertenece a una cuenta o han pasado 90 días.
problem-cannot-undo-do-1 = Añadir a la persona de nuevo.

problem-cannot-promise = Estos roles no se pueden prometer
problem-cannot-promise-why = Los roles de administrador los asigna después alguien de la cuenta, nunca una oferta ni una invitación.
problem-cannot-promise-do-1 = Asignar el rol cuando la persona pertenezca a la cuenta.

problem-sent-just-now = Se acaba de enviar
problem-sent-just-now-why = Una invitación se puede enviar de nuevo pasados { $minutes } minutos.
problem-sent-just-now-do-1 = Pida a la persona que mire su correo e inténtelo de nuevo después.

problem-too-many-lookups = Ha buscado demasiadas direcciones
problem-too-many-lookups-why = Un administrador puede buscar { $most } direcciones por hora, porque cada respuesta revela si alguien está en el registro.
problem-too-many-lookups-do-1 = Inténtelo de nuevo más tarde.

problem-too-many-created = Su cuenta acaba de registrar a muchas personas
problem-too-many-created-why = Una cuenta puede registrar a { $most } personas por hora.
problem-too-many-created-do-1 = Siga dentro de una hora; lo hecho, hecho está.

problem-too-many-letters = Esta persona ya ha recibido bastantes correos hoy
problem-too-many-letters-why = Nadie recibe de una cuenta más de { $most } correos del mismo tipo en 24 horas.
problem-too-many-letters-do-1 = Pida a la persona que mire su correo, o inténtelo de nuevo mañana.

problem-bad-address = No es una dirección de correo
problem-bad-address-why = { $cause }.
problem-bad-address-do-1 = Revise la dirección.

mail-offer-revoked-subject = Se ha retirado la oferta que usted aceptó
mail-offer-revoked = La organización cuya oferta había aceptado la ha retirado. Su solicitud de baja sigue esperando una respuesta en su cuenta.
mail-offer-revoked-do = Si quiere quedarse donde está, retire la solicitud en Domicile. Si se aprueba, no pertenecerá a ninguna cuenta hasta que otra le añada.

mail-named-administrator-subject = Ahora administra { $account }
mail-named-administrator = Soporte le ha asignado el rol de administrador de la cuenta { $account }, porque la cuenta necesitaba uno.
mail-named-administrator-do = Abra Domicile: en «Solicitudes» ve quién espera una respuesta.

# Las páginas de «No he sido yo» al aceptar una oferta y al darse de baja sin pedirlo.
not-me-accepted = Alguien que inició sesión como usted ha aceptado la oferta de una organización para incorporarle. Si no fue usted, anule la aceptación y, con ella, la solicitud de baja de su cuenta.
not-me-accepted-button = Anular la aceptación
not-me-accepted-done = La aceptación se ha anulado
not-me-left = Alguien que inició sesión como usted ha dejado la cuenta a la que se le había añadido. Si no fue usted, vuelva a la cuenta.
not-me-left-button = Volver a la cuenta
not-me-left-done = Está de nuevo en la cuenta

# La página de una invitación para iniciar sesión por primera vez.
invitation-page-title = Tiene una invitación a Domicile
invitation-page-how = Abra Domicile e inicie sesión con la dirección { $email }: eso es todo.
invitation-page-other = Si su inicio de sesión usa otra dirección, copie este código. En Domicile, antes de iniciar sesión, elija «Tengo un código de invitación» y péguelo; en la línea de órdenes es domicile login --invitation. Sirve una sola vez y es solo para usted.
invitation-page-gone-title = Esta invitación ya no funciona
invitation-page-gone = Se usó, se retiró o pasaron sus 7 días. Pida a la organización que le invitó que la envíe de nuevo.
