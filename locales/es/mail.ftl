# Las cartas que envía el servicio. En cada una: el asunto, qué ha pasado y qué hacer a continuación (-do). Entre ambas van, citadas, las
# palabras de otras personas, si las hay. A quien quizá aún lea el correo de una empresa anterior no se le nombra la nueva.
# dynamic: mail-

mail-hello = Buenos días:
mail-reason = El motivo indicado:
mail-note = La nota que lo acompaña:
mail-answer = La respuesta:
mail-not-me = No he sido yo: { $link }
mail-closing = Este correo lo envía Domicile, que se ocupa de cuentas y licencias. Nadie lee las respuestas.

mail-request-received-subject = { $person } pide dejar { $account }
mail-request-received = { $person } ({ $email }) pide la baja de la cuenta { $account }.
mail-request-received-do = Abra «Solicitudes» en Domicile: allí se ve qué lo impide, y allí se aprueba o se rechaza. Sin respuesta, la solicitud caduca el { $expires }.

mail-request-for-it-subject = Retiren { $email } del directorio de la empresa
mail-request-for-it = { $person } ({ $email }) pide dejar la cuenta { $account }, cuyas personas vienen del directorio de la empresa.
mail-request-for-it-do = Les pedimos que retiren { $email } del directorio de la empresa (o del grupo que da acceso a Domicile). La siguiente sincronización saca entonces a { $person } de la cuenta; no hay que hacer nada más. De lo contrario, la solicitud caduca el { $expires }.

mail-request-reminder-subject = { $person } aún espera una respuesta
mail-request-reminder = El { $submitted }, { $person } ({ $email }) pidió la baja de la cuenta { $account }. Nadie ha respondido todavía.
mail-request-reminder-do = Abra «Solicitudes» en Domicile y apruebe o rechace. Sin respuesta, la solicitud caduca el { $expires }.

mail-request-reminder-for-it-subject = { $email } sigue en el directorio de la empresa
mail-request-reminder-for-it = El { $submitted }, { $person } ({ $email }) pidió dejar la cuenta { $account }, cuyas personas vienen del directorio de la empresa.
mail-request-reminder-for-it-do = Les pedimos que retiren { $email } del directorio de la empresa (o del grupo que da acceso a Domicile). De lo contrario, la solicitud caduca el { $expires }.

mail-request-declined-subject = Se ha rechazado su solicitud de baja de { $account }
mail-request-declined = { $by } ha rechazado su solicitud de baja de la cuenta { $account }.
mail-request-declined-do = Usted sigue en { $account }. En Domicile puede solicitarlo de nuevo con una nota o pedirlo a otro administrador.

mail-request-fulfilled-subject = Ha dejado { $account }
mail-request-fulfilled = Ha dejado { $account }, como pidió. Por seguridad, su acceso está bloqueado; es normal al dejar una cuenta.
mail-request-fulfilled-do = Diga a su nueva organización que ya puede añadirle; ella también desbloquea su acceso. En Domicile puede copiar el mensaje ya escrito.

mail-request-expired-subject = Sin respuesta a su solicitud de baja de { $account }
mail-request-expired = Nadie ha respondido en 14 días a su solicitud de baja de { $account }, así que ha caducado. Usted sigue en { $account }.
mail-request-expired-do = En Domicile puede enviarla de nuevo o pedirlo a otro administrador.
mail-request-expired-do-support = En Domicile puede enviarla de nuevo: irá entonces a soporte, porque es la segunda vez que nadie responde.

mail-person-request-received-subject = { $person } pide { $asked }
mail-person-request-received = En la cuenta { $account }, { $who } pide { $asked }.
mail-person-request-received-do = Abra «Solicitudes» en Domicile: allí se aprueba o se rechaza. Sin respuesta, la solicitud caduca el { $expires }.

