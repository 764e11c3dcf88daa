# Las dos pantallas de quien administra: solicitudes y personas. Los rótulos de la propia ventana están en ui-admin.ftl.

## Solicitudes

inbox-empty = Nadie espera su respuesta.
inbox-asks-to-leave = { $name } pide dejar { $account }
inbox-waiting = { $days ->
    [0] Espera desde hoy
    [one] Espera desde hace 1 día
   *[other] Espera desde hace { $days } días
}
inbox-blocked = { $days ->
    [0] Detenida, espera desde hoy
    [one] Detenida, espera desde hace 1 día
   *[other] Detenida, espera desde hace { $days } días
}
inbox-approved = { $days ->
    [0] Aprobada, enviada hoy
    [one] Aprobada, enviada hace 1 día
   *[other] Aprobada, enviada hace { $days } días
}
inbox-fulfilled = Baja completada el { $date }
inbox-declined = Rechazada el { $date }
inbox-withdrawn = Retirada el { $date }
inbox-expired = Caducó sin respuesta el { $date }
inbox-consequence = { $name } pierde las licencias de { $account } y su acceso se bloquea. La siguiente empresa tiene que añadir a esta persona y desbloquear su acceso. Como ella pidió la baja, solo puede volver si está de acuerdo.
inbox-awaits-approval = { $email } inició sesión el { $date } y espera su aprobación.

action-let-in = Aprobar
action-do-not-let-in = Rechazar

## Lo que impide una baja

in-the-way-fulfilment-contact = { $name } es Fulfilment Contact y recibe los correos sobre licencias. Quítele antes esa función.
in-the-way-last-fulfilment-contact = { $name } es el único Fulfilment Contact. { $account } necesita al menos uno: designe antes a otra persona y después quítele esa función.
in-the-way-insufficient-rank = { $name } administra la cuenta. Un coadministrador no puede darle de baja.
in-the-way-insufficient-rank-do = Dar de baja a esta persona, con el rol de administrador de la cuenta en { $account }.
in-the-way-last-administrator = { $name } es la única persona que administra la cuenta. Nombre antes a otra, o nadie podrá ocuparse de { $account }.
in-the-way-directory-managed = El directorio de la empresa gestiona a { $name }. Una baja hecha aquí no duraría.
in-the-way-directory-managed-do = Sacar a esta persona del directorio de la empresa de { $account }.
in-the-way-assigned-licence = { $name } tiene una licencia nominal. Con la baja queda libre; désela antes a otra persona si debe seguir en uso.
in-the-way-checked-out-licence = { $count ->
    [one] Hay una licencia reservada en un equipo de { $name }. Termina con la baja, pero un equipo sin conexión sigue funcionando hasta que acabe.
   *[other] Hay { $count } licencias reservadas en equipos de { $name }. Terminan con la baja, pero un equipo sin conexión sigue funcionando hasta que acaben.
}
in-the-way-checked-out-licence-do = Pida a esta persona que la devuelva antes de irse o espere a que termine la reserva.

action-end-designation = Quitar como Fulfilment Contact
action-designate = Designar como Fulfilment Contact
action-designate-me = Designarme como Fulfilment Contact
action-choose-contact = Elegir otro Fulfilment Contact
action-choose-administrator = Nombrar otro administrador
action-return-licence = Recuperar { $product }

removal-consequence = { $name } pierde las licencias de { $account } y su acceso se bloquea. La siguiente empresa tiene que añadir a esta persona y desbloquear su acceso. Puede deshacerlo durante 90 días, mientras no pertenezca a otra cuenta.

## Personas

people-empty = Aquí nadie se llama «{ $query }».
people-locked = Acceso bloqueado
people-asks-to-leave = Pide la baja
people-wrong-country = País de licencia incorrecto

outgoing-offer = Ofrecido el { $date }, válido hasta el { $until }
outgoing-offer-accepted = Ofrecido el { $date } y aceptado. Falta que la otra cuenta deje ir a esta persona.
outgoing-invitation = Invitación del { $date }, válida hasta el { $until }
outgoing-first-sign-in = Usuario creado el { $date }, aún no ha iniciado sesión
outgoing-invitation-back = Invitación a volver del { $date }, válida hasta el { $until }

removed = Baja completada el { $date }. Se puede deshacer hasta el { $until }.
removed-with-consent = Baja a petición propia el { $date }. Puede volver hasta el { $until }, si está de acuerdo.
action-undo = Traer de vuelta a { $name }
action-ask-back = Pedir a { $name } que vuelva

## El veredicto sobre una dirección

