# What other accounts offer the person, earlier requests, leaving alone, the case at support.

offer-title = { $account } wants to add you
offer-detail = If you accept, { $old } is asked to release you. As soon as they do, { $account } adds and unlocks you. { $old } is not told who made the offer. The offer is valid until { $date }.
offer-detail-free = If you accept, { $account } adds and unlocks you at once. The offer is valid until { $date }.
offer-accepted-title = You accepted the offer of { $account }
offer-accepted-detail = { $old } has to release you; then { $account } adds and unlocks you automatically.
offer-accepted-detail-free = { $account } adds and unlocks you now.
offer-completed-title = { $account } has added you
offer-completed-detail = Refresh Policy to use its licences.
offer-over-title = The offer of { $account } has ended
offer-over-detail = It was no longer valid when you were free, so you were not added. Ask { $account } to add you.
offer-expired-detail = Your request to leave { $old } expired without an answer, and the offer with it. If you still want to go, ask { $account } for a new one.
offer-revoked-title = { $account } withdrew its offer
offer-revoked-detail = Your request to leave { $old } stays open. Withdraw it if you want to stay.
offer-revoked-detail-free = That was before you were free, so you were not added. Ask { $account } to add you.

invited-title = { $account } invites you
invitation-detail = If you accept, you belong to { $account }. The invitation is valid until { $date }.
invitation-back-title = { $account } asks you to come back
invitation-back-detail = If you accept, you are in { $account } again, with the roles and groups that you had. The invitation is valid until { $date }.

comes-with-roles = { $count ->
    [one] Role: { $roles }
   *[other] Roles: { $roles }
}
comes-with-country = Licence country: { $country }

action-accept-offer = Accept the offer
action-decline-offer = Decline
action-take-back-acceptance = Undo acceptance
action-accept-invitation = Accept the invitation

past-declined = Declined by { $account } on { $date }
past-withdrawn = Withdrawn by you on { $date }
past-expired = Expired on { $date } without an answer from { $account }
past-fulfilled = Removed from { $account } on { $date }
past-unknown = Ended on { $date } ({ $word }): { $account }

leave-text = { $account } added you on { $date }. Until { $until } you may leave without asking.
leave-consequence = You lose the licences of { $account } at once and are locked until another company adds and unlocks you.
action-leave = Leave { $account }

case-open = Your case { $number } has been with support since { $date }.
case-answered = Support answered your case { $number } on { $date }.

headline-offer = { $account } wants to add you
headline-offer-detail = If you accept, { $account } is asked to release you.
headline-offer-free-detail = If you accept, you are added and unlocked at once.
headline-invited = { $account } invites you
headline-invited-detail = You can accept until { $date }.
headline-awaits-approval = Waiting for approval
headline-awaits-approval-detail = An administrator of { $account } has to approve your first sign-in.
detail-join-invited = { $account } invited you. You can accept until { $date }.
detail-join-accepted = { $account } adds you as soon as you are free.

notice-offer-accepted = You accepted the offer of { $name }.
notice-offer-declined = You declined the offer of { $name }.
notice-acceptance-taken-back = You undid your acceptance of the offer of { $name }.
notice-invitation-accepted = You now belong to { $name }.
notice-invitation-declined = You declined the invitation of { $name }.
notice-left = You left { $name }.
