//! Ready texts that the person carries to somebody else: copied, or put into a mail. Pure functions of the facts.

use crate::present::why::About;
use crate::present::{FORECAST_DAYS, Say, endings, full_name, seat_count, support_details};
use crate::state::{Card, State};
use crate::vocabulary::Message;
use domicile_model::account::Federation;
use domicile_model::adding::AddCode;
use domicile_model::country::DecidedBy;
use domicile_model::forecast::Ending;
use domicile_model::person::LockReason;
use domicile_model::preflight::Blocker;
use domicile_model::removal::Route;
use domicile_model::wire::{Me, OwnedEntitlement};
use domicile_words::Words;

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its subject, for a mail.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// The ready text for somebody; `to` is the address it goes to, where it is known. `None` while nothing is known of the person, but for support,
/// which can help just then.
pub fn letter(state: &State, message: Message, to: Option<&str>, words: &Words) -> Option<Letter> {
    let Some(me) = state.me.known() else { return (message == Message::Support).then(|| for_support(state, words)) };
    let backend = Writing { state, me, words };
    let (subject, text) = match message {
        Message::OldAdmin => backend.old_admin(),
        Message::OldIt => backend.old_it(),
        Message::NewAdmin => backend.new_admin(),
        Message::Support => backend.support(),
    };
    let hello = match to.and_then(|it| backend.name_of(it)) {
        Some(name) => words.format("message-hello", &[("name", name.into())]),
        None => words.text("message-hello-all"),
    };
    let text = format!("{hello}\n\n{text}\n\n{}\n{}", me.user.display_name, me.user.email);
    let text = if message == Message::Support { with_details(&text, state, words) } else { text };
    Some(Letter { subject, text })
}

/// What support gets from somebody of whom the service has told nothing yet.
fn for_support(state: &State, words: &Words) -> Letter {
    let who = state.who.as_ref().and_then(|it| it.email.as_deref()).map(|it| format!("\n\n{it}")).unwrap_or_default();
    let text = format!("{}\n\n{}{who}", words.text("message-hello-all"), words.text("message-support-nobody"));
    Letter { subject: words.text("message-support-nobody-subject"), text: with_details(&text, state, words) }
}

/// The text, and below it what support wants to know first.
fn with_details(text: &str, state: &State, words: &Words) -> String {
    format!("{text}\n\n{}\n{}", words.text("message-support-details"), support_details(state))
}

/// What an administrator sends to somebody whom they look at: what is the case, and what the person does now.
pub fn for_person(state: &State, email: &str, words: &Words) -> Option<Letter> {
    let me = state.me.known()?;
    let account = me.affiliation.as_ref()?.account.name.as_str();
    let (name, text) = match state.admin.people.card.as_ref()? {
        Card::Member { member, .. } if member.user.email == email => (Some(member.user.display_name.as_str()), "message-welcome"),
        Card::Address(answer)
            if answer.email == email && matches!(answer.code.known(), Some(AddCode::AffiliatedElsewhere | AddCode::Offered)) =>
        {
            (None, "message-release")
        }
        Card::Address(answer) if answer.email == email => (None, "message-first-sign-in"),
        _ => return None,
    };
    let service = state.service.url.as_deref().unwrap_or_default();
    let args = [("email", email.into()), ("account", account.into()), ("service", service.into())];
    let hello = match name {
        Some(name) => words.format("message-hello", &[("name", name.into())]),
        None => words.text("message-hello-all"),
    };
    let text = words.format(text, &args);
    let subject = words.format("message-for-person-subject", &args);
    Some(Letter { subject, text: format!("{hello}\n\n{text}\n\n{}\n{}", me.user.display_name, me.user.email) })
}

