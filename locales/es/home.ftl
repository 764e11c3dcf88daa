# Home: el titular, el cambio de cuenta, la solicitud, las personas a quienes acudir. Los nombres de personas y cuentas quedan como son.

# Lo que se dice donde no se sabe nada.
not-known = no se sabe

# Cómo se llama lo que no tiene nombre.
your-new-organisation = su nueva organización
your-old-account = su cuenta anterior

# Veredictos: sin sesión.
headline-starting = Comprobando si ha iniciado sesión
headline-signed-out = Sin sesión iniciada
headline-signed-out-detail = Inicie sesión para ver su cuenta, sus administradores y sus licencias.
headline-browser = Esperando al navegador
headline-browser-detail = Termine de iniciar sesión allí y vuelva después.
headline-code = Escriba el código en otro dispositivo
headline-code-detail = Abra allí { $url } y escriba { $code }. El código caduca a las { $time }.
headline-code-asking = Pidiendo un código
headline-ended = Inicie sesión de nuevo
headline-store-locked = Su almacén de contraseñas está bloqueado
headline-store-silent = Su almacén de contraseñas no responde
headline-store-missing = No se llega a su almacén de contraseñas
headline-session-unreadable = Su sesión no se puede leer
headline-session-kept-detail = Su sesión sigue abierta. En cuanto se pueda leer de nuevo, todo continúa.
headline-ended-detail = Su sesión ha terminado.

# The fixed line under every headline.
works-until = Software con licencia: hasta el { $date }.
works-until-renews = Funciona hasta el { $date }. Se renueva solo.
works = El software con licencia funciona.
works-not = El software con licencia no se inicia ahora.
works-unread = Se comprueba si el software con licencia se inicia.

# Veredictos: no se sabe nada, o no es reciente.
headline-checking = Comprobando su cuenta
headline-offline = No podemos llegar al servicio
headline-trouble = El servicio tiene un problema
headline-trouble-detail = Es el servicio; no es culpa suya.
headline-intercepted = Otra cosa responde en lugar del servicio
headline-intercepted-detail = Puede que su red le pida iniciar sesión: abra cualquier página web.
headline-issuer = El servicio de inicio de sesión tiene un problema
headline-issuer-detail = Es el servicio de inicio de sesión; no es culpa suya.
headline-next-admin = Su administrador: { $text }
headline-next-it = Su departamento de TI: { $text }
headline-next-support = Soporte: { $text }
headline-next-somebody = Otra persona: { $text }
headline-not-understood = No podemos leer la respuesta del servicio
headline-not-understood-detail = Puede que el servicio sea más nuevo que esta versión de Domicile: actualizar Domicile puede ayudar.
headline-knew-at = Estos datos se obtuvieron { $time }.
headline-nothing-known = Aún no se sabe nada de su cuenta. Conéctese a una red e inténtelo de nuevo.
headline-nothing-known-trouble = Aún no se sabe nada de su cuenta. Inténtelo de nuevo más tarde.
headline-unknown = Aún no lo sabemos
headline-unknown-detail = El servicio no ha dicho a qué cuenta pertenece usted.

# Veredictos: sin cuenta, con el acceso bloqueado.
headline-unaffiliated = No pertenece a ninguna cuenta
headline-unaffiliated-detail = Pida al administrador de su empresa que le añada.
headline-unaffiliated-locked-detail = Pida al administrador de su empresa que le añada y desbloquee su acceso.
headline-locked-normal = Su acceso está bloqueado, y es normal
headline-locked-normal-detail = Al dejar una cuenta, el acceso se bloquea. { $target } tiene que añadirle y desbloquearlo.
headline-locked-normal-detail-no-target = Al dejar una cuenta, el acceso se bloquea. Su nueva organización tiene que añadirle y desbloquearlo.
headline-left = Ha dejado { $account }
headline-left-detail = { $target } ya puede añadirle.
headline-left-detail-no-target = Su nueva organización ya puede añadirle.
headline-locked = Su acceso está bloqueado
headline-locked-added-detail = { $account } tiene que desbloquear su acceso.
headline-locked-administrator-detail = Un administrador de { $account } ha bloqueado su acceso. Pídale que lo desbloquee.
headline-locked-directory-detail = El directorio de su empresa ha desactivado su acceso. Su departamento de TI tiene que activarlo allí.
headline-locked-support-detail = Soporte ha bloqueado su acceso. Solo soporte puede desbloquearlo.
headline-locked-unknown-detail = Esta versión de Domicile no conoce el motivo ({ $word }). Un administrador de { $account } puede decirle más.