verdict-affiliated-elsewhere = Pertenece a otra cuenta
verdict-affiliated-elsewhere-detail = Solo la propia persona puede pedir a esa cuenta que le deje ir. Ofrezca incorporarla o envíele un mensaje.
verdict-pending-approval = Espera su aprobación
verdict-pending-approval-detail = Alguien ha iniciado sesión por primera vez con { $email }. Apruebe para añadir a esta persona a { $account }.
verdict-federated-sign-in = No hay nada que añadir
verdict-federated-sign-in-detail = La persona aparece en { $account } cuando inicia sesión por primera vez con { $email }.
verdict-directory-managed = Las personas vienen del directorio de su empresa
verdict-directory-managed-detail = { $account } recibe a sus personas del directorio de la empresa, así que { $email } no se puede añadir aquí.
verdict-directory-managed-do = Añadir a la persona en el directorio de la empresa de { $account }.
verdict-invitation-required = Libre, pero de otro dominio de correo
verdict-invitation-required-detail = { $email } no es de los dominios de { $account }. Invite a la persona; tiene 7 días para aceptar.
verdict-exists-unaffiliated = Se puede añadir
verdict-exists-unaffiliated-detail = Este usuario ya existe y no pertenece a ninguna cuenta.
verdict-domain-owned-elsewhere = El dominio de correo pertenece a otra organización
verdict-domain-owned-elsewhere-detail = { $email } aún no se conoce, y solo la organización a la que pertenece el dominio puede crear ese usuario.
verdict-domain-owned-elsewhere-do-1 = Pida a la persona una dirección de otro dominio y escriba esa.
verdict-domain-owned-elsewhere-do-2 = O pida a la organización de la persona que cree antes el usuario.
verdict-can-create = Aún no se conoce
verdict-can-create-detail = Nadie usa { $email }. Cree el usuario; recibirá un correo que explica cómo iniciar sesión.
verdict-unknown = El servicio dice algo nuevo de esta dirección
verdict-unknown-detail = Esta versión de Domicile no conoce la palabra { $word }. Actualice Domicile para continuar desde aquí.
verdict-already-member = Pertenece a su cuenta
verdict-already-member-detail = { $email } ya está en { $account }.
verdict-offered = Oferta enviada
verdict-offered-detail = Oferta del { $date }. Es válida hasta el { $until } o hasta que la persona responda.
verdict-offer-accepted = Oferta aceptada
verdict-offer-accepted-detail = Falta que la otra cuenta deje ir a la persona. Entonces se la añade, se desbloquea su acceso y recibe lo que indica la oferta.
verdict-invited = Invitación enviada
verdict-invited-detail = Invitación del { $date }. Es válida hasta el { $until } o hasta que la persona responda.

action-offer-transfer = Ofrecer la incorporación
action-copy-for-person = Copiar el mensaje
action-invite = Invitar a la cuenta
action-add-to-account = Añadir a la cuenta
action-create-user = Crear el usuario
action-open-person = Abrir la ficha de la persona
action-revoke-offer = Retirar la oferta
action-revoke-invitation = Retirar la invitación

## Una persona de la cuenta

member-can-work = { $name } puede trabajar
member-may-leave = Se añadió a esta persona sin preguntarle, así que puede darse de baja sin pedirlo hasta el { $date }.
member-locked = { $name } tiene el acceso bloqueado
member-locked-removed-detail = Al dejar la cuenta anterior, el acceso se bloquea. Es normal: desbloquéelo aquí.
member-locked-administrator-detail = Un administrador de { $account } ha bloqueado el acceso.
member-locked-directory-detail = El directorio de la empresa ha desactivado el acceso. TI tiene que activarlo allí.
member-locked-support-detail = Soporte ha bloqueado el acceso. Solo soporte puede desbloquearlo.
member-locked-unknown-detail = Esta versión de Domicile no conoce el motivo. Puede que actualizar Domicile ayude.
member-wrong-country = { $name } tiene un país incorrecto
member-wrong-country-detail = { $account } no tiene licencias para { $country }.
member-asks-to-leave = { $name } pide la baja
member-asks-to-leave-detail = La solicitud espera una respuesta de { $account }.

action-unlock = Desbloquear el acceso
action-lock = Bloquear el acceso
action-open-request = Abrir la solicitud
action-remove-person = Dar de baja a { $name }

licence-assigned = Asignada el { $date }

## Las cuatro líneas después de añadir

