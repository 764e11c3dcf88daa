# Lo que dice la aplicación de escritorio fuera de su ventana. Nada sobre el icono de la bandeja: algunos escritorios no tienen.

desktop-keeps-running = Domicile sigue en marcha
desktop-keeps-running-detail = Mantiene sus licencias al día sin ventana. Para cerrarlo del todo, elija «Salir» en su menú.
desktop-ended = Domicile ha terminado
desktop-ended-detail = Este escritorio no muestra iconos de programas sin ventana, así que al cerrar la ventana terminó Domicile. Sus licencias quedan como están.
desktop-stopped-what = Domicile no puede hacerlo ahora
desktop-stopped-why = Una parte de la aplicación ha dejado de funcionar.
desktop-stopped-do = Salga de Domicile y vuelva a abrirlo.
desktop-no-display = No hay pantalla en la que abrir la ventana: no están definidas ni DISPLAY ni WAYLAND_DISPLAY, como ocurre por SSH. Use las órdenes en su lugar: domicile status
desktop-display-silent = No hay pantalla en la que abrir la ventana: la que indica { $display } no responde. Indique ahí su pantalla o use las órdenes en su lugar: domicile status
desktop-first-is-silent = Domicile ya está en marcha, pero no responde (proceso { $process }). Finalice ese proceso y vuelva a iniciar Domicile.
desktop-agent-not-started = Domicile no puede iniciarse: su otra parte, { $path }, no funciona ({ $reason }). Vuelva a instalar Domicile o inicie ese programa a mano para ver qué dice.
desktop-no-place = Domicile no puede iniciarse: no hay dónde conectar sus partes ({ $reason }). Indique en XDG_RUNTIME_DIR una carpeta suya en la que se pueda escribir.
