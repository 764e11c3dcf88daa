# What the service says when something about an account's people cannot be done. One title, one reason, at most two steps per code,
# as in service.ftl.

problem-last-administrator = The account needs an administrator
problem-last-administrator-why = This is the last administrator who is not locked; without one nobody could look after the account’s people.
problem-last-administrator-do-1 = Make somebody else an administrator first.
