# Was die Desktop-App außerhalb ihres Fensters sagt. Kein Wort über das Symbol in der Leiste: Manche Desktops haben keins.

desktop-keeps-running = Domicile läuft weiter
desktop-keeps-running-detail = Es hält Ihre Lizenzen auch ohne Fenster aktuell. Mit „Beenden“ in seinem Menü schließen Sie es ganz.
desktop-ended = Domicile ist beendet
desktop-ended-detail = Dieser Desktop zeigt keine Symbole für Programme ohne Fenster. Deshalb hat das Schließen des Fensters Domicile beendet. Ihre Lizenzen bleiben, wie sie sind.
desktop-stopped-what = Das kann Domicile gerade nicht
desktop-stopped-why = Ein Teil der App arbeitet nicht mehr.
desktop-stopped-do = Beenden Sie Domicile und öffnen Sie es neu.
