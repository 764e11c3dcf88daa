# Rótulos de la ventana para las pantallas de quien administra y para lo que otras cuentas ofrecen en Inicio. Las frases sobre personas están en otro lugar.


## Navegación

ui-nav-requests = Solicitudes
ui-nav-people = Personas
ui-nav-waiting = { $count ->
    [one] { $count } espera su respuesta
   *[other] { $count } esperan su respuesta
  }
ui-key-requests = Solicitudes
ui-key-people = Personas
ui-key-find = Buscar a alguien
ui-message-language = Idioma del mensaje
ui-action-for = { $action }: { $name }

## Solicitudes

ui-requests-title = Solicitudes
ui-requests-lead = Personas que piden dejar { $account } u otra cosa.
ui-requests-show = Mostrar
ui-requests-open = Abiertas ({ $count })
ui-requests-answered = Respondidas ({ $count })
ui-requests-list-open = Solicitudes abiertas
ui-requests-list-answered = Solicitudes respondidas
ui-requests-reading = Leyendo las solicitudes…
ui-requests-empty-detail = Cuando alguien pida dejar { $account }, podrá responder aquí.
ui-requests-none-answered = Aún no se ha respondido ninguna solicitud
ui-requests-none-answered-detail = Aquí queda lo que usted y los demás administradores hayan respondido.
ui-approvals-title = Esperan aprobación
ui-approvals-lead = Han iniciado sesión por primera vez con una dirección de su organización.

ui-inbox-back = Todas las solicitudes
ui-inbox-address = Dirección de correo
ui-inbox-words = En sus propias palabras
ui-inbox-answer = La respuesta de su organización
ui-inbox-before = Antes de dar de baja a { $name }
ui-inbox-looking = Comprobando si algo detiene la baja…
ui-inbox-nothing = Nada detiene la baja.
ui-inbox-blocked = En cuanto nada detenga la baja, podrá dar de baja aquí a { $name }.
ui-inbox-decline = Rechazar…
ui-inbox-gone-title = Esta solicitud ya no está abierta
ui-inbox-gone-detail = Se ha retirado o ha terminado. En «Todas las solicitudes» está lo más reciente.
ui-blocker-blocks = La detiene
ui-blocker-warns = Conviene saberlo

## Preguntas antes de actuar

ui-remove = Dar de baja a { $name } en la cuenta
ui-remove-title = ¿Dar de baja a { $name } en { $account }?
ui-remove-short = Dar de baja a { $name }
ui-remove-keep = Conservar a { $name }
ui-decline-title = ¿Rechazar la solicitud de { $name }?
ui-decline-text = { $name } sigue en { $account } y puede solicitarlo de nuevo.
ui-decline-reason = ¿Por qué no se puede ir ahora?
ui-decline-reason-hint = { $name } lo lee tal como usted lo escriba.
ui-decline-reason-missing = Escriba una frase para que { $name } sepa qué hacer a continuación.
ui-decline-send = Rechazar la solicitud
ui-lock-title = ¿Bloquear el acceso de { $name }?
ui-lock-text = El software con licencia deja de funcionar para { $name } en el siguiente Refresh Policy. Aquí puede desbloquear el acceso en cualquier momento.
ui-lock-because = ¿Por qué?
ui-lock-because-hint = Opcional. Queda en el registro de cambios.
ui-lock-do = Bloquear el acceso de { $name }
ui-lock-keep = No bloquear
ui-role-give-title = ¿Dar a { $name } el rol { $role }?
ui-role-gives-account-admin = { $name } podrá hacerlo todo en { $account }: añadir personas, bloquear su acceso y darlas de baja, responder a sus solicitudes, y dar y quitar cualquier rol, también el de usted.
ui-role-gives-co-admin = { $name } podrá añadir personas a { $account }, bloquear su acceso y darlas de baja, responder a sus solicitudes y dar roles. Solo quedan fuera los administradores de la cuenta.
ui-role-gives-group-admin = { $name } podrá ver quién pertenece a { $account } y cambiar quién está en cada grupo.
ui-role-gives-services-admin = { $name } podrá ocuparse de los servicios de { $account }.
ui-role-gives-learn-admin = { $name } podrá ocuparse de la formación de { $account }.
ui-role-give-do = Dar el rol a { $name }
ui-role-give-keep = No darlo
ui-role-take-title = ¿Quitar a { $name } el rol { $role }?
ui-role-takes = { $name } ya no podrá hacer lo que permite este rol. Aquí puede volver a darlo.
ui-role-takes-own = Ya no podrá hacer lo que permite este rol, y no podrá volver a dárselo usted.
ui-role-take-do = Quitar el rol a { $name }
ui-role-take-keep = Dejarlo así
ui-give-title = ¿Dar { $product } a otra persona?
ui-give-text = { $name } pierde esta licencia, y la recibe la persona que usted elija.
ui-give-to = ¿Quién la recibe?
ui-give-do = Dar la licencia
ui-accept-title = ¿Aceptar la oferta de { $account }?
ui-accept-what = Qué ocurre
ui-accept-leave = Su solicitud de baja de { $account } se envía a sus administradores. Nunca llegan a saber quién le hizo la oferta.
ui-accept-leave-plain = La solicitud de baja de su cuenta se envía a sus administradores. Nunca llegan a saber quién le hizo la oferta.
ui-accept-join = Cuando le dejen ir, { $account } le añade y desbloquea su acceso de inmediato.
ui-accept-join-with = Cuando le dejen ir, { $account } le añade y desbloquea su acceso de inmediato. Incluye: { $things }.
ui-accept-refresh = Usted ejecuta Refresh Policy y trabaja con las licencias de { $account }.
ui-accept-back = Hasta que le dejen ir, puede anular la aceptación.
ui-accept-do = Aceptar la oferta
ui-accept-keep = Ahora no
ui-decline-offer-title = ¿Rechazar la oferta de { $account }?
ui-decline-offer-text = La oferta termina. { $account } tendría que hacerla de nuevo.
ui-decline-offer-do = Rechazar la oferta
ui-take-back-title = ¿Anular su aceptación?
ui-take-back-text = La oferta de { $account } termina, y su solicitud de baja se retira; se avisa a quien la recibió.
ui-take-back-do = Anular la aceptación
ui-take-back-keep = Mantenerla
ui-leave-now-title = ¿Dejar { $account }?
ui-leave-now-keep = Quedarse

