//! The move in words: five lines for people, the eight steps for Details, JSON and logs.

use super::request::summary;
use super::say::{Say, sentences};
use crate::journey::offers;
use crate::journey::{Course, Step, StepId, finished, wrong_country};
use crate::overview::{JourneyView, StepCode, StepView};
use crate::state::State;
use crate::vocabulary::{StepState, WaitingFor};
use domicile_model::removal::RemovalState;
use domicile_model::transfer::TransferState;
use domicile_model::wire::Me;

/// The move as it is shown.
pub(super) fn journey(state: &State, course: &Course, say: Say<'_>) -> JourneyView {
    let told = Told { state, me: state.me.known(), course, say };
    let leave = say.with("line-leave", &[("account", &course.from.name)]);
    let join = say.with("line-join", &[("account", &told.target())]);
    let lines = [
        told.line(StepCode::Leave, leave, &[StepId::Affiliated, StepId::Requested, StepId::Removed]),
        told.line(StepCode::Join, join, &[StepId::Added]),
        told.line(StepCode::Unlock, say.text("line-unlock"), &[StepId::Unlocked]),
        told.line(StepCode::CountryRoles, say.text("line-country-roles"), &[StepId::Country, StepId::Roles]),
        told.line(StepCode::Refresh, say.text("line-refresh"), &[StepId::Refreshed]),
    ];
    JourneyView {
        from: Some(course.from.name.clone()),
        target: course.target.clone(),
        lines: lines.into_iter().flatten().collect(),
        steps: course.steps.iter().map(|it| told.step(it)).collect(),
        branches: course.branches.iter().map(|it| (*it).to_owned()).collect(),
    }
}

struct Told<'a> {
    state: &'a State,
    me: Option<&'a Me>,
    course: &'a Course,
    say: Say<'a>,
}

