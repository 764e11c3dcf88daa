# Palabras que solo se encuentran aquí y lo que significan: en la ayuda de la ventana y en la de la línea de órdenes.

ui-term-locked = Acceso bloqueado
ui-term-locked-text = El software con licencia no se inicia y solo se ven los datos, solicitudes y licencias propios. Al dejar una cuenta, el acceso queda bloqueado hasta que la siguiente le añade y lo desbloquea; también pueden bloquearlo un administrador, el directorio de la empresa o soporte. Nadie desbloquea su propio acceso.
ui-term-country = País de licencia
ui-term-country-text = El país en el que puede usar las licencias de su cuenta (Entitlement Country). Si un administrador ha puesto uno para usted, siempre vale ese; si no, decide el directorio de su empresa, su perfil o el país donde más compra su cuenta. Algunos productos funcionan en todos los países.
ui-term-fulfilment-contact = Fulfilment Contact
ui-term-fulfilment-contact-text = Quien recibe los correos sobre licencias de la cuenta. Una cuenta tiene al menos uno y como máximo diez. No se le puede dar de baja hasta quitarle la función; si es el único, antes hay que designar a otra persona.
