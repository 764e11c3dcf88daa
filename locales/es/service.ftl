# Lo que dice el servicio cuando una petición falla: qué ha pasado, por qué, qué hacer. Por cada código, un título, un motivo y dos pasos como máximo.
# dynamic: problem-

problem-sign-in-needed = No ha iniciado sesión
problem-sign-in-needed-why = La petición no llevaba ninguna sesión.
problem-sign-in-needed-do-1 = Inicie sesión e inténtelo de nuevo.

problem-token-refused = Su sesión ya no es válida
problem-token-refused-why = Motivo técnico: { $cause }.
problem-token-refused-do-1 = Inicie sesión de nuevo.

problem-insufficient-user-authentication = Inicie sesión una vez más
problem-insufficient-user-authentication-why = Para esto hay que haber iniciado sesión en los últimos { $minutes } minutos, de modo que nadie más lo haga en su nombre.
problem-insufficient-user-authentication-do-1 = Inicie sesión de nuevo y repítalo.

problem-identity-not-linked = Aquí no sabemos quién es usted
problem-identity-not-linked-why = Se ha iniciado la sesión, pero no está vinculada a ninguna persona en este servicio.
problem-identity-not-linked-do-1 = Inicie sesión con la dirección a la que se envió su invitación.
problem-identity-not-linked-do-2 = Vincular la sesión a su registro.

problem-insufficient-scope = Su sesión no permite hacer esto
problem-insufficient-scope-why = El programa con el que ha iniciado la sesión no tiene aquí permiso para hacerlo.
problem-insufficient-scope-do-1 = Cierre la sesión y vuelva a iniciarla, o use la aplicación.
problem-insufficient-scope-do-2 = Dar el permiso al programa en el servicio de inicio de sesión de su organización.

problem-client-lacks-scope = El acceso no permite hacer esto
problem-client-lacks-scope-why = Al programa le falta el permiso { $scope }, o no lo tiene en este servicio.
problem-client-lacks-scope-do-1 = Pida un acceso con este permiso y compruebe que figura en la configuración del servicio.

problem-not-an-operator-client = Esto es solo para sistemas de pedidos
problem-not-an-operator-client-why = Solo pueden usarlo los programas que este servicio conoce como sistemas de pedidos.
problem-not-an-operator-client-do-1 = Use la aplicación o el acceso de un sistema de pedidos.

problem-not-a-person = Esto es solo para personas
problem-not-a-person-why = El acceso pertenece a un programa y no a una persona.
problem-not-a-person-do-1 = Inicie sesión como persona o use lo que hay para sistemas de pedidos.

problem-limited-view = Con el acceso bloqueado no puede ver esto
problem-limited-view-why = Quien tiene el acceso bloqueado ve solo su registro, sus solicitudes y sus licencias.
problem-limited-view-do-1 = Pida a un administrador de su cuenta que desbloquee su acceso.

problem-not-allowed = Su rol no lo permite
problem-not-allowed-why = Solo pueden hacerlo los administradores de la cuenta.
problem-not-allowed-do-1 = Hacerlo en su lugar o asignarle el rol.

problem-not-found = Aquí no hay nada
problem-not-found-why = No existe o usted no puede verlo.
problem-not-found-do-1 = Compruebe la dirección.

problem-method-not-allowed = Eso no se puede hacer aquí
problem-method-not-allowed-why = La dirección existe, pero admite otras peticiones.
problem-method-not-allowed-do-1 = Compare la petición con la descripción del servicio.

problem-not-affiliated = No pertenece a ninguna cuenta
problem-not-affiliated-why = No hay ninguna cuenta en la que darle de baja.
problem-not-affiliated-do-1 = Pida a un administrador de su nueva cuenta que le añada.

problem-request-already-open = Ya tiene una solicitud abierta
problem-request-already-open-why = Solo puede haber una a la vez: la primera aún espera respuesta.
problem-request-already-open-do-1 = Espere la respuesta o retire primero la solicitud abierta.

problem-request-closed = Esta solicitud está cerrada
problem-request-closed-why = Ya se respondió, se retiró o caducó.
problem-request-closed-do-1 = Consulte su respuesta.

problem-cannot-resend = Esta solicitud no se puede enviar de nuevo
problem-cannot-resend-why = Solo se puede con una solicitud rechazada o caducada.
problem-cannot-resend-do-1 = Escriba una solicitud nueva.