impl Told<'_> {
    fn target(&self) -> String {
        self.course.target.clone().unwrap_or_else(|| self.say.text("your-new-organisation"))
    }

    /// A line stands for several steps: it is where the first of them that is not done is.
    fn line(&self, id: StepCode, title: String, steps: &[StepId]) -> Option<StepView> {
        let parts: Vec<&Step> = steps.iter().filter_map(|it| self.course.step(*it)).collect();
        let shown =
            parts.iter().find(|it| !finished(it.state)).or_else(|| parts.iter().rfind(|it| it.state == StepState::Done)).or(parts.last())?;
        Some(StepView { id, title, ..self.view(shown) })
    }

    fn step(&self, step: &Step) -> StepView {
        let title = match step.id {
            StepId::Affiliated => self.say.with("step-affiliated", &[("account", &self.course.from.name)]),
            StepId::Requested => self.say.text("step-requested"),
            StepId::Removed => self.say.text("step-removed"),
            StepId::Added => self.say.text("step-added"),
            StepId::Unlocked => self.say.text("step-unlocked"),
            StepId::Country => self.say.text("step-country"),
            StepId::Roles => self.say.text("step-roles"),
            StepId::Refreshed => self.say.text("step-refreshed"),
        };
        StepView { title, ..self.view(step) }
    }

    fn view(&self, step: &Step) -> StepView {
        StepView {
            id: code(step.id),
            state: step.state,
            title: String::new(),
            detail: self.detail(step),
            state_text: self.state_text(step),
            waiting_for: step.waiting,
            at: step.at,
            evidence: step.evidence.clone(),
        }
    }

    fn state_text(&self, step: &Step) -> String {
        let say = self.say;
        match step.state {
            StepState::Done => say.text("state-done"),
            StepState::Blocked => say.text("state-blocked"),
            StepState::NotNeeded => say.text("state-not-needed"),
            StepState::NotYet => say.text("state-not-yet"),
            StepState::NotKnown => say.text("state-not-known"),
            StepState::Now => match step.waiting {
                Some(WaitingFor::OldAdmin) => match self.me.and_then(|me| me.request.as_ref()).and_then(|it| it.to.as_ref()) {
                    Some(to) => say.with("state-waiting-for", &[("name", first_name(&to.display_name))]),
                    None => say.text("state-waiting-administrator"),
                },
                Some(WaitingFor::OldIt) => say.text("state-waiting-it"),
                Some(WaitingFor::Support) => say.text("state-waiting-support"),
                Some(WaitingFor::NewAdmin) => match &self.course.target {
                    Some(target) => say.with("state-waiting-for", &[("name", target)]),
                    None => say.text("state-waiting-administrator"),
                },
                Some(WaitingFor::You) | None => say.text("state-waiting-you"),
            },
        }
    }

    fn detail(&self, step: &Step) -> Option<String> {
        let (say, from) = (self.say, self.course.from.name.as_str());
        if step.state == StepState::NotKnown {
            return Some(say.text("detail-not-known"));
        }
        let request = self.me.and_then(|me| me.request.as_ref()).filter(|it| it.account.id.as_str() == self.course.from.id);
        let ended = request.is_some_and(|it| matches!(it.state.known(), Some(RemovalState::Declined | RemovalState::Expired)));
        match (step.id, step.state) {
            (StepId::Affiliated | StepId::Roles, _) => None,
            (StepId::Requested, _) => match request {
                Some(it) => Some(summary(it, say)),
                None => Some(say.with("detail-ask-to-leave", &[("account", from)])).filter(|_| step.state != StepState::Done),
            },
            (StepId::Removed, StepState::Done) => Some(match step.at {
                Some(at) => say.with("detail-left-on", &[("account", from), ("date", &say.day(at))]),
                None => say.with("detail-left", &[("account", from)]),
            }),
            (StepId::Removed, StepState::NotYet) => None,
            (StepId::Removed, _) => sentences([
                request.map(|it| summary(it, say)),
                request.filter(|_| !ended).map(|it| say.with("request-expires", &[("date", &say.day(it.expires))])),
            ]),
            (StepId::Added, StepState::Done) => {
                step.at.map(|at| say.with("detail-joined", &[("account", &self.target()), ("date", &say.day(at))]))
            }
            (StepId::Added, _) => {
                let offer = self.me.and_then(offers::current);
                let invitation = self.me.and_then(|me| me.invitations.first());
                if let (None, Some(it)) = (offer, invitation) {
                    let texts = [("account", it.account.name.as_str()), ("date", &*say.day(it.expires))];
                    return Some(say.with("detail-join-invited", &texts));
                }
                match (offer, &self.course.target, step.state) {
                    (Some(offer), _, _) => {
                        let accepted = offer.state == TransferState::Accepted;
                        let id = if accepted { "detail-join-accepted" } else { "detail-join-offer" };
                        Some(say.with(id, &[("account", &offer.account.name)]))
                    }
                    (None, _, StepState::NotYet) => None,
                    (None, Some(target), _) => Some(say.with("detail-join-now", &[("account", target)])),
                    (None, None, _) => Some(say.text("detail-join-no-target")),
                }
            }
            (StepId::Unlocked, StepState::Done) => None,
            (StepId::Unlocked, StepState::NotYet) => Some(say.text("detail-unlock-normal")),
            (StepId::Unlocked, _) => Some(say.with("detail-unlock-now", &[("account", &self.target())])),
            (StepId::Country, StepState::Blocked) => self.me.and_then(|me| country_detail(self.state, me, say)),
            (StepId::Country, _) => None,
            (StepId::Refreshed, StepState::Now) => Some(say.text("detail-refresh-now")),
            (StepId::Refreshed, _) => None,
        }
    }
}

/// "You are set to Germany; Northwind Rail has licences in France.", where the country is one in which the account owns nothing.
pub(super) fn country_detail(state: &State, me: &Me, say: Say<'_>) -> Option<String> {
    if wrong_country(state, me) != Some(true) {
        return None;
    }
    let country = say.country(me.country.code.as_ref()?.as_str());
    let account = me.affiliation.as_ref()?.account.name.as_str();
    let owned = owned_countries(state);
    Some(if owned.is_empty() {
        say.with("headline-country-detail-nowhere", &[("country", &country), ("account", account)])
    } else {
        say.with("headline-country-detail", &[("country", &country), ("account", account), ("countries", &say.countries(&owned))])
    })
}

/// The countries in which the account owns something, as far as the licence file tells.
pub(super) fn owned_countries(state: &State) -> Vec<String> {
    let mut owned: Vec<String> = state.policy.products.iter().filter_map(|it| it.countries.clone()).flatten().collect();
    owned.sort();
    owned.dedup();
    owned
}

/// The part of a name by which somebody is called in a short line.
pub(super) fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

fn code(id: StepId) -> StepCode {
    match id {
        StepId::Affiliated => StepCode::Affiliated,
        StepId::Requested => StepCode::Requested,
        StepId::Removed => StepCode::Removed,
        StepId::Added => StepCode::Added,
        StepId::Unlocked => StepCode::Unlocked,
        StepId::Country => StepCode::Country,
        StepId::Roles => StepCode::Roles,
        StepId::Refreshed => StepCode::Refreshed,
    }
}
