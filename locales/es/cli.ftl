# La línea de órdenes: ayuda, códigos de salida y lo que solo ella dice. Las frases sobre la persona están en home.ftl, licences.ftl y errors.ftl.

## Marco

cli-examples = Ejemplos:
cli-head-usage = Uso:
cli-head-commands = Órdenes:
cli-head-arguments = Argumentos:
cli-head-options = Opciones:
cli-possible-values = valores posibles:
cli-who-you = A continuación
cli-who-admin = Su administrador
cli-who-it = Su departamento de TI
cli-who-support = Soporte
cli-who-somebody = Otra persona
cli-details = Detalles: { $code }
cli-details-request = Detalles: { $code }, petición { $id }
cli-next = A continuación: { $command }
help-group-you = Usted:
help-group-move = Su cambio de cuenta:
help-group-administrators = Administradores:
help-group-computer = Este equipo:
cli-usage-command = La orden «{ $typed }» no existe.
cli-usage-option = { $command } no tiene la opción { $typed }.
cli-usage-extra = { $command } no sabe qué hacer con «{ $typed }».
cli-usage-missing = A { $command } le falta algo: { $argument }.
cli-usage-no-value = A { $argument } le falta el valor.
cli-usage-value = «{ $typed }» no es posible para { $argument }.
cli-usage-conflict = { $argument } no se puede combinar con { $other }.
cli-usage-twice = { $argument } solo se puede indicar una vez.
cli-usage-not-text = Una de las palabras no es un texto legible (UTF-8).
cli-usage-other = Esta orden está incompleta o no es correcta.
cli-usage-meant = ¿Quería decir: { $names }?
cli-usage-there-are = Posibles: { $names }
cli-usage-argument = { $argument }: { $about }
cli-usage-see-help = La ayuda dice qué se puede escribir aquí.
cli-stale = Datos obtenidos { $moment }: el servicio no ha dado una respuesta más reciente.

## Versión, ventana

cli-version = domicile { $version }
cli-version-demo = domicile { $version } (claves de demostración)
cli-version-operator = Compilado para { $operator }
cli-opened = Domicile está abierto.

## Códigos de salida

cli-head-exit = Código
cli-head-meaning = Significado
# dynamic: exit-
exit-0 = hecho, o no había nada que hacer
exit-1 = error inesperado: un fallo del programa o una respuesta que no se entiende
exit-2 = uso incorrecto
exit-3 = una comprobación ha fallado: no se puede trabajar o el producto no se puede usar
exit-4 = hay que iniciar sesión
exit-5 = no se puede llegar al servicio o a la red
exit-6 = no permitido: falta un rol, o solo TI o soporte pueden hacerlo
exit-7 = impedido por la situación: una solicitud abierta, un Fulfilment Contact, este equipo
exit-8 = se agotó el tiempo de espera
exit-9 = fijado por su organización
exit-10 = su acceso está bloqueado
exit-130 = interrumpido

## Fallos que solo tiene la línea de órdenes

# dynamic: cli-error-
cli-error-no-display-what = No hay pantalla en la que abrir la ventana.
cli-error-no-display-why = No están definidas ni DISPLAY ni WAYLAND_DISPLAY, como ocurre por SSH.
cli-error-no-display-do = Use las órdenes en su lugar: domicile status
cli-error-app-missing-what = No se ha encontrado la aplicación de escritorio.
cli-error-app-missing-why = domicile-desktop no está junto a este programa ni en PATH.
cli-error-app-missing-do = Instale la aplicación de escritorio o use las órdenes: domicile status
cli-error-app-not-started-what = No se ha podido iniciar la aplicación de escritorio.
cli-error-app-not-started-why = { $path }: { $reason }.
cli-error-app-not-started-do = Inicie domicile-desktop a mano para ver qué dice.
cli-open-no-window = está en marcha, pero no ha mostrado ninguna ventana en { $seconds } segundos
cli-error-ambiguous-what = Hay más de una posibilidad.
cli-error-ambiguous-why = «{ $typed }» puede ser cualquiera de estos:
cli-error-ambiguous-do = Escriba la misma orden con uno de estos números
cli-error-reason-needed-what = No se ha rechazado nada: hace falta un motivo.
cli-error-reason-needed-why = La persona lee el porqué. No hay terminal en el que preguntar, o no se ha escrito nada.
cli-error-reason-needed-do = Escriba la misma orden con --reason "..."
cli-error-interrupted-what = Detenido.
cli-error-interrupted-why =
    { $effect ->
        [reads] La orden se ha interrumpido. No se ha cambiado nada.
       *[changes] La orden se ha interrumpido. Lo que ya se había enviado aún puede llevarse a cabo: domicile status lo muestra.
    }