# Veredictos: hay una solicitud en marcha.
headline-waiting = Esperando a { $account }
headline-waiting-it = Esperando a TI de { $account }
headline-waiting-support = Esperando a soporte
headline-blocked = Algo detiene su baja
headline-declined = Su solicitud se ha rechazado
headline-declined-detail = { $name } ha escrito: «{ $reason }»
headline-declined-plain = { $account } ha dicho que no, sin dar un motivo.
headline-expired = Sin respuesta en 14 días
headline-expired-detail = Su solicitud del { $date } ha caducado. Envíela de nuevo o acuda a otro administrador.
headline-expired-often-detail = Sus solicitudes han caducado sin respuesta. Envíe otra o acuda a soporte.
headline-cannot-be-added = Todavía no se le puede añadir
headline-still-belong = Aún pertenece a { $account }. Primero tienen que darle de baja allí.
headline-still-belong-it = { $account } gestiona su inicio de sesión. El departamento de TI de esa empresa tiene que sacarle de su directorio.
headline-still-belong-support = { $account } ya no tiene administradores. Solo soporte puede darle de baja.

# Veredictos: en la cuenta nueva, o todo en orden.
headline-added = { $account } le ha añadido
headline-added-detail = Ejecute Refresh Policy para empezar.
headline-country = País de licencia incorrecto
headline-country-detail = Su país de licencia es { $country }; { $account } tiene licencias para { $countries }.
headline-country-detail-nowhere = Su país de licencia es { $country }; { $account } no tiene licencias allí.
headline-can-work = Puede trabajar
headline-can-work-detail = { $count ->
    [one] 1 licencia
   *[other] { $count } licencias
} de { $account }.
headline-can-work-grace-detail = { $product } funciona unos días más: su contrato terminó el { $date }.
headline-arrived = Le damos la bienvenida a { $account }
headline-arrived-detail = Su cambio de cuenta ha terminado. { $count ->
    [one] 1 licencia está disponible.
   *[other] { $count } licencias están disponibles.
}
headline-no-policy = Aún no hay licencias en este equipo
headline-no-policy-detail = Ejecute Refresh Policy para obtenerlas.
headline-other-account = Estas licencias son de { $account }
headline-other-account-detail = Ejecute Refresh Policy para obtener las suyas.
headline-changed = Sus licencias han cambiado
headline-changed-detail = Su cuenta cambió después de la última actualización. Ejecute Refresh Policy.
headline-nothing-ready = Ninguna licencia está disponible para usted
headline-nothing-ready-detail = { $account } no incluye nada que usted pueda usar. Un administrador puede decirle por qué.
headline-withdrawn = Se han retirado sus licencias
headline-withdrawn-detail = Ejecute Refresh Policy para ver si eso ha cambiado.
headline-policy-expired = Sus licencias han caducado
headline-policy-expired-detail = Caducaron el { $date }. Ejecute Refresh Policy.
headline-policy-clock = El reloj de este equipo se ha atrasado
headline-policy-clock-detail = Ponga el reloj en hora y ejecute Refresh Policy.
headline-policy-corrupt = Las licencias de este equipo no se pueden leer
headline-policy-corrupt-detail = No se ha perdido nada: Refresh Policy las obtiene de nuevo.
headline-policy-machine = Estas licencias son de otro equipo
headline-policy-machine-detail = Ejecute Refresh Policy para obtener las suyas para este equipo.
headline-policy-untrusted = Las licencias de este equipo no son de fiar
headline-policy-untrusted-detail = Ejecute Refresh Policy. Si no basta, pregunte a soporte.

# Lo que se puede hacer.
action-sign-in = Iniciar sesión
action-sign-in-again = Abrir otra vez el navegador
action-sign-in-code = Usar un código
action-cancel-sign-in = Cancelar el inicio de sesión
action-copy-code = Copiar el código
action-copy-address = Copiar la dirección
action-check-again = Comprobar de nuevo
action-open-settings = Abrir Configuración
action-try-again = Intentar de nuevo
action-refresh = Refresh Policy
action-ask-administrator = Pedirlo a un administrador
action-ask-it = Pedirlo a TI de su empresa
action-ask-other = Pedirlo a otro administrador
action-ask-again = Enviar de nuevo
action-ask-again-note = Pedirlo otra vez con una nota
action-stay = De acuerdo, me quedo
action-ask-support = Acudir a soporte
action-withdraw = Retirar la solicitud
action-copy-for = Copiar el mensaje para { $name }
action-copy-for-administrator = Copiar el mensaje para un administrador
action-copy-for-it = Copiar el mensaje para TI
action-copy-for-support = Copiar el mensaje para soporte
action-open-support = Contactar con soporte

