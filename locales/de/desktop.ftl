# Was die Desktop-App außerhalb ihres Fensters sagt. Kein Wort über das Symbol in der Leiste: Manche Desktops haben keins.

desktop-keeps-running = Domicile läuft weiter
desktop-keeps-running-detail = Es hält Ihre Lizenzen auch ohne Fenster aktuell. Mit „Beenden“ in seinem Menü schließen Sie es ganz.
desktop-ended = Domicile ist beendet
desktop-ended-detail = Dieser Desktop zeigt keine Symbole für Programme ohne Fenster. Deshalb hat das Schließen des Fensters Domicile beendet. Ihre Lizenzen bleiben, wie sie sind.
desktop-stopped-what = Das kann Domicile gerade nicht
desktop-stopped-why = Ein Teil der App arbeitet nicht mehr.
desktop-stopped-do = Beenden Sie Domicile und öffnen Sie es neu.
desktop-no-display = Es gibt keinen Bildschirm für das Fenster: Weder DISPLAY noch WAYLAND_DISPLAY ist gesetzt, etwa bei einer SSH-Verbindung. Verwenden Sie stattdessen die Befehle: domicile status
desktop-display-silent = Es gibt keinen Bildschirm für das Fenster: Der mit { $display } angegebene antwortet nicht. Geben Sie dort Ihren Bildschirm an oder verwenden Sie stattdessen die Befehle: domicile status
desktop-first-is-silent = Domicile läuft bereits, antwortet aber nicht (Prozess { $process }). Beenden Sie diesen Prozess und starten Sie Domicile dann neu.
desktop-agent-not-started = Domicile kann nicht starten: Sein anderer Teil, { $path }, läuft nicht ({ $reason }). Installieren Sie Domicile neu oder starten Sie dieses Programm von Hand, um seine Meldung zu sehen.
desktop-no-place = Domicile kann nicht starten: Für die Verbindung zwischen seinen Teilen gibt es keinen Platz ({ $reason }). Setzen Sie XDG_RUNTIME_DIR auf einen Ordner, der Ihnen gehört und beschreibbar ist.