mail-person-request-reminder-subject = { $person } aún espera una respuesta
mail-person-request-reminder = El { $submitted }, { $who } pidió { $asked } en la cuenta { $account }. Nadie ha respondido todavía.
mail-person-request-reminder-do = Abra «Solicitudes» en Domicile y apruebe o rechace. Sin respuesta, la solicitud caduca el { $expires }.

mail-person-request-fulfilled-subject = Ya está hecho lo que pidió a { $account }
mail-person-request-fulfilled = Usted pidió { $asked }. Un administrador de { $account } ya se ha ocupado de ello.
mail-person-request-fulfilled-do = Abra Domicile y ejecute Refresh Policy: este equipo tendrá entonces las licencias que correspondan.

mail-person-request-declined-subject = Se ha rechazado su solicitud a { $account }
mail-person-request-declined = Usted pidió { $asked }. { $by } lo ha rechazado.
mail-person-request-declined-do = En Domicile puede pedirlo de nuevo con una nota o pedirlo a otro administrador.

mail-person-request-expired-subject = { $account } no ha respondido a su solicitud
mail-person-request-expired = Usted pidió { $asked }. Nadie respondió en 14 días, así que la solicitud ha caducado.
mail-person-request-expired-do = En Domicile puede enviarla de nuevo o pedirlo a otro administrador.

mail-join-request-fulfilled-subject = Le han añadido a una cuenta, como pidió
mail-join-request-fulfilled = La organización a la que lo pidió le ha añadido a su cuenta.
mail-join-request-fulfilled-do = Abra Domicile para ver cuál es y qué viene a continuación.

mail-join-request-declined-subject = Se ha rechazado su solicitud de alta
mail-join-request-declined = La organización a la que lo pidió no le añade a su cuenta.
mail-join-request-declined-do = Abra Domicile para ver cuál es y por qué.

mail-join-request-expired-subject = No hay respuesta a su solicitud de alta
mail-join-request-expired = Nadie respondió en 14 días, así que su solicitud de alta en una cuenta ha caducado.
mail-join-request-expired-do = Abra Domicile para ver qué cuenta era y pedirlo de nuevo.

mail-offer-waits-subject = Le espera una oferta en Domicile
mail-offer-waits = Una organización ofrece incorporarle a su cuenta.
mail-offer-waits-do = Abra Domicile para ver cuál es y para aceptar o rechazar. La oferta caduca el { $expires }. Si no espera ninguna, no tiene que hacer nada.

mail-offer-no-longer-valid-subject = Ha dejado su cuenta, pero no está en la nueva
mail-offer-no-longer-valid = Su cuenta anterior le ha dejado ir. La oferta que había aceptado ya no es válida, así que no se le ha añadido a la cuenta nueva. Ahora no pertenece a ninguna cuenta y, por seguridad, su acceso está bloqueado; es normal al dejar una.
mail-offer-no-longer-valid-do = Pida a la organización que hizo la oferta que le añada. Domicile muestra cuál era y tiene el mensaje listo para copiar.

mail-transfer-completed-subject = Su cambio de cuenta se ha completado
mail-transfer-completed = Su cuenta anterior le ha dejado ir, y ya pertenece a la cuenta cuya oferta aceptó. Su acceso está desbloqueado.
mail-transfer-completed-do = Abra Domicile y ejecute Refresh Policy: así este equipo tendrá las nuevas licencias.

mail-sign-in-invitation-subject = { $account } le invita a Domicile
mail-sign-in-invitation = { $account } le ha añadido a su cuenta con esta dirección. En Domicile puede ver sus licencias.
mail-sign-in-invitation-do = Para iniciar sesión por primera vez, abra este enlace antes del { $expires }. Sirve una sola vez y es solo para usted, así que no lo reenvíe:
mail-sign-in-invitation-code =
    ¿Su inicio de sesión usa otra dirección? Entonces, antes de iniciar sesión en Domicile, elija «Tengo un código de invitación» y pegue este código:

    { $code }

