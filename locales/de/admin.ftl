# Die zwei Seiten der Administration: Anfragen und Personen. Beschriftungen des Fensters selbst stehen in ui-admin.ftl.

## Anfragen

inbox-empty = Niemand wartet auf Sie.
inbox-asks-to-leave = { $name } möchte { $account } verlassen
inbox-waiting = { $days ->
    [0] Wartet seit heute
    [one] Wartet seit 1 Tag
   *[other] Wartet seit { $days } Tagen
}
inbox-blocked = { $days ->
    [0] Blockiert, wartet seit heute
    [one] Blockiert, wartet seit 1 Tag
   *[other] Blockiert, wartet seit { $days } Tagen
}
inbox-approved = { $days ->
    [0] Genehmigt, heute gesendet
    [one] Genehmigt, vor 1 Tag gesendet
   *[other] Genehmigt, vor { $days } Tagen gesendet
}
inbox-fulfilled = Entfernt am { $date }
inbox-declined = Abgelehnt am { $date }
inbox-withdrawn = Zurückgezogen am { $date }
inbox-expired = Ohne Antwort abgelaufen am { $date }
inbox-consequence = { $name } verliert die Lizenzen von { $account } und wird gesperrt. Die nächste Firma muss die Person hinzufügen und entsperren. Weil es ihr eigener Wunsch ist, kann sie nur zurückkommen, wenn sie zustimmt.
inbox-awaits-approval = { $email } hat sich am { $date } angemeldet und wartet auf Ihre Genehmigung.

action-let-in = Genehmigen
action-do-not-let-in = Ablehnen

## Was einem Austritt im Weg steht

in-the-way-fulfilment-contact = { $name } ist Fulfilment Contact und erhält die Lizenz-E-Mails. Tragen Sie die Person dort zuerst aus.
in-the-way-last-fulfilment-contact = { $name } ist der einzige Fulfilment Contact. { $account } braucht mindestens einen: Tragen Sie zuerst jemand anderen ein und dann diese Person aus.
in-the-way-insufficient-rank = { $name } ist Kontoadministrator. Ein Co-Administrator kann die Person nicht entfernen.
in-the-way-insufficient-rank-do = Als Kontoadministrator von { $account } die Person entfernen.
in-the-way-last-administrator = { $name } ist der einzige Administrator. Ernennen Sie zuerst einen weiteren, sonst kann sich niemand um { $account } kümmern.
in-the-way-directory-managed = Das Firmenverzeichnis verwaltet { $name }. Ein Entfernen hier wäre nicht von Dauer.
in-the-way-directory-managed-do = Die Person aus dem Firmenverzeichnis von { $account } nehmen.
in-the-way-assigned-licence = { $name } hat eine persönliche Lizenz. Beim Entfernen wird sie frei; geben Sie sie vorher jemand anderem, wenn sie in Gebrauch bleiben soll.
in-the-way-checked-out-licence = { $count ->
    [one] Eine Lizenz ist ausgeliehen an: { $name }. Das endet mit der Entfernung, aber ein Computer, der offline bleibt, arbeitet weiter, bis die Ausleihe vorbei ist.
   *[other] { $count } Lizenzen sind ausgeliehen an: { $name }. Das endet mit der Entfernung, aber ein Computer, der offline bleibt, arbeitet weiter, bis die Ausleihen vorbei sind.
}
in-the-way-checked-out-licence-do = Bitten Sie die Person, sie vor dem Austritt zurückzugeben, oder warten Sie, bis die Ausleihe endet.

action-end-designation = Als Fulfilment Contact austragen
action-designate = Als Fulfilment Contact eintragen
action-designate-me = Sich selbst als Fulfilment Contact eintragen
action-choose-contact = Anderen Fulfilment Contact wählen
action-choose-administrator = Weiteren Administrator ernennen
action-return-licence = { $product } zurücknehmen

removal-consequence = { $name } verliert die Lizenzen von { $account } und wird gesperrt. Die nächste Firma muss die Person hinzufügen und entsperren. Sie können das 90 Tage lang rückgängig machen, solange die Person zu keinem anderen Konto gehört.

## Personen

people-empty = Niemand hier heißt „{ $query }“.
people-locked = Gesperrt
people-asks-to-leave = Möchte austreten
people-wrong-country = Falsches Lizenzland

