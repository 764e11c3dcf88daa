# Fallos que este equipo descubre por sí mismo: qué ha pasado, por qué y quién hace qué a continuación. Lo que dice el servicio viene del servicio.
# Todas las frases de un fallo reciben los mismos huecos: { $host }, { $reason }, { $path }, ... según su causa.

## No se puede llegar al servicio, o su respuesta no sirve

error-unreachable-what = No podemos llegar al servicio
error-name-not-found-why = No se encuentra el nombre { $host }.
error-cannot-connect-why = No hay conexión con { $host }.
error-tls-why = Este equipo no confía en el certificado de { $host }: puede que su red sustituya los certificados.
error-proxy-why = { $what ->
    [refused] El proxy { $proxy } ha rechazado la conexión con { $host } ({ $status }).
    [password] El proxy { $proxy } pide un usuario y una contraseña para { $host }.
    [dead] No se puede llegar al proxy { $proxy }, por el que se llega a { $host }.
    [silent] El proxy { $proxy }, por el que se llega a { $host }, no responde.
   *[unusable] { $proxy } no contiene la dirección de un proxy que Domicile pueda usar, así que se preguntó a { $host } sin proxy.
}
error-timeout-why = { $host } no ha respondido a tiempo.
error-check-network-do = Compruebe la red o la VPN e inténtelo de nuevo. Sus licencias quedan como están.
error-name-not-found-do = Comprobar que { $host } se encuentra desde esta red.
error-tls-do = Instalar el certificado que usa su red en el almacén de certificados de este equipo.
error-proxy-do = { $what ->
    [refused] Permitir { $host } en el proxy.
    [password] Escribir el usuario y la contraseña del proxy en la configuración de proxy de este equipo.
    [dead] Comprobar la configuración de proxy de este equipo y que el proxy funcione.
    [silent] Comprobar la configuración de proxy de este equipo y que el proxy funcione.
   *[unusable] Corregir { $proxy }: sirven las direcciones http://, https:// y socks5://.
}
error-try-later-do = Inténtelo de nuevo dentro de unos minutos. No se pierde nada.
error-try-after-do = Inténtelo de nuevo a partir de este momento: { $time }. No se pierde nada.
error-service-trouble-what = El servicio tiene un problema
error-service-trouble-why = { $host } ha respondido con un error propio ({ $status }). No es culpa suya.
error-issuer-trouble-what = El servicio de inicio de sesión tiene un problema
error-issuer-trouble-why = { $host }, donde usted inicia sesión, no puede hacerlo ahora ({ $reason }). No es culpa suya.
error-answer-unusable-what = La respuesta del servicio no sirve
error-truncated-why = La respuesta de { $host } se cortó a la mitad.
error-oversized-why = La respuesta de { $host } es mucho mayor de lo que debería.
error-not-understood-why = { $host } ha respondido algo que esta versión no entiende.
error-not-the-service-what = Otro ha respondido en lugar del servicio
error-not-the-service-why = { $what ->
    [page] { $host } ha enviado una página web en lugar de una respuesta: puede que haya en medio una página de acceso a la red.
    [redirect] { $host } ha enviado una redirección en lugar de una respuesta: puede que haya en medio una página de acceso a la red.
    [sign-in] La red pide iniciar sesión antes de dejarle llegar a { $host }.
    [status] { $host } ha enviado el estado { $status } sin ninguna palabra del servicio: puede que haya algo en medio.
   *[other] { $host } ha enviado algo que no es una respuesta del servicio: puede que haya algo en medio.
}
error-not-the-service-do = Abra cualquier página web para entrar en su red e inténtelo de nuevo.
error-check-address-do = Comprobar en Configuración que la dirección del servicio es correcta.
error-tell-support-do = Cuente a soporte qué estaba haciendo y añada los detalles de abajo.
error-unexpected-what = Algo ha ido mal
error-unexpected-why = Domicile ha cometido un error: { $reason }
error-problem-untitled = El servicio lo ha rechazado ({ $code })

## La dirección del servicio

error-no-service-what = No hay ninguna dirección del servicio
error-no-service-why = Domicile no sabe a qué servicio preguntar.
error-no-service-do = Escriba la dirección del servicio en Configuración. Su administrador o su departamento de TI la conocen.
error-bad-service-url-what = La dirección del servicio no sirve
error-bad-service-url-why = { $what ->
    [not-https] { $url } no empieza por https://.
    [secret] { $url } se indicó con un nombre, una contraseña, una consulta o un fragmento, que no van ahí.
   *[no-address] { $url } no es una dirección.
}
error-bad-service-url-do = Escriba una dirección que empiece por https://.
error-other-address-what = El servicio tiene otra dirección
error-other-address-why = Lo que responde en { $host } se llama a sí mismo { $named }.
error-other-address-do = Use la dirección { $named }.
error-bad-invitation-code-what = Esto no es un código de invitación
error-bad-invitation-code-why = Un código tiene dos partes con un punto en medio. Está en su invitación y en la página que abre su enlace.
error-bad-invitation-code-do = Copie el código entero y péguelo de nuevo.

