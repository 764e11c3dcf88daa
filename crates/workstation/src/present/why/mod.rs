//! Why a product may run or not: from an answer of this machine's policy, or of the service, to sentences and the single nearest fix.
//! One set of words for the window, the command line and an administrator who looks at somebody. What is decided is not here.

mod fixes;
mod rules;
#[cfg(test)]
mod tests;

use super::say::Say;
use crate::overview::{FixView, WhyStepView, WhyView};
use crate::state::Why;
use domicile_policy::decide::{Outcome, Rule};

/// Who is told, about whom.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// The person at this machine; with the names of those who can help, where they are known.
    You {
        /// Administrators of the account.
        helpers: &'a [String],
    },
    /// Somebody whom an administrator looks at.
    Them {
        /// Their name.
        name: &'a str,
        /// The person's card stands above, and this is what it offers.
        card: Option<Offered>,
    },
}

/// What the card of a person offers to the administrator who looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// The lock that speaks can be lifted there.
    pub unlock: bool,
}

impl Why {
    /// The reasons in words: rules that passed are folded into few lines, those that have something to tell stand on their own.
    pub fn explain(&self, about: About<'_>, say: Say<'_>) -> WhyView {
        let in_words = WhyWords { why: self, about, say };
        let steps = self.folded().filter_map(|(rule, outcome)| {
            let mark = match outcome {
                Outcome::Passed => "why-mark-passed",
                Outcome::Noted => "why-mark-noted",
                Outcome::Refused => "why-mark-refused",
            };
            let text = in_words.rule(rule, outcome)?;
            Some(WhyStepView { rule, outcome, mark: say.text(mark), text })
        });
        WhyView {
            steps: steps.collect(),
            fix: self.fix.map(|it| {
                let text = in_words.fix(it);
                FixView { action: it.action, who: it.who, line: say.with("fix-line", &[("fix", &text)]), text, button: None }
            }),
        }
    }

    /// The one sentence that matters most: what refused, else what is worth knowing; `None` where everything holds.
    pub fn in_short(&self, about: About<'_>, say: Say<'_>) -> Option<String> {
        let in_words = WhyWords { why: self, about, say };
        let told = |wanted| self.chain.iter().find(|(_, it)| *it == wanted).and_then(|(rule, it)| in_words.rule(*rule, *it));
        told(Outcome::Refused).or_else(|| told(Outcome::Noted))
    }

    /// Of rules that passed one after the other about the same thing only the last: its sentence says what theirs do.
    fn folded(&self) -> impl Iterator<Item = (Rule, Outcome)> + '_ {
        let all = self.chain.iter().enumerate();
        all.filter(|(at, (rule, outcome))| {
            let next = self.chain.get(at + 1);
            let goes_on = next.is_some_and(|(next, it)| *it == Outcome::Passed && subject(*next) == subject(*rule));
            *outcome != Outcome::Passed || !goes_on
        })
        .map(|(_, step)| *step)
    }
}

/// What a rule is about.
#[derive(PartialEq, Eq)]
enum Subject {
    File,
    Person,
    Product,
    Restriction,
    Version,
    Contract,
    Use,
    Refresh,
}

fn subject(rule: Rule) -> Subject {
    match rule {
        Rule::Present | Rule::KeysTrusted | Rule::Genuine | Rule::ForThisMachine | Rule::Newest | Rule::ClockPlausible | Rule::InDate => {
            Subject::File
        }
        Rule::Affiliated | Rule::Unlocked => Subject::Person,
        Rule::Owned | Rule::Country => Subject::Product,
        Rule::Unrestricted | Rule::Understood => Subject::Restriction,
        Rule::VersionCovered => Subject::Version,
        Rule::Started | Rule::NotEnded => Subject::Contract,
        Rule::FullRight => Subject::Use,
        Rule::Refreshed => Subject::Refresh,
    }
}

/// An answer on its way into words.
struct WhyWords<'a> {
    why: &'a Why,
    about: About<'a>,
    say: Say<'a>,
}

impl WhyWords<'_> {
    /// A sentence about both, or about whom it is: the second where an administrator looks at somebody.
    fn one_of(&self, you: &str, them: &str, more: &[(&str, &str)]) -> String {
        match self.about {
            About::You { .. } => self.put(you, more),
            About::Them { .. } => self.put(them, more),
        }
    }

    /// A sentence with the blanks that most have, and more.
    fn put(&self, id: &str, more: &[(&str, &str)]) -> String {
        let account = self.account();
        let name = match self.about {
            About::Them { name, .. } => name,
            About::You { .. } => "",
        };
        let usual = [("product", self.why.product.as_str()), ("account", account.as_str()), ("name", name)];
        self.say.with(id, &[&usual, more].concat())
    }

    fn account(&self) -> String {
        self.why.account.clone().unwrap_or_else(|| self.say.text("why-your-account"))
    }

    fn is_about_you(&self) -> bool {
        matches!(self.about, About::You { .. })
    }

    /// "2024 to 2025"; `None` where all are covered or nobody said which.
    fn versions(&self) -> Option<String> {
        let covered = self.why.versions.as_ref()?;
        match (&covered.from, &covered.up_to) {
            (Some(from), Some(to)) if from == to => Some(from.clone()),
            (Some(from), Some(to)) => Some(self.say.with("why-versions-between", &[("from", from), ("to", to)])),
            (Some(from), None) => Some(self.say.with("why-versions-since", &[("from", from)])),
            (None, Some(to)) => Some(self.say.with("why-versions-until", &[("to", to)])),
            (None, None) => None,
        }
    }

    /// Where the account owns it, where that is a list with something in it.
    fn countries(&self) -> Option<String> {
        let codes = self.why.countries.as_ref().filter(|it| !it.is_empty())?;
        Some(self.say.countries(codes))
    }
}
