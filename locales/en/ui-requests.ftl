# The window’s words about requests to be added, to be unlocked, for a country, for a role.

ui-asks-title = Other requests
ui-asks-lead = What people ask you for: one click does it.
ui-my-asks-title = Your requests
ui-decline-ask-title = Decline what { $name } asks?
