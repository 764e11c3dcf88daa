# Licencias que se reservan durante más tiempo en un equipo, con el servicio o por archivo.

label-checked-out = Reservada hasta el { $date }
licences-checked-out = { $count ->
    [one] 1 producto está reservado aquí
   *[other] { $count } productos están reservados aquí
}
licences-checked-out-detail = Las demás licencias de este equipo caducaron el { $date }. Ejecute Refresh Policy cuando vuelva a tener conexión.
headline-checked-out-detail = { $count ->
    [one] 1 producto está reservado aquí hasta el { $date }.
   *[other] { $count } productos están reservados aquí, el último hasta el { $date }.
} Las demás licencias caducaron el { $expired }.
check-out-here = Hasta el { $date }. Es de { $account }.
check-out-asked = Solicitada el { $date }; espera la respuesta de { $name }.
check-out-asked-elsewhere = Para «{ $machine }». Solicitada el { $date }; espera la respuesta de { $name }.
check-out-not-here-yet = Permitida hasta el { $date }. Refresh Policy la trae a este equipo.
check-out-elsewhere = En «{ $machine }» hasta el { $date }. Devuélvala allí.
check-out-declined = { $name } la rechazó el { $date }.
check-out-ended = { $account } la terminó el { $date }.
check-out-cancelled = Terminó el { $date }, porque se retiraron sus licencias de { $account }.
check-out-unanswered = Nadie respondió hasta el { $date }. Puede volver a solicitarla.
check-out-over = Caducó el { $date }.
action-take-along = Reservar…
action-save-request = Reservar por archivo…
action-withdraw-check-out = Retirar la solicitud
action-return-check-out = Devolver
action-return-by-file = Devolver por archivo
action-save-licences = Guardar un archivo
notice-check-out-asked = Se envió su solicitud de reservar { $name }.
notice-check-out-withdrawn = Ha retirado su solicitud de { $name }.
notice-check-out-returned = { $name }: devolución completada.
notice-request-saved = La solicitud está en { $name }. Ábrala con Domicile en un equipo con conexión.
notice-licences-saved = El archivo de licencias es { $name }. Llévelo al otro equipo y ábralo allí.
notice-return-saved = Devuelta aquí. Abra { $name } con Domicile en un equipo con conexión, para que el servicio lo sepa.
notice-licences-taken = Las licencias del archivo ya están en este equipo.
notice-returns-told = El servicio ya sabe qué se devolvió.

## Las respuestas de quien administra

inbox-wants-check-out = { $name } quiere reservar { $product }
inbox-check-out-for = { $days ->
    [one] Durante 1 día, en un equipo que se llama «{ $machine }».
   *[other] Durante { $days } días, en un equipo que se llama «{ $machine }».
}
inbox-checked-out = { $product }, en un equipo que se llama «{ $machine }».
inbox-check-out-consequence = { $product } funcionará entonces en ese equipo sin contacto con el servicio, dure lo que dure allí el archivo de licencias. Puede terminarlo, pero un equipo sin conexión no lo sabrá hasta que vuelva a tenerla.
inbox-check-out-end-consequence = { $product } deja de contar como reservada en «{ $machine }» con el próximo Refresh Policy. Hasta entonces, un equipo sin conexión sigue funcionando, como mucho hasta el { $date }.
action-allow-check-out = Permitir…
action-decline-check-out = Rechazar…
action-end-check-out = Terminar…
action-end-check-out-of = Terminar la reserva de { $product }
notice-check-out-allowed = Ha permitido reservar una licencia: { $name }.
notice-check-out-declined = Ha rechazado la solicitud de { $name }.
notice-check-out-ended = La reserva ha terminado: { $name }.

## Notificaciones

notify-check-out-allowed = Puede usar { $product } sin conexión
notify-check-out-allowed-body = Hasta el { $date }, en «{ $machine }».
notify-check-out-declined = No puede reservar { $product }