cli-error-interrupted-do = Escriba la misma orden para empezar de nuevo.
cli-error-timed-out-what = Ha tardado demasiado.
cli-error-timed-out-why = No ha terminado en { $limit }.
cli-error-timed-out-do = Inténtelo de nuevo con más tiempo: --timeout 5m
cli-error-unknown-recipient-what = No existe ese administrador.
cli-error-unknown-recipient-why = { $to } no figura entre los administradores de su cuenta.
cli-error-unknown-recipient-do = Elija a alguien de esta lista: domicile admin-contact
cli-error-note-too-long-what = El texto es demasiado largo.
cli-error-note-too-long-why = Tiene { $found } caracteres; se permiten { $most } como máximo.
cli-error-note-too-long-do = Acórtelo.
cli-error-unfit-option-what = Eso no va junto.
cli-error-unfit-option-why = { $option } y una solicitud del tipo { $kind } no van juntas, o falta { $option }.
cli-error-unfit-option-do = Consulte: domicile request new --help
cli-error-no-account-to-ask-what = No hay ninguna cuenta a la que pedirlo.
cli-error-no-account-to-ask-why = Puede pedir el alta a una cuenta que le haya hecho una oferta o una invitación; si hay varias, indique cuál.
cli-error-no-account-to-ask-do = Pida una invitación a su administrador o indique la cuenta: --account NOMBRE
cli-error-not-found-what = No existe esa solicitud.
cli-error-not-found-why = { $id } no es una de sus solicitudes.
cli-error-not-found-do = Para ver las suyas: domicile request list
cli-error-limited-view-what = Su acceso está bloqueado.
cli-error-limited-view-why = Quien tiene el acceso bloqueado ve solo su registro, sus solicitudes y sus licencias.
cli-error-limited-view-do = Para ver quién puede desbloquearlo: domicile status
cli-error-not-an-administrator-what = Usted no administra ninguna cuenta.
cli-error-not-an-administrator-why = Solo pueden hacerlo los administradores de una cuenta.
cli-error-not-an-administrator-do = Pregunte a alguien de esta lista: domicile admin-contact
cli-error-no-such-product-what = El archivo de licencias de aquí no incluye ningún producto «{ $product }».
cli-error-no-such-person-what = No existe esa persona en su cuenta.
cli-error-no-such-person-why = En su cuenta nadie es «{ $who }».
cli-error-no-such-person-do = Busque la dirección: domicile person EMAIL
cli-error-no-such-request-what = No existe esa solicitud.
cli-error-no-such-request-why = { $id } no es ninguna solicitud a su cuenta.
cli-error-no-such-request-do = Para verlas: domicile inbox
cli-error-no-such-offer-what = No existe esa oferta.
cli-error-no-such-offer-why = { $id } no es ninguna oferta de su cuenta.
cli-error-no-such-offer-do = Para verlas: domicile transfer list
cli-error-unknown-country-what = No existe ese país.
cli-error-unknown-country-why = { $country } no es el código de dos letras de un país (ISO 3166-1).
cli-error-unknown-country-do = Escriba sus dos letras, por ejemplo FR para Francia.
cli-country-meant = Escriba { $code }, que es el código para { $name }.
cli-error-unknown-role-what = No existe ese rol.
cli-error-unknown-role-why = { $role } no es un rol.
cli-error-unknown-role-do = Roles existentes: account_admin, co_admin, group_admin, services_admin, download, sdk_download, beta, learn_admin
cli-error-confirmation-needed-what = No se ha cambiado nada: falta una confirmación.
cli-error-confirmation-needed-why = No hay un terminal en el que preguntar, o las preguntas están desactivadas.
cli-error-confirmation-needed-do = Escriba la misma orden con --yes
cli-error-no-terminal-for-code-what = No ha iniciado sesión: falta el código de la invitación.
cli-error-no-terminal-for-code-why = No hay un terminal en el que preguntar, o las preguntas están desactivadas.
cli-error-no-terminal-for-code-do = Escriba domicile login --invitation - y dé el código por la entrada estándar
cli-error-code-in-process-list-what = No ha iniciado sesión.
cli-error-code-in-process-list-why = Otros programas pueden leer un código escrito en la línea de órdenes, y queda en el historial del intérprete.
cli-error-code-in-process-list-do = Escriba domicile login --invitation sin el código: se le preguntará
cli-error-not-confirmed-what = No se ha cambiado nada.
cli-error-not-confirmed-why = Usted no lo ha confirmado.
cli-error-not-confirmed-do = Escriba la misma orden para empezar de nuevo.
cli-error-nothing-offered-what = No hay nada que responder.
cli-error-nothing-offered-why = No le espera ninguna oferta ni invitación así.
cli-error-nothing-offered-do = Para ver las suyas: domicile transfer list, domicile invitation list
cli-error-cancelled-what = Detenido antes de guardar nada.
cli-error-cancelled-why = Se canceló Refresh Policy. El archivo de licencias queda como estaba.
cli-error-cancelled-do = domicile refresh