mail-join-invitation-subject = Le espera una invitación en Domicile
mail-join-invitation = Una organización le invita a unirse a su cuenta.
mail-join-invitation-do = Abra Domicile para ver cuál es y para aceptar o rechazar. La invitación caduca el { $expires }.

mail-added-subject = Se le ha añadido a una cuenta
mail-added = Una organización le ha añadido a su cuenta.
mail-added-do = Abra Domicile para ver cuál es. Si es correcto, ejecute Refresh Policy para usar sus licencias. Si no, puede darse de baja por su cuenta hasta el { $until }, sin pedirlo a nadie.

mail-removed-subject = Se le ha dado de baja en { $account }
mail-removed = Un administrador le ha dado de baja en { $account }. Por seguridad, su acceso está bloqueado; es normal al dejar una cuenta.
mail-removed-do = Si se va a otra organización, esta ya puede añadirle y desbloquear su acceso. Si ha sido un error, pida a un administrador de { $account } que lo deshaga: es posible durante 90 días.

mail-confirm-filed-subject = Ha solicitado la baja de { $account }
mail-confirm-filed = Alguien que inició sesión como usted ha solicitado su baja de la cuenta { $account }.
mail-confirm-filed-do = Si fue usted, no hay nada que hacer: Domicile le avisará cuando haya respuesta. Si no, abra este enlace para retirar la solicitud:

mail-confirm-accepted-subject = Ha aceptado una oferta en Domicile
mail-confirm-accepted = Alguien que inició sesión como usted ha aceptado la oferta de una organización para incorporarle a su cuenta.
mail-confirm-accepted-do = Si fue usted, no hay nada que hacer: Domicile le avisará cuando su cuenta anterior responda. Si no, abra este enlace para anular la aceptación:

mail-confirm-left-subject = Ha dejado una cuenta en Domicile
mail-confirm-left = Alguien que inició sesión como usted ha dejado la cuenta a la que se le había añadido.
mail-confirm-left-do = Si fue usted, no hay nada que hacer. Si no, abra este enlace para volver a la cuenta:

mail-approval-waits-subject = { $email } espera su aprobación
mail-approval-waits = Alguien ha iniciado sesión por primera vez con la dirección { $email }, de un dominio que pertenece a { $account }.
mail-approval-waits-do = Abra «Solicitudes» en Domicile y apruebe o rechace.

mail-case-answered-subject = Soporte ha respondido a su caso { $number }
mail-case-answered = Soporte ha respondido a su caso { $number }.
mail-case-answered-do = Si no lo resuelve, abra un caso nuevo en Domicile e indique este número.

# La página de «No he sido yo».
not-me-title = No he sido yo
not-me-filed = Alguien que inició sesión como usted ha solicitado su baja de la cuenta. Si no fue usted, retire la solicitud.
not-me-filed-button = Retirar la solicitud
not-me-filed-done = La solicitud se ha retirado
not-me-after = Puede que otra persona esté usando su inicio de sesión: cambie la contraseña y avise a un administrador de su cuenta.
not-me-too-late = Ya es tarde para retirarla
not-me-undo = La solicitud ya se había respondido. Si se le ha dado de baja, un administrador de la cuenta puede deshacerlo durante 90 días. Puede que otra persona esté usando su inicio de sesión: cambie la contraseña.
not-me-gone-title = Este enlace ya no funciona
not-me-gone = Sirve una sola vez y durante 14 días. Abra Domicile para ver qué se hizo en su nombre; si algo no es correcto, avise a un administrador de su cuenta.
not-me-later-title = No ha funcionado
not-me-later = El problema es del servicio, no suyo. Vuelva atrás y pulse el botón de nuevo dentro de un minuto.

# Las páginas de los enlaces de los correos, cuando el servicio no las puede mostrar.
page-later-title = Esta página no se puede mostrar ahora
page-later = El problema es del servicio, no suyo. Abra el enlace de nuevo dentro de un minuto.
page-broken-title = Este enlace no está completo
page-broken = Una parte se perdió por el camino. Ábralo en el propio correo o cópielo entero.
