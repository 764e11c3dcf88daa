# What the desktop app says outside its window. No word about the tray: some desktops have none.

desktop-keeps-running = Domicile keeps running
desktop-keeps-running-detail = It keeps your licences fresh without a window. Choose Quit in its menu to end it.
desktop-ended = Domicile has ended
desktop-ended-detail = This desktop shows no icon for programs without a window, so closing the window ended Domicile. Your licences stay as they are.
desktop-stopped-what = Domicile can't do that now
desktop-stopped-why = A part of the app has stopped working.
desktop-stopped-do = Quit Domicile and open it again.