## Qué escribir cuando el consejo de la ventana trata de la ventana

# dynamic: cli-instead-
cli-instead-sign-in-needed = domicile login, o domicile login --device si no hay navegador
cli-instead-token-refused = domicile login, o domicile login --device si no hay navegador
cli-instead-insufficient-user-authentication = domicile login y después la misma orden
cli-instead-no-service = Defina DOMICILE_SERVICE_URL con la dirección del servicio. Su administrador o su departamento de TI la conocen.
cli-instead-bad-service-url = Defina DOMICILE_SERVICE_URL con una dirección que empiece por https://
cli-instead-browser-timeout = domicile login otra vez, o domicile login --device si no hay navegador
cli-instead-device-expired = domicile login --device
cli-instead-device-unsupported = domicile login
cli-instead-cannot-listen = domicile login --device
cli-instead-signed-in = domicile logout
cli-not-written = No se ha podido escribir la respuesta: { $reason }

## Ayuda

# dynamic: help-
help-domicile =
    Su cuenta, sus licencias y el camino de una cuenta a otra.

    Sin orden: status.
help-domicile-examples =
    domicile login
    domicile status
    domicile request new --to maria.silva@oldbridge.example.com
    domicile refresh
    domicile check bridge-modeler
help-status = ¿Puede trabajar hoy? Si no, ¿quién tiene que hacer qué?
help-status-examples =
    domicile status
    domicile status --json --check
help-login = Iniciar sesión: en el navegador del sistema o con un código en otro dispositivo
help-login-examples =
    domicile login
    domicile login --device
    domicile login --invitation
    domicile login --hint ana.costa@oldbridge.example.com
help-logout = Cerrar la sesión en este equipo. El archivo de licencias se conserva hasta que caduque
help-whoami = Quién es usted, en qué cuenta, en qué servicio
help-account = Su cuenta y quién se ocupa de ella
help-admin-contact = Los administradores de su cuenta: nombre, rol, correo
help-journey = Su cambio de una cuenta a otra, paso a paso
help-journey-examples =
    domicile journey
    domicile journey --watch
help-request =
    Solicitar la baja, el desbloqueo o un cambio, y seguir la solicitud

    Sin más orden: list.
help-request-examples =
    domicile request new --note "Cambio de empresa en junio"
    domicile request new --kind country --country FR
    domicile request show
    domicile request cancel
help-request-new = Solicitar la baja de su cuenta, u otra cosa: --kind
help-request-list = Todas sus solicitudes, la más reciente primero
help-request-show = Una solicitud: la abierta o la más reciente
help-request-cancel = Retirar una solicitud: la abierta
help-request-resend = Enviar de nuevo una solicitud rechazada o caducada: la más reciente
help-message = Mostrar un texto listo para hacérselo llegar a alguien
help-message-examples =
    domicile message old-admin
    domicile message new-admin
help-refresh = Refresh Policy: obtener sus licencias y guardarlas en este equipo
help-refresh-examples =
    domicile refresh
    domicile refresh --wait 2m
