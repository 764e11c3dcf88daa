# Etiquetas de la ventana para las licencias que se reservan: para la persona y para quien administra.

ui-check-outs-here = Reservadas en este equipo
ui-check-outs-waiting = A la espera de respuesta
ui-check-outs-elsewhere = Reservadas en otros equipos
ui-check-outs-past = Recientes
ui-check-out-reason = La respuesta
ui-file-title = Un equipo sin conexión
ui-file-hint = Abra una solicitud, un archivo de licencias o una devolución guardados en otro equipo.
ui-file-open = Abrir un archivo…
ui-file-refused = El archivo no se puede usar
ui-file-too-large = Ocupa más de 2 MiB, y ningún archivo de Domicile ocupa tanto.
ui-file-unreadable = Este equipo no ha podido leerlo.
ui-file-again = Elija el archivo que Domicile guardó en el otro equipo.
ui-days-label = ¿Durante cuántos días?
ui-days-hint = De 1 a 30, contados desde la respuesta.
ui-days-hint-asked = { $days ->
    [one] Se solicitó 1 día. De 1 a 30, contados desde ahora.
   *[other] Se solicitaron { $days } días. De 1 a 30, contados desde ahora.
}
ui-days-wrong = Escriba un número entero de 1 a 30.
ui-take-along-title = ¿Reservar { $name } para usarlo sin conexión?
ui-take-along-text = Un administrador de su cuenta tiene que permitirlo. Después, el producto funciona en este equipo ese número de días sin contacto con el servicio.
ui-take-along-text-file = Desde aquí no se puede preguntar al servicio, así que la solicitud se guarda en un archivo. Ábralo con Domicile en un equipo con conexión donde haya iniciado sesión.
ui-take-along-ask = Enviar la solicitud
ui-take-along-save = Guardar solicitud
ui-give-back-title = ¿Devolver { $name }?
ui-give-back-text = Aquí funcionará solo mientras dure el archivo de licencias. Para volver a reservarlo tendrá que solicitarlo de nuevo.
ui-give-back-text-file = Aquí termina enseguida, y se guarda un archivo para que lo sepa el servicio: ábralo con Domicile en un equipo con conexión.
ui-give-back-do = Devolver { $name }
ui-give-back-keep = Conservar
ui-wishes-title = Licencias sin conexión
ui-wishes-lead = Personas que quieren trabajar más tiempo sin contacto con el servicio.
ui-card-check-outs = Licencias reservadas
ui-allow-title = ¿Permitir { $product } a { $name }?
ui-allow-do = Permitir
ui-decline-wish-title = ¿Rechazar la solicitud de { $name }?
ui-decline-wish-text = { $product } sigue funcionando mientras dure el archivo de licencias.
ui-decline-wish-reason = ¿Por qué no puede reservarla?
ui-decline-wish-send = Rechazar la solicitud
ui-end-title = ¿Terminar la reserva de { $product }?
ui-end-do = Terminar reserva
ui-end-keep = Dejarla
