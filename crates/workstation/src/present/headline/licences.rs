//! The headline of somebody who belongs where they are: the licences speak.

use super::{HeadlineDraft, HeadlineRules, NAME_ROOM};
use crate::overview::Verdict;
use crate::present::licences::withdrawn;
use crate::present::say::{sentences, short};
use crate::state::LicenceState;
use crate::vocabulary::PolicyState;
use domicile_model::wire::Me;

impl HeadlineRules<'_> {
    pub(super) fn settled(&self, me: &Me) -> HeadlineDraft {
        self.file_trouble(me).or_else(|| self.wrong_country(me)).unwrap_or_else(|| self.can_work(me))
    }

    /// What is wrong with the licence file, and that Refresh Policy cures it.
    fn file_trouble(&self, me: &Me) -> Option<HeadlineDraft> {
        let (say, policy) = (self.say, &self.state.policy);
        let found =
            |text: &str, detail: String| HeadlineDraft::new(Verdict::NeedsAttention, say.text(text)).detail(detail).primary(self.refresh());
        let plain = |text: &str, detail: &str| Some(found(text, say.text(detail)));
        match policy.condition {
            PolicyState::Unread => Some(HeadlineDraft::new(Verdict::Checking, say.text("headline-checking"))),
            PolicyState::NoPolicy => plain("headline-no-policy", "headline-no-policy-detail"),
            PolicyState::Expired if policy.can_work() => {
                let until = policy.check_outs.iter().map(|it| it.until).max();
                let [until, expired] = [until, policy.valid_until].map(|it| it.map_or_else(|| say.text("not-known"), |it| say.day(it)));
                let texts = [("date", until.as_str()), ("expired", expired.as_str())];
                let detail = say.with_counts("headline-checked-out-detail", &texts, &[("count", policy.ready())]);
                Some(HeadlineDraft::new(Verdict::CanWork, say.text("headline-can-work")).detail(detail).primary(self.refresh()))
            }
            PolicyState::Expired => {
                let date = policy.valid_until.map_or_else(|| say.text("not-known"), |it| say.day(it));
                Some(found("headline-policy-expired", say.with("headline-policy-expired-detail", &[("date", &date)])))
            }
            PolicyState::ClockSuspect => plain("headline-policy-clock", "headline-policy-clock-detail"),
            PolicyState::Corrupt => plain("headline-policy-corrupt", "headline-policy-corrupt-detail"),
            PolicyState::WrongMachine => plain("headline-policy-machine", "headline-policy-machine-detail"),
            PolicyState::UnknownKey | PolicyState::RolledBack => plain("headline-policy-untrusted", "headline-policy-untrusted-detail"),
            PolicyState::Valid | PolicyState::RefreshDue => {
                let here = me.affiliation.as_ref().map(|it| it.account.id.as_str());
                let other = policy.account.as_ref().filter(|it| Some(it.id.as_str()) != here);
                if let Some(other) = other {
                    let text = say.with("headline-other-account", &[("account", &short(&other.name, NAME_ROOM))]);
                    return Some(HeadlineDraft { text, ..found("headline-no-policy", say.text("headline-other-account-detail")) });
                }
                if policy.version.is_some_and(|it| it < me.policy_version) {
                    return plain("headline-changed", "headline-changed-detail");
                }
                let cause = policy.withdrawn.as_ref()?;
                let detail = sentences([Some(withdrawn(cause, say)), Some(say.text("headline-withdrawn-detail"))]).unwrap_or_default();
                Some(found("headline-withdrawn", detail))
            }
        }
    }

    fn can_work(&self, me: &Me) -> HeadlineDraft {
        let (say, policy) = (self.say, &self.state.policy);
        let account = self.account(me);
        if !policy.can_work() {
            return HeadlineDraft::new(Verdict::NeedsAttention, say.text("headline-nothing-ready"))
                .detail(say.with("headline-nothing-ready-detail", &[("account", &account)]))
                .primary(self.again("action-check-again"));
        }
        let ready = say.with_counts("headline-can-work-detail", &[("account", &account)], &[("count", policy.ready())]);
        let in_grace = policy.products.iter().find(|it| it.standing == LicenceState::Grace).and_then(|it| {
            let date = say.date(it.contract_ends?);
            Some(say.with("headline-can-work-grace-detail", &[("product", &it.name), ("date", &date)]))
        });
        // Nothing to do: what can be done all the same is quiet.
        HeadlineDraft::new(Verdict::CanWork, say.text("headline-can-work")).detail(sentences([Some(ready), in_grace])).and([self.refresh()])
    }
}