/// What a person carries to their administrators: why a product does not run for them, and what would help. `None` where nothing is known of
/// the person or the product, and where nothing would help.
pub fn about_licence(state: &State, product: &str, say: Say<'_>) -> Option<Letter> {
    let me = state.me.known()?;
    let account = me.affiliation.as_ref()?.account.name.as_str();
    let why = &state.policy.products.iter().find(|it| it.id == product)?.why;
    let about = About::Them { name: &me.user.display_name, card: None };
    let (reason, fix) = (why.in_short(about, say)?, why.explain(about, say).fix?.text);
    let product = why.product.as_str();
    let subject = say.with("message-licence-subject", &[("product", product), ("email", &me.user.email)]);
    let blanks = [("product", product), ("email", &me.user.email), ("account", account), ("why", &reason), ("fix", &fix)];
    let text = say.with("message-licence", &blanks);
    let hello = say.text("message-hello-all");
    Some(Letter { subject, text: format!("{hello}\n\n{text}\n\n{}\n{}", me.user.display_name, me.user.email) })
}

/// What an administrator sends to whoever buys: what ends within 90 days, with its seats and its grace. `None` where nothing does, or where
/// what the account owns was not read.
pub fn for_buyer(state: &State, say: Say<'_>) -> Option<Letter> {
    let me = state.me.known()?;
    let account = me.affiliation.as_ref()?.account.name.as_str();
    let found = endings(state.admin.licences.as_ref()?, FORECAST_DAYS, say);
    let line = |(it, owned): &(Ending, &OwnedEntitlement)| {
        let id = if it.in_grace { "message-buyer-line-over" } else { "message-buyer-line" };
        let (product, seats) = (full_name(&owned.product.name, owned.edition.as_deref()), seat_count(owned.seats, say));
        let (date, until) = (say.full_date(it.ends), say.full_date(it.stops));
        let left = it.seats_left.and_then(|it| usize::try_from(it).ok()).unwrap_or_default();
        let texts = [("product", product.as_str()), ("seats", &seats), ("date", &date), ("until", &until)];
        say.with_counts(id, &texts, &[("grace", owned.grace_days.into()), ("left", left)])
    };
    let lines: Vec<String> = found.iter().map(line).collect();
    if lines.is_empty() {
        return None;
    }
    let blanks = [("account", account)];
    let text = say.with_counts("message-buyer", &blanks, &[("days", FORECAST_DAYS.into())]);
    let (hello, ask) = (say.text("message-hello-all"), say.text("message-buyer-ask"));
    Some(Letter {
        subject: say.with("message-buyer-subject", &blanks),
        text: format!("{hello}\n\n{text}\n\n{}\n\n{ask}\n\n{}\n{}", lines.join("\n"), me.user.display_name, me.user.email),
    })
}

/// The address of a letter as a `mailto:` link (RFC 6068).
pub fn mailto(to: &str, letter: &Letter) -> String {
    format!("mailto:{}?subject={}&body={}", encoded(to), encoded(&letter.subject), encoded(&letter.text.replace('\n', "\r\n")))
}

/// Percent-encodes everything that means something in a link; `@` stays readable.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'@' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

struct Writing<'a> {
    state: &'a State,
    me: &'a Me,
    words: &'a Words,
}

