# What the browser shows when it comes back from signing in.

signed-in-page = You are signed in. You can close this window.
sign-in-failed-page = Signing in did not work. Domicile says why. You can close this window.
sign-in-unexpected-page = Nobody is waiting for this answer. Start signing in from Domicile.
