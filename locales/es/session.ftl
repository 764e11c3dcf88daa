# Lo que muestra el navegador al volver del inicio de sesión.

signed-in-page-title = La sesión está iniciada
signed-in-page = Puede cerrar esta pestaña y volver a Domicile.
sign-in-failed-page-title = No se ha podido iniciar la sesión
sign-in-failed-page = Domicile le dice por qué. Puede cerrar esta pestaña.
sign-in-unexpected-page-title = Nadie espera esta respuesta
sign-in-unexpected-page = Puede cerrar esta pestaña. Si quiere iniciar sesión, empiece de nuevo en Domicile.