problem-nothing-to-ask = Ya no hay nada que pedir
problem-nothing-to-ask-why = Lo que pide ya es así.
problem-nothing-to-ask-do-1 = Compruébelo de nuevo en Domicile: allí se ve cómo está ahora.

problem-not-theirs-to-give = Ningún administrador puede hacerlo
problem-not-theirs-to-give-why = El bloqueo no lo puso un administrador, y ninguno puede quitarlo.
problem-not-theirs-to-give-do-1 = Pregunte al soporte, o a su departamento de TI si su cuenta viene del directorio de la empresa.
problem-not-theirs-to-give-do-2 = Averiguar quién puso el bloqueo.

problem-removal-blocked = Algo impide la baja de { $person }
problem-removal-blocked-why = { $person } { $blockers }.
problem-removal-blocked-do-1 = Resuelva lo que lo impide y apruebe de nuevo.

problem-too-many-filings = Esa era la última solicitud de hoy
problem-too-many-filings-why = Una persona puede enviar { $most } solicitudes de baja en 24 horas.
problem-too-many-filings-do-1 = Inténtelo de nuevo más tarde.

problem-too-many-service-requests = Ese era el último caso de hoy
problem-too-many-service-requests-why = Una persona puede abrir { $most } casos en 24 horas.
problem-too-many-service-requests-do-1 = Amplíe los casos abiertos o inténtelo de nuevo más tarde.

problem-too-many-streams = Tiene demasiadas conexiones a la vez
problem-too-many-streams-why = Una persona puede esperar cambios en { $most } conexiones.
problem-too-many-streams-do-1 = Cierre Domicile donde no lo necesite. Donde esté abierto, busca los cambios por sí solo.

problem-invalid-record = No se acepta el registro
problem-invalid-record-why = Esto falla: { $fault }.
problem-invalid-record-do-1 = Corrija el registro y envíelo de nuevo.

problem-record-conflict = El registro no encaja con lo que hay
problem-record-conflict-why = Esto lo impide: { $fault }.
problem-record-conflict-do-1 = Resuelva lo que lo impide y envíelo de nuevo.

problem-invalid-document = No se acepta el documento
problem-invalid-document-why = No se ha escrito nada. Errores encontrados: { $count }. El primero: { $fault }.
problem-invalid-document-do-1 = Corrija las líneas indicadas y envíe el documento de nuevo.

problem-document-conflict = El documento no encaja con lo que hay
problem-document-conflict-why = No se ha escrito nada. Impedimentos: { $count }. El primero: { $fault }.
problem-document-conflict-do-1 = Resuelva lo que lo impide y envíe el documento de nuevo.

problem-document-lacks-scope = El acceso no permite todo el documento
problem-document-lacks-scope-why = La línea { $line } contiene un registro de tipo { $kind }. Al programa le falta para ello el permiso { $scope }, o no lo tiene en este servicio. No se ha escrito nada.
problem-document-lacks-scope-do-1 = Pida un acceso con este permiso y compruebe que figura en la configuración del servicio, o no incluya esos registros.

problem-document-too-large = El documento es demasiado grande
problem-document-too-large-why = Se aceptan como máximo { $bytes } bytes (import.maxBytes en la configuración del servicio). No se ha escrito nada.
problem-document-too-large-do-1 = Pida que se amplíe el límite, o envíe el documento por partes, sin prune.

problem-unsupported-document = El documento no tiene el formato correcto
problem-unsupported-document-why = Los documentos son JSON Lines (application/jsonl) o tablas (text/csv), en UTF-8 y sin comprimir.
problem-unsupported-document-do-1 = Envíelo así e indique su formato en Content-Type.

problem-import-running = Se está importando otro documento
problem-import-running-why = Solo se importa uno a la vez. De este no se ha escrito nada.
problem-import-running-do-1 = Espere a que termine el otro y envíe este de nuevo.

problem-import-ends-too-much = El documento pondría fin a mucho
problem-import-ends-too-much-why = Terminarían { $ends } de { $of } registros de este origen, más de lo que la configuración permite sin preguntar. No se ha escrito nada.
problem-import-ends-too-much-do-1 = Revise el plan (dryRun=true). Si todo eso debe terminar, envíe el documento otra vez con confirm={ $ends }.