card-line-unlock = Desbloquear el acceso
card-line-country = País
card-line-roles = Roles
card-line-tell = Avisar a la persona
card-not-locked = Sin bloqueo
card-locked-since = Bloqueado desde el { $date }
card-locked-removed = Por dejar la cuenta anterior. Hasta que desbloquee el acceso, esta persona no tiene licencias.
card-locked-administrator = Por un administrador de esta cuenta.
card-locked-directory = Por el directorio de la empresa. TI lo activa allí.
card-locked-support = Por soporte. Solo soporte puede desbloquearlo.
card-locked-unknown = Por un motivo que esta versión de Domicile no conoce ({ $word }).
card-country-explicit = { $country }, fijado por un administrador
card-country-directory = { $country }, según el directorio de la empresa
card-country-profile = { $country }, según el perfil de la persona
card-country-revenue = { $country }, donde está la mayoría de sus licencias
card-country-none = Ninguno: sus licencias cuentan en todos los países
card-country-decided = { $country }, por una regla que esta versión no conoce
card-country-wrong = { $account } tiene licencias para { $countries }.
action-country-by-rule = Decidir automáticamente
card-no-roles = Ninguno
card-no-roles-detail = Las licencias funcionan sin rol; para descargar hace falta uno.
card-told = Aviso enviado por correo
card-told-detail = La persona recibió un correo al unirse. Refresh Policy en su equipo obtiene las licencias.
card-told-queued = El correo espera a ser enviado
card-told-queued-detail = Se enviará por sí solo. Refresh Policy en el equipo de la persona obtiene las licencias.
card-told-waiting = A la espera de un servidor de correo
card-told-refused = El correo no fue aceptado
card-told-limit = Sin correo: demasiados hoy
card-told-unknown = No se sabe si se avisó
card-told-unknown-detail = Esta versión no conoce lo que el servicio indica sobre el correo. Si es importante, copie el texto para la persona.

## Por qué alguien aún no lo sabe

delivery-waiting = El servicio aún no tiene servidor de correo, así que { $email } no ha recibido nada. Avise usted a la persona.
delivery-limit = { $email } ya ha recibido hoy todos los correos de este tipo que usted puede enviar. Avise usted a la persona.
delivery-unknown-address = El servidor de correo no conoce { $email }. Compruebe la dirección o avise usted a la persona.
delivery-mailbox-full = El buzón de { $email } está lleno. Avise usted a la persona.
delivery-policy = El servidor de correo no acepta este correo para { $email }. Avise usted a la persona; quien gestiona el servicio puede ver el motivo.
delivery-unanswered = No se sabe si el correo para { $email } llegó: su servidor de correo nunca lo confirmó. Pregunte a la persona.
delivery-expired = El servidor de correo de { $email } aplazó el correo durante días. Avise usted a la persona.
delivery-other = El servidor de correo no aceptó el correo para { $email }. Avise usted a la persona.

country-by-rule = Automático
country-by-rule-note = Según el directorio o el perfil; si no, el país con la mayoría de sus licencias
country-note-nothing-owned = Sin licencias allí
role-note-group = Viene de un grupo
role-note-own = Nadie sube su propio rango
role-note-account-admin = Solo lo asigna un administrador de la cuenta
role-note-unknown = Esta versión de Domicile no lo conoce

member-role-group-admin = Administrador de grupos
member-role-services-admin = Administrador de servicios
member-role-download = Descarga
member-role-sdk-download = Descarga del SDK
member-role-beta = Versiones beta
member-role-learn-admin = Administrador de formación

## Confirmaciones

notice-request-approved = Se ha dado de baja a { $name }.
notice-request-declined = Ha rechazado la solicitud de { $name }.
notice-person-created = Se ha creado y añadido a { $name }.
notice-person-added = Se ha añadido a { $name }.
notice-person-invited = Se ha invitado a { $name }.
notice-transfer-offered = Su oferta a { $name } se ha enviado.
notice-transfer-revoked = La oferta se ha retirado.
notice-invitation-revoked = La invitación se ha retirado.
notice-person-let-in = Ha aprobado el ingreso de { $name }.
notice-person-rejected = Ha rechazado el ingreso de { $name }.
notice-person-locked = { $name } tiene ahora el acceso bloqueado.
notice-person-unlocked = { $name } tiene ahora el acceso desbloqueado.
notice-country-set = El país de licencia de { $name } está fijado.
notice-roles-set = Los roles de { $name } están asignados.
notice-person-removed = Se ha dado de baja a { $name }. Puede deshacerlo durante 90 días.
notice-removal-undone = { $name } está de vuelta.
notice-asked-back = Se ha pedido a { $name } que vuelva.
notice-contact-designated = { $name } es ahora Fulfilment Contact.
notice-contact-ended = { $name } ya no es Fulfilment Contact.
notice-licence-reassigned = Otra persona tiene ahora la licencia.
notice-licence-returned = La licencia se ha recuperado.

## Textos que un administrador envía a una persona

message-for-person-subject = { $account } y sus licencias
message-welcome = Ya pertenece a { $account }. Abra Domicile, inicie sesión como { $email } y ejecute Refresh Policy: así tendrá sus licencias en su equipo. La dirección del servicio es { $service }.
message-release = Me gustaría añadirle ({ $email }) a { $account }, pero aún pertenece a otra cuenta, y solo usted puede pedirle que le deje ir. Abra Domicile, inicie sesión como { $email } y pida a un administrador de esa cuenta que le dé de baja. Si encuentra allí una oferta nuestra, acéptela en su lugar: así lo demás ocurre por sí solo. La dirección del servicio es { $service }.
message-first-sign-in = Para trabajar con { $account }, abra Domicile e inicie sesión como { $email }. Aparecerá en la cuenta al iniciar sesión por primera vez. La dirección del servicio es { $service }.