## Inicio de sesión

error-sign-in-needed-what = Inicie sesión
error-sign-in-needed-why = No ha iniciado sesión o su sesión ha terminado.
error-sign-in-do = Inicie sesión de nuevo.
error-sign-in-failed-what = No se ha podido iniciar sesión
error-sign-in-invalid-why = La respuesta de la página de inicio de sesión no ha pasado una comprobación de seguridad: { $reason }.
error-somebody-else-what = Ha iniciado sesión otra persona
error-somebody-else-why = Quería iniciar sesión como { $hinted } y ha llegado { $came }. No se ha conservado nada.
error-somebody-else-do = Inicie sesión de nuevo como { $hinted }, o sin nombrar a nadie.
error-clock-ahead-why = El reloj de este equipo va { $by } adelantado respecto al del servicio de inicio de sesión.
error-renewal-what = No se ha podido renovar su sesión
error-renewal-not-confirmed-why = La respuesta del servicio de inicio de sesión no ha pasado una comprobación de seguridad: { $reason }. Su sesión sigue abierta y se volverá a intentar.
error-renewal-cut-off-why = Un programa se interrumpió mientras renovaba su sesión, y el servicio de inicio de sesión ya no acepta la anterior.
error-wrong-issuer-why = La respuesta no llegó de { $issuer }, donde había que iniciar sesión.
error-sign-in-denied-why = La página de inicio de sesión lo ha denegado ({ $reason }).
error-program-refused-what = El servicio de inicio de sesión rechaza Domicile
error-program-refused-why = { $host } no deja que nadie inicie sesión con este programa. Volver a iniciar sesión no cambia nada.
error-program-refused-do = Comprobar cómo está registrado Domicile en el servicio de inicio de sesión ({ $reason }).
error-browser-timeout-why = El navegador no ha vuelto en cinco minutos.
error-device-expired-why = El código no se usó a tiempo.
error-device-unsupported-why = El servicio de inicio de sesión de su organización no permite usar un código.
error-cannot-listen-why = El navegador no puede enviar su respuesta a este equipo: { $reason }.
error-sign-in-clock-do = Compruebe que la fecha y la hora de este equipo son correctas e inicie sesión de nuevo.
error-sign-in-it-do = Si vuelve a ocurrir, revisar la configuración del inicio de sesión de Domicile ({ $reason }).
error-wrong-issuer-do = Revisar qué servicio de inicio de sesión indica el directorio.
error-use-code-do = Inicie sesión con un código.
error-use-browser-do = Inicie sesión con el navegador.
error-cancelled-what = Detenido
error-cancelled-why = Usted lo ha detenido. No ha cambiado nada.
error-superseded-what = Sustituido por un inicio de sesión más reciente
error-superseded-why = Se empezó a iniciar sesión otra vez, así que el intento anterior terminó.
error-signed-in-what = Hay una sesión iniciada
error-signed-in-why = La dirección del servicio solo se puede cambiar cuando no hay ninguna sesión iniciada.
error-signed-in-do = Cierre primero la sesión.
error-session-busy-what = Otro programa está usando su sesión
error-session-busy-why = Otro Domicile de este equipo lleva un minuto renovando la sesión.

## Este equipo

