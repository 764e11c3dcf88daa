# Lo que dice la aplicación de escritorio fuera de su ventana. Nada sobre el icono de la bandeja: algunos escritorios no tienen.

desktop-keeps-running = Domicile sigue en marcha
desktop-keeps-running-detail = Mantiene sus licencias al día sin ventana. Para cerrarlo del todo, elija «Salir» en su menú.
desktop-ended = Domicile ha terminado
desktop-ended-detail = Este escritorio no muestra iconos de programas sin ventana, así que al cerrar la ventana terminó Domicile. Sus licencias quedan como están.
desktop-stopped-what = Domicile no puede hacerlo ahora
desktop-stopped-why = Una parte de la aplicación ha dejado de funcionar.
desktop-stopped-do = Salga de Domicile y vuelva a abrirlo.
