# Lo que dice el servicio cuando algo no se puede hacer con las personas de una cuenta: por cada código, un título, un motivo y dos pasos como
# máximo, como en service.ftl.

problem-last-administrator = La cuenta necesita un administrador
problem-last-administrator-why = Es el último administrador con acceso; sin él, nadie podría ocuparse de las personas de la cuenta.
problem-last-administrator-do-1 = Nombre antes administrador a otra persona.

problem-insufficient-rank = Esta persona tiene un rango mayor que el suyo
problem-insufficient-rank-why = Nadie puede cambiar a una persona cuyo rol en la cuenta es mayor que el propio.
problem-insufficient-rank-do-1 = Hacerlo con el rol de administrador de la cuenta.

problem-only-account-admin = Solo lo hacen los administradores de la cuenta
problem-only-account-admin-why = Solo ellos nombran administradores de la cuenta y gestionan los grupos que dan roles.
problem-only-account-admin-do-1 = Hacerlo con el rol de administrador de la cuenta.

problem-own-rank = No puede subir su propio rol
problem-own-rank-why = El rol de administrador lo asigna siempre otra persona.
problem-own-rank-do-1 = Asignarle el rol.

problem-own-groups = No puede cambiar sus propios grupos
problem-own-groups-why = Los grupos pueden dar roles y productos, y eso lo decide siempre otra persona.
problem-own-groups-do-1 = Cambiar sus grupos.

problem-not-yours-to-lift = No le corresponde quitar este bloqueo
problem-not-yours-to-lift-why = Nadie desbloquea su propio acceso, y un bloqueo del directorio de la empresa o de soporte se quita allí.
problem-not-yours-to-lift-do-1 = Quitar el bloqueo o preguntar a quien lo puso.

problem-already-member = Esta persona ya está en su cuenta
problem-already-member-why = { $email } ya se había añadido.
problem-already-member-do-1 = Abra la ficha de la persona en la lista.

problem-affiliated-elsewhere = Esta dirección pertenece a otra cuenta
problem-affiliated-elsewhere-why = { $email } pertenece a la cuenta de otra organización, y una persona pertenece a una sola cuenta a la vez.
problem-affiliated-elsewhere-do-1 = Ofrezca incorporar a la persona: solo ella puede pedir que le dejen ir.

problem-pending-approval = Esta persona espera su aprobación
problem-pending-approval-why = { $email } ha iniciado sesión con una dirección de su dominio.
problem-pending-approval-do-1 = Apruebe o rechace el ingreso de esta persona.

problem-federated-sign-in = No hay nada que añadir
problem-federated-sign-in-why = { $email } inicia sesión a través de su empresa y aparece aquí la primera vez que lo hace.
problem-federated-sign-in-do-1 = Pida a la persona que inicie sesión.

problem-directory-managed = Las personas vienen del directorio de su empresa
problem-directory-managed-why = Las personas con direcciones de su dominio, como { $email }, vienen del directorio de su empresa.
problem-directory-managed-do-1 = Añadir a la persona al directorio de la empresa.

problem-invitation-required = Esta persona necesita una invitación
problem-invitation-required-why = { $email } ya está en el registro, pero la dirección no es de sus dominios.
problem-invitation-required-do-1 = Invite a la persona a su cuenta.

problem-exists-unaffiliated = Esta persona ya está en el registro
problem-exists-unaffiliated-why = { $email } está en el registro y no pertenece a ninguna cuenta.
problem-exists-unaffiliated-do-1 = Añada a la persona a su cuenta.

problem-domain-owned-elsewhere = Este dominio pertenece a otra organización
problem-domain-owned-elsewhere-why = A las personas nuevas con direcciones como { $email } las añade la organización a la que pertenece el dominio.
problem-domain-owned-elsewhere-do-1 = Pregunte a esa organización o use otra dirección.

problem-can-create = Esta dirección es nueva aquí
problem-can-create-why = No hay nadie en el registro con { $email }.
problem-can-create-do-1 = Cree el usuario de esta persona.

problem-last-fulfilment-contact = La cuenta necesita un Fulfilment Contact
problem-last-fulfilment-contact-why = Es el único, y alguien tiene que recibir los correos sobre licencias.
problem-last-fulfilment-contact-do-1 = Designe antes a otro Fulfilment Contact.

problem-too-many-contacts = Ya hay { $most } Fulfilment Contacts
problem-too-many-contacts-why = Una cuenta tiene { $most } como máximo.
problem-too-many-contacts-do-1 = Quite antes esa función a otra persona.

problem-group-name-taken = Ya hay un grupo con este nombre
problem-group-name-taken-why = «{ $name }» ya existe, quizá con otras mayúsculas.
problem-group-name-taken-do-1 = Elija otro nombre.

problem-too-many-groups = Ya hay { $most } grupos
problem-too-many-groups-why = Una cuenta tiene { $most } como máximo.
problem-too-many-groups-do-1 = Elimine un grupo que nadie necesite.

problem-licence-assigned = { $person } ya tiene esta licencia
problem-licence-assigned-why = Un producto se asigna una sola vez a cada persona.
problem-licence-assigned-do-1 = Elija a otra persona.

problem-too-many-machine-reports = Ese era el último informe de hoy
problem-too-many-machine-reports-why = Una persona puede enviar { $most } informes sobre sus equipos en 24 horas.
problem-too-many-machine-reports-do-1 = Inténtelo de nuevo más tarde.

bad-email-form = Una dirección tiene esta forma: name@example.com
bad-email-too-long = Es más larga de lo que puede ser una dirección
bad-email-space = Contiene un espacio: { $character }
bad-email-invisible = Contiene un carácter que no se ve: { $character }
bad-email-undefined = Contiene un carácter que ninguna dirección tiene: { $character }
bad-email-domain = La parte que sigue a la @ no es el nombre de un dominio

# Nombres de caracteres, tras su código: «U+200B espacio de ancho cero».
character-space = espacio
character-no-break-space = espacio de no separación
character-soft-hyphen = guion opcional
character-zero-width-space = espacio de ancho cero
character-zero-width-non-joiner = separador de ancho cero
character-zero-width-joiner = enlazador de ancho cero
character-word-joiner = unión de palabras
character-byte-order-mark = espacio de no separación de ancho cero (marca de orden de bytes)
character-direction = marca de dirección de escritura
character-control = carácter de control

problem-look-alike-address = Esta dirección imita a otra
problem-look-alike-address-why = { $email } mezcla letras de distintos alfabetos que se parecen.
problem-look-alike-address-do-1 = Escriba usted la dirección en lugar de pegarla.

problem-name-required = Hace falta un nombre
problem-name-required-why = El nombre está vacío.
problem-name-required-do-1 = Escriba un nombre.

problem-administrators-group = Un grupo no puede nombrar administradores
problem-administrators-group-why = Los roles de administrador se asignan a cada persona por separado.
problem-administrators-group-do-1 = Elija otros roles para el grupo.

problem-product-not-owned = Su cuenta no tiene este producto
problem-product-not-owned-why = Solo se puede asignar lo que la cuenta tiene.
problem-product-not-owned-do-1 = Elija un producto que la cuenta tenga.

problem-unknown-member = Esta persona no está en su cuenta
problem-unknown-member-why = Las licencias son para las personas de la cuenta.
problem-unknown-member-do-1 = Elija a una persona de la cuenta.

problem-machine-report-too-large = El informe es demasiado grande
problem-machine-report-too-large-why = Se guardan 32 KiB como máximo de datos sobre un equipo.
problem-machine-report-too-large-do-1 = Envíe menos datos.
