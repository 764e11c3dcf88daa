//! A letter in words: the sentences of `mail.ftl` with its facts, and the care that the words of other people need.

use super::letter::{CheckOutFacts, Letter};
use crate::words;
use domicile_model::person::Role;
use domicile_model::person_request::RequestedChange;
use domicile_model::text::clean;
use domicile_words::dates::Dates;
use domicile_words::{Arg, Language, Words};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A letter in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedLetter {
    /// One line.
    pub subject: String,
    /// Plain text, lines ended by `\n`.
    pub body: String,
}

impl Letter<'_> {
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
            Self::PersonRequestReceived { person, email, account, asked, note, expires } => {
                quotes.extend(note.map(|it| ("mail-note", it)));
                let expires = text.dates.full_date(expires);
                let asked = text.asked(asked);
                vec![
                    ("person", name(person)),
                    ("who", who(person, email)),
                    ("account", line(account)),
                    ("asked", asked),
                    ("expires", expires),
                ]
            }
            Self::PersonRequestReminder { person, email, account, asked, submitted, expires } => {
                let (submitted, expires) = (text.dates.full_date(submitted), text.dates.full_date(expires));
                let them =
                    [("person", name(person)), ("who", who(person, email)), ("account", line(account)), ("asked", text.asked(asked))];
                them.into_iter().chain([("submitted", submitted), ("expires", expires)]).collect()
            }
            Self::PersonRequestFulfilled { account, asked } | Self::PersonRequestExpired { account, asked } => {
                vec![("account", line(account)), ("asked", text.asked(asked))]
            }
            Self::PersonRequestDeclined { account, asked, by, reason } => {
                quotes.push(("mail-reason", reason));
                vec![("account", line(account)), ("asked", text.asked(asked)), ("by", name(by))]
            }
            Self::JoinRequestFulfilled | Self::JoinRequestDeclined | Self::JoinRequestExpired => Vec::new(),
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
            Self::CheckOutAsked { person, check_out, days } => {
                facts_of(&check_out).into_iter().chain([("person", name(person)), ("days", days.to_string())]).collect()
            }
            Self::CheckOutAllowed { check_out, until } => {
                facts_of(&check_out).into_iter().chain([("until", text.dates.full_date(until))]).collect()
            }
            Self::CheckOutDeclined { check_out, by, reason } => {
                quotes.push(("mail-reason", reason));
                facts_of(&check_out).into_iter().chain([("by", name(by))]).collect()
            }
            Self::CheckOutEnded { check_out } => facts_of(&check_out).into(),
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

fn facts_of(it: &CheckOutFacts<'_>) -> [(&'static str, String); 3] {
    [("account", line(it.account)), ("product", line(it.product)), ("machine", name(it.machine))]
}

/// Writes the sentences of one letter.
struct LetterText<'a> {
    words: &'static Words,
    kind: &'static str,
    dates: Dates<'a>,
}

impl LetterText<'_> {
    /// What somebody asks for, as it stands after "asks".
    fn asked(&self, asked: RequestedChange) -> String {
        match asked {
            RequestedChange::Add => self.words.text("asked-add"),
            RequestedChange::Unlock => self.words.text("asked-unlock"),
            RequestedChange::Country(it) => {
                let country = self.words.format("country-label", &[("code", it.as_str().into())]);
                self.words.format("asked-country", &[("country", (&country).into())])
            }
            RequestedChange::Role(it) => {
                let role = self.words.text(role_name(it));
                self.words.format("asked-role", &[("role", (&role).into())])
            }
        }
    }

    fn say(&self, suffix: &str, facts: &[(&str, String)]) -> String {
        let facts: Vec<(&str, Arg<'_>)> = facts.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
        self.words.format(&format!("mail-{}{suffix}", self.kind.replace('_', "-")), &facts)
    }
}

/// The message that names a role.
fn role_name(role: Role) -> &'static str {
    match role {
        Role::AccountAdmin => "role-account-admin",
        Role::CoAdmin => "role-co-admin",
        Role::GroupAdmin => "member-role-group-admin",
        Role::ServicesAdmin => "member-role-services-admin",
        Role::Download => "member-role-download",
        Role::SdkDownload => "member-role-sdk-download",
        Role::Beta => "member-role-beta",
        Role::LearnAdmin => "member-role-learn-admin",
    }
}

/// Name and address; the address alone where that is all that is known.
fn who(person: &str, email: &str) -> String {
    if person == email { line(email) } else { format!("{} ({})", name(person), line(email)) }
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
mod tests {
    use super::*;
    use crate::mail::letter::tests::{WHEN, every};

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
             the request expires on 18 March 2026.\n\nThis mail comes from Domicile, which looks after accounts and licences. Replies are not \
             read.\n"
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
                    | Letter::JoinRequestFulfilled
                    | Letter::JoinRequestDeclined
                    | Letter::JoinRequestExpired
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
