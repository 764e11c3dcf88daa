# Ready texts that people carry to somebody else. Whole letters, so that a translator sees them whole.

message-hello = Hello { $name },
message-hello-all = Hello,

message-old-admin-subject = Please remove { $email } from { $account }
message-old-admin = Please remove { $email } from { $account }. If it reports an error, I may be listed as a Fulfilment Contact; please remove me from that list first (add someone else if I am the only one). I need this to join another account. Thank you.
message-old-admin-fulfilment = Please remove { $email } from { $account }. I am listed as a Fulfilment Contact, so please remove me from that list first. I need this to join another account. Thank you.
message-old-admin-last-fulfilment = Please remove { $email } from { $account }. I am the only Fulfilment Contact, so please add someone else to that list first and then remove me from it. I need this to join another account. Thank you.

message-old-it-subject = Please remove { $email } from the company directory
message-old-it = Please remove { $email } from the company directory (or from the group that gives access to Domicile). I need this to join another account. Thank you.
message-old-it-jit = Please remove { $email } from the company directory (or from the group that gives access to Domicile). An administrator of the account also has to remove me: { $admins }. Thank you.
message-old-it-jit-nobody = Please remove { $email } from the company directory (or from the group that gives access to Domicile). An administrator of the account also has to remove me. Thank you.

message-new-admin-subject = Please add { $email } to { $account }
message-new-admin = I have left my previous account. To let me work with { $account }: 1. Users ▸ add { $email }; when it says the user already exists, choose Add to account. 2. Unlock me. 3. Set my Entitlement Country to one where you own licences. 4. Give me the roles that I need. I’ll then refresh my licences myself. Thank you.
message-new-admin-first = I would like to work with { $account }. I still have to leave my previous account; then: 1. Users ▸ add { $email }; when it says the user already exists, choose Add to account. 2. Unlock me. 3. Set my Entitlement Country to one where you own licences. 4. Give me the roles that I need. I’ll then refresh my licences myself. Thank you.
message-new-admin-unlock-subject = Please unlock { $email }
message-new-admin-unlock = I am in { $account } now, but still locked. Please: 1. Unlock { $email }. 2. Set my Entitlement Country to one where you own licences. 3. Give me the roles that I need. I’ll then refresh my licences myself. Thank you.
message-unlock = An administrator has locked me ({ $email }) in { $account }. Please unlock me, or tell me what I have to do. Thank you.
message-your-account = your account

message-new-admin-country-subject = Please change the licence country of { $email }
message-new-admin-country = My licence country in { $account } is { $country }, and there are no licences for me there. Please set my ({ $email }) Entitlement Country to one where you own licences. I’ll then refresh my licences myself. Thank you.

message-support-subject = Help with { $email }
message-support-no-administrator = { $account } has no administrator any more. Please remove { $email } from it, so that I can join another account. Thank you.
message-support-account = I need help with { $email } in { $account }. Thank you.
message-support = I need help with { $email }. Thank you.
message-support-locked = Support locked { $email }. Please tell me why, and what I have to do to be unlocked. Thank you.

message-licence-subject = { $product } for { $email }
message-licence = { $product } does not run as it should for me ({ $email } in { $account }). The reason: { $why } This would help: { $fix } I’ll then run Refresh Policy myself. Thank you.

message-new-admin-missing-subject = Something is missing for { $email }
message-new-admin-missing = I have joined { $account } and can sign in as { $email }. This is still missing for me (a product, a role, a licence country): … Thank you.

message-support-nobody-subject = Help with Domicile
message-support-nobody = I need help with Domicile. Thank you.
message-support-details = For support:
