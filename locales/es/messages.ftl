# Textos listos que una persona hace llegar a otra. Cartas enteras, para que quien traduce las vea enteras.

message-hello = Buenos días, { $name }:
message-hello-all = Buenos días:

message-old-admin-subject = Le pido que retire { $email } de la cuenta { $account }
message-old-admin = Le pido que retire { $email } de la cuenta { $account }. Si aparece un error, puede que yo figure como Fulfilment Contact; en ese caso, quíteme antes de esa lista (y añada a otra persona si soy la única). Lo necesito para pasar a otra cuenta. Muchas gracias.
message-old-admin-fulfilment = Le pido que retire { $email } de la cuenta { $account }. Figuro como Fulfilment Contact, así que le ruego que me quite antes de esa lista. Lo necesito para pasar a otra cuenta. Muchas gracias.
message-old-admin-last-fulfilment = Le pido que retire { $email } de la cuenta { $account }. Soy el único Fulfilment Contact, así que le ruego que añada antes a otra persona a esa lista y después me quite de ella. Lo necesito para pasar a otra cuenta. Muchas gracias.

message-old-it-subject = Les pido que retiren { $email } del directorio de la empresa
message-old-it = Les pido que retiren { $email } del directorio de la empresa (o del grupo que da acceso a Domicile). Lo necesito para pasar a otra cuenta. Muchas gracias.
message-old-it-jit = Les pido que retiren { $email } del directorio de la empresa (o del grupo que da acceso a Domicile). Además, un administrador de la cuenta tiene que retirarme: { $admins }. Muchas gracias.
message-old-it-jit-nobody = Les pido que retiren { $email } del directorio de la empresa (o del grupo que da acceso a Domicile). Además, un administrador de la cuenta tiene que retirarme. Muchas gracias.

message-new-admin-subject = Le pido que añada { $email } a { $account }
message-new-admin = He dejado mi cuenta anterior. Para que pueda trabajar con { $account }: 1. Users ▸ añada { $email }; cuando indique que el usuario ya existe, elija «Añadir a la cuenta» (Add to account). 2. Desbloquee mi acceso. 3. Ponga como país de licencia (Entitlement Country) uno en el que tengan licencias. 4. Asígneme los roles que necesito. Después yo obtengo mis licencias. Muchas gracias.
message-new-admin-first = Me gustaría trabajar con { $account }. Todavía tengo que dejar mi cuenta anterior; después: 1. Users ▸ añada { $email }; cuando indique que el usuario ya existe, elija «Añadir a la cuenta» (Add to account). 2. Desbloquee mi acceso. 3. Ponga como país de licencia (Entitlement Country) uno en el que tengan licencias. 4. Asígneme los roles que necesito. Después yo obtengo mis licencias. Muchas gracias.
message-new-admin-unlock-subject = Le pido que desbloquee { $email }
message-new-admin-unlock = Ya estoy en la cuenta { $account }, pero mi acceso sigue bloqueado. Le pido: 1. Desbloquee { $email }. 2. Ponga como país de licencia (Entitlement Country) uno en el que tengan licencias. 3. Asígneme los roles que necesito. Después yo obtengo mis licencias. Muchas gracias.
message-unlock = Un administrador ha bloqueado mi acceso ({ $email }) en la cuenta { $account }. Le pido que lo desbloquee o que me diga qué tengo que hacer. Muchas gracias.
message-your-account = su organización

message-new-admin-country-subject = Le pido que cambie el país de licencia de { $email }
message-new-admin-country = Mi país de licencia en la cuenta { $account } es { $country }, y allí no hay licencias para mí. Le pido que ponga como país de licencia (Entitlement Country) de { $email } uno en el que tengan licencias. Después yo obtengo mis licencias. Muchas gracias.

message-support-subject = Ayuda con { $email }
message-support-no-administrator = La cuenta { $account } ya no tiene administradores. Les pido que retiren { $email } de ella para que pueda pasar a otra cuenta. Muchas gracias.
message-support-account = Necesito ayuda con { $email } en la cuenta { $account }. Muchas gracias.
message-support = Necesito ayuda con { $email }. Muchas gracias.
message-support-locked = Soporte ha bloqueado { $email }. Les pido que me digan por qué y qué tengo que hacer para que se desbloquee. Muchas gracias.

message-licence-subject = { $product } para { $email }
message-licence = { $product } no funciona como debería para mí ({ $email } en { $account }). El motivo: { $why } Esto ayudaría: { $fix } Después ejecuto yo Refresh Policy. Gracias.

message-new-admin-missing-subject = A { $email } le falta algo
message-new-admin-missing = Ya pertenezco a la cuenta { $account } y puedo iniciar sesión con { $email }. Todavía me falta (un producto, un rol, un país de licencia): … Muchas gracias.

message-support-nobody-subject = Ayuda con Domicile
message-support-nobody = Necesito ayuda con Domicile. Muchas gracias.
message-support-details = Para soporte:
