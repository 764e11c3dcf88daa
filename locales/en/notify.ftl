# Notifications of the desktop: a title and a second line. What Home says as well stands in home.ftl.

notify-no-answer = No answer yet
notify-no-answer-body = Ask another administrator?
notify-ends-soon-body = Your request expires on { $date }. Ask another administrator?
notify-start = You can start
notify-start-refresh = Refresh Policy to use { $account }’s software.
notify-start-ready = { $account }’s licences are on this computer.
notify-asks-to-leave = { $name } asks to leave
notify-many-wait = { $count ->
    [one] 1 person waits for your answer
   *[other] { $count } people wait for your answer
}
notify-asks-body = Requests of { $account }
notify-sign-in = Sign in by { $date }
notify-sign-in-body = After that, your licences are no longer refreshed.
notify-product-ends = { $product }: licence ends on { $date }
notify-cannot-work = You can’t work with your licences
notify-cannot-work-body = Open Domicile to see why, and who acts next.