help-licence =
    Licencias en este equipo

    Sin más orden: list.
help-licence-list = Cada producto: su estado, el motivo y hasta cuándo
help-licence-show = Un producto: sus fechas y las reglas de las que sale la respuesta
help-check = ¿Se puede usar aquí este producto? Responde sin conexión, con el archivo de licencias. Código 0: sí; 3: no
help-check-examples =
    domicile check bridge-modeler
    domicile check bridge-modeler --version 24.1 --json
    domicile check rail-designer --explain
help-person =
    Buscar a alguien o cambiar a una persona de su cuenta

    Para administradores. Sin más orden: list.
help-person-examples =
    domicile person ana.costa@oldbridge.example.com
    domicile person add ana.costa@oldbridge.example.com
    domicile person set-role ana.costa@oldbridge.example.com download beta
    domicile person remove ana.costa@oldbridge.example.com
help-person-add = Crear o añadir, según la dirección. Si no se puede, código 7 con el código del veredicto
help-person-invite = Invitar a alguien libre que no es de sus dominios de correo
help-person-unlock = Quitar un bloqueo
help-person-lock = Bloquear el acceso de alguien
help-person-set-country = Fijar el país de licencia, o: default
help-person-set-role = Fijar todos los roles, o: none
help-person-remove = Dar de baja a alguien en la cuenta, tras una pregunta
help-person-undo = Traer de vuelta a alguien dado de baja, o pedírselo antes
help-inbox =
    Lo que le piden las personas de su cuenta

    Para administradores. Sin más orden: list.
help-inbox-examples =
    domicile inbox
    domicile inbox show ana.costa@oldbridge.example.com
    domicile inbox approve ana.costa@oldbridge.example.com
    domicile inbox decline ana.costa@oldbridge.example.com --reason "Termine antes el traspaso"
help-inbox-list = Todas las solicitudes, primero las abiertas
help-inbox-show = Una solicitud y lo que la detiene. Desde entonces cuenta como vista
help-inbox-approve = Hacer lo que se pide: dar de baja, desbloquear, permitir la reserva, ...
help-inbox-decline = Rechazar, con un motivo
help-transfer =
    Incorporar a alguien de otra cuenta, o responder a una oferta así

    Sin más orden: list.
help-transfer-examples =
    domicile transfer offer ana.costa@oldbridge.example.com --role download --country FR
    domicile transfer list
    domicile transfer accept
help-transfer-offer = Ofrecer a alguien la incorporación (administradores)
help-transfer-accept = Aceptar una oferta: se pide a su cuenta anterior que le deje ir
help-transfer-decline = Rechazar una oferta o anular su aceptación
help-transfer-list = Ofertas para usted y ofertas de su cuenta
help-transfer-revoke = Retirar una oferta de su cuenta
help-invitation =
    Responder a la invitación de una cuenta

    Sin más orden: list.
help-invitation-examples =
    domicile invitation list
    domicile invitation accept
help-invitation-accept = Unirse a la cuenta que le invita
help-invitation-decline = Rechazar la invitación
help-invitation-list = Invitaciones que esperan su respuesta
help-leave = Dejar una cuenta que le añadió sin preguntarle, en un plazo de 14 días
help-open = Abrir la ventana de la aplicación de escritorio
help-version = Qué compilación es esta y en qué claves confía
help-help = Ayuda de una orden, o de: terms, exit-codes
help-help-examples =
    domicile help request new
    domicile help terms
    domicile help exit-codes
