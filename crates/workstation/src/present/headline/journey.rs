//! The headline of a move, of a lock, and of belonging to nobody.

use super::{HeadlineDraft, HeadlineRules, NAME_ROOM};
use crate::journey::offers;
use crate::journey::{Course, StepId, has_arrived, stays, wrong_country};
use crate::overview::{ActionView, Verdict};
use crate::present::asks;
use crate::present::check_outs::checked_out;
use crate::present::journey_words::{country_detail, owned_countries};
use crate::present::request::{blockers, summary};
use crate::present::say::{sentences, short};
use crate::request::Request;
use crate::vocabulary::Message;
use domicile_model::account::Federation;
use domicile_model::person::LockReason;
use domicile_model::person_request::RequestKind;
use domicile_model::preflight::Blocker;
use domicile_model::removal::{RemovalState, Route};
use domicile_model::wire::{LockState, Me, RemovalRequest, Word};

impl HeadlineRules<'_> {
    /// What a move, a lock or a missing account has to say; `None` where the licences speak.
    pub(super) fn moving(&self, me: &Me) -> Option<HeadlineDraft> {
        if me.affiliation.is_none() {
            return Some(self.unaffiliated(me));
        }
        if let Some(lock) = &me.lock {
            return Some(self.locked(me, &reasons(lock)));
        }
        if let Some(course) = self.course {
            if course.is_done(StepId::Removed) { self.arriving(me, course) } else { self.leaving(me) }
        } else {
            self.offered(me).or_else(|| self.wants_to_leave(me))
        }
    }

    /// Another account wants the person, and waits for their word.
    fn offered(&self, me: &Me) -> Option<HeadlineDraft> {
        let say = self.say;
        let found = |text: &str, account: &str, detail: String| {
            HeadlineDraft::new(Verdict::YourTurn, say.with(text, &[("account", &short(account, NAME_ROOM))])).detail(detail)
        };
        if let Some(offer) = offers::waiting(me).filter(|_| offers::accepted(me).is_none()) {
            let detail = match &me.affiliation {
                Some(here) => say.with("headline-offer-detail", &[("account", &here.account.name)]),
                None => say.text("headline-offer-free-detail"),
            };
            let id = offer.id.as_str().to_owned();
            let decline = ActionView::new(Request::DeclineOffer { id }, say.text("action-decline-offer"));
            return Some(found("headline-offer", &offer.account.name, detail).primary(self.accept(me)?).and([decline]));
        }
        let invitation = me.invitations.first()?;
        let detail = say.with("headline-invited-detail", &[("date", &say.day(invitation.expires))]);
        let id = invitation.id.as_str().to_owned();
        let decline = ActionView::new(Request::DeclineInvitation { id }, say.text("action-decline-offer"));
        Some(found("headline-invited", &invitation.account.name, detail).primary(self.accept(me)?).and([decline]))
    }

    /// What accepts the offer or invitation that waits, as a proposal.
    fn accept(&self, me: &Me) -> Option<ActionView> {
        let offer = offers::waiting(me).filter(|_| offers::accepted(me).is_none());
        let offer =
            offer.map(|it| ActionView::new(Request::AcceptOffer { id: it.id.as_str().to_owned() }, self.say.text("action-accept-offer")));
        offer.or_else(|| {
            let id = me.invitations.first()?.id.as_str().to_owned();
            Some(ActionView::new(Request::AcceptInvitation { id }, self.say.text("action-accept-invitation")))
        })
    }

    fn unaffiliated(&self, me: &Me) -> HeadlineDraft {
        let say = self.say;
        let target = self.course.and_then(|it| it.target.as_ref()).map(|it| short(it, NAME_ROOM));
        let said = |id: &str, without: &str| match &target {
            Some(target) => say.with(id, &[("target", target)]),
            None => say.text(without),
        };
        let reasons = me.lock.as_ref().map(reasons).unwrap_or_default();
        if reasons.iter().any(|it| *it == LockReason::Support) {
            return self.locked(me, &reasons);
        }
        if let Some(offered) = self.offered(me) {
            return offered;
        }
        if let Some(account) = &me.awaits_approval {
            return HeadlineDraft::new(Verdict::Waiting, say.text("headline-awaits-approval"))
                .detail(say.with("headline-awaits-approval-detail", &[("account", &account.name)]))
                .primary(self.again("action-check-again"));
        }
        let found =
            match (self.course, me.lock.is_some()) {
                (Some(_), true) => HeadlineDraft::new(Verdict::Locked, say.text("headline-locked-normal"))
                    .detail(said("headline-locked-normal-detail", "headline-locked-normal-detail-no-target")),
                (Some(course), false) => {
                    let account = short(&course.from.name, NAME_ROOM);
                    HeadlineDraft::new(Verdict::Waiting, say.with("headline-left", &[("account", &account)]))
                        .detail(said("headline-left-detail", "headline-left-detail-no-target"))
                }
                (None, locked) => HeadlineDraft::new(Verdict::NeedsAttention, say.text("headline-unaffiliated"))
                    .detail(say.text(if locked { "headline-unaffiliated-locked-detail" } else { "headline-unaffiliated-detail" })),
            };
        if let Some(asked) = asks::open(me, RequestKind::Add) {
            let draft = HeadlineDraft::new(Verdict::Waiting, found.text).detail(asks::summary(asked, say));
            return draft.primary(self.again("action-check-again")).and([self.copy_for_new_admin()]);
        }
        match asks::add(self.state, me, say) {
            Some(add) => found.primary(add).and([self.copy_for_new_admin(), self.again("action-check-again")]),
            None => found.primary(self.copy_for_new_admin()).and([self.again("action-check-again")]),
        }
    }

    /// Locked for a reason; the one that only others can lift speaks first.
    fn locked(&self, me: &Me, reasons: &[Word<LockReason>]) -> HeadlineDraft {
        let (say, account) = (self.say, self.account(me));
        let found = |detail: String| HeadlineDraft::new(Verdict::Locked, say.text("headline-locked")).detail(detail);
        let again = self.again("action-check-again");
        let holds = |reason: LockReason| reasons.iter().any(|it| *it == reason);
        if holds(LockReason::Support) {
            return found(say.text("headline-locked-support-detail"))
                .primary(self.copy_for_support())
                .and(self.open_support())
                .and([again]);
        }
        if holds(LockReason::DirectoryDisabled) {
            return found(say.text("headline-locked-directory-detail")).primary(again);
        }
        let unknown = reasons.iter().find(|it| it.known().is_none()).map(Word::as_str);
        let id = match unknown {
            _ if holds(LockReason::Administrator) => "headline-locked-administrator-detail",
            Some(_) => "headline-locked-unknown-detail",
            None => "headline-locked-added-detail",
        };
        let copy = self.copy(Message::NewAdmin, say.text("action-copy-for-administrator"));
        if let Some(asked) = asks::open(me, RequestKind::Unlock) {
            return found(asks::summary(asked, say)).primary(again).and([copy]);
        }
        let draft = found(say.with(id, &[("account", &account), ("word", unknown.unwrap_or_default())]));
        let theirs = holds(LockReason::Administrator) || holds(LockReason::RemovedFromAccount);
        match asks::unlock(self.state, me, say).filter(|_| theirs) {
            Some(ask) => draft.primary(ask).and([copy, again]),
            None => draft.primary(copy).and([again]),
        }
    }

    fn leaving(&self, me: &Me) -> Option<HeadlineDraft> {
        let request = me.request.as_ref().filter(|it| !stays(&self.state.intent, it))?;
        Some(match request.state.known() {
            Some(RemovalState::Submitted | RemovalState::Seen | RemovalState::Approved) => self.waiting(me, request),
            None if request.is_open() => self.waiting(me, request),
            Some(RemovalState::Blocked) => self.blocked(me, request),
            Some(RemovalState::Declined) => self.declined(me, request),
            Some(RemovalState::Expired) => self.expired(me, request),
            Some(RemovalState::Withdrawn | RemovalState::Fulfilled) | None => return None,
        })
    }

    fn waiting(&self, me: &Me, request: &RemovalRequest) -> HeadlineDraft {
        let (say, account) = (self.say, short(&request.account.name, NAME_ROOM));
        let text = match request.route.known() {
            Some(Route::Administrator) | None => say.with("headline-waiting", &[("account", &account)]),
            Some(Route::InternalIt) => say.with("headline-waiting-it", &[("account", &account)]),
            Some(Route::Support) => say.text("headline-waiting-support"),
        };
        let found = HeadlineDraft::new(Verdict::Waiting, text).detail(summary(request, say)).primary(self.again("action-check-again"));
        let found = match request.route.known() {
            Some(Route::Administrator) | None => found.and([self.copy_for_old_admin(Some(request))]),
            Some(Route::InternalIt) => found.and([self.copy_for_it()]),
            Some(Route::Support) => found.and([self.copy_for_support()]).and(self.open_support()),
        };
        let also_it = (request.route == Route::Administrator && me.federation == Federation::Jit).then(|| self.copy_for_it());
        found.and(self.accept(me)).and(also_it).and([self.withdraw(request)])
    }

    fn blocked(&self, me: &Me, request: &RemovalRequest) -> HeadlineDraft {
        let found = HeadlineDraft::new(Verdict::Waiting, self.say.text("headline-blocked")).detail(self.first_blocker(&request.blockers));
        let by_it = me.federation == Federation::Scim && request.blockers.iter().any(|it| *it == Blocker::DirectoryManaged);
        let found = match by_it {
            true => found.primary(self.copy_for_it()),
            false => found.primary(self.copy_for_old_admin(Some(request))),
        };
        found.and([self.again("action-check-again"), self.withdraw(request)])
    }

    fn declined(&self, me: &Me, request: &RemovalRequest) -> HeadlineDraft {
        let say = self.say;
        let who = request.to.as_ref().map_or_else(|| request.account.name.clone(), |it| it.display_name.clone());
        let detail = match request.decline_reason.as_ref().filter(|it| !it.trim().is_empty()) {
            Some(reason) => say.with("headline-declined-detail", &[("name", &who), ("reason", reason)]),
            None => say.with("headline-declined-plain", &[("account", &request.account.name)]),
        };
        let with_a_note = ActionView::new(again(request), say.text("action-ask-again-note"));
        let draft = HeadlineDraft::new(Verdict::YourTurn, say.text("headline-declined")).detail(detail);
        let draft = match self.other_administrators(me, request) {
            true => {
                let asked = request.to.as_ref().map(|it| it.id.as_str());
                draft.primary(self.file(me, "action-ask-other", asked)).and(self.accept(me)).and([with_a_note])
            }
            false => draft.primary(with_a_note).and(self.accept(me)),
        };
        draft.and([self.stay(request), self.copy_for_support()]).and(self.open_support())
    }

    /// Whether somebody else could be asked than the one who was.
    fn other_administrators(&self, me: &Me, request: &RemovalRequest) -> bool {
        let asked = request.to.as_ref().map(|it| it.id.as_str());
        request.route == Route::Administrator && me.administrators.iter().any(|it| Some(it.id.as_str()) != asked && it.id != me.user.id)
    }

    fn stay(&self, request: &RemovalRequest) -> ActionView {
        ActionView::new(Request::Stay { id: request.id.as_str().to_owned() }, self.say.text("action-stay"))
    }

    fn expired(&self, me: &Me, request: &RemovalRequest) -> HeadlineDraft {
        let say = self.say;
        let often = self.state.intent.expired.iter().filter(|it| it.as_str() != request.id.as_str()).count() >= 1;
        let detail = if often {
            say.text("headline-expired-often-detail")
        } else {
            say.with("headline-expired-detail", &[("date", &say.day(request.submitted))])
        };
        let asked = request.to.as_ref().map(|it| it.id.as_str());
        HeadlineDraft::new(Verdict::YourTurn, say.text("headline-expired"))
            .detail(detail)
            .primary(ActionView::new(again(request), say.text("action-ask-again")))
            .and(self.accept(me))
            .and(self.other_administrators(me, request).then(|| self.file(me, "action-ask-other", asked)))
            .and([self.stay(request)])
            .and(often.then(|| self.copy_for_support()))
            .and(often.then(|| self.open_support()).flatten())
    }

    fn withdraw(&self, request: &RemovalRequest) -> ActionView {
        ActionView::new(Request::WithdrawRemoval { id: request.id.as_str().to_owned() }, self.say.text("action-withdraw"))
    }

    fn first_blocker(&self, all: &[Word<Blocker>]) -> Option<String> {
        // One that this version does not know may block.
        let first = all.iter().find(|it| it.known().is_none_or(Blocker::blocks)).or(all.first())?;
        sentences(blockers(std::slice::from_ref(first), checked_out(self.state, self.say), self.say).into_iter().map(Some))
    }

    /// Another organisation wants the person, and the old account still has them: "could not create user".
    fn wants_to_leave(&self, me: &Me) -> Option<HeadlineDraft> {
        let here = me.affiliation.as_ref()?;
        let wanted = self.state.intent.target.as_ref().is_some_and(|it| *it != here.account.name);
        let outlook = me.removal.as_ref().filter(|_| wanted && self.state.intent.finished.is_none())?;
        let (say, account) = (self.say, self.account(me));
        let hard = outlook.blockers.iter().any(|it| it.known().is_none_or(Blocker::blocks) && *it != Blocker::DirectoryManaged);
        let (detail, label) = match outlook.route.known() {
            Some(Route::InternalIt) => (say.with("headline-still-belong-it", &[("account", &account)]), "action-ask-it"),
            Some(Route::Support) => (say.with("headline-still-belong-support", &[("account", &account)]), "action-ask-support"),
            Some(Route::Administrator) | None if hard => {
                (self.first_blocker(&outlook.blockers).unwrap_or_default(), "action-ask-administrator")
            }
            Some(Route::Administrator) | None => (say.with("headline-still-belong", &[("account", &account)]), "action-ask-administrator"),
        };
        Some(HeadlineDraft::new(Verdict::YourTurn, say.text("headline-cannot-be-added")).detail(detail).primary(self.file(me, label, None)))
    }

    /// In the new account and unlocked: country, then Refresh Policy; once all of it is done, a welcome.
    fn arriving(&self, me: &Me, course: &Course) -> Option<HeadlineDraft> {
        let say = self.say;
        if wrong_country(self.state, me) == Some(true) {
            return self.wrong_country(me);
        }
        if has_arrived(self.state, course, say.now()) {
            let ready = say.with_counts("headline-arrived-detail", &[], &[("count", self.state.policy.ready())]);
            let text = say.with("headline-arrived", &[("account", &self.account(me))]);
            return Some(HeadlineDraft::new(Verdict::CanWork, text).detail(ready).and([self.refresh()]));
        }
        (!course.is_done(StepId::Refreshed)).then(|| {
            HeadlineDraft::new(Verdict::YourTurn, say.with("headline-added", &[("account", &self.account(me))]))
                .detail(say.text("headline-added-detail"))
                .primary(self.refresh())
                .and([self.again("action-check-again")])
        })
    }

    /// The person's own country is one where the account owns nothing.
    pub(super) fn wrong_country(&self, me: &Me) -> Option<HeadlineDraft> {
        let say = self.say;
        let detail = country_detail(self.state, me, say)?;
        let draft = HeadlineDraft::new(Verdict::NeedsAttention, say.text("headline-country"));
        let (copy, again) = (self.copy(Message::NewAdmin, say.text("action-copy-for-administrator")), self.again("action-check-again"));
        if let Some(asked) = asks::open(me, RequestKind::Country) {
            return Some(draft.detail(sentences([Some(detail), Some(asks::summary(asked, say))])).primary(again).and([copy]));
        }
        let draft = draft.detail(detail);
        let mut asked = asks::countries(self.state, me, &owned_countries(self.state), say).into_iter();
        Some(match asked.next() {
            Some(first) => draft.primary(first).and(asked).and([copy, again]),
            None => draft.primary(copy).and([again]),
        })
    }
}

/// The same request once more, with the words of before: read, and changed, before it is sent.
fn again(request: &RemovalRequest) -> Request {
    Request::FileRemoval {
        to: request.to.as_ref().map(|it| it.id.as_str().to_owned()),
        reason: request.reason.clone(),
        note: request.note.clone(),
        going_to: None,
    }
}

/// Why somebody is locked, in the service's words.
fn reasons(lock: &LockState) -> Vec<Word<LockReason>> {
    lock.reasons.iter().map(|it| it.reason.clone()).collect()
}
