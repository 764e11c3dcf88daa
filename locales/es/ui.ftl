# Rótulos de la ventana: lo que nunca cambia con el estado de la persona. Las frases sobre el estado están en home.ftl, licences.ftl y errors.ftl.

# Nombres que se completan al ejecutar:
# dynamic: ui-who-
# dynamic: ui-request-state-
# dynamic: ui-theme-
# dynamic: ui-language-
# dynamic: ui-key-

## Marco

ui-app-name = Domicile
ui-page-title = { $screen } – Domicile
ui-skip-to-content = Ir al contenido
ui-nav-label = Principal
ui-signed-in-as = Sesión de
ui-nav-home = Inicio
ui-nav-licences = Licencias
ui-nav-help = Palabras y teclas
ui-nav-settings = Configuración
ui-starting = Un momento…
ui-broken-title = Domicile no se ha podido iniciar
ui-broken-detail = La ventana no ha recibido respuesta de la aplicación. Salga de Domicile y vuelva a abrirlo.
ui-back-home = Volver al inicio

## Pie

ui-as-of = Datos obtenidos { $moment }, { $ago }
ui-as-of-none = Aún sin comprobar
ui-checking-now = Comprobando…
ui-check-again = Comprobar de nuevo
ui-help = Ayuda
ui-support = Soporte
ui-ago-now = ahora mismo
ui-ago-minutes = { $count ->
    [one] hace { $count } minuto
   *[other] hace { $count } minutos
  }
ui-ago-hours = { $count ->
    [one] hace { $count } hora
   *[other] hace { $count } horas
  }
ui-ago-days = { $count ->
    [one] hace { $count } día
   *[other] hace { $count } días
  }

## Problema, aviso, mensajes de arriba

ui-problem-label = Algo ha ido mal
ui-problem-details = Detalles
ui-problem-code = Código
ui-problem-request-id = Número de petición
ui-dismiss = Descartar
ui-open-support = Contactar con soporte
ui-who-you = Usted
ui-who-admin = Su administrador
ui-who-it = Su departamento de TI
ui-who-support = Soporte
ui-who-somebody = Otra persona
ui-no-answer-what = Domicile no responde
ui-no-answer-why = La parte de la aplicación que hace el trabajo se ha detenido.
ui-no-answer-do = Salga de Domicile y vuelva a abrirlo. No se pierde nada.
ui-banner-offline = No podemos llegar al servicio. Estos datos se obtuvieron { $moment }.
ui-banner-trouble = El servicio tiene un problema propio. Estos datos se obtuvieron { $moment }.
ui-banner-intercepted = Otra cosa responde en lugar del servicio. Estos datos se obtuvieron { $moment }.
ui-banner-issuer = El servicio de inicio de sesión tiene un problema propio. Estos datos se obtuvieron { $moment }.
ui-banner-not-understood = No podemos leer la respuesta del servicio. Estos datos se obtuvieron { $moment }.
ui-banner-stale = Se comprobó por última vez { $moment }.
ui-banner-unknown = Aún no se sabe nada.
ui-try-again = Intentar de nuevo

## Inicio

ui-facts-label = De un vistazo
ui-fact-account = Cuenta
ui-fact-country = País de licencia
ui-fact-valid-until = Licencias válidas hasta
ui-fact-refreshed = Última actualización
ui-journey-label = Su cambio de cuenta
ui-journey-label-target = Su cambio a { $target }
ui-journey-done = Su cambio a { $target } se ha completado
ui-journey-done-plain = Su cambio de cuenta se ha completado
ui-journey-details = Detalles
ui-journey-details-intro = Los ocho pasos que hay detrás de estas líneas, y cómo lo sabemos.
ui-step-done-on = Hecho el { $day }
ui-step-evidence = Lo demuestra { $evidence }
ui-arrival-ready = Disponible ahora
ui-arrival-missing = ¿Falta algo?
ui-administrators-at = Sus administradores en { $account }
ui-administrators = Sus administradores
ui-show-all = Mostrar los { $count }
ui-copy = Copiar
ui-copy-email-of = Copiar la dirección de correo de { $name }
ui-write-email = Escribir un correo
ui-write-email-to = Escribir un correo a { $name }
ui-leave-heading = Baja
ui-leave-open = Solicitar la baja de { $account }
ui-leave-open-again = Solicitar otra vez