outgoing-offer = Angeboten am { $date }, gilt bis { $until }
outgoing-offer-accepted = Angeboten am { $date } und angenommen. Das andere Konto muss die Person gehen lassen.
outgoing-invitation = Eingeladen am { $date }, gilt bis { $until }
outgoing-first-sign-in = Angelegt am { $date }, noch nicht angemeldet
outgoing-invitation-back = Am { $date } um Rückkehr gebeten, gilt bis { $until }

removed = Entfernt am { $date }. Lässt sich bis { $until } rückgängig machen.
removed-with-consent = Auf eigenen Wunsch ausgetreten am { $date }. Rückkehr bis { $until } möglich, wenn die Person zustimmt.
action-undo = { $name } zurückholen
action-ask-back = { $name } um Rückkehr bitten

## Das Urteil über eine Adresse

verdict-affiliated-elsewhere = Gehört zu einem anderen Konto
verdict-affiliated-elsewhere-detail = Nur die Person selbst kann dort darum bitten, dass man sie gehen lässt. Bieten Sie an, sie zu übernehmen, oder schicken Sie ihr eine Nachricht.
verdict-pending-approval = Wartet auf Ihre Genehmigung
verdict-pending-approval-detail = Jemand hat sich zum ersten Mal mit { $email } angemeldet. Mit Ihrer Genehmigung gehört die Person zu { $account }.
verdict-federated-sign-in = Nichts hinzuzufügen
verdict-federated-sign-in-detail = Die Person erscheint in { $account }, sobald sie sich zum ersten Mal mit { $email } anmeldet.
verdict-directory-managed = Personen kommen aus Ihrem Firmenverzeichnis
verdict-directory-managed-detail = { $account } erhält Personen aus dem Firmenverzeichnis, deshalb lässt sich { $email } hier nicht hinzufügen.
verdict-directory-managed-do = Die Person im Firmenverzeichnis von { $account } eintragen.
verdict-invitation-required = Frei, aber nicht aus Ihrer E-Mail-Domain
verdict-invitation-required-detail = { $email } liegt außerhalb der Domains von { $account }. Laden Sie die Person ein; sie kann 7 Tage lang annehmen.
verdict-exists-unaffiliated = Kann hinzugefügt werden
verdict-exists-unaffiliated-detail = Diesen Benutzer gibt es schon, und er gehört zu keinem Konto.
verdict-domain-owned-elsewhere = Die E-Mail-Domain gehört einer anderen Organisation
verdict-domain-owned-elsewhere-detail = { $email } ist noch nicht bekannt, und nur wer die Domain besitzt, kann die Adresse anlegen.
verdict-domain-owned-elsewhere-do-1 = Bitten Sie die Person um eine Adresse aus einer anderen Domain und geben Sie diese ein.
verdict-domain-owned-elsewhere-do-2 = Oder bitten Sie die Organisation der Person, den Benutzer zuerst anzulegen.
verdict-can-create = Noch nicht bekannt
verdict-can-create-detail = Niemand verwendet { $email }. Legen Sie den Benutzer an; wie man sich anmeldet, steht dann in einer E-Mail an diese Adresse.
verdict-unknown = Der Dienst sagt über diese Adresse etwas Neues
verdict-unknown-detail = Diese Version von Domicile kennt das Wort { $word } nicht. Aktualisieren Sie Domicile, dann geht es hier weiter.
verdict-already-member = Gehört zu Ihrem Konto
verdict-already-member-detail = { $email } gehört schon zu { $account }.
verdict-offered = Angebot gesendet
verdict-offered-detail = Angeboten am { $date }. Es gilt bis { $until } oder bis die Person antwortet.
verdict-offer-accepted = Angebot angenommen
verdict-offer-accepted-detail = Das andere Konto muss die Person gehen lassen. Dann wird sie hinzugefügt, entsperrt und wie angeboten eingerichtet.
verdict-invited = Einladung gesendet
verdict-invited-detail = Eingeladen am { $date }. Die Einladung gilt bis { $until } oder bis die Person antwortet.