error-keychain-what = El almacén de contraseñas no se puede usar ahora
error-no-keychain-why = Este equipo no tiene un almacén de contraseñas que se pueda usar.
error-no-keychain-do = Ponga en marcha un almacén de contraseñas (llavero) e inténtelo de nuevo. Sin él, inicie sesión después de cada arranque.
error-keychain-locked-why = El almacén de contraseñas de este equipo está bloqueado.
error-keychain-locked-do = Desbloquee su almacén de contraseñas e inténtelo de nuevo. No se pierde nada.
error-keychain-timeout-why = El almacén de contraseñas de este equipo no ha respondido en { $seconds } segundos.
error-cannot-write-what = No podemos guardar en este equipo
error-cannot-write-why = { $path }: { $reason }.
error-cannot-write-full-why = { $path }: no queda espacio en el disco.
error-cannot-write-read-only-why = { $path }: el disco es de solo lectura.
error-cannot-write-rights-why = { $path }: no tiene permiso para escribir ahí.
error-not-saved-why = El archivo de licencias guardado no se puede volver a leer ({ $reason }).
error-cannot-write-do = Inténtelo de nuevo. Si vuelve a ocurrir, haga revisar el disco o indique en DOMICILE_HOME una carpeta de otro disco.
error-cannot-write-full-do = Libere espacio en el disco e inténtelo de nuevo. Lo que ya estaba guardado se conserva.
error-cannot-write-elsewhere-do = Indique en DOMICILE_HOME una carpeta suya en este equipo e inténtelo de nuevo.
error-cannot-write-read-only-do = Permitir otra vez la escritura en el disco: está montado solo para lectura.
error-cannot-write-rights-do = Dese permiso para escribir ahí e inténtelo de nuevo: chmod u+rwX "{ $path }"
error-cannot-write-foreign-why = { $place } pertenece a { $owner }, aunque está en una carpeta suya.
error-cannot-write-foreign-do = Recupérelo e inténtelo de nuevo: sudo chown -R "$(id -un)" "{ $place }"
error-cannot-write-not-yours-why = { $path }: la carpeta pertenece a { $owner } y usted no puede escribir en ella.
error-cannot-write-no-locks-why = { $path }: el sistema de archivos no tiene bloqueos de archivos ({ $reason }).
error-cannot-write-no-locks-do = Montar el sistema de archivos con bloqueos de archivos.
error-cannot-write-held-do = Espere a que termine el otro programa o ciérrelo. Después, inténtelo de nuevo.
error-cannot-write-in-the-way-do = Mueva o elimine lo que ocupa su lugar e inténtelo de nuevo.
error-cannot-read-what = Un archivo no se puede leer
error-cannot-read-why = { $path }: { $reason }.
error-not-yours-why = { $place } pertenece a { $owner } y está donde deberían estar sus propios archivos. No se ha usado nada de ello.
error-cannot-read-do = Dé permiso de lectura sobre el archivo e inténtelo de nuevo.
error-cannot-read-rights-do = Dese permiso para leerlo e inténtelo de nuevo: chmod u+rX "{ $path }"
error-cannot-read-theirs-why = { $path } pertenece a { $owner }, y usted no puede leerlo.
error-cannot-read-theirs-do = Haga una copia propia y use esa: sudo install -o "$(id -un)" -m 600 "{ $path }" .
error-no-home-what = No hay sitio para los archivos de Domicile
error-no-home-why = El sistema no indica ninguna carpeta personal para usted.
error-no-home-do = Defina DOMICILE_HOME con una carpeta propia.
error-settings-broken-what = El archivo de configuración no se puede leer
error-settings-broken-why = { $path }, línea { $line }: { $reason }.
error-settings-broken-do = Corrija o borre el archivo. Domicile lo ha dejado como estaba.
error-managed-what = Su organización fija este ajuste
error-managed-why = { $key } viene de su organización o del entorno de este programa.
error-managed-do = Cambiarlo donde está fijado.

## Licencias

error-policy-refused-what = Se han rechazado las licencias recibidas
error-signature-invalid-why = No han pasado una comprobación de seguridad: { $reason }. Sus licencias quedan como estaban.
error-rolled-back-why = Son más antiguas que las de este equipo, que quedan como estaban.
error-clock-what = El reloj de este equipo no va bien
error-clock-why = Su fecha contradice un momento que ya ha pasado, así que no se puede saber si sus licencias valen.
error-clock-do = Active la fecha y la hora automáticas y ejecute Refresh Policy.

## Archivos que se llevan de un equipo a otro

error-file-what = El archivo no se puede usar
error-file-too-large-why = Ocupa más de 2 MiB, y ningún archivo de Domicile ocupa tanto.
error-file-not-ours-why = No es una solicitud, ni un archivo de licencias, ni una devolución de Domicile.
error-file-do = Elija el archivo que Domicile guardó en el otro equipo.
error-file-damaged-why = Se modificó o se cortó por el camino.
error-file-damaged-do = Cópielo de nuevo desde el otro equipo, o guárdelo allí otra vez.
error-file-later-why = Lo guardó una versión posterior de Domicile.
error-file-later-do = Actualizar Domicile en este equipo.
error-file-other-what = El archivo no es para aquí
error-file-other-service-why = Pertenece a otro servicio ({ $issuer }).
error-file-other-service-do = Ábralo donde Domicile use ese servicio.
error-file-other-person-why = Es para otra persona ({ $person }). No se ha cambiado nada.
error-file-other-person-do = Ábralo donde esa persona haya iniciado sesión, o cierre antes la sesión aquí.
error-file-other-machine-why = Es para otro equipo («{ $name }»). No se ha cambiado nada.
error-file-other-machine-do = Ábralo en ese equipo, o guarde una solicitud en este.
error-person-not-known-what = No se sabe de quién es la solicitud
error-person-not-known-why = Nadie ha iniciado sesión todavía en este equipo.
error-person-not-known-do = Inicie sesión aquí una vez, o indique quién es: domicile licence check-out PRODUCT --user ID. El otro equipo muestra su identificador con domicile whoami.
error-not-checked-out-what = No se ha devuelto nada
error-not-checked-out-why = { $product } no está reservado en este equipo.
error-not-checked-out-do = Vea qué lo está: domicile licence list, o Licencias en la ventana.
