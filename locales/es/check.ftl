# Lo que responde `domicile check`. En un archivo propio, porque esa orden no lee ningún otro.

check-may = { $product } se puede usar aquí.
check-trial = { $product } se puede usar aquí, como versión de prueba.
check-refresh-due = { $product } se puede usar aquí. Conviene actualizar el archivo de licencias.
check-grace = { $product } se puede usar aquí hasta el { $until }. Su contrato terminó el { $ended }.
check-not = { $product } no se puede usar aquí: { $why }
check-no-such-product = No hay ningún producto «{ $product }» en el archivo de licencias de este equipo.
check-meant = ¿Quería decir: { $names }?
check-next-product = A continuación: domicile check { $product }
check-valid-until = Archivo de licencias válido hasta el { $date }.
check-contract-ends = El contrato termina el { $date }.

# dynamic: check-why-
check-why-not-owned = su cuenta no tiene licencias de este producto.
check-why-other-country = su cuenta tiene licencias, pero no en su país de licencia.
check-why-country-without-entitlements = su cuenta no tiene licencias en su país de licencia.
check-why-restricted = está reservado a un rol o a un grupo que usted no tiene.
check-why-not-yet-started = el contrato aún no ha empezado.
check-why-ended = el contrato ha terminado.
check-why-locked = su acceso está bloqueado.
check-why-unaffiliated = usted no pertenece a ninguna cuenta.
check-why-version-not-covered = esta versión no está incluida.
check-why-other = el archivo de licencias no lo permite, por un motivo que esta versión no conoce.
check-why-expired = el archivo de licencias ha caducado.
check-why-clock-suspect = el reloj de este equipo se ha atrasado.
check-why-rolled-back = el archivo de licencias es más antiguo que otro que ya estuvo aquí.
check-why-wrong-machine = el archivo de licencias se emitió para otro equipo o para otra persona.
check-why-unknown-key = el archivo de licencias está firmado con una clave en la que esta versión no confía.
check-why-corrupt = el archivo de licencias no se puede leer.
check-why-no-policy = en este equipo no hay archivo de licencias.
check-why-no-home = no hay sitio para los archivos de Domicile: el sistema no indica ninguna carpeta personal para usted.
check-next-refresh = A continuación: domicile refresh
check-next-clock = A continuación: ponga el reloj en hora y ejecute domicile refresh
check-next-home = A continuación: indique en DOMICILE_HOME una carpeta suya