action-offer-transfer = Übernahme anbieten
action-copy-for-person = Nachricht kopieren
action-invite = In das Konto einladen
action-add-to-account = Zum Konto hinzufügen
action-create-user = Benutzer anlegen
action-open-person = Person öffnen
action-revoke-offer = Angebot zurückziehen
action-revoke-invitation = Einladung zurückziehen

## Eine Person des Kontos

member-can-work = { $name } kann arbeiten
member-may-leave = Die Person wurde ungefragt hinzugefügt, deshalb kann sie bis { $date } austreten, ohne zu fragen.
member-locked = { $name } ist gesperrt
member-locked-removed-detail = Der Austritt aus dem früheren Konto hat die Person gesperrt. Das ist normal: Entsperren Sie sie hier.
member-locked-administrator-detail = Ein Administrator von { $account } hat die Person gesperrt.
member-locked-directory-detail = Das Firmenverzeichnis hat die Person deaktiviert. Die IT muss sie dort wieder aktivieren.
member-locked-support-detail = Der Support hat die Person gesperrt. Nur der Support kann sie entsperren.
member-locked-unknown-detail = Den Grund kennt diese Version von Domicile nicht. Vielleicht hilft es, Domicile zu aktualisieren.
member-wrong-country = { $name } hat das falsche Lizenzland
member-wrong-country-detail = { $account } hat für { $country } keine Lizenzen.
member-asks-to-leave = { $name } möchte austreten
member-asks-to-leave-detail = Der Antrag wartet auf eine Antwort von { $account }.

action-unlock = Entsperren
action-lock = Sperren
action-open-request = Antrag öffnen
action-remove-person = { $name } aus dem Konto entfernen

licence-assigned = Zugewiesen am { $date }

## Die vier Zeilen nach dem Hinzufügen

card-line-unlock = Entsperren
card-line-country = Land
card-line-roles = Rollen
card-line-tell = Der Person Bescheid geben
card-not-locked = Nicht gesperrt
card-locked-since = Gesperrt seit { $date }
card-locked-removed = Durch den Austritt aus dem früheren Konto. Bis Sie die Person entsperren, hat sie keine Lizenzen.
card-locked-administrator = Durch einen Administrator dieses Kontos.
card-locked-directory = Durch das Firmenverzeichnis. Die IT muss die Person dort aktivieren.
card-locked-support = Durch den Support. Nur der Support kann die Person entsperren.
card-locked-unknown = Aus einem Grund, den diese Version von Domicile nicht kennt ({ $word }).
card-country-explicit = { $country }, durch einen Administrator eingestellt
card-country-directory = { $country }, aus dem Firmenverzeichnis
card-country-profile = { $country }, aus dem Profil der Person
card-country-revenue = { $country }, wo Sie die meisten Lizenzen haben
card-country-none = Keines: Ihre Lizenzen gelten in jedem Land
card-country-decided = { $country }, nach einer Regel, die diese Version nicht kennt
card-country-wrong = { $account } hat Lizenzen für { $countries }.
action-country-by-rule = Automatisch bestimmen
card-no-roles = Keine
card-no-roles-detail = Lizenzen funktionieren ohne Rolle; zum Herunterladen braucht man eine.
card-told = Per E-Mail informiert
card-told-detail = Die Person hat bei der Aufnahme eine E-Mail erhalten. Refresh Policy auf ihrem Computer holt die Lizenzen.
card-told-queued = Die E-Mail wartet auf den Versand
card-told-queued-detail = Sie geht von selbst hinaus. Refresh Policy auf dem Computer der Person holt die Lizenzen.
card-told-waiting = Wartet auf einen Mailserver
card-told-refused = Die E-Mail wurde nicht angenommen
card-told-limit = Keine E-Mail: heute zu viele
card-told-unknown = Nicht bekannt, ob informiert
card-told-unknown-detail = Was der Dienst zur E-Mail sagt, kennt diese Version nicht. Wenn es darauf ankommt, kopieren Sie den Text für die Person.

## Warum jemand noch nichts weiß