## Solicitud

ui-request-label = Su solicitud de baja de { $account }
ui-request-sent-on = Enviada
ui-request-expires-on = Caduca
ui-request-note = Su mensaje
ui-request-declined = La respuesta
ui-request-blockers = Lo que la detiene
ui-request-withdraw = Retirar la solicitud
ui-request-state-submitted = Enviada
ui-request-state-seen = Vista
ui-request-state-blocked = Detenida
ui-request-state-approved = Aprobada
ui-request-state-fulfilled = Completada
ui-request-state-declined = Rechazada
ui-request-state-withdrawn = Retirada
ui-request-state-expired = Sin respuesta
ui-request-state-unknown = Desconocido en esta versión
ui-withdraw-title = ¿Retirar su solicitud?
ui-withdraw-text = Su solicitud de baja de { $account } termina, y se avisa a quien la recibió. Puede enviar otra, pero tres al día como máximo.
ui-withdraw-keep = Conservar la solicitud

## Solicitar la baja

ui-leave-title = Solicitar la baja de { $account }
ui-leave-title-plain = Solicitar la baja de su cuenta
ui-leave-blockers = Esto detendrá la baja
ui-leave-blockers-intro = Puede enviar la solicitud de todos modos. Podrá aprobarse cuando esto esté resuelto.
ui-leave-to = ¿Quién recibe el correo?
ui-leave-to-hint = Todos los administradores ven la solicitud; esta persona recibe el correo.
ui-leave-note = ¿Qué deben saber?
ui-leave-note-hint = Opcional; por ejemplo, el motivo y su último día.
ui-leave-going-to = ¿Adónde va?
ui-leave-going-to-hint = Opcional. Se queda en este equipo y figura en el mensaje para su nuevo administrador.
ui-characters-left = { $count ->
    [one] queda { $count } carácter
   *[other] quedan { $count } caracteres
  }
ui-leave-send-to = Enviar la solicitud a { $name }
ui-leave-send-it = Enviar la solicitud a TI
ui-leave-send-support = Acudir a soporte
ui-leave-send-all = Enviar la solicitud
ui-sending = Enviando…
ui-cancel = Cancelar
ui-gone-title = No hay nada que enviar
ui-gone-detail = Ya hay una solicitud abierta o usted ya no pertenece a ninguna cuenta. En Inicio está lo más reciente.
ui-support-title = Acudir a soporte
ui-support-intro = Soporte abre un caso y responde por correo a la dirección con la que usted inició sesión.
ui-support-text = ¿Qué debe saber soporte?
ui-support-text-missing = Escriba una o dos frases para que soporte sepa qué necesita.
ui-support-send = Enviar a soporte

## Inicio de sesión

ui-sign-in = Iniciar sesión
ui-sign-in-code = Usar un código
ui-sign-in-code-hint = ¿No hay navegador en este equipo?
ui-invitation-open = Tengo un código de invitación
ui-invitation-label = Código de invitación
ui-invitation-hint = Está en su invitación y en la página que abre su enlace.
ui-invitation-send = Iniciar sesión con la invitación
ui-invitation-elsewhere = En otro dispositivo
ui-invitation-missing = Pegue primero el código.
ui-waiting-browser = ¿No se ha abierto el navegador?
ui-copy-sign-in-link = Copiar el enlace de acceso
ui-copy-address = Copiar la dirección
ui-copy-code = Copiar el código
ui-cancel-sign-in = Cancelar el inicio de sesión
ui-device-step-page = En cualquier equipo o teléfono, abra
ui-device-step-code = Escriba allí este código
ui-device-letters = Letra por letra: { $letters }
ui-device-letter-dash = guion
ui-device-expires = El código caduca { $moment }.

