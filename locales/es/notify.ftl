# Avisos del escritorio: un título y una segunda línea. Lo que también dice Inicio está en home.ftl.

notify-no-answer = Aún sin respuesta
notify-no-answer-body = ¿Pedirlo a otro administrador?
notify-ends-soon-body = Su solicitud caduca el { $date }. ¿Pedirlo a otro administrador?
notify-start = Ya puede empezar
notify-start-refresh = Ejecute Refresh Policy para usar el software de { $account }.
notify-start-ready = Las licencias de { $account } están en este equipo.
notify-asks-to-leave = { $name } pide la baja
notify-many-wait = { $count ->
    [one] 1 persona espera su respuesta
   *[other] { $count } personas esperan su respuesta
}
notify-asks-body = Solicitudes a { $account }
notify-sign-in = Inicie sesión a más tardar el { $date }
notify-sign-in-body = Después, sus licencias ya no se actualizan.
notify-product-ends = { $product }: la licencia termina el { $date }
notify-cannot-work = No puede trabajar con sus licencias
notify-cannot-work-body = Abra Domicile para ver por qué y quién tiene que hacer algo.