delivery-waiting = Der Dienst hat noch keinen Mailserver, deshalb hat { $email } nichts erhalten. Sagen Sie der Person selbst Bescheid.
delivery-limit = { $email } hat heute so viele E-Mails dieser Art bekommen, wie Sie senden können. Sagen Sie der Person selbst Bescheid.
delivery-unknown-address = Der Mailserver kennt { $email } nicht. Prüfen Sie die Adresse, oder sagen Sie der Person selbst Bescheid.
delivery-mailbox-full = Das Postfach von { $email } ist voll. Sagen Sie der Person selbst Bescheid.
delivery-policy = Der Mailserver nimmt diese E-Mail für { $email } nicht an. Sagen Sie der Person selbst Bescheid; wer den Dienst betreibt, findet den Grund.
delivery-unanswered = Niemand weiß, ob die E-Mail an { $email } angekommen ist: Der Mailserver hat es nie bestätigt. Fragen Sie die Person.
delivery-expired = Der Mailserver von { $email } hat die E-Mail tagelang aufgeschoben. Sagen Sie der Person selbst Bescheid.
delivery-other = Der Mailserver hat die E-Mail für { $email } nicht angenommen. Sagen Sie der Person selbst Bescheid.

country-by-rule = Automatisch
country-by-rule-note = Aus Verzeichnis oder Profil, sonst das Land mit den meisten Ihrer Lizenzen
country-note-nothing-owned = Dort keine Lizenzen
role-note-group = Kommt durch eine Gruppe
role-note-own = Niemand erhöht den eigenen Rang
role-note-account-admin = Das vergibt nur ein Kontoadministrator
role-note-unknown = Dieser Version von Domicile nicht bekannt

member-role-group-admin = Gruppenadministrator
member-role-services-admin = Diensteadministrator
member-role-download = Download
member-role-sdk-download = SDK-Download
member-role-beta = Beta
member-role-learn-admin = Lernadministrator

## Bestätigungen

notice-request-approved = { $name } wurde entfernt.
notice-request-declined = Der Antrag von { $name } ist abgelehnt.
notice-person-created = { $name } wurde angelegt und hinzugefügt.
notice-person-added = { $name } wurde hinzugefügt.
notice-person-invited = { $name } wurde eingeladen.
notice-transfer-offered = Ihr Angebot an { $name } ist gesendet.
notice-transfer-revoked = Das Angebot ist zurückgezogen.
notice-invitation-revoked = Die Einladung ist zurückgezogen.
notice-person-let-in = { $name } wurde genehmigt.
notice-person-rejected = { $name } wurde abgelehnt.
notice-person-locked = { $name } ist jetzt gesperrt.
notice-person-unlocked = { $name } ist jetzt entsperrt.
notice-country-set = Das Lizenzland von { $name } ist eingestellt.
notice-roles-set = Die Rollen von { $name } sind eingestellt.
notice-person-removed = { $name } wurde entfernt. Das lässt sich 90 Tage lang rückgängig machen.
notice-removal-undone = { $name } ist wieder da.
notice-asked-back = { $name } wurde gebeten zurückzukommen.
notice-contact-designated = { $name } ist jetzt Fulfilment Contact.
notice-contact-ended = { $name } ist kein Fulfilment Contact mehr.
notice-licence-reassigned = Jemand anderes hat die Lizenz erhalten.
notice-licence-returned = Die Lizenz ist zurückgenommen.

## Texte, die ein Administrator einer Person schickt

message-for-person-subject = { $account } und Ihre Lizenzen
message-welcome = Sie gehören jetzt zu { $account }. Öffnen Sie Domicile, melden Sie sich als { $email } an und führen Sie Refresh Policy aus: Dann sind Ihre Lizenzen auf Ihrem Computer. Die Adresse des Dienstes ist { $service }.
message-release = ich möchte Sie ({ $email }) zu { $account } hinzufügen, aber Sie gehören noch zu einem anderen Konto, und nur Sie können dort darum bitten, dass man Sie gehen lässt. Öffnen Sie Domicile, melden Sie sich als { $email } an und bitten Sie einen Administrator dieses Kontos, Sie zu entfernen. Wenn Sie dort ein Angebot von uns finden, nehmen Sie stattdessen dieses an: Dann geschieht der Rest von selbst. Die Adresse des Dienstes ist { $service }.
message-first-sign-in = um mit { $account } zu arbeiten, öffnen Sie Domicile und melden Sie sich als { $email } an. Mit der ersten Anmeldung erscheinen Sie im Konto. Die Adresse des Dienstes ist { $service }.
