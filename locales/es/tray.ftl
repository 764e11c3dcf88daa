# El menú de la bandeja: diez entradas cortas como máximo.

tray-tooltip = Domicile — { $headline }
tray-refreshing = Refresh Policy en curso…
tray-refresh-step = Paso { $step } de 5
tray-cancel = Cancelar
tray-sign-in = Iniciar sesión…
tray-copy-email = Copiar mi correo de inicio de sesión
tray-open = Abrir Domicile
tray-settings = Configuración…
tray-quit = Salir

tray-requests = Solicitudes ({ $count })
tray-requests-none = Solicitudes
