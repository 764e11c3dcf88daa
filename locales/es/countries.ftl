# Países, en la frase y solos.

# Países en fila; lo que va antes del último se une con comas. La segunda es para los que empiezan por el sonido de la i.
country-list = { $rest } y { $last }
country-list-before-i = { $rest } e { $last }

# Países, tal como van en la frase («Su país de licencia es …», «para …»). No tras «de» ni «a», que se unirían al artículo.
country-name = { $code ->
    [AD] Andorra
    [AE] los Emiratos Árabes Unidos
    [AF] Afganistán
    [AG] Antigua y Barbuda
    [AI] Anguila
    [AL] Albania
    [AM] Armenia
    [AO] Angola
    [AQ] la Antártida
    [AR] Argentina
    [AS] Samoa Americana
    [AT] Austria
    [AU] Australia
    [AW] Aruba
    [AX] las islas Åland
    [AZ] Azerbaiyán
    [BA] Bosnia y Herzegovina
    [BB] Barbados
    [BD] Bangladés
    [BE] Bélgica
    [BF] Burkina Faso
    [BG] Bulgaria
    [BH] Baréin
    [BI] Burundi
    [BJ] Benín
    [BL] San Bartolomé
    [BM] Bermudas
    [BN] Brunéi
    [BO] Bolivia
    [BQ] el Caribe Neerlandés
    [BR] Brasil
    [BS] las Bahamas
    [BT] Bután
    [BV] la isla Bouvet
    [BW] Botsuana
    [BY] Bielorrusia
    [BZ] Belice
    [CA] Canadá
    [CC] las islas Cocos
    [CD] la República Democrática del Congo
    [CF] la República Centroafricana
    [CG] la República del Congo
    [CH] Suiza
    [CI] Costa de Marfil
    [CK] las islas Cook
    [CL] Chile
    [CM] Camerún
    [CN] China
    [CO] Colombia
    [CR] Costa Rica
    [CU] Cuba
    [CV] Cabo Verde
    [CW] Curazao
    [CX] la isla de Navidad
    [CY] Chipre
    [CZ] Chequia
    [DE] Alemania
    [DJ] Yibuti
    [DK] Dinamarca
    [DM] Dominica
    [DO] la República Dominicana
    [DZ] Argelia
    [EC] Ecuador
    [EE] Estonia
    [EG] Egipto
    [EH] el Sáhara Occidental
    [ER] Eritrea
    [ES] España
    [ET] Etiopía
    [FI] Finlandia
    [FJ] Fiyi
    [FK] las islas Malvinas
    [FM] Micronesia
    [FO] las islas Feroe
    [FR] Francia
    [GA] Gabón
    [GB] el Reino Unido
    [GD] Granada
    [GE] Georgia
    [GF] la Guayana Francesa
    [GG] Guernesey
    [GH] Ghana
    [GI] Gibraltar
    [GL] Groenlandia
    [GM] Gambia
    [GN] Guinea
    [GP] Guadalupe
    [GQ] Guinea Ecuatorial
    [GR] Grecia
    [GS] las islas Georgias del Sur y Sandwich del Sur
    [GT] Guatemala
    [GU] Guam
    [GW] Guinea-Bisáu
    [GY] Guyana
    [HK] Hong Kong
    [HM] las islas Heard y McDonald
    [HN] Honduras
    [HR] Croacia
    [HT] Haití
    [HU] Hungría
    [ID] Indonesia
    [IE] Irlanda
    [IL] Israel
    [IM] la isla de Man
    [IN] India
    [IO] el Territorio Británico del Océano Índico
    [IQ] Irak
    [IR] Irán
    [IS] Islandia
    [IT] Italia
    [JE] Jersey
    [JM] Jamaica
    [JO] Jordania
    [JP] Japón
    [KE] Kenia
    [KG] Kirguistán
    [KH] Camboya
    [KI] Kiribati
    [KM] las Comoras
    [KN] San Cristóbal y Nieves
    [KP] Corea del Norte
    [KR] Corea del Sur
    [KW] Kuwait
    [KY] las islas Caimán
    [KZ] Kazajistán
    [LA] Laos
    [LB] Líbano
    [LC] Santa Lucía
    [LI] Liechtenstein
    [LK] Sri Lanka
    [LR] Liberia
    [LS] Lesoto
    [LT] Lituania
    [LU] Luxemburgo
    [LV] Letonia
    [LY] Libia
    [MA] Marruecos
    [MC] Mónaco
    [MD] Moldavia
    [ME] Montenegro
    [MF] San Martín
    [MG] Madagascar
    [MH] las islas Marshall
    [MK] Macedonia del Norte
    [ML] Mali
    [MM] Myanmar
    [MN] Mongolia
    [MO] Macao
    [MP] las islas Marianas del Norte
    [MQ] Martinica
    [MR] Mauritania
    [MS] Montserrat
    [MT] Malta
    [MU] Mauricio
    [MV] las Maldivas
    [MW] Malaui
    [MX] México
    [MY] Malasia
    [MZ] Mozambique
    [NA] Namibia
    [NC] Nueva Caledonia
    [NE] Níger
    [NF] la isla Norfolk
    [NG] Nigeria
    [NI] Nicaragua
    [NL] los Países Bajos
    [NO] Noruega
    [NP] Nepal
    [NR] Nauru
    [NU] Niue
    [NZ] Nueva Zelanda
    [OM] Omán
    [PA] Panamá
    [PE] Perú
    [PF] la Polinesia Francesa
    [PG] Papúa Nueva Guinea
    [PH] Filipinas
    [PK] Pakistán
    [PL] Polonia
    [PM] San Pedro y Miquelón
    [PN] las islas Pitcairn
    [PR] Puerto Rico
    [PS] Palestina
    [PT] Portugal
    [PW] Palaos
    [PY] Paraguay
    [QA] Catar
    [RE] Reunión
    [RO] Rumanía
    [RS] Serbia
    [RU] Rusia
    [RW] Ruanda
    [SA] Arabia Saudí
    [SB] las islas Salomón
    [SC] las Seychelles
    [SD] Sudán
    [SE] Suecia
    [SG] Singapur
    [SH] Santa Elena
    [SI] Eslovenia
    [SJ] Svalbard y Jan Mayen
    [SK] Eslovaquia
    [SL] Sierra Leona
    [SM] San Marino
    [SN] Senegal
    [SO] Somalia
    [SR] Surinam
    [SS] Sudán del Sur
    [ST] Santo Tomé y Príncipe
    [SV] El Salvador
    [SX] Sint Maarten
    [SY] Siria
    [SZ] Esuatini
    [TC] las islas Turcas y Caicos
    [TD] Chad
    [TF] los Territorios Australes Franceses
    [TG] Togo
    [TH] Tailandia
    [TJ] Tayikistán
    [TK] Tokelau
    [TL] Timor-Leste
    [TM] Turkmenistán
    [TN] Túnez
    [TO] Tonga
    [TR] Turquía
    [TT] Trinidad y Tobago
    [TV] Tuvalu
    [TW] Taiwán
    [TZ] Tanzania
    [UA] Ucrania
    [UG] Uganda
    [UM] las islas menores alejadas de los Estados Unidos
    [US] los Estados Unidos
    [UY] Uruguay
    [UZ] Uzbekistán
    [VA] la Ciudad del Vaticano
    [VC] San Vicente y las Granadinas
    [VE] Venezuela
    [VG] las islas Vírgenes Británicas
    [VI] las islas Vírgenes de los Estados Unidos
    [VN] Vietnam
    [VU] Vanuatu
    [WF] Wallis y Futuna
    [WS] Samoa
    [XK] Kosovo
    [YE] Yemen
    [YT] Mayotte
    [ZA] Sudáfrica
    [ZM] Zambia
    [ZW] Zimbabue
   *[other] { $code }
}

