# Das Menü in der Leiste: höchstens zehn kurze Einträge.

tray-tooltip = Domicile — { $headline }
tray-refreshing = Refresh Policy läuft…
tray-refresh-step = Schritt { $step } von 5
tray-cancel = Abbrechen
tray-sign-in = Anmelden…
tray-copy-email = Meine Anmelde-E-Mail kopieren
tray-open = Domicile öffnen
tray-settings = Einstellungen…
tray-quit = Beenden

tray-requests = Anfragen ({ $count })
tray-requests-none = Anfragen
