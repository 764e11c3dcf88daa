# Las palabras de la ventana sobre solicitudes de alta, de desbloqueo, de un país de licencia o de un rol.

ui-asks-title = Otras solicitudes
ui-asks-lead = Lo que le piden: se hace con un clic.
ui-my-asks-title = Sus solicitudes
ui-decline-ask-title = ¿Rechazar lo que pide { $name }?
