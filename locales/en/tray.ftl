# The tray: at most ten short entries.

tray-tooltip = Domicile — { $headline }
tray-refreshing = Refreshing policy…
tray-refresh-step = Step { $step } of 5
tray-cancel = Cancel
tray-sign-in = Sign in…
tray-copy-email = Copy my sign-in e-mail
tray-open = Open Domicile
tray-settings = Settings…
tray-quit = Quit

tray-requests = Requests ({ $count })
tray-requests-none = Requests
