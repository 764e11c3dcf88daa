//! The card of an address that does not belong to the account: one verdict, then what can be done, in order.

use super::AdminPresenter;
use crate::overview::{ActionView, DeliveryView, DoView, PersonCardView, Tone};
use crate::present::delivery;
use crate::request::{AdminChange, AdminQuery};
use domicile_model::adding::AddCode;
use domicile_model::transfer::TransferState;
use domicile_model::wire::{Actor, AddAnswer};

/// What a verdict says and offers.
struct Found {
    tone: Tone,
    verdict: String,
    detail: Option<String>,
    delivery: Option<DeliveryView>,
    actions: Vec<ActionView>,
    next: Vec<DoView>,
    may_come_with: bool,
}

impl AdminPresenter<'_> {
    pub(super) fn verdict(&self, answer: &AddAnswer) -> PersonCardView {
        let found = self.on_an_offer(answer).or_else(|| self.on_an_invitation(answer)).unwrap_or_else(|| self.on_the_code(answer));
        PersonCardView {
            user: answer.user.as_ref().map(|it| it.as_str().to_owned()),
            email: answer.email.clone(),
            name: None,
            code: (&answer.code).into(),
            tone: found.tone,
            verdict: found.verdict,
            detail: found.detail,
            delivery: found.delivery,
            actions: found.actions,
            next: found.next,
            lines: Vec::new(),
            removal: None,
            check_outs: Vec::new(),
            rights: Vec::new(),
            licences: Vec::new(),
            roles: Vec::new(),
            countries: Vec::new(),
            offer: found.may_come_with.then(|| self.draft()),
        }
    }

    /// The account has made its offer already.
    fn on_an_offer(&self, answer: &AddAnswer) -> Option<Found> {
        let offer = answer.transfer.as_ref().filter(|it| it.is_open())?;
        let accepted = offer.state == TransferState::Accepted;
        let dates = [("date", &*self.say.day(offer.offered)), ("until", &*self.say.day(offer.expires))];
        Some(Found {
            tone: Tone::Waiting,
            verdict: self.say.text(if accepted { "verdict-offer-accepted" } else { "verdict-offered" }),
            detail: Some(self.with_trouble(
                self.say.with(if accepted { "verdict-offer-accepted-detail" } else { "verdict-offered-detail" }, &dates),
                offer.delivery.as_ref().filter(|_| !accepted),
                &answer.email,
            )),
            delivery: delivery::delivery(offer.delivery.as_ref()),
            actions: vec![self.revoke_offer(offer)],
            next: Vec::new(),
            may_come_with: false,
        })
    }

    fn on_an_invitation(&self, answer: &AddAnswer) -> Option<Found> {
        let invitation = answer.invitation.as_ref().filter(|it| it.is_open())?;
        let dates = [("date", &*self.say.day(invitation.invited)), ("until", &*self.say.day(invitation.expires))];
        Some(Found {
            tone: Tone::Waiting,
            verdict: self.say.text("verdict-invited"),
            detail: Some(self.with_trouble(self.say.with("verdict-invited-detail", &dates), invitation.delivery.as_ref(), &answer.email)),
            delivery: delivery::delivery(invitation.delivery.as_ref()),
            actions: vec![self.revoke_invitation(invitation)],
            next: Vec::new(),
            may_come_with: false,
        })
    }

    fn on_the_code(&self, answer: &AddAnswer) -> Found {
        let (email, say) = (answer.email.clone(), self.say);
        let found = |tone, verdict: &str, detail: &str| Found {
            tone,
            verdict: say.text(verdict),
            detail: Some(say.with(detail, &[("account", self.account_name), ("email", &answer.email)])),
            delivery: None,
            actions: Vec::new(),
            next: Vec::new(),
            may_come_with: false,
        };
        let tell = || self.ask("action-copy-for-person", AdminQuery::CopyWelcome { email: answer.email.clone(), language: None });
        let none = || (Vec::new(), None);
        let Some(code) = answer.code.known() else {
            return Found {
                detail: Some(say.with("verdict-unknown-detail", &[("word", answer.code.as_str())])),
                ..found(Tone::Attention, "verdict-unknown", "verdict-unknown-detail")
            };
        };
        match code {
            // An offer or invitation that stands was told before: this one is over.
            AddCode::AffiliatedElsewhere | AddCode::Offered => {
                let (roles, country) = none();
                Found {
                    actions: vec![self.ask("action-offer-transfer", AdminChange::OfferTransfer { email, roles, country }), tell()],
                    may_come_with: true,
                    ..found(Tone::Attention, "verdict-affiliated-elsewhere", "verdict-affiliated-elsewhere-detail")
                }
            }
            AddCode::PendingApproval => Found {
                actions: answer.user.as_ref().map(|it| self.let_in_or_not(it)).unwrap_or_default(),
                ..found(Tone::Waiting, "verdict-pending-approval", "verdict-pending-approval-detail")
            },
            AddCode::FederatedSignIn => {
                Found { actions: vec![tell()], ..found(Tone::Good, "verdict-federated-sign-in", "verdict-federated-sign-in-detail") }
            }
            AddCode::DirectoryManaged => Found {
                next: vec![self.by(Actor::It, "verdict-directory-managed-do")],
                ..found(Tone::Waiting, "verdict-directory-managed", "verdict-directory-managed-detail")
            },
            AddCode::InvitationRequired | AddCode::Invited => {
                let (roles, country) = none();
                Found {
                    actions: vec![self.ask("action-invite", AdminChange::Invite { email, roles, country })],
                    may_come_with: true,
                    ..found(Tone::Good, "verdict-invitation-required", "verdict-invitation-required-detail")
                }
            }
            AddCode::ExistsUnaffiliated => Found {
                actions: vec![self.ask("action-add-to-account", AdminChange::AddToAccount { email })],
                ..found(Tone::Good, "verdict-exists-unaffiliated", "verdict-exists-unaffiliated-detail")
            },
            AddCode::DomainOwnedElsewhere => Found {
                next: vec![
                    self.by(Actor::You, "verdict-domain-owned-elsewhere-do-1"),
                    self.by(Actor::You, "verdict-domain-owned-elsewhere-do-2"),
                ],
                ..found(Tone::Attention, "verdict-domain-owned-elsewhere", "verdict-domain-owned-elsewhere-detail")
            },
            AddCode::CanCreate => Found {
                actions: vec![self.ask("action-create-user", AdminChange::Create { email, name: None })],
                ..found(Tone::Good, "verdict-can-create", "verdict-can-create-detail")
            },
            AddCode::AlreadyMember | AddCode::Created | AddCode::Added => {
                let open = answer.user.as_ref().map(|it| AdminQuery::OpenPerson { user: it.clone() });
                Found {
                    actions: open.map(|it| self.ask("action-open-person", it)).into_iter().collect(),
                    ..found(Tone::Good, "verdict-already-member", "verdict-already-member-detail")
                }
            }
        }
    }
}
