# Lo que muestra el navegador al volver del inicio de sesión.

signed-in-page = La sesión está iniciada. Puede cerrar esta ventana.
sign-in-failed-page = No se ha podido iniciar la sesión. Domicile le dice por qué. Puede cerrar esta ventana.
sign-in-unexpected-page = Nadie espera esta respuesta. Inicie la sesión desde Domicile.