ui-outdated-title = Esto ha cambiado
ui-outdated-text = Entretanto alguien ha respondido o algo ha cambiado. Mírelo de nuevo antes de decidir.

## Personas

ui-people-title = Personas
ui-people-search = Dirección de correo o parte de un nombre
ui-people-search-hint = Las personas de { $account } aparecen mientras escribe. Para añadir a alguien, escriba la dirección completa.
ui-people-look-up = Buscar
ui-people-looking = Buscando…
ui-people-at = Personas de { $account }
ui-people-found = Personas encontradas
ui-people-more = Mostrar más personas
ui-batch-title = Direcciones ({ $count })
ui-batch-waits = Sin buscar
ui-batch-progress = { $done } de { $count } direcciones
ui-batch-do = { $action }: { $count ->
    [one] { $count } dirección
   *[other] { $count } direcciones
  }
ui-people-outgoing = Ofertas e invitaciones
ui-people-removed = Personas dadas de baja ({ $count })
ui-outgoing-transfer = Oferta
ui-outgoing-invitation = Invitación

ui-card-close = Cerrar
ui-card-name = Nombre
ui-card-name-hint = Opcional. Si no se indica, se usa la parte de la dirección que va antes de la @.
ui-card-comes-with = Qué incluye
ui-card-country = País de licencia
ui-card-roles = Roles
ui-card-admin-roles = Roles de administración
ui-card-steps = Qué hace una oferta
ui-card-steps-invite = Qué hace una invitación
ui-card-after = Para que pueda trabajar
ui-card-open = Aún por hacer
ui-card-settled = Así está configurada la persona
ui-card-rights = Lo que { $name } puede usar
ui-card-licences = Licencias nominales
ui-card-give = Dar a otra persona…
ui-card-remove = Antes de dar de baja a { $name }
ui-offer-step-accept = La persona acepta
ui-offer-step-accept-detail = Ve su oferta en la aplicación. La cuenta actual nunca llega a saber quién la hizo.
ui-offer-step-release = La cuenta actual le da de baja
ui-offer-step-release-detail = Usted nunca llega a saber qué cuenta es.
ui-offer-step-join = En la cuenta, con acceso, país y roles
ui-offer-step-join-detail = Todo a la vez, con los datos indicados arriba.
ui-offer-step-invited-detail = La persona ve su invitación en la aplicación y la recibe por correo.
ui-offer-step-refresh = La persona ejecuta Refresh Policy
ui-offer-step-who-them = La persona
ui-offer-step-who-old = Administrador actual
ui-offer-step-who-us = Domicile

## Lo que se ha cambiado, con la vuelta atrás

ui-changed-roles-given = { $count ->
    [one] { $name } tiene ahora el rol { $roles }.
   *[other] { $name } tiene ahora los roles { $roles }.
  }
ui-changed-roles-taken = { $count ->
    [one] { $name } ya no tiene el rol { $roles }.
   *[other] { $name } ya no tiene los roles { $roles }.
  }
ui-changed-roles-both = Roles de { $name }: se ha dado { $given } y se ha quitado { $taken }.
ui-changed-country = País de licencia de { $name }: { $country }.
ui-changed-country-rule = El país de licencia de { $name } lo decide ahora la regla.
ui-changed-locked = { $name } tiene ahora el acceso bloqueado.
ui-changed-unlocked = { $name } tiene ahora el acceso desbloqueado.
ui-undo = Deshacer

## Configuración

ui-notify-title = Avisos
ui-notify-requests = Mis solicitudes
ui-notify-requests-hint = Respuestas, solicitudes a punto de caducar y cuándo se le añadió.
ui-notify-licences = Mis licencias
ui-notify-licences-hint = Cuándo iniciar sesión de nuevo y qué termina pronto.
ui-notify-admin = Solicitudes para usted
ui-notify-admin-hint = Cuando alguien pide dejar su cuenta.

## Inicio

ui-offers-label = Ofertas e invitaciones
ui-offer-comes-with = Incluye
ui-history-title = Solicitudes anteriores ({ $count })
ui-past-answer = La respuesta
ui-case-title = Su caso en soporte
ui-case-number = Número de caso
ui-case-open = Abierto
ui-case-answered = Respondido
ui-case-answer = Lo que ha respondido soporte
ui-leave-now-label = Baja sin pedirlo

# Home, for an administrator: who waits.
ui-waiting-for-you = Le esperan
ui-people-wait = { $count ->
    [one] 1 persona espera su respuesta.
   *[other] { $count } personas esperan su respuesta.
}
ui-open-requests = Abrir las solicitudes
