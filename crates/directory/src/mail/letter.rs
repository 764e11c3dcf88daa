//! Every letter that the service sends: who gets it and what it says. The words are in `mail.ftl`; here are the facts that fill them in,
//! and the care that the words of other people need. When a letter is sent is the use cases' business, how it travels the sender's.
//!
//! A letter to somebody who may still read the mail of an old company never names the organisation that wants them: the app does.

use crate::words;
use domicile_model::text::clean;
use domicile_words::dates::Dates;
use domicile_words::{Arg, Language, Words};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A letter with its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter<'a> {
    /// To administrators: somebody asks to be removed.
    RequestReceived {
        /// Who asks: their name.
        person: &'a str,
        /// Their address.
        email: &'a str,
        /// The account's name.
        account: &'a str,
        /// Their reason.
        reason: Option<&'a str>,
        /// Their note.
        note: Option<&'a str>,
        /// When the request ends unanswered.
        expires: Timestamp,
    },
    /// To the company's IT: somebody asks to be removed who is provisioned from the company's directory.
    RequestForIt {
        /// Who asks: their name.
        person: &'a str,
        /// Their address.
        email: &'a str,
        /// The account's name.
        account: &'a str,
        /// Their reason.
        reason: Option<&'a str>,
        /// Their note.
        note: Option<&'a str>,
        /// When the request ends unanswered.
        expires: Timestamp,
    },
    /// To administrators, after 3 and 7 days: nobody has answered.
    RequestReminder {
        /// Who asks: their name.
        person: &'a str,
        /// Their address.
        email: &'a str,
        /// The account's name.
        account: &'a str,
        /// When they asked.
        submitted: Timestamp,
        /// When the request ends unanswered.
        expires: Timestamp,
    },
    /// To the company's IT, after 3 and 7 days.
    RequestReminderForIt {
        /// Who asks: their name.
        person: &'a str,
        /// Their address.
        email: &'a str,
        /// The account's name.
        account: &'a str,
        /// When they asked.
        submitted: Timestamp,
        /// When the request ends unanswered.
        expires: Timestamp,
    },
    /// An administrator said no.
    RequestDeclined {
        /// The account's name.
        account: &'a str,
        /// The administrator's name.
        by: &'a str,
        /// Their reason, which is quoted.
        reason: &'a str,
    },
    /// Removed, as asked.
    RequestFulfilled {
        /// The account's name.
        account: &'a str,
    },
    /// Nobody answered.
    RequestExpired {
        /// The account's name.
        account: &'a str,
        /// Whether the next one goes to support.
        support_next: bool,
    },
    /// An account offers to take the person over; which one is shown in the app.
    OfferWaits {
        /// When the offer ends.
        expires: Timestamp,
    },
    /// The account took the offer back that the person had accepted.
    OfferRevoked,
    /// Support made the person an administrator of their account.
    NamedAdministrator {
        /// The account's name.
        account: &'a str,
    },
    /// Released, but the accepted offer did not hold any more.
    OfferNoLongerValid,
    /// Released and added by an accepted offer.
    TransferCompleted,
    /// A new user was created: how to sign in. To a new address, so the account is named.
    SignInInvitation {
        /// The account's name.
        account: &'a str,
        /// The single-use link.
        link: &'a str,
        /// The same as a code to give the app, where the sign-in goes by another address.
        code: &'a str,
        /// When the link ends.
        expires: Timestamp,
    },
    /// Invited to join an account; which one is shown in the app.
    JoinInvitation {
        /// When the invitation ends.
        expires: Timestamp,
    },
    /// Added without having been asked; to which account is shown in the app.
    Added {
        /// Until when the person may leave alone.
        until: Timestamp,
    },
    /// Removed without having asked.
    Removed {
        /// The account's name.
        account: &'a str,
    },
    /// Filing a request was a sensitive step.
    ConfirmFiled {
        /// The account's name.
        account: &'a str,
        /// “This wasn't me”.
        link: &'a str,
    },
    /// Accepting an offer was a sensitive step.
    ConfirmAccepted {
        /// “This wasn't me”.
        link: &'a str,
    },
    /// Leaving alone was a sensitive step.
    ConfirmLeft {
        /// “This wasn't me”.
        link: &'a str,
    },
    /// To administrators: somebody with an address of the account's domain waits.
    ApprovalWaits {
        /// The account's name.
        account: &'a str,
        /// The address that signed in; never the name.
        email: &'a str,
    },
    /// To administrators: somebody would like to take a product along.
    CheckOutAsked {
        /// Who asks: their name.
        person: &'a str,
        /// The account's name.
        account: &'a str,
        /// The product's name.
        product: &'a str,
        /// What the machine is called.
        machine: &'a str,
        /// For how many days.
        days: u16,
    },
    /// An administrator allowed it.
    CheckOutAllowed {
        /// The account's name.
        account: &'a str,
        /// The product's name.
        product: &'a str,
        /// What the machine is called.
        machine: &'a str,
        /// Until when it counts.
        until: Timestamp,
    },
    /// An administrator said no.
    CheckOutDeclined {
        /// The account's name.
        account: &'a str,
        /// The product's name.
        product: &'a str,
        /// What the machine is called.
        machine: &'a str,
        /// The administrator's name.
        by: &'a str,
        /// Their reason, which is quoted.
        reason: &'a str,
    },
    /// An administrator ended it before its time.
    CheckOutEnded {
        /// The account's name.
        account: &'a str,
        /// The product's name.
        product: &'a str,
        /// What the machine is called.
        machine: &'a str,
    },
    /// Support answered a case.
    CaseAnswered {
        /// The case's number.
        number: &'a str,
        /// The answer, which is quoted.
        answer: &'a str,
    },
}

