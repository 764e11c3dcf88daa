//! What would help first, as an imperative to whoever reads it, with who else does what.

use super::{About, WhyWords};
use domicile_policy::decide::{Action, Fix, Outcome, Rule};

/// So many names are said; the others would help as well.
const HELPERS: usize = 3;

impl WhyWords<'_> {
    pub(super) fn fix(&self, fix: Fix) -> String {
        let who = self.helpers();
        let who = [("who", who.as_str())];
        let text = match fix.action {
            Action::RefreshPolicy => self.one_of("fix-refresh", "fix-refresh-them", &[]),
            Action::SetClock => self.one_of("fix-clock", "fix-clock-them", &[]),
            Action::SignIn => self.one_of("fix-sign-in", "fix-sign-in-them", &[]),
            Action::Update => self.one_of("fix-update", "fix-update-them", &[]),
            Action::JoinAccount => self.one_of("fix-join", "fix-join-them", &[]),
            Action::Unlock => self.one_of("fix-unlock", "fix-unlock-them", &who),
            Action::EnableInDirectory => self.one_of("fix-enable", "fix-enable-them", &[]),
            Action::Buy if self.is_trial() => self.one_of("fix-buy-full", "fix-buy-full-them", &who),
            Action::Buy => self.one_of("fix-buy", "fix-buy-them", &who),
            Action::SetCountry => match self.countries() {
                Some(countries) => self.one_of("fix-country", "fix-country-them", &[who[0], ("countries", &countries)]),
                None => self.one_of("fix-country-unknown", "fix-country-unknown-them", &who),
            },
            Action::LiftRestriction => self.one_of("fix-restriction", "fix-restriction-them", &who),
            Action::WaitForStart => match self.why.starts {
                Some(at) => self.put("fix-wait", &[("date", &self.say.full_date(at))]),
                None => self.put("fix-wait-undated", &[]),
            },
            Action::Renew => match self.why.grace_ends.filter(|_| self.noted_rule(Rule::NotEnded)) {
                Some(until) => self.one_of("fix-renew-grace", "fix-renew-grace-them", &[who[0], ("until", &self.say.date(until))]),
                None => self.one_of("fix-renew", "fix-renew-them", &who),
            },
            Action::UseCoveredVersion => match self.versions() {
                Some(versions) => self.one_of("fix-version", "fix-version-them", &[("versions", &versions)]),
                None => self.one_of("fix-version-unknown", "fix-version-unknown-them", &[]),
            },
        };
        match self.place(fix.action) {
            Some(place) => format!("{text} {place}"),
            None => text,
        }
    }

    fn is_trial(&self) -> bool {
        self.noted_rule(Rule::FullRight)
    }

    fn noted_rule(&self, rule: Rule) -> bool {
        self.why.chain.contains(&(rule, Outcome::Noted))
    }

    /// Where on the card of a person it is done.
    fn place(&self, action: Action) -> Option<String> {
        let About::Them { card: Some(card), .. } = self.about else { return None };
        let under = |id: &str, line: &str| Some(self.put(id, &[("line", &self.say.text(line))]));
        match action {
            Action::Unlock if card.unlock => under("fix-on-card", "card-line-unlock"),
            Action::Unlock => under("fix-not-on-card", "card-line-unlock"),
            Action::SetCountry => under("fix-on-card", "card-line-country"),
            Action::LiftRestriction => under("fix-on-card", "card-line-roles"),
            _ => None,
        }
    }

    /// "Maria Silva or Tom Becker", else "an administrator of Old Bridge Ltd".
    fn helpers(&self) -> String {
        let names = match self.about {
            About::You { helpers } => helpers.get(..HELPERS).unwrap_or(helpers),
            About::Them { .. } => &[],
        };
        match (names.split_last(), &self.why.account) {
            (Some((last, [])), _) => last.clone(),
            (Some((last, rest)), _) => {
                let begins_with_o = last.trim_start_matches(['H', 'h']).starts_with(['O', 'Ó', 'o', 'ó']);
                let message = if begins_with_o { "why-or-before-o" } else { "why-or" };
                self.say.with(message, &[("rest", &rest.join(", ")), ("last", last)])
            }
            (None, Some(account)) => self.say.with("why-administrator", &[("account", account)]),
            (None, None) => self.say.text("why-an-administrator"),
        }
    }
}
