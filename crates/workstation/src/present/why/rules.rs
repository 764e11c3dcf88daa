//! A sentence for each rule and how it answered.

use super::WhyWords;
use domicile_policy::decide::{Outcome, Rule};

impl WhyWords<'_> {
    /// `None` where there is nothing to tell a person: a rule that never answers so, or that an administrator cannot know of.
    pub(super) fn rule(&self, rule: Rule, outcome: Outcome) -> Option<String> {
        match outcome {
            Outcome::Passed => self.passed(rule),
            Outcome::Noted => self.noted(rule),
            Outcome::Refused => self.refused(rule),
        }
    }

    /// Within one subject each sentence says what those before it say, too.
    fn passed(&self, rule: Rule) -> Option<String> {
        match rule {
            Rule::Present => self.here("rule-present-passed"),
            Rule::KeysTrusted => self.here("rule-keys-passed"),
            Rule::Genuine => self.here("rule-genuine-passed"),
            Rule::ForThisMachine => self.here("rule-machine-passed"),
            Rule::Newest => self.here("rule-newest-passed"),
            Rule::ClockPlausible => self.here("rule-clock-passed"),
            Rule::InDate => self.in_date("rule-in-date-passed"),
            Rule::Affiliated => Some(self.one_of("rule-affiliated-passed", "rule-affiliated-passed-them", &[])),
            Rule::Unlocked => Some(self.one_of("rule-unlocked-passed", "rule-unlocked-passed-them", &[])),
            Rule::Owned => Some(self.put("rule-owned-passed", &[])),
            Rule::Country => Some(self.country_passed()),
            Rule::Unrestricted | Rule::Understood => Some(self.one_of("rule-unrestricted-passed", "rule-unrestricted-passed-them", &[])),
            Rule::Started => Some(match self.why.starts {
                Some(at) => self.put("rule-started-passed", &[("date", &self.say.date(at))]),
                None => self.put("rule-started-passed-undated", &[]),
            }),
            Rule::VersionCovered => match (&self.why.version, self.versions()) {
                (Some(version), _) => Some(self.put("rule-version-passed", &[("version", version)])),
                (None, Some(versions)) => Some(self.put("rule-version-passed-range", &[("versions", &versions)])),
                (None, None) => None,
            },
            Rule::NotEnded => Some(match self.why.ends {
                Some(at) => self.put("rule-ended-passed", &[("date", &self.say.date(at))]),
                None => self.put("rule-ended-passed-undated", &[]),
            }),
            Rule::FullRight => Some(self.put(if self.why.evaluation { "rule-full-passed-evaluation" } else { "rule-full-passed" }, &[])),
            Rule::Refreshed => None,
        }
    }

    fn noted(&self, rule: Rule) -> Option<String> {
        match rule {
            Rule::InDate => {
                let until = self.why.checked_out_until.map_or_else(|| self.say.text("not-known"), |at| self.say.day(at));
                let date = self.valid_until();
                self.is_about_you().then(|| self.put("rule-in-date-noted", &[("date", &date), ("until", &until)]))
            }
            Rule::NotEnded => {
                let said = |at: Option<jiff::Timestamp>| at.map_or_else(|| self.say.text("not-known"), |at| self.say.date(at));
                let (ends, until) = (said(self.why.ends), said(self.why.grace_ends));
                Some(self.put("rule-ended-noted", &[("date", &ends), ("until", &until)]))
            }
            Rule::FullRight => Some(self.put("rule-full-noted", &[])),
            Rule::Refreshed => self.here("rule-refreshed-noted"),
            Rule::Present
            | Rule::KeysTrusted
            | Rule::Genuine
            | Rule::ForThisMachine
            | Rule::Newest
            | Rule::ClockPlausible
            | Rule::Affiliated
            | Rule::Unlocked
            | Rule::Owned
            | Rule::Country
            | Rule::Unrestricted
            | Rule::Understood
            | Rule::Started
            | Rule::VersionCovered => None,
        }
    }

    fn refused(&self, rule: Rule) -> Option<String> {
        match rule {
            Rule::Present => self.here("rule-present-refused"),
            Rule::KeysTrusted => self.here("rule-keys-refused"),
            Rule::Genuine => self.here("rule-genuine-refused"),
            Rule::ForThisMachine => self.here("rule-machine-refused"),
            Rule::Newest => self.here("rule-newest-refused"),
            Rule::ClockPlausible => self.here("rule-clock-refused"),
            Rule::InDate => self.in_date("rule-in-date-refused"),
            Rule::Affiliated if self.is_about_you() && self.cause("removed") => Some(self.put("rule-affiliated-removed", &[])),
            Rule::Affiliated => Some(self.one_of("rule-affiliated-refused", "rule-affiliated-refused-them", &[])),
            Rule::Unlocked if self.cause("disabled") => Some(self.one_of("rule-unlocked-disabled", "rule-unlocked-disabled-them", &[])),
            Rule::Unlocked => Some(self.one_of("rule-unlocked-refused", "rule-unlocked-refused-them", &[])),
            Rule::Owned => Some(self.put("rule-owned-refused", &[])),
            Rule::Country => Some(self.country_refused()),
            Rule::Unrestricted => Some(self.one_of("rule-unrestricted-refused", "rule-unrestricted-refused-them", &[])),
            Rule::Understood => Some(self.put("rule-understood-refused", &[])),
            Rule::Started => Some(match self.why.starts {
                Some(at) => self.put("rule-started-refused", &[("date", &self.say.full_date(at))]),
                None => self.put("rule-started-refused-undated", &[]),
            }),
            Rule::VersionCovered => Some(match (&self.why.version, self.versions()) {
                (Some(version), Some(versions)) => self.put("rule-version-refused-range", &[("version", version), ("versions", &versions)]),
                (Some(version), None) => self.put("rule-version-refused", &[("version", version)]),
                (None, _) => self.put("rule-version-refused-unnamed", &[]),
            }),
            Rule::NotEnded => Some(self.ended()),
            // These never refuse.
            Rule::FullRight | Rule::Refreshed => None,
        }
    }

    /// What only the machine with the licence file can say.
    fn here(&self, id: &str) -> Option<String> {
        self.is_about_you().then(|| self.put(id, &[]))
    }

    fn in_date(&self, id: &str) -> Option<String> {
        self.is_about_you().then(|| self.put(id, &[("date", &self.valid_until())]))
    }

    fn valid_until(&self) -> String {
        self.why.valid_until.map_or_else(|| self.say.text("not-known"), |at| self.say.day(at))
    }

    fn cause(&self, code: &str) -> bool {
        self.why.withdrawn.as_deref() == Some(code)
    }

    fn country_passed(&self) -> String {
        match &self.why.country {
            _ if self.why.everywhere => self.put("rule-country-everywhere", &[]),
            Some(code) => self.one_of("rule-country-passed", "rule-country-passed-them", &[("country", &self.say.country(code))]),
            None => self.put("rule-owned-passed", &[]),
        }
    }

    fn country_refused(&self) -> String {
        let Some(country) = self.why.country.as_deref().map(|it| self.say.country(it)) else {
            return self.one_of("rule-country-unknown", "rule-country-unknown-them", &[]);
        };
        if self.why.reason.as_deref() == Some("country_without_entitlements") {
            return self.one_of("rule-country-nowhere", "rule-country-nowhere-them", &[("country", &country)]);
        }
        match self.countries() {
            Some(countries) => {
                let blanks = [("countries", countries.as_str()), ("country", country.as_str())];
                self.one_of("rule-country-refused", "rule-country-refused-them", &blanks)
            }
            None => self.one_of("rule-country-unknown", "rule-country-unknown-them", &[]),
        }
    }

    fn ended(&self) -> String {
        match (self.why.ends, self.why.grace_ends) {
            (Some(ends), Some(grace)) if grace > ends => {
                self.put("rule-ended-refused-grace", &[("date", &self.say.date(ends)), ("until", &self.say.date(grace))])
            }
            (Some(ends), _) => self.put("rule-ended-refused", &[("date", &self.say.date(ends))]),
            (None, _) => self.put("rule-ended-refused-undated", &[]),
        }
    }
}