/// A letter in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedLetter {
    /// One line.
    pub subject: String,
    /// Plain text, lines ended by `\n`.
    pub body: String,
}

impl Letter<'_> {
    /// Its stable name.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::RequestReceived { .. } => "request_received",
            Self::RequestForIt { .. } => "request_for_it",
            Self::RequestReminder { .. } => "request_reminder",
            Self::RequestReminderForIt { .. } => "request_reminder_for_it",
            Self::RequestDeclined { .. } => "request_declined",
            Self::RequestFulfilled { .. } => "request_fulfilled",
            Self::RequestExpired { .. } => "request_expired",
            Self::OfferWaits { .. } => "offer_waits",
            Self::OfferRevoked => "offer_revoked",
            Self::NamedAdministrator { .. } => "named_administrator",
            Self::OfferNoLongerValid => "offer_no_longer_valid",
            Self::TransferCompleted => "transfer_completed",
            Self::SignInInvitation { .. } => "sign_in_invitation",
            Self::JoinInvitation { .. } => "join_invitation",
            Self::Added { .. } => "added",
            Self::Removed { .. } => "removed",
            Self::ConfirmFiled { .. } => "confirm_filed",
            Self::ConfirmAccepted { .. } => "confirm_accepted",
            Self::ConfirmLeft { .. } => "confirm_left",
            Self::ApprovalWaits { .. } => "approval_waits",
            Self::CheckOutAsked { .. } => "check_out_asked",
            Self::CheckOutAllowed { .. } => "check_out_allowed",
            Self::CheckOutDeclined { .. } => "check_out_declined",
            Self::CheckOutEnded { .. } => "check_out_ended",
            Self::CaseAnswered { .. } => "case_answered",
        }
    }

    /// Renders it in a language, at this moment.
    pub fn render(&self, language: Language, now: Timestamp) -> RenderedLetter {
        let (words, utc) = (words::of(language), TimeZone::UTC);
        let text = LetterText { words, kind: self.kind(), dates: Dates::new(words, now, &utc) };
        let mut step = "-do";
        let mut quotes: Vec<(&str, &str)> = Vec::new();
        let mut link = None;
        let facts: Vec<(&str, String)> = match *self {
            Self::RequestReceived { person, email, account, reason, note, expires }
            | Self::RequestForIt { person, email, account, reason, note, expires } => {
                quotes.extend(reason.map(|it| ("mail-reason", it)).into_iter().chain(note.map(|it| ("mail-note", it))));
                let expires = text.dates.full_date(expires);
                vec![("person", name(person)), ("email", line(email)), ("account", line(account)), ("expires", expires)]
            }
            Self::RequestReminder { person, email, account, submitted, expires }
            | Self::RequestReminderForIt { person, email, account, submitted, expires } => {
                let (submitted, expires) = (text.dates.full_date(submitted), text.dates.full_date(expires));
                let who = [("person", name(person)), ("email", line(email)), ("account", line(account))];
                who.into_iter().chain([("submitted", submitted), ("expires", expires)]).collect()
            }
            Self::RequestDeclined { account, by, reason } => {
                quotes.push(("mail-reason", reason));
                vec![("account", line(account)), ("by", name(by))]
            }
            Self::RequestExpired { account, support_next } => {
                step = if support_next { "-do-support" } else { step };
                vec![("account", line(account))]
            }
            Self::RequestFulfilled { account } | Self::Removed { account } | Self::NamedAdministrator { account } => {
                vec![("account", line(account))]
            }
            Self::OfferWaits { expires } | Self::JoinInvitation { expires } => vec![("expires", text.dates.full_date(expires))],
            Self::OfferNoLongerValid | Self::OfferRevoked | Self::TransferCompleted => Vec::new(),
            Self::SignInInvitation { account, link: way_in, code, expires } => {
                link = Some(format!("{way_in}\n\n{}", text.words.format("mail-sign-in-invitation-code", &[("code", code.into())])));
                vec![("account", line(account)), ("expires", text.dates.full_date(expires))]
            }
            Self::Added { until } => vec![("until", text.dates.full_date(until))],
            Self::ConfirmFiled { account, link: not_me } => {
                link = Some(text.words.format("mail-not-me", &[("link", not_me.into())]));
                vec![("account", line(account))]
            }
            Self::ConfirmAccepted { link: not_me } | Self::ConfirmLeft { link: not_me } => {
                link = Some(text.words.format("mail-not-me", &[("link", not_me.into())]));
                Vec::new()
            }
            Self::ApprovalWaits { account, email } => vec![("account", line(account)), ("email", line(email))],
            Self::CheckOutAsked { person, account, product, machine, days } => {
                let taken = Taken { account, product, machine };
                taken.facts().into_iter().chain([("person", name(person)), ("days", days.to_string())]).collect()
            }
            Self::CheckOutAllowed { account, product, machine, until } => {
                let taken = Taken { account, product, machine };
                taken.facts().into_iter().chain([("until", text.dates.full_date(until))]).collect()
            }
            Self::CheckOutDeclined { account, product, machine, by, reason } => {
                quotes.push(("mail-reason", reason));
                Taken { account, product, machine }.facts().into_iter().chain([("by", name(by))]).collect()
            }
            Self::CheckOutEnded { account, product, machine } => Taken { account, product, machine }.facts().into(),
            Self::CaseAnswered { number, answer } => {
                quotes.push(("mail-answer", answer));
                vec![("number", line(number))]
            }
        };
        let mut paragraphs = vec![text.words.text("mail-hello"), text.say("", &facts)];
        paragraphs.extend(quotes.into_iter().map(|(heading, quote)| format!("{}\n{}", text.words.text(heading), quoted(quote))));
        paragraphs.push(text.say(step, &facts));
        paragraphs.extend(link);
        paragraphs.push(text.words.text("mail-closing"));
        RenderedLetter { subject: text.say("-subject", &facts), body: paragraphs.join("\n\n") + "\n" }
    }
}

