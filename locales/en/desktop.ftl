# What the desktop app says outside its window. No word about the tray: some desktops have none.

desktop-keeps-running = Domicile keeps running
desktop-keeps-running-detail = It keeps your licences up to date without a window. Choose Quit in its menu to end it.
desktop-ended = Domicile has ended
desktop-ended-detail = This desktop shows no icon for programs without a window, so closing the window ended Domicile. Your licences are unchanged.
desktop-stopped-what = Domicile can’t do that now
desktop-stopped-why = A part of the app has stopped working.
desktop-stopped-do = Quit Domicile and open it again.
desktop-no-display = There is no screen to open the window on: neither DISPLAY nor WAYLAND_DISPLAY is set, as over SSH. Use the commands instead: domicile status
desktop-display-silent = There is no screen to open the window on: the one that { $display } names does not answer. Set it to your screen, or use the commands instead: domicile status
desktop-first-is-silent = Domicile is already running but does not answer (process { $process }). End that process, then start Domicile again.
desktop-agent-not-started = Domicile cannot start: its other part, { $path }, does not run ({ $reason }). Install Domicile again, or start that program by hand to see what it says.
desktop-no-place = Domicile cannot start: its parts have no place to meet ({ $reason }). Set XDG_RUNTIME_DIR to a folder of yours that can be written.