## Licencias

ui-refresh-policy = Refresh Policy
ui-refresh-cancel = Cancelar
ui-refresh-running = Refresh Policy está en curso
ui-refresh-progress = { $phase } (paso { $step } de { $of })
ui-refresh-seconds = { $count } s
ui-refresh-slow = El servicio va lento hoy.
ui-refresh-still = Sigue en curso: { $phase }, { $count } segundos.
ui-refresh-gained = Nuevas
ui-refresh-lost = Ya no están
ui-date-valid-until = Archivo de licencias válido hasta
ui-date-sign-in-by = Iniciar sesión de nuevo a más tardar
ui-date-contract-ends = Fin del contrato
ui-products-label = Productos
ui-products-search = Buscar productos
ui-products-found = { $count ->
    [0] Ningún producto tiene «{ $query }» en su nombre.
    [one] { $count } producto encontrado.
   *[other] { $count } productos encontrados.
  }
ui-why = Por qué
ui-why-of = Por qué: { $product }
ui-products-none = No hay productos que mostrar
ui-products-none-detail = Aparecen aquí después de Refresh Policy.
ui-products-none-owned = Su cuenta no incluye productos para usted. Su administrador puede decirle por qué.
ui-licences-details = Detalles
ui-licences-state = Estado del archivo de licencias
ui-licences-version = Número de serie
ui-licences-refreshed = Última actualización

## Configuración

ui-settings-title = Configuración
ui-settings-appearance = Aspecto
ui-settings-theme = Colores
ui-theme-system = Como el sistema
ui-theme-light = Claro
ui-theme-dark = Oscuro
ui-settings-language = Idioma
ui-language-system = Sistema
ui-language-en = English
ui-language-de = Deutsch
ui-language-es = Español
ui-settings-managed = Lo fija su organización.
ui-settings-account = Cuenta
ui-settings-signed-in-as = Sesión iniciada como
ui-settings-not-signed-in = No hay ninguna sesión iniciada.
ui-sign-out = Cerrar sesión
ui-sign-out-hint = Las licencias de este equipo se conservan hasta que caduquen.
ui-settings-service = Servicio
ui-settings-address = Dirección del servicio
ui-settings-address-hint = Empieza por https://. Su organización se la indica.
ui-settings-address-use = Usar esta dirección
ui-settings-address-managed = La fija su organización.
ui-settings-address-signed-in = Cierre la sesión para cambiarla.
ui-settings-address-invalid = No es una dirección web que empiece por https://. Ejemplo: https://domicile.example.com
ui-settings-address-none = sin definir
ui-settings-computer = Este equipo
ui-settings-secret-store = Almacén de contraseñas
ui-settings-data-folder = Carpeta de datos
ui-settings-about = Acerca de Domicile
ui-settings-version = Versión
ui-settings-demo = Claves de demostración: esta compilación confía en las claves públicas de demostración. No la use para licencias reales.
ui-settings-operator = Compilado para
ui-settings-support = Soporte
ui-settings-privacy = Sus datos

## Ayuda

ui-help-title = Ayuda
ui-help-keys = Teclas
ui-help-text = Domicile muestra a qué cuenta pertenece usted, quién se ocupa de ella y qué licencias hay en este equipo. Refresh Policy actualiza las licencias.
ui-help-terms = Qué significan las palabras
ui-help-support = Soporte
ui-help-support-text = El texto para soporte contiene la versión, los estados y códigos, su nombre y su dirección. Sin contraseñas y sin nombres de otras personas.
ui-help-privacy = Qué se hace con sus datos:
ui-help-support-copy = Copiar el texto para soporte
ui-help-close = Cerrar
ui-key-home = Inicio
ui-key-licences = Licencias
ui-key-settings = Configuración
ui-key-check = Comprobar de nuevo
ui-key-refresh = Refresh Policy
ui-key-close = Cerrar la ventana
ui-key-quit = Salir
ui-key-help = Ayuda
ui-key-back = Atrás