/// What every letter about a check-out says.
struct Taken<'a> {
    account: &'a str,
    product: &'a str,
    machine: &'a str,
}

impl Taken<'_> {
    fn facts(&self) -> [(&'static str, String); 3] {
        [("account", line(self.account)), ("product", line(self.product)), ("machine", name(self.machine))]
    }
}

/// Writes the sentences of one letter.
struct LetterText<'a> {
    words: &'static Words,
    kind: &'static str,
    dates: Dates<'a>,
}

impl LetterText<'_> {
    fn say(&self, suffix: &str, facts: &[(&str, String)]) -> String {
        let facts: Vec<(&str, Arg<'_>)> = facts.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
        self.words.format(&format!("mail-{}{suffix}", self.kind.replace('_', "-")), &facts)
    }
}

/// What was kept is clean already, but a mail's header must not depend on that.
fn line(text: &str) -> String {
    cleaned(text).replace('\n', " ")
}

/// A person's name: a mail program would make a link of `www.example.com`, whoever is called that.
fn name(text: &str) -> String {
    unlinked(&line(text))
}

/// The words of somebody else, each line marked as theirs.
fn quoted(text: &str) -> String {
    unlinked(&cleaned(text)).lines().map(|it| format!("> {it}")).collect::<Vec<_>>().join("\n")
}

fn cleaned(text: &str) -> String {
    clean(text, usize::MAX).unwrap_or_default()
}

