# Por qué un producto se puede usar o no: una frase por cada regla que se ha consultado, y lo que antes ayuda. En un archivo propio, porque
# `domicile check --explain` apenas lee otra cosa. Lo que termina en -them trata de alguien a quien mira un administrador.

why-mark-passed = Se cumple
why-mark-noted = Nota
why-mark-refused = Aquí se detiene
why-your-account = Su cuenta
why-administrator = un administrador de { $account }
why-an-administrator = un administrador
why-or = { $rest } o { $last }
why-or-before-o = { $rest } u { $last }
why-versions-between = { $from } a { $to }
why-versions-since = { $from } y posteriores
why-versions-until = { $to } y anteriores

## El archivo de licencias

rule-present-passed = En este equipo hay un archivo de licencias.
rule-present-refused = En este equipo no hay ningún archivo de licencias.
rule-keys-passed = En este equipo hay un archivo de licencias, y sus claves son de confianza.
rule-keys-refused = El archivo de licencias está firmado con una clave en la que esta versión no confía.
rule-genuine-passed = El archivo de licencias es auténtico.
rule-genuine-refused = El archivo de licencias está dañado o no es auténtico.
rule-machine-passed = El archivo de licencias es auténtico y está hecho para usted y este equipo.
rule-machine-refused = El archivo de licencias se hizo para otro equipo o para otra persona.
rule-newest-passed = El archivo de licencias es auténtico, está hecho para usted y este equipo, y es el más reciente.
rule-newest-refused = El archivo de licencias es anterior a otro que ya estuvo aquí.
rule-clock-passed = El archivo de licencias es auténtico y está hecho para usted y este equipo.
rule-clock-refused = El reloj de este equipo se ha atrasado: muestra una hora que ya pasó con seguridad.
rule-in-date-passed = El archivo de licencias es auténtico, está hecho para usted y este equipo, y es válido hasta el { $date }.
rule-in-date-noted = El archivo de licencias era válido hasta el { $date }, pero { $product } está reservado para este equipo hasta el { $until }.
rule-in-date-refused = El archivo de licencias era válido hasta el { $date }.

## La persona

rule-affiliated-passed = Usted pertenece a { $account }.
rule-affiliated-passed-them = { $name } pertenece a { $account }.
rule-affiliated-refused = Usted no pertenece a ninguna cuenta.
rule-affiliated-refused-them = { $name } no pertenece a ninguna cuenta.
rule-affiliated-removed = Le han dado de baja de su cuenta y ahora no pertenece a ninguna.
rule-unlocked-passed = Usted pertenece a { $account } y su acceso no está bloqueado.
rule-unlocked-passed-them = { $name } pertenece a { $account } y su acceso no está bloqueado.
rule-unlocked-refused = Su acceso está bloqueado.
rule-unlocked-refused-them = El acceso de { $name } está bloqueado.
rule-unlocked-disabled = El directorio de su empresa ha desactivado su acceso.
rule-unlocked-disabled-them = El directorio de la empresa ha desactivado el acceso de { $name }.

## El derecho

rule-owned-passed = { $account } tiene { $product }.
rule-owned-refused = { $account } no tiene { $product }.
rule-country-passed = { $account } tiene { $product } para su país de licencia: { $country }.
rule-country-passed-them = { $account } tiene { $product } para el país de licencia de { $name }: { $country }.
rule-country-everywhere = { $account } tiene { $product } para todos los países.
rule-country-refused = Vale en estos países: { $countries }. Su país de licencia es { $country }.
rule-country-refused-them = Vale en estos países: { $countries }. El país de licencia de { $name } es { $country }.
rule-country-nowhere = { $account } no tiene nada para su país de licencia: { $country }.
rule-country-nowhere-them = { $account } no tiene nada para el país de licencia de { $name }: { $country }.
rule-country-unknown = No vale en su país de licencia.
rule-country-unknown-them = No vale en el país de licencia de { $name }.
rule-unrestricted-passed = No le falta ningún rol ni grupo para usarlo.
rule-unrestricted-passed-them = A { $name } no le falta ningún rol ni grupo para usarlo.
rule-unrestricted-refused = Está restringido a roles o grupos, y usted no tiene ninguno de ellos.
rule-unrestricted-refused-them = Está restringido a roles o grupos, y { $name } no tiene ninguno de ellos.
rule-understood-refused = El servicio dice algo sobre ello que esta versión no conoce.

