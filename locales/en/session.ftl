# What the browser shows when it comes back from signing in.

signed-in-page-title = You are signed in
signed-in-page = You can close this tab and go back to Domicile.
sign-in-failed-page-title = Signing in did not work
sign-in-failed-page = Domicile says why. You can close this tab.
sign-in-unexpected-page-title = Nobody is waiting for this answer
sign-in-unexpected-page = You can close this tab. If you want to sign in, begin again in Domicile.
