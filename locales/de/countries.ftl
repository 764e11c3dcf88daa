# Länder, im Satz und allein.

# Länder in einer Reihe; was vor dem letzten steht, ist mit Kommas verbunden. Das zweite ist nur für Spanisch ein anderes.
country-list = { $rest } und { $last }
country-list-before-i = { $rest } und { $last }

# Länder, wie sie im Satz stehen: im Nominativ, der hier auch Akkusativ ist („Ihr Lizenzland ist …“, „für …“). Nicht nach „in“.
country-name = { $code ->
    [AD] Andorra
    [AE] die Vereinigten Arabischen Emirate
    [AF] Afghanistan
    [AG] Antigua und Barbuda
    [AI] Anguilla
    [AL] Albanien
    [AM] Armenien
    [AO] Angola
    [AQ] die Antarktis
    [AR] Argentinien
    [AS] Amerikanisch-Samoa
    [AT] Österreich
    [AU] Australien
    [AW] Aruba
    [AX] die Ålandinseln
    [AZ] Aserbaidschan
    [BA] Bosnien und Herzegowina
    [BB] Barbados
    [BD] Bangladesch
    [BE] Belgien
    [BF] Burkina Faso
    [BG] Bulgarien
    [BH] Bahrain
    [BI] Burundi
    [BJ] Benin
    [BL] St. Barthélemy
    [BM] Bermuda
    [BN] Brunei
    [BO] Bolivien
    [BQ] die Karibischen Niederlande
    [BR] Brasilien
    [BS] die Bahamas
    [BT] Bhutan
    [BV] die Bouvetinsel
    [BW] Botsuana
    [BY] Belarus
    [BZ] Belize
    [CA] Kanada
    [CC] die Kokosinseln
    [CD] die Demokratische Republik Kongo
    [CF] die Zentralafrikanische Republik
    [CG] die Republik Kongo
    [CH] die Schweiz
    [CI] die Elfenbeinküste
    [CK] die Cookinseln
    [CL] Chile
    [CM] Kamerun
    [CN] China
    [CO] Kolumbien
    [CR] Costa Rica
    [CU] Kuba
    [CV] Cabo Verde
    [CW] Curaçao
    [CX] die Weihnachtsinsel
    [CY] Zypern
    [CZ] Tschechien
    [DE] Deutschland
    [DJ] Dschibuti
    [DK] Dänemark
    [DM] Dominica
    [DO] die Dominikanische Republik
    [DZ] Algerien
    [EC] Ecuador
    [EE] Estland
    [EG] Ägypten
    [EH] die Westsahara
    [ER] Eritrea
    [ES] Spanien
    [ET] Äthiopien
    [FI] Finnland
    [FJ] Fidschi
    [FK] die Falklandinseln
    [FM] Mikronesien
    [FO] die Färöer
    [FR] Frankreich
    [GA] Gabun
    [GB] das Vereinigte Königreich
    [GD] Grenada
    [GE] Georgien
    [GF] Französisch-Guayana
    [GG] Guernsey
    [GH] Ghana
    [GI] Gibraltar
    [GL] Grönland
    [GM] Gambia
    [GN] Guinea
    [GP] Guadeloupe
    [GQ] Äquatorialguinea
    [GR] Griechenland
    [GS] Südgeorgien und die Südlichen Sandwichinseln
    [GT] Guatemala
    [GU] Guam
    [GW] Guinea-Bissau
    [GY] Guyana
    [HK] Hongkong
    [HM] Heard und die McDonaldinseln
    [HN] Honduras
    [HR] Kroatien
    [HT] Haiti
    [HU] Ungarn
    [ID] Indonesien
    [IE] Irland
    [IL] Israel
    [IM] die Isle of Man
    [IN] Indien
    [IO] das Britische Territorium im Indischen Ozean
    [IQ] Irak
    [IR] Iran
    [IS] Island
    [IT] Italien
    [JE] Jersey
    [JM] Jamaika
    [JO] Jordanien
    [JP] Japan
    [KE] Kenia
    [KG] Kirgisistan
    [KH] Kambodscha
    [KI] Kiribati
    [KM] die Komoren
    [KN] St. Kitts und Nevis
    [KP] Nordkorea
    [KR] Südkorea
    [KW] Kuwait
    [KY] die Kaimaninseln
    [KZ] Kasachstan
    [LA] Laos
    [LB] Libanon
    [LC] St. Lucia
    [LI] Liechtenstein
    [LK] Sri Lanka
    [LR] Liberia
    [LS] Lesotho
    [LT] Litauen
    [LU] Luxemburg
    [LV] Lettland
    [LY] Libyen
    [MA] Marokko
    [MC] Monaco
    [MD] die Republik Moldau
    [ME] Montenegro
    [MF] St. Martin
    [MG] Madagaskar
    [MH] die Marshallinseln
    [MK] Nordmazedonien
    [ML] Mali
    [MM] Myanmar
    [MN] die Mongolei
    [MO] Macau
    [MP] die Nördlichen Marianen
    [MQ] Martinique
    [MR] Mauretanien
    [MS] Montserrat
    [MT] Malta
    [MU] Mauritius
    [MV] die Malediven
    [MW] Malawi
    [MX] Mexiko
    [MY] Malaysia
    [MZ] Mosambik
    [NA] Namibia
    [NC] Neukaledonien
    [NE] Niger
    [NF] die Norfolkinsel
    [NG] Nigeria
    [NI] Nicaragua
    [NL] die Niederlande
    [NO] Norwegen
    [NP] Nepal
    [NR] Nauru
    [NU] Niue
    [NZ] Neuseeland
    [OM] Oman
    [PA] Panama
    [PE] Peru
    [PF] Französisch-Polynesien
    [PG] Papua-Neuguinea
    [PH] die Philippinen
    [PK] Pakistan
    [PL] Polen
    [PM] St. Pierre und Miquelon
    [PN] die Pitcairninseln
    [PR] Puerto Rico
    [PS] Palästina
    [PT] Portugal
    [PW] Palau
    [PY] Paraguay
    [QA] Katar
    [RE] Réunion
    [RO] Rumänien
    [RS] Serbien
    [RU] Russland
    [RW] Ruanda
    [SA] Saudi-Arabien
    [SB] die Salomonen
    [SC] die Seychellen
    [SD] Sudan
    [SE] Schweden
    [SG] Singapur
    [SH] St. Helena
    [SI] Slowenien
    [SJ] Spitzbergen und Jan Mayen
    [SK] die Slowakei
    [SL] Sierra Leone
    [SM] San Marino
    [SN] Senegal
    [SO] Somalia
    [SR] Suriname
    [SS] Südsudan
    [ST] São Tomé und Príncipe
    [SV] El Salvador
    [SX] Sint Maarten
    [SY] Syrien
    [SZ] Eswatini
    [TC] die Turks- und Caicosinseln
    [TD] Tschad
    [TF] die Französischen Süd- und Antarktisgebiete
    [TG] Togo
    [TH] Thailand
    [TJ] Tadschikistan
    [TK] Tokelau
    [TL] Timor-Leste
    [TM] Turkmenistan
    [TN] Tunesien
    [TO] Tonga
    [TR] die Türkei
    [TT] Trinidad und Tobago
    [TV] Tuvalu
    [TW] Taiwan
    [TZ] Tansania
    [UA] die Ukraine
    [UG] Uganda
    [UM] die Amerikanischen Überseeinseln
    [US] die USA
    [UY] Uruguay
    [UZ] Usbekistan
    [VA] die Vatikanstadt
    [VC] St. Vincent und die Grenadinen
    [VE] Venezuela
    [VG] die Britischen Jungferninseln
    [VI] die Amerikanischen Jungferninseln
    [VN] Vietnam
    [VU] Vanuatu
    [WF] Wallis und Futuna
    [WS] Samoa
    [XK] Kosovo
    [YE] Jemen
    [YT] Mayotte
    [ZA] Südafrika
    [ZM] Sambia
    [ZW] Simbabwe
   *[other] { $code }
}