## El contrato

rule-started-passed = El contrato empezó el { $date }.
rule-started-passed-undated = El contrato ha empezado.
rule-started-refused = El contrato empieza el { $date }.
rule-started-refused-undated = El contrato no ha empezado.
rule-version-passed = La versión { $version } está incluida.
rule-version-passed-range = Estas versiones están incluidas: { $versions }.
rule-version-refused = La versión { $version } no está incluida.
rule-version-refused-range = La versión { $version } no está incluida, solo estas: { $versions }.
rule-version-refused-unnamed = Esta versión no está incluida.
rule-ended-passed = El contrato dura hasta el { $date }.
rule-ended-passed-undated = El contrato no tiene fin.
rule-ended-noted = El contrato terminó el { $date }; se puede seguir trabajando hasta el { $until }.
rule-ended-refused = El contrato terminó el { $date }.
rule-ended-refused-grace = El contrato terminó el { $date }, y su periodo de gracia el { $until }.
rule-ended-refused-undated = El contrato ha terminado.
rule-full-passed = Es una licencia completa.
rule-full-passed-evaluation = Es una licencia de evaluación.
rule-full-noted = { $account } tiene { $product } solo como prueba: para probarlo, no para producción.
rule-refreshed-noted = Conviene actualizar el archivo de licencias.

## Qué ayuda

fix-line = Qué ayuda: { $fix }
fix-refresh = Ejecute Refresh Policy.
fix-refresh-them = Pida a { $name } que ejecute Refresh Policy.
fix-clock = Ponga en hora el reloj de este equipo y después ejecute Refresh Policy.
fix-clock-them = Pida a { $name } que ponga en hora el reloj de su equipo y después ejecute Refresh Policy.
fix-sign-in = Inicie sesión en este equipo y después ejecute Refresh Policy.
fix-sign-in-them = Pida a { $name } que inicie sesión en su equipo y después ejecute Refresh Policy.
fix-update = Use una versión más reciente de Domicile o del producto.
fix-update-them = Use una versión más reciente de Domicile, y pida lo mismo a { $name }.
fix-join = Pida a un administrador de la cuenta a la que quiere unirse que le añada.
fix-join-them = Añada a { $name } a la cuenta.
fix-unlock = Pida a { $who } que desbloquee su acceso.
fix-unlock-them = Desbloquee el acceso de { $name }.
fix-enable = Pida al departamento de TI de su empresa que active su acceso en su directorio.
fix-enable-them = Pida al departamento de TI de la empresa que active el acceso de { $name } en su directorio.
fix-buy = Pida a { $who } que compre { $product }.
fix-buy-them = Compre { $product } para { $account }.
fix-buy-full = Pida a { $who } que compre { $product }: una licencia completa sustituye a la prueba.
fix-buy-full-them = Compre { $product } para { $account }: una licencia completa sustituye a la prueba.
fix-country = Pida a { $who } un país de licencia en el que valga: { $countries }.
fix-country-them = Elija para { $name } un país de licencia en el que valga: { $countries }.
fix-country-unknown = Pida a { $who } otro país de licencia.
fix-country-unknown-them = Elija para { $name } otro país de licencia.
fix-restriction = Pida a { $who } un rol o grupo que pueda usarlo.
fix-restriction-them = Dé a { $name } un rol o grupo que pueda usarlo.
fix-wait = Espere hasta el { $date }: entonces empieza el contrato.
fix-wait-undated = Espere hasta que empiece el contrato.
fix-renew = Pida a { $who } que renueve el contrato.
fix-renew-them = Renueve el contrato de { $account } para { $product }.
fix-renew-grace = Pida a { $who } que renueve el contrato antes del { $until }.
fix-renew-grace-them = Renueve el contrato de { $account } para { $product } antes del { $until }.
fix-version = Inicie una versión que esté incluida: { $versions }.
fix-version-them = Pida a { $name } que inicie una versión que esté incluida: { $versions }.
fix-version-unknown = Inicie una versión que esté incluida.
fix-version-unknown-them = Pida a { $name } que inicie una versión que esté incluida.
fix-on-card = Está arriba, en «{ $line }».
fix-not-on-card = Usted no puede quitar este bloqueo; arriba, en «{ $line }», dice quién puede.
