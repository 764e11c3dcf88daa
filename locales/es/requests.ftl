# Solicitudes de alta en una cuenta, de desbloqueo, de un país de licencia, de un rol.

# Lo que se pide, como va después de «pide».
asked-add = el alta en la cuenta
asked-unlock = el desbloqueo de su acceso
asked-country = el país de licencia { $country }
asked-role = el rol «{ $role }»
asked-unknown = algo que esta versión de Domicile no conoce ({ $word })

## Cómo está una solicitud, para quien la hizo

ask-with = Usted pidió { $asked }. La solicitud está en manos de { $name } desde el { $date }.
ask-with-all = Usted pidió { $asked }. La solicitud está en manos de los administradores de { $account } desde el { $date }.
ask-with-support = Usted pidió { $asked }. La solicitud está en manos de soporte desde el { $date }, porque nadie de su cuenta puede responderla.
ask-seen = Un administrador la ha visto.
ask-reminder = Sin respuesta, el { $date } se envía un recordatorio.
ask-expires = Sin respuesta, termina el { $date }.
ask-fulfilled = Usted pidió { $asked }. Se hizo el { $date }.
ask-declined = Usted pidió { $asked }. { $name } lo rechazó el { $date }.
ask-withdrawn = Usted pidió { $asked } y lo retiró el { $date }.
ask-expired = Usted pidió { $asked }. Nadie respondió hasta el { $date }.

action-ask-unlock = Pedir el desbloqueo
action-ask-country = Pedir el cambio
action-ask-country-named = Pedir { $country }
action-ask-add = Pedir el alta a { $account }
action-copy-reminder = Copiar un recordatorio
notice-ask-sent = Solicitud enviada.

## Para administradores

inbox-asks = { $name } pide { $asked }
inbox-ask-fulfilled = Hecho el { $date }
action-set-country-to = Poner el país de licencia { $country }
action-give-role = Dar el rol «{ $role }»
action-decline-ask = Rechazar…
notice-ask-approved = Hecho, como pidió { $name }.
