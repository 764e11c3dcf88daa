# Lo que otras cuentas ofrecen a la persona, las solicitudes anteriores, la baja sin pedirlo, el caso en soporte.

offer-title = { $account } ofrece incorporarle
offer-detail = Si acepta, se pide a { $old } que le deje ir. En cuanto lo haga, { $account } le añade y desbloquea su acceso. { $old } no llega a saber quién hace la oferta. La oferta es válida hasta el { $date }.
offer-detail-free = Si acepta, { $account } le añade y desbloquea su acceso de inmediato. La oferta es válida hasta el { $date }.
offer-accepted-title = Ha aceptado la oferta de { $account }
offer-accepted-detail = Falta que { $old } le deje ir; entonces { $account } le añade y desbloquea su acceso automáticamente.
offer-accepted-detail-free = { $account } le añade ahora y desbloquea su acceso.
offer-completed-title = Ya pertenece a { $account }
offer-completed-detail = Ejecute Refresh Policy para usar sus licencias.
offer-over-title = La oferta de { $account } ha terminado
offer-over-detail = Cuando usted quedó libre ya no era válida, así que no se le añadió. Pida a { $account } que le añada.
offer-expired-detail = Su solicitud de baja en { $old } caducó sin respuesta, y la oferta con ella. Si aún quiere cambiar de cuenta, pida a { $account } una nueva.
offer-revoked-title = { $account } retiró su oferta
offer-revoked-detail = Su solicitud de baja en { $old } sigue abierta. Retírela si quiere quedarse.
offer-revoked-detail-free = La retiró antes de que usted quedara libre, así que no se le añadió. Pida a { $account } que le añada.

invited-title = { $account } le invita
invitation-detail = Si acepta, pertenece a { $account }. La invitación es válida hasta el { $date }.
invitation-back-title = { $account } le pide que vuelva
invitation-back-detail = Si acepta, vuelve a { $account } con los roles y grupos que tenía. La invitación es válida hasta el { $date }.

comes-with-roles = { $count ->
    [one] Rol: { $roles }
   *[other] Roles: { $roles }
}
comes-with-country = País de licencia: { $country }

action-accept-offer = Aceptar la oferta
action-decline-offer = Rechazar
action-take-back-acceptance = Anular la aceptación
action-accept-invitation = Aceptar la invitación

past-declined = Rechazada por { $account } el { $date }
past-withdrawn = Retirada por usted el { $date }
past-expired = Caducó el { $date } sin respuesta de { $account }
past-fulfilled = Baja de { $account } completada el { $date }
past-unknown = Terminó el { $date } ({ $word }): { $account }

leave-text = { $account } le añadió el { $date }. Hasta el { $until } puede darse de baja sin pedirlo.
leave-consequence = Pierde de inmediato las licencias de { $account }, y su acceso queda bloqueado hasta que otra empresa le añada y lo desbloquee.
action-leave = Dejar { $account }

case-open = Soporte tiene su caso { $number } desde el { $date }.
case-answered = Soporte respondió a su caso { $number } el { $date }.

headline-offer = { $account } ofrece incorporarle
headline-offer-detail = Si acepta, se pide a { $account } que le deje ir.
headline-offer-free-detail = Si acepta, se le añade y se desbloquea su acceso de inmediato.
headline-invited = { $account } le invita
headline-invited-detail = Puede aceptar hasta el { $date }.
headline-awaits-approval = Esperando aprobación
headline-awaits-approval-detail = Un administrador de { $account } tiene que aprobar su primer inicio de sesión.
detail-join-invited = { $account } le ha invitado. Puede aceptar hasta el { $date }.
detail-join-accepted = { $account } le añade en cuanto quede libre.

notice-offer-accepted = Ha aceptado la oferta de { $name }.
notice-offer-declined = Ha rechazado la oferta de { $name }.
notice-acceptance-taken-back = Ha anulado su aceptación de la oferta de { $name }.
notice-invitation-accepted = Ya pertenece a { $name }.
notice-invitation-declined = Ha rechazado la invitación de { $name }.
notice-left = Ha dejado { $name }.
