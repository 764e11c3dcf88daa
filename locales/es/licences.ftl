# Licencias: productos, fechas, Refresh Policy.

licences-headline = { $ready ->
    [0] Ningún producto está disponible
    [one] 1 producto está disponible
   *[other] { $ready } productos están disponibles
}
licences-none-listed = No hay productos en la lista
licences-unread = Leyendo las licencias de este equipo
licences-no-policy = Aún no hay licencias en este equipo
licences-no-policy-detail = Refresh Policy las obtiene del servicio.
licences-withdrawn = Se han retirado sus licencias
licences-expired = Las licencias caducaron el { $date }
licences-expired-detail = Ejecute Refresh Policy para obtener otras. Hasta entonces, el software con licencia no se puede iniciar aquí.
licences-clock = El reloj de este equipo se ha atrasado
licences-clock-detail = Ponga el reloj en hora y ejecute Refresh Policy. Hasta entonces, el software con licencia no se puede iniciar aquí.
licences-corrupt = Las licencias de este equipo no se pueden leer
licences-corrupt-detail = El archivo está dañado. Refresh Policy lo obtiene de nuevo; no se ha perdido nada más.
licences-service-clock = El reloj del servicio va { $count } { $unit ->
    [days] { $count ->
        [one] día
       *[other] días
    }
    [hours] { $count ->
        [one] hora
       *[other] horas
    }
   *[minutes] { $count ->
        [one] minuto
       *[other] minutos
    }
} { $way ->
    [ahead] por delante
   *[behind] por detrás
} del de este equipo. Sus licencias no dependen de ello. Si la fecha y la hora son correctas aquí, avise a quien gestiona el servicio.
licences-rolled-back = Las licencias de este equipo son más antiguas que antes
licences-rolled-back-detail = El archivo se sustituyó por una copia anterior. Ejecute Refresh Policy.
licences-machine = Estas licencias son de otro equipo
licences-machine-detail = Se emitieron para otro equipo o para otra persona. Ejecute Refresh Policy.
licences-unknown-key = No se puede confiar en las licencias de este equipo
licences-unknown-key-detail = Están firmadas con una clave que esta versión no conoce. Ejecute Refresh Policy; si no basta, pregunte a soporte.
licences-account-country = { $account }. { $country }

withdrawn-unaffiliated = No pertenece a ninguna cuenta, así que no tiene licencias.
withdrawn-removed = Causó baja en su cuenta, así que no tiene licencias.
withdrawn-locked = Su acceso está bloqueado: no tendrá licencias hasta que alguien lo desbloquee.
withdrawn-disabled = El directorio de su empresa ha desactivado su acceso, así que no tiene licencias. Su departamento de TI tiene que activarlo allí.
withdrawn-other = Las ha retirado el servicio.

usage-production = Producción
usage-evaluation = Evaluación
usage-trial = Prueba
why-ready = { $usage }, todas las versiones
why-ready-edition = { $usage }, { $edition }
why-everywhere = { $usage }, en todos los países
why-grace = El contrato terminó el { $date }. Después, el producto funciona { $days ->
    [one] 1 día
   *[other] { $days } días
} más.
why-trial = Solo una prueba: { $account } no tiene la licencia completa.
why-not-owned = { $account } no tiene este producto.
why-other-country = { $account } lo tiene para: { $countries }. Su país de licencia es { $country }.
why-other-country-unknown = { $account } lo tiene, pero no para su país de licencia.
why-country-without = { $account } no tiene licencias para su país de licencia.
why-restricted = Está reservado a un rol o a un grupo que usted no tiene. Un administrador puede asignárselo.
why-restricted-by = Está reservado a un rol o a un grupo que usted no tiene. { $name } puede asignárselo.
why-not-yet = El contrato aún no ha empezado.
why-not-yet-date = El contrato empieza el { $date }.
why-ended = El contrato ha terminado.
why-ended-date = El contrato terminó el { $date }.
why-locked = Su acceso está bloqueado.
why-unaffiliated = No pertenece a ninguna cuenta.
why-version = Esta versión no está incluida.
why-denied = El servicio no lo permite.
why-expired = Las licencias de este equipo han caducado. Ejecute Refresh Policy.
why-unknown = Las licencias de este equipo no se pueden usar así. Ejecute Refresh Policy.
the-account = La cuenta

label-ready = Disponible
label-grace = Disponible, periodo de gracia
label-trial = Prueba
label-not-owned = La cuenta no lo tiene
label-other-country = No en su país
label-restricted = Restringido
label-not-yet = Aún no empieza
label-ended = Terminado
label-locked = Bloqueado
label-unaffiliated = Sin cuenta
label-version = No incluido
label-denied = No permitido
label-expired = Caducado
label-unknown = No se sabe

until-date = hasta el { $date }
until-no-end = sin fin
until-ended = terminó el { $date }
until-from = desde el { $date }
no-end = sin fin

phase-checking-sign-in = Comprobando la sesión
phase-asking = Preguntando al servicio
phase-receiving = Recibiendo las licencias
phase-saving = Guardando en este equipo
phase-checking = Comprobando lo guardado
phase-slow = { $phase }. El servicio va lento hoy.

outcome-updated = { $ready ->
    [0] Ninguna licencia disponible
    [one] 1 licencia disponible
   *[other] { $ready } licencias disponibles
}{ $gained ->
    [0] { "" }
    [one] , { $gained } nueva
   *[other] , { $gained } nuevas
}{ $lost ->
    [0] { "" }
   *[other] , { $lost } menos
}.{ $country ->
    [none] { "" }
   *[other] { " " }País de licencia: { $country }.
}
outcome-unchanged = Sin novedades; la última actualización fue { $time }.
outcome-unchanged-first = Sin novedades.
outcome-withdrawn = Se han retirado sus licencias. { $why }
outcome-sign-in-needed = Inicie sesión de nuevo para actualizar. Sus licencias quedan como están.
outcome-refused = El servicio lo ha rechazado. Sus licencias quedan como están.
outcome-unreachable = No se puede llegar al servicio. Sus licencias quedan como están.
outcome-clock-suspect = El reloj de este equipo no va bien. Póngalo en hora y ejecute Refresh Policy.
outcome-signature-invalid = La respuesta no estaba firmada con una clave de confianza, así que no se ha aceptado. Sus licencias quedan como están.
outcome-rolled-back = El servicio ha enviado licencias más antiguas que las de este equipo, así que no se han aceptado.
outcome-cannot-write = Las licencias no se pueden guardar en este equipo. Las anteriores quedan como están.
outcome-cannot-write-none = Las licencias no se pueden guardar en este equipo, así que aquí no hay ninguna.
outcome-cancelled = Cancelado. Sus licencias quedan como están.

# When the service last confirmed the licences.
refreshed-never = nunca