impl Writing<'_> {
    fn name_of(&self, email: &str) -> Option<&str> {
        self.me.administrators.iter().find(|it| it.email == email).map(|it| it.display_name.as_str())
    }

    /// Both parts with the same blanks.
    fn both(&self, subject: &str, text: &str, account: &str) -> (String, String) {
        let admins = self.me.administrators.iter().map(|it| it.display_name.as_str()).collect::<Vec<_>>().join(", ");
        let country = self.me.country.code.as_ref().map(|it| it.as_str()).unwrap_or_default();
        let country = self.words.format("country-name", &[("code", country.into())]);
        let email = self.me.user.email.as_str();
        let args = [("email", email.into()), ("account", account.into()), ("admins", (&admins).into()), ("country", (&country).into())];
        (self.words.format(subject, &args), self.words.format(text, &args))
    }

    /// The account to leave.
    fn old_account(&self) -> String {
        let request = self.me.request.as_ref().map(|it| it.account.name.clone());
        let here = self.me.affiliation.as_ref().map(|it| it.account.name.clone());
        here.or(request).or_else(|| self.state.intent.from.clone().map(|it| it.name)).unwrap_or_else(|| self.words.text("your-old-account"))
    }

    fn old_admin(&self) -> (String, String) {
        let request = self.me.request.as_ref().filter(|it| it.is_open()).map(|it| it.blockers.as_slice());
        let outlook = self.me.removal.as_ref().map(|it| it.blockers.as_slice()).unwrap_or_default();
        let holds = |blocker: Blocker| outlook.iter().chain(request.unwrap_or_default()).any(|it| *it == blocker);
        let only_one = self.me.fulfilment_contact.as_ref().map(|it| it.only_one);
        let text = if only_one == Some(true) || holds(Blocker::LastFulfilmentContact) {
            "message-old-admin-last-fulfilment"
        } else if only_one == Some(false) || holds(Blocker::FulfilmentContact) {
            "message-old-admin-fulfilment"
        } else {
            "message-old-admin"
        };
        self.both("message-old-admin-subject", text, &self.old_account())
    }

    fn old_it(&self) -> (String, String) {
        let text = match (self.me.federation.known(), self.me.administrators.is_empty()) {
            (Some(Federation::Jit), false) => "message-old-it-jit",
            (Some(Federation::Jit), true) => "message-old-it-jit-nobody",
            (Some(Federation::None | Federation::Scim) | None, _) => "message-old-it",
        };
        self.both("message-old-it-subject", text, &self.old_account())
    }

    /// To whoever can let the person work: add, unlock, or put the country right.
    fn new_admin(&self) -> (String, String) {
        let target = crate::journey::offers::wanted_by(self.me).map(|it| it.name.clone());
        let intent = &self.state.intent;
        let target = target.or_else(|| intent.target.clone()).or_else(|| intent.going_to.clone());
        match &self.me.affiliation {
            None => {
                let target = target.unwrap_or_else(|| self.words.text("message-your-account"));
                self.both("message-new-admin-subject", "message-new-admin", &target)
            }
            Some(here) if self.me.lock.is_some() => {
                let by_administrator = self.me.lock.iter().flat_map(|it| &it.reasons).any(|it| it.reason == LockReason::Administrator);
                let text = if by_administrator { "message-unlock" } else { "message-new-admin-unlock" };
                self.both("message-new-admin-unlock-subject", text, &here.account.name)
            }
            Some(here)
                if self.me.country.decided_by == DecidedBy::Explicit
                    && crate::journey::wrong_country(self.state, self.me) == Some(true) =>
            {
                self.both("message-new-admin-country-subject", "message-new-admin-country", &here.account.name)
            }
            // Somebody who has moved here, and whom nothing of the above keeps from working.
            Some(here) if self.state.intent.finished.is_some() && target.as_ref().is_none_or(|it| *it == here.account.name) => {
                self.both("message-new-admin-missing-subject", "message-new-admin-missing", &here.account.name)
            }
            Some(_) => {
                let target = target.unwrap_or_else(|| self.words.text("message-your-account"));
                self.both("message-new-admin-subject", "message-new-admin-first", &target)
            }
        }
    }

    fn support(&self) -> (String, String) {
        let by_support = self.me.lock.iter().flat_map(|it| &it.reasons).any(|it| it.reason == LockReason::Support);
        let to_support = self.me.removal.as_ref().is_some_and(|it| it.route == Route::Support);
        let text = match &self.me.affiliation {
            _ if by_support => "message-support-locked",
            Some(_) if to_support => "message-support-no-administrator",
            Some(_) => "message-support-account",
            None => "message-support",
        };
        self.both("message-support-subject", text, &self.old_account())
    }
}