# La cuenta y su gente.
administrators-only-you = Usted es el único administrador de { $account }.
administrators-none = { $account } no tiene administradores. Soporte puede ayudar.
role-account-admin = Administrador de la cuenta
role-co-admin = Coadministrador
federation-jit = { $account } gestiona su inicio de sesión. Si se va, el departamento de TI de esa empresa le quita el acceso, y además un administrador de la cuenta tiene que darle de baja.
federation-scim = { $account } gestiona su inicio de sesión y su pertenencia desde el directorio de la empresa.
federation-scim-synchronised = { $account } gestiona su inicio de sesión y su pertenencia desde el directorio de la empresa. Se sincronizó por última vez { $date }.
federation-scim-it = Contacto de TI: { $email }.
country-explicit = Su país de licencia es { $country }, porque lo ha fijado un administrador.
country-directory = Su país de licencia es { $country }, porque así figura en el directorio de su empresa. Su departamento de TI puede cambiarlo.
country-profile = Su país de licencia es { $country }, porque así figura en su perfil y { $account } tiene licencias allí.
country-revenue = Su país de licencia es { $country }, porque { $account } tiene allí su mayor contrato.
country-none = { $account } no tiene país de licencia; solo cuentan las licencias para todos los países.
country-decided = Su país de licencia es { $country }.

# El cambio de cuenta.
line-leave = Dejar { $account }
line-join = Unirse a { $account }
line-unlock = Desbloquear el acceso
line-country-roles = País y roles
line-refresh = Refresh Policy
step-affiliated = Pertenecía a { $account }
step-requested = Baja solicitada
step-removed = Baja completada
step-added = En la cuenta nueva
step-unlocked = Acceso desbloqueado
step-country = País adecuado
step-roles = Roles asignados
step-refreshed = Licencias actualizadas
state-done = Hecho
state-blocked = Detenido
state-not-needed = No hace falta
state-not-yet = Aún no
state-not-known = No se sabe
state-waiting-you = Le toca a usted
state-waiting-for = Esperando a { $name }
state-waiting-administrator = Esperando a un administrador
state-waiting-it = Esperando a TI
state-waiting-support = Esperando a soporte
detail-left = Ha dejado { $account }.
detail-left-on = Dejó { $account } el { $date }.
detail-ask-to-leave = Pida a { $account } que le dé de baja.
detail-join-now = { $account } tiene que elegir «Añadir a la cuenta» (Add to account). Envíe allí el texto listo.
detail-join-no-target = Allí un administrador tiene que elegir «Añadir a la cuenta» (Add to account). Envíele el texto listo.
detail-join-offer = { $account } ha ofrecido incorporarle.
detail-joined = Le añadió { $account } el { $date }.
detail-unlock-normal = Al dejar una cuenta, el acceso se bloquea. Es normal.
detail-unlock-now = Su acceso lo tiene que desbloquear { $account }.
detail-refresh-now = Ejecute Refresh Policy en este equipo.
detail-not-known = El servicio no lo ha dicho. Compruébelo de nuevo.

# La solicitud.
request-asked = Solicitud enviada a { $name } el { $date }.
request-asked-all = Solicitud enviada a los administradores de { $account } el { $date }.
request-asked-it = Solicitud enviada a TI de { $account } el { $date }.
request-asked-support = Solicitud enviada a soporte el { $date }.
request-case = El número de caso es { $number }.
request-unseen = Nadie la ha abierto aún.
request-mail-waits = No hubo correo al respecto, porque el servicio aún no tiene servidor de correo; la solicitud se ve en Domicile.
request-mail-not-taken = El correo al respecto no llegó; la solicitud se ve en Domicile. También puede avisar usted.
request-seen = Un administrador la ha visto.
request-approved = Está aprobada; la baja está en curso.
request-blocked = Algo la detiene.
request-fulfilled = Su baja se hizo efectiva el { $date }.
request-declined = Se rechazó el { $date }.
request-withdrawn = Usted la retiró el { $date }.
request-expired = Caducó el { $date } sin respuesta.
request-expires = Caduca el { $date } si nadie responde.
route-administrator = Un administrador de { $account } puede darle de baja. Después, su acceso queda bloqueado hasta que su nueva organización le añada y lo desbloquee.
route-administrator-jit = Un administrador de { $account } tiene que darle de baja, y el departamento de TI de esa empresa le quita el inicio de sesión. Después, su acceso queda bloqueado hasta que su nueva organización le añada y lo desbloquee.
route-internal-it = El departamento de TI de { $account } tiene que sacarle del directorio de la empresa. La cuenta lo ve en la siguiente sincronización, normalmente en menos de una hora.
route-support = { $account } ya no tiene administradores. Solo soporte puede darle de baja, así que se abre un caso allí.
route-unknown = Su solicitud va a { $account }. Esta versión de Domicile no sabe quién la responde allí ({ $word }).