# Ein Land allein, in einer Liste oder am Anfang einer Zeile: ohne Artikel.
country-label = { $code ->
    [AE] Vereinigte Arabische Emirate
    [AQ] Antarktis
    [AX] Ålandinseln
    [BQ] Karibische Niederlande
    [BS] Bahamas
    [BV] Bouvetinsel
    [CC] Kokosinseln
    [CD] Demokratische Republik Kongo
    [CF] Zentralafrikanische Republik
    [CG] Republik Kongo
    [CH] Schweiz
    [CI] Elfenbeinküste
    [CK] Cookinseln
    [CX] Weihnachtsinsel
    [DO] Dominikanische Republik
    [EH] Westsahara
    [FK] Falklandinseln
    [FO] Färöer
    [GB] Vereinigtes Königreich
    [GF] Französisch-Guayana
    [GM] Gambia
    [GS] Südgeorgien und die Südlichen Sandwichinseln
    [HM] Heard und die McDonaldinseln
    [IM] Isle of Man
    [IO] Britisches Territorium im Indischen Ozean
    [KM] Komoren
    [KY] Kaimaninseln
    [MD] Republik Moldau
    [MH] Marshallinseln
    [MN] Mongolei
    [MP] Nördliche Marianen
    [MV] Malediven
    [NF] Norfolkinsel
    [NL] Niederlande
    [PF] Französisch-Polynesien
    [PH] Philippinen
    [PN] Pitcairninseln
    [SB] Salomonen
    [SC] Seychellen
    [SK] Slowakei
    [TC] Turks- und Caicosinseln
    [TF] Französische Süd- und Antarktisgebiete
    [TR] Türkei
    [UA] Ukraine
    [UM] Amerikanische Überseeinseln
    [US] USA
    [VA] Vatikanstadt
    [VG] Britische Jungferninseln
    [VI] Amerikanische Jungferninseln
   *[other] { country-name }
}