# Un país solo, en una lista o al principio de una línea: sin artículo.
country-label = { $code ->
    [AE] Emiratos Árabes Unidos
    [AQ] Antártida
    [AX] Islas Åland
    [BQ] Caribe Neerlandés
    [BS] Bahamas
    [BV] Isla Bouvet
    [CC] Islas Cocos
    [CD] República Democrática del Congo
    [CF] República Centroafricana
    [CG] República del Congo
    [CH] Suiza
    [CI] Costa de Marfil
    [CK] Islas Cook
    [CX] Isla de Navidad
    [DO] República Dominicana
    [EH] Sáhara Occidental
    [FK] Islas Malvinas
    [FO] Islas Feroe
    [GB] Reino Unido
    [GF] Guayana Francesa
    [GM] Gambia
    [GS] Islas Georgias del Sur y Sandwich del Sur
    [HM] Islas Heard y McDonald
    [IM] Isla de Man
    [IO] Territorio Británico del Océano Índico
    [KM] Comoras
    [KY] Islas Caimán
    [MD] Moldavia
    [MH] Islas Marshall
    [MN] Mongolia
    [MP] Islas Marianas del Norte
    [MV] Maldivas
    [NF] Isla Norfolk
    [NL] Países Bajos
    [PF] Polinesia Francesa
    [PH] Filipinas
    [PN] Islas Pitcairn
    [SB] Islas Salomón
    [SC] Seychelles
    [SK] Eslovaquia
    [TC] Islas Turcas y Caicos
    [TF] Territorios Australes Franceses
    [TR] Turquía
    [UA] Ucrania
    [UM] Islas menores alejadas de los Estados Unidos
    [US] Estados Unidos
    [VA] Ciudad del Vaticano
    [VG] Islas Vírgenes Británicas
    [VI] Islas Vírgenes de los Estados Unidos
   *[other] { country-name }
}