# Lo que lo impide.
blocker-fulfilment-contact = Usted es Fulfilment Contact (recibe los correos sobre licencias). Su administrador tiene que quitarle antes de esa lista.
blocker-last-fulfilment-contact = Usted es el único Fulfilment Contact (recibe los correos sobre licencias). Una cuenta necesita al menos uno: su administrador tiene que añadir antes a otra persona a esa lista y después quitarle de ella.
blocker-insufficient-rank = Usted administra la cuenta. Solo otro administrador de la cuenta puede darle de baja.
blocker-last-administrator = Usted es la única persona que administra la cuenta. Nombre antes a otra.
blocker-directory-managed = Le gestiona el directorio de su empresa. Solo su departamento de TI puede sacarle de él.
blocker-assigned-licence = Aún tiene asignada una licencia nominal. Su administrador puede dársela a otra persona.
blocker-checked-out-licence = { $count ->
    [one] Devuelva 1 licencia antes de irse: está reservada en uno de sus equipos.
   *[other] Devuelva { $count } licencias antes de irse: están reservadas en sus equipos.
}
blocker-unknown = Además detiene la baja algo que esta versión de Domicile no conoce ({ $word }). Puede que actualizar Domicile ayude.

# A word that the service has learnt since this version.
state-unknown = Esta versión de Domicile no conoce su estado ({ $word }).

# Solo esta sesión.
session-only-missing = Su sesión no se conserva, porque este equipo no tiene almacén de contraseñas. Ponga en marcha uno (llavero) e inicie sesión de nuevo.
session-only-locked = Su sesión no se conserva, porque el almacén de contraseñas está bloqueado. Desbloquéelo e inicie sesión de nuevo.
session-only-failed = Su sesión no se conserva, porque el almacén de contraseñas no ha respondido. Inicie sesión de nuevo más tarde para conservarla.

# La conexión.
connection-offline = Se perdió la conexión { $time }
connection-offline-now = Sin conexión
connection-trouble = El servicio empezó a fallar { $time }
connection-trouble-now = El servicio falla
connection-intercepted = Otra cosa empezó a responder { $time }
connection-intercepted-now = Responde otra cosa
connection-issuer = El inicio de sesión empezó a fallar { $time }
connection-issuer-now = El inicio de sesión falla
connection-not-understood = Las respuestas dejaron de leerse { $time }
connection-not-understood-now = No se leen las respuestas

# Confirmaciones.
notice-request-sent = Solicitud enviada.
notice-request-withdrawn = Solicitud retirada.
notice-case-opened = Caso { $number } abierto en soporte.
notice-message-copied = Mensaje copiado.
notice-email-copied = { $email } se ha copiado.
notice-code-copied = Código copiado.
notice-address-copied = Dirección copiada.
notice-somebody-else = Sesión iniciada como { $name }, no como la persona anterior.
notice-signed-out = Sesión cerrada. Las licencias de este equipo se conservan hasta que caduquen.
notice-service-saved = Dirección del servicio guardada.

# Lo que la ventana misma no ha podido hacer.
error-cannot-copy-what = No se ha copiado nada
error-cannot-copy-why = No se puede usar el portapapeles: { $reason }.
error-cannot-copy-do = Seleccione el texto y cópielo a mano.
error-cannot-open-what = No se ha abierto nada
error-cannot-open-why = Ningún programa de este equipo ha abierto el enlace: { $reason }.
error-cannot-open-do = Copie la dirección y ábrala usted.

# Dónde se guarda la clave de la sesión.
store-not-known = Aún sin usar
store-system = El almacén de contraseñas del sistema
store-file = Un archivo que solo usted puede leer
store-memory = Ninguno: la sesión no se conserva

arrival-missing = Si le falta un producto, un rol u otro país de licencia, pregunte a { $name }: los administradores de { $account } pueden dárselo.
arrival-missing-nobody = Si le falta algo: { $account } no tiene otro administrador, así que acuda a soporte.
action-dismiss-arrival = Entendido