help-arg-help = Mostrar esta ayuda
help-arg-json = Un documento JSON en stdout y nada más
help-arg-quiet = Sin indicaciones ni progreso en stderr
help-arg-no-color = Sin color
help-arg-no-input = No pedir nunca datos
help-arg-timeout = Abandonar pasado este tiempo, por ejemplo 30s o 2m
help-arg-lang = Idioma de las frases: en, de o es
help-arg-version = Qué compilación es esta
help-arg-fresh = Solo con una respuesta del servicio: código 5 si no la hay
help-arg-check = Código 3 si no se puede trabajar
help-arg-hint = La dirección con la que iniciar sesión
help-arg-device = Con un código, para equipos sin navegador
help-arg-store = Dónde guardar la sesión: el almacén de contraseñas o un archivo que solo usted pueda leer
help-arg-no-browser = Mostrar la dirección en lugar de abrir un navegador
help-arg-invitation = Con el código de una invitación: se pregunta, o se lee de la entrada estándar con -
help-arg-kind = Qué se solicita
help-arg-to = Qué administrador recibe el correo; si no se indica, todos
help-arg-message-to = Para quién es el texto
help-arg-note = Unas palabras más para quien responda
help-arg-reason = El motivo
help-arg-going-to = Adónde va, con sus palabras; se queda en este equipo
help-arg-id = Qué solicitud: su número, o el principio
help-arg-watch = Quedarse y decir cada cambio, hasta que el cambio de cuenta termine o se pulse Ctrl+C
help-arg-wait = Seguir intentándolo este tiempo mientras no se pueda llegar al servicio
help-arg-only = Solo los productos que no se pueden usar
help-arg-product = Qué producto, por ejemplo bridge-modeler
help-arg-check-version = Qué versión del producto
help-arg-check-explain = Decir qué reglas llevaron a la respuesta y qué ayuda
help-arg-screen = En qué pantalla
help-arg-email = La dirección de correo
help-arg-who = La dirección de correo, el nombre o el número
help-arg-name = El nombre de una persona nueva
help-arg-because = Por qué, para el registro de cambios
help-arg-country = Un país, por ejemplo FR
help-arg-request-new-country = Para --kind country: un país como FR
help-arg-request-new-role = Para --kind role: un rol como download
help-arg-account = Para --kind add: qué cuenta, de las que ofrecieron o invitaron
help-arg-person-set-country-country = Un país, por ejemplo FR, o: default
help-arg-role = Un rol incluido; se puede repetir
help-arg-roles = Todos los roles a partir de ahora, o: none
help-arg-yes = No preguntar
help-arg-topic = Una orden, terms o exit-codes

## Inicio de sesión

cli-login-open = Se ha abierto el navegador. Si no aparece nada, abra esta dirección: { $url }
cli-login-address = Abra esta dirección en un navegador de este equipo: { $url }
cli-login-waiting = Esperando a que inicie sesión allí...
cli-login-invitation = Pegue el código de su invitación y pulse Intro:
cli-login-code = Abra { $url } en cualquier dispositivo y escriba el código: { $code }
cli-login-code-direct = O abra: { $url }
cli-login-code-until = El código caduca { $time }.
cli-login-somebody-else = Sesión iniciada como { $came }, no como { $hinted }. Escriba confirmo para seguir como { $came }:
cli-login-unusable = Del navegador ha vuelto algo que aquí no sirve. Se sigue esperando: termine de iniciar sesión allí o abra la dirección otra vez.
cli-login-not-as-hinted = Sesión iniciada como { $came }, no como { $hinted }.
cli-login-done = Sesión iniciada como { $name } ({ $email }).
cli-login-not-kept = La sesión no se conserva: { $why }
cli-login-not-kept-do = Las licencias están aquí y sirven hasta que caduquen. La próxima vez: domicile login otra vez, o domicile login --store file
cli-login-not-kept-again = Aquí tampoco hay licencias. La próxima vez: domicile login otra vez, o domicile login --store file
cli-logout-done = Sesión cerrada.
cli-logout-nobody = No había ninguna sesión iniciada.
cli-logout-not-revoked = El servicio de inicio de sesión no lo ha confirmado. La sesión ya no está en este equipo; allí terminará por sí sola.
cli-logout-policy = El archivo de licencias se conserva en este equipo hasta que caduque.

## Quién es usted y a quién preguntar

cli-whoami = { $name } ({ $email })
cli-signed-in-as = Sesión iniciada como: { $name } ({ $email })
cli-account-since = En la cuenta desde: { $date }
cli-account = Cuenta: { $account }
cli-account-none = Cuenta: ninguna
cli-account-unknown = Cuenta: no se sabe
cli-service = Servicio: { $url }
cli-signed-in-by = Sesión iniciada mediante: { $issuer }
cli-locked = Su acceso está bloqueado.
cli-message-to = Para: { $email }
cli-sign-in-by = Iniciar sesión de nuevo a más tardar: { $date }
cli-administrators-none = { $account } ya no tiene administradores. Solo soporte puede ayudar: domicile message support
cli-administrators-no-account = Usted no pertenece a ninguna cuenta, así que no hay a quién preguntar. Quien quiera añadirle necesita: domicile message new-admin
cli-head-name = Nombre
cli-head-role = Rol
cli-head-email = Correo