problem-import-overtaken = Algo cambió mientras se importaba el documento
problem-import-overtaken-why = Lo escrito antes se conserva. Esto impide el resto: { $fault }.
problem-import-overtaken-do-1 = Envíe el mismo documento otra vez: hará el resto o indicará qué lo impide.

problem-import-disk-full = El servicio no tiene sitio para el documento
problem-import-disk-full-why = El disco donde se guarda mientras se comprueba está lleno. No se ha escrito nada.
problem-import-disk-full-do-1 = Inténtelo de nuevo más tarde.
problem-import-disk-full-do-2 = Quien gestiona el servicio libera espacio en la carpeta de archivos temporales.

problem-precondition-failed = Esto ha cambiado entretanto
problem-precondition-failed-why = No está como la petición lo espera.
problem-precondition-failed-do-1 = Léalo de nuevo y decida otra vez.

problem-bad-request = La petición no se entiende
problem-bad-request-why = Una parte de su dirección, de sus encabezados o de su contenido está mal formada: { $part }.
problem-bad-request-do-1 = Compare la petición con la descripción del servicio.

problem-bad-json = La petición no se puede leer
problem-bad-json-why = Su contenido no es JSON válido.
problem-bad-json-do-1 = Revise el contenido.

problem-machine-required = No se indica el equipo
problem-machine-required-why = Un archivo de licencias se emite para un equipo, así que la petición debe indicarlo.
problem-machine-required-do-1 = Envíe el encabezado Domicile-Machine.

problem-invalid-body = La petición tiene campos que no encajan
problem-invalid-body-why = Motivo técnico: { $cause }.
problem-invalid-body-do-1 = Compare el contenido con la descripción del servicio.

problem-text-too-long = El texto es demasiado largo
problem-text-too-long-why = Tiene { $found } caracteres; se permiten { $most } como máximo.
problem-text-too-long-do-1 = Acórtelo.

problem-reason-required = Hace falta un motivo
problem-reason-required-why = Quien recibe un rechazo lee el motivo.
problem-reason-required-do-1 = Escriba un motivo.

problem-text-required = El texto está vacío
problem-text-required-why = Soporte necesita unas palabras para empezar.
problem-text-required-do-1 = Escriba lo que soporte debe saber.

problem-unknown-recipient = Esa persona no puede responder la solicitud
problem-unknown-recipient-why = Una solicitud va a otro administrador de su cuenta.
problem-unknown-recipient-do-1 = Elija a uno de los administradores de la lista, o a ninguno para pedirlo a todos.

problem-unknown-country = No existe ese país
problem-unknown-country-why = Un país son dos letras, como en ISO 3166-1.
problem-unknown-country-do-1 = Elija un país de la lista.

problem-unknown-language = Ese idioma no está disponible
problem-unknown-language-why = Se hablan inglés (en), alemán (de) y español (es).
problem-unknown-language-do-1 = Elija uno de ellos.

problem-idempotency-key-reused = Esto ya se envió con otro contenido
problem-idempotency-key-reused-why = Una petición repetida tiene que ser igual que la primera.
problem-idempotency-key-reused-do-1 = Envíela con una clave nueva.

problem-too-large = La petición es demasiado grande
problem-too-large-why = Se leen 64 KiB como máximo.
problem-too-large-do-1 = Acórtela.

problem-unsupported-media-type = La petición no tiene el formato correcto
problem-unsupported-media-type-why = El contenido debe ser JSON (application/json).
problem-unsupported-media-type-do-1 = Envíe JSON.

problem-issuer-unreachable = Ahora no se puede comprobar su sesión
problem-issuer-unreachable-why = El servicio de inicio de sesión de su organización no responde.
problem-issuer-unreachable-do-1 = Inténtelo de nuevo dentro de unos minutos.

problem-token-key-not-looked-up = Todavía no se puede comprobar su sesión
problem-token-key-not-looked-up-why = Está firmada con una clave nueva del servicio de inicio de sesión de su organización, que se consultará dentro de unos segundos.
problem-token-key-not-looked-up-do-1 = Inténtelo de nuevo en un momento.

problem-busy = El servicio está ocupado
problem-busy-why = Muchas personas están haciendo cambios a la vez.
problem-busy-do-1 = Inténtelo de nuevo dentro de unos segundos.