/// Breaks what mail programs take for a link, in sight of the reader: `https[:]//example[.]com`.
fn unlinked(text: &str) -> String {
    let text = text.replace("://", "[:]//");
    let mut broken = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        let joins = c == '.' && before.is_alphanumeric() && rest.peek().is_some_and(|it| it.is_alphabetic());
        if joins {
            broken.push_str("[.]");
        } else {
            broken.push(c);
        }
        before = c;
    }
    broken
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    const WHEN: &str = "2026-03-18T10:00:00Z";

    /// One letter of each kind, with what must be seen in it and what must not.
    pub(crate) fn every() -> Vec<Letter<'static>> {
        let when: Timestamp = WHEN.parse().unwrap();
        let (person, email, account, link) =
            ("Ana Costa", "ana.costa@oldbridge.example.com", "Old Bridge Ltd", "https://directory.example.com/not-me/x");
        let (reason, note) = (Some("I start elsewhere."), None);
        vec![
            Letter::RequestReceived { person, email, account, reason, note, expires: when },
            Letter::RequestForIt { person, email, account, reason, note, expires: when },
            Letter::RequestReminder { person, email, account, submitted: when, expires: when },
            Letter::RequestReminderForIt { person, email, account, submitted: when, expires: when },
            Letter::RequestDeclined { account, by: "Maria Silva", reason: "Not yet." },
            Letter::RequestFulfilled { account },
            Letter::RequestExpired { account, support_next: false },
            Letter::RequestExpired { account, support_next: true },
            Letter::OfferWaits { expires: when },
            Letter::OfferNoLongerValid,
            Letter::OfferRevoked,
            Letter::NamedAdministrator { account },
            Letter::TransferCompleted,
            Letter::SignInInvitation { account, link, code: "id.token", expires: when },
            Letter::JoinInvitation { expires: when },
            Letter::Added { until: when },
            Letter::Removed { account },
            Letter::ConfirmFiled { account, link },
            Letter::ConfirmAccepted { link },
            Letter::ConfirmLeft { link },
            Letter::ApprovalWaits { account, email },
            Letter::CheckOutAsked { person, account, product: "Bridge Modeler", machine: "Laptop", days: 14 },
            Letter::CheckOutAllowed { account, product: "Bridge Modeler", machine: "Laptop", until: when },
            Letter::CheckOutDeclined { account, product: "Bridge Modeler", machine: "Laptop", by: "Maria Silva", reason: "Not yet." },
            Letter::CheckOutEnded { account, product: "Bridge Modeler", machine: "Laptop" },
            Letter::CaseAnswered { number: "SR-ABCDEFGH", answer: "Done." },
        ]
    }

    #[test]
    fn every_letter_is_whole_in_every_language() {
        for language in Language::ALL {
            for letter in every() {
                let it = letter.render(*language, WHEN.parse().unwrap());
                for text in [&it.subject, &it.body] {
                    assert!(!text.contains("mail-") && !text.contains('{'), "{language:?} {letter:?}: {text}");
                }
                assert!(!it.subject.contains('\n') && it.subject.contains(' '), "{language:?} {letter:?}: {}", it.subject);
                assert!(it.body.contains("\n\n"), "{}", it.body);
            }
        }
    }

    #[test]
    fn a_letter_says_what_happened_and_what_to_do() {
        let it = every()[0].render(Language::En, WHEN.parse().unwrap());
        assert_eq!(it.subject, "Ana Costa asks to leave Old Bridge Ltd");
        assert_eq!(
            it.body,
            "Hello,\n\nAna Costa (ana.costa@oldbridge.example.com) asks to be removed from Old Bridge Ltd.\n\nThe reason given:\n> I start \
             elsewhere.\n\nOpen Requests in Domicile: it shows what stands in the way, and there you approve or decline. Without an answer \
             the request ends on 18 March 2026.\n\nThis mail comes from Domicile, which looks after accounts and licences. Nobody reads \
             answers to it.\n"
        );
    }

    #[test]
    fn letters_that_an_old_company_may_read_name_nobody_new() {
        for letter in every() {
            let silent = matches!(
                letter,
                Letter::OfferWaits { .. }
                    | Letter::OfferNoLongerValid
                    | Letter::OfferRevoked
                    | Letter::TransferCompleted
                    | Letter::JoinInvitation { .. }
                    | Letter::Added { .. }
                    | Letter::ConfirmAccepted { .. }
                    | Letter::ConfirmLeft { .. }
            );
            let it = letter.render(Language::En, WHEN.parse().unwrap());
            assert_eq!(
                silent,
                !format!("{}{}", it.subject, it.body).contains("Old Bridge") && !letter.kind().starts_with("case"),
                "{letter:?}"
            );
        }
    }

    #[test]
    fn the_words_of_others_are_quoted_and_harmless() {
        let letter = Letter::RequestReceived {
            person: "Ana\r\nBcc: all@example.com\u{202e} www.evil.example",
            email: "ana@example.com",
            account: "Old\nBridge",
            reason: Some("Look:\r\nhttps://evil.example/a.b?c=1\n\u{202e}\u{7}v1.5 done."),
            note: Some("x"),
            expires: WHEN.parse().unwrap(),
        };
        let it = letter.render(Language::En, WHEN.parse().unwrap());
        assert_eq!(it.subject, "Ana Bcc: all@example[.]com www[.]evil[.]example asks to leave Old Bridge");
        assert!(it.body.contains("> Look:\n> https[:]//evil[.]example/a[.]b?c=1\n> v1.5 done.\n\nThe note with it:\n> x\n"), "{}", it.body);
        assert!(!it.body.contains(['\r', '\u{202e}', '\u{7}']) && !it.body.contains("evil.example"), "{}", it.body);
    }
}