## Estado y cambio de cuenta

cli-licences = Licencias: { $text }
cli-policy-valid-until = Archivo de licencias válido hasta: { $date }
cli-contract-ends = Fin del contrato: { $date }
cli-journey-step = Ahora: { $title } - { $state }
cli-journey-none = No hay ningún cambio de cuenta en marcha.
cli-watch-goes-on = Domicile sigue pendiente. Ctrl+C lo termina.
cli-finishing-renewal = Se está renovando su sesión. El programa termina en cuanto acabe, como mucho en un minuto.
cli-warning = Nota: { $why }

## Solicitudes

cli-request-none = Aún no ha solicitado nada.
cli-request-nothing-open = Nada que retirar: no hay ninguna solicitud abierta.
cli-request-withdrawn-before = Nada que hacer: esa solicitud ya se había retirado.
cli-request-nothing-to-resend = Nada que enviar de nuevo: ninguna solicitud se ha rechazado ni ha caducado.
cli-request-withdrawn = Retirada. Usted sigue en { $account }.
cli-request-expires = Si nadie responde, caduca el { $date }.
cli-request-id = Número: { $id }
cli-request-state-line = Estado: { $state }
cli-request-note = Nota: { $text }
cli-request-reason = Motivo: { $text }
cli-request-declined = Respuesta: { $text }
cli-head-id = Número
cli-head-state = Estado
cli-head-kind = Solicitud de
# dynamic: cli-request-kind-
cli-request-kind-removal = baja
cli-request-kind-add = alta
cli-request-kind-unlock = desbloqueo
cli-request-kind-country = país
cli-request-kind-role = rol
cli-head-account = Cuenta
cli-head-asked = Solicitada
# dynamic: request-state-
request-state-submitted = Enviada
request-state-seen = Vista
request-state-blocked = Detenida
request-state-approved = Aprobada
request-state-fulfilled = Completada
request-state-declined = Rechazada
request-state-withdrawn = Retirada
request-state-expired = Caducada
word-unknown = Esta versión no lo conoce ({ $word })

## Licencias

cli-licences-sign-in-by = Iniciar sesión de nuevo a más tardar: { $date }
cli-licences-no-problems = Sin problemas.
cli-head-product = Producto
cli-head-licence-state = Estado
cli-head-until = Hasta
cli-head-why = Motivo
cli-refresh-again = No se puede llegar al servicio. Nuevo intento en { $time }.
cli-root-in-folder = Usted es root y { $folder } pertenece a { $owner }. Lo que se guarde ahí seguirá siendo suyo. La próxima vez: sudo -u { $owner } domicile
cli-gained = Nuevas: { $products }
cli-lost = Ya no están: { $products }
cli-changed = Cambios: { $products }

## Personas

cli-person-more = Hay más. domicile person NOMBRE encuentra a una de ellas.
cli-decline-reason = ¿Por qué? La persona lo lee tal cual:
cli-person-not-locked = Nada que hacer: { $name } no tiene el acceso bloqueado.
cli-person-rights = Lo que { $name } puede usar:
cli-person-removed = Se ha dado de baja a { $name }.
cli-person-asked-back = Se ha pedido a { $name } que vuelva.
# Una palabra sin acentos, que se puede escribir con cualquier teclado.
cli-confirm = ¿Continuar? Para confirmar, escriba confirmo:
cli-confirm-yes = confirmo
cli-invitations-none = Ninguna cuenta le invita.
cli-transfers-none = No hay ninguna oferta.
cli-head-with = Con
# dynamic: transfer-state-
transfer-state-offered = Ofrecida
transfer-state-accepted = Aceptada
transfer-state-completed = Completada
transfer-state-declined = Rechazada
transfer-state-revoked = Retirada
transfer-state-expired = Caducada
transfer-state-no-longer-valid = Terminada

# La ayuda de la línea de órdenes sobre palabras.
cli-terms-support = Soporte: { $text }
cli-terms-page = Su página: { $text }
cli-terms-privacy = Qué se hace con sus datos: { $text }