problem-database-unavailable = El servicio no llega a su base de datos
problem-database-unavailable-why = Puede que no se haya hecho lo que pedía; si se ha cambiado algo, se ve al consultarlo.
problem-database-unavailable-do-1 = Inténtelo de nuevo dentro de unos segundos.
problem-database-unavailable-do-2 = Si continúa, quien gestiona el servicio revisa la base de datos.

problem-database-read-only = El servicio no puede cambiar nada ahora
problem-database-read-only-why = Su base de datos no admite cambios en este momento. No se ha cambiado nada; lo que se puede consultar está al día.
problem-database-read-only-do-1 = Inténtelo de nuevo dentro de un minuto.
problem-database-read-only-do-2 = Quien gestiona el servicio averigua por qué la base de datos solo se puede leer.

problem-database-full = El servicio no tiene sitio para cambios
problem-database-full-why = El disco de su base de datos está lleno. No se ha cambiado nada.
problem-database-full-do-1 = Inténtelo de nuevo dentro de unos minutos.
problem-database-full-do-2 = Quien gestiona el servicio libera espacio en el disco.

problem-too-many-requests = Pregunta más deprisa de lo que el servicio responde
problem-too-many-requests-why = Esta petición no se ha llevado a cabo; lo que se hizo antes sigue hecho.
problem-too-many-requests-do-1 = Inténtelo de nuevo pasados { $seconds } s.

problem-body-too-slow = La petición ha llegado demasiado despacio
problem-body-too-slow-why = Su contenido no ha llegado a tiempo. No se ha cambiado nada.
problem-body-too-slow-do-1 = Inténtelo de nuevo; si ocurre a menudo, compruebe su conexión.

problem-overloaded = El servicio tiene demasiado trabajo
problem-overloaded-why = Llegan más peticiones de las que se pueden atender a la vez. No se ha cambiado nada.
problem-overloaded-do-1 = Inténtelo de nuevo dentro de unos segundos.

problem-service-clock-behind = El reloj y el último archivo de licencia no cuadran
problem-service-clock-behind-why = Se firmó un archivo de licencia con una fecha posterior a la que tiene ahora esta parte del servicio: su reloj va atrasado, o antes otro iba adelantado. No firma ninguno; el suyo sigue en vigor.
problem-service-clock-behind-do-1 = Inténtelo de nuevo dentro de un minuto; quizá responda otra parte del servicio.
problem-service-clock-behind-do-2 = Quien gestiona el servicio pone en hora su reloj; si va bien, la solución es domicile-directory keys epoch raise.

problem-service-clock-ahead = El reloj del servicio va muy adelantado
problem-service-clock-ahead-why = El reloj de esta parte del servicio va muy por delante del de su base de datos, así que no fecha ningún archivo de licencia. El suyo sigue en vigor.
problem-service-clock-ahead-do-1 = Inténtelo de nuevo dentro de un minuto; quizá responda otra parte del servicio.
problem-service-clock-ahead-do-2 = Quien gestiona el servicio pone en hora el reloj que va mal.

problem-no-policy-key = El servicio no puede firmar archivos de licencia
problem-no-policy-key-why = Las claves con las que firma han caducado. El archivo de licencia que tiene sigue en vigor.
problem-no-policy-key-do-1 = Inténtelo más tarde; mientras tanto puede usar lo que tiene.
problem-no-policy-key-do-2 = Quien gestiona el servicio instala claves nuevas.

problem-timed-out = El servicio ha tardado demasiado
problem-timed-out-why = La respuesta no estuvo lista a tiempo; para saber si el cambio se hizo, hay que mirarlo.
problem-timed-out-do-1 = Inténtelo de nuevo dentro de un minuto.

problem-internal = El problema es del servicio, no suyo
problem-internal-why = Algo ha fallado por nuestra parte; ha quedado anotado con el número de la petición.
problem-internal-do-1 = Inténtelo de nuevo dentro de unos minutos.
problem-internal-do-2 = Investigarlo con el número de la petición.

# Lo que impide una baja.
# dynamic: removal-blocker-
removal-blocker-fulfilment-contact = es Fulfilment Contact
removal-blocker-last-fulfilment-contact = es el único Fulfilment Contact
removal-blocker-insufficient-rank = administra la cuenta, y solo otro administrador de la cuenta puede darle de baja
removal-blocker-last-administrator = es el último administrador
removal-blocker-directory-managed = depende del directorio de la empresa
