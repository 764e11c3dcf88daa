# Requests to be added, to be unlocked, for a country, for a role.

# What is asked for, as it stands after “asks”.
asked-add = to be added
asked-unlock = to be unlocked
asked-country = for the licence country { $country }
asked-role = for the role { $role }
asked-unknown = for something that this version of Domicile does not know ({ $word })

## How a request stands, for whoever asked

ask-with = You asked { $asked }. { $name } has had the request since { $date }.
ask-with-all = You asked { $asked }. The administrators of { $account } have had the request since { $date }.
ask-with-support = You asked { $asked }. Support has had the request since { $date }, since nobody in your account can answer it.
ask-seen = An administrator has seen it.
ask-reminder = Without an answer, they get a reminder on { $date }.
ask-expires = Without an answer, it ends on { $date }.
ask-fulfilled = You asked { $asked }. That was done on { $date }.
ask-declined = You asked { $asked }. { $name } declined that on { $date }.
ask-withdrawn = You asked { $asked }, and withdrew that on { $date }.
ask-expired = You asked { $asked }. Nobody answered by { $date }.

action-ask-unlock = Ask to be unlocked
action-ask-country = Ask to change it
action-ask-country-named = Ask for { $country }
action-ask-add = Ask { $account } to add you
action-copy-reminder = Copy a reminder
notice-ask-sent = Request sent.

## For administrators

inbox-asks = { $name } asks { $asked }
inbox-ask-fulfilled = Done on { $date }
action-set-country-to = Set licence country { $country }
action-give-role = Give the role { $role }
action-decline-ask = Decline…
notice-ask-approved = Done, as { $name } asked.
