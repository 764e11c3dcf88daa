//! Adding somebody by their address. What is the case with an address is one code of `domicile_model::adding`; the step that was asked for
//! is taken where it fits that code, and refused with the code where it does not. Every look is counted and audited, since it says that an
//! address exists; and it reads the same whichever other account somebody belongs to.

use super::{actor, show};
use crate::invitation::{self, invite::SendInvitation, sign_in::invite_to_sign_in};
use crate::membership::{How, join};
use crate::person::look_up::{Found, address, does_not_fit, look_up};
use crate::problem::{Code, Problem};
use crate::service::{Act, Answer, Change};
use crate::store::accounts::Account;
use crate::store::audit::{Author, Event};
use crate::store::users::{self, User};
use crate::store::{invitations, transfers, versions};
use crate::transfer::{self, offer::MakeOffer};
use axum::http::StatusCode;
use domicile_model::adding::AddCode;
use domicile_model::email::Email;
use domicile_model::id::{AccountId, UserId};
use domicile_model::text::{NAME_MAX, TooLong, clean_line};
use domicile_model::wire::{AddAction, AddAnswer, AddUser, OfferTo};
use serde_json::json;

/// Looks an address up, and takes the step that was asked for.
pub(crate) struct Add {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) body: AddUser,
}

impl Change for Add {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        match self.body.action {
            Some(AddAction::Invite) => return self.invite(act).await,
            Some(AddAction::OfferTransfer) => return self.offer(act).await,
            None | Some(AddAction::Create | AddAction::AddToAccount) => {}
        }
        let (actor, account) = actor(act, &self.actor, &self.account).await?;
        let email = address(&self.body.email)?;
        if let Some(id) = users::id_by_email(act.tx, &email).await? {
            users::lock_row(act.tx, &id).await?;
        }
        let found = look_up(act, &actor, &account, &email).await?;
        match (self.body.action, found.code) {
            (None, _) => self.tell(act, &actor, &account, &found).await,
            (Some(AddAction::Create), AddCode::CanCreate) => self.create(act, &actor, &account, &email).await,
            (Some(AddAction::AddToAccount), AddCode::ExistsUnaffiliated) => self.add(act, &actor, &account, found).await,
            (Some(_), _) => Ok(Answer::Refused(does_not_fit(&email, &found))),
        }
    }
}

impl Add {
    fn said(&self, code: AddCode) -> AddAnswer {
        AddAnswer { code, email: self.body.email.trim().to_owned(), user: None, member: None, invitation: None, transfer: None }
    }

    /// Roles and country of an invitation or an offer.
    fn promised(&self) -> OfferTo {
        OfferTo { email: self.body.email.clone(), roles: self.body.roles.clone(), country: self.body.country.clone() }
    }

    async fn invite(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let change = SendInvitation { actor: self.actor.clone(), account: self.account.clone(), body: self.promised() };
        match change.apply(act).await? {
            Answer::Done(status, sent) => {
                let invitation = serde_json::from_value(sent).map_err(|error| Problem::internal(&error))?;
                Answer::done(status, &AddAnswer { invitation: Some(invitation), ..self.said(AddCode::Invited) })
            }
            refused @ Answer::Refused(_) => Ok(refused),
        }
    }

    async fn offer(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let change = MakeOffer { actor: self.actor.clone(), account: self.account.clone(), body: self.promised() };
        match change.apply(act).await? {
            Answer::Done(status, made) => {
                let transfer = serde_json::from_value(made).map_err(|error| Problem::internal(&error))?;
                Answer::done(status, &AddAnswer { transfer: Some(transfer), ..self.said(AddCode::Offered) })
            }
            refused @ Answer::Refused(_) => Ok(refused),
        }
    }

    /// Says what is the case. Of a person who does not belong to the account nothing is said but the address, as it was typed, and what
    /// this account has sent to it.
    async fn tell(&self, act: &mut Act<'_>, actor: &User, account: &Account, found: &Found) -> Result<Answer, Problem> {
        let mut said = self.said(found.code);
        if let Some(user) = &found.user {
            if found.code == AddCode::AlreadyMember {
                said.member = Some(show::member(act.tx, user, account, actor, act.now).await?);
            } else {
                let open = invitations::open_between(act.tx, &account.id, &user.id).await?;
                if let Some(open) = open.map(|it| invitation::judge(&it, act.now)).filter(|it| it.state.is_open()) {
                    said.invitation = Some(invitation::to_wire(act.tx, open).await?);
                }
                let open = transfers::open_between(act.tx, &account.id, &user.id).await?;
                if let Some(open) = open.map(|it| transfer::judge(&it, act.now)).filter(|it| it.state.is_open()) {
                    said.transfer = Some(transfer::to_wire(act.tx, open).await?);
                }
            }
            let known = matches!(found.code, AddCode::AlreadyMember | AddCode::PendingApproval);
            said.user = known.then(|| user.id.clone());
        }
        Answer::done(StatusCode::OK, &said)
    }

    /// Registers the address and affiliates it.
    async fn create(&self, act: &mut Act<'_>, actor: &User, account: &Account, email: &Email) -> Result<Answer, Problem> {
        if email.mixes_alphabets() {
            return Ok(Answer::Refused(Problem::new(Code::LookAlikeAddress).blank("email", email)));
        }
        let too_long = |it: TooLong| Problem::new(Code::TextTooLong).blank("found", it.found).blank("most", it.most);
        let typed = match clean_line(self.body.display_name.as_deref().unwrap_or_default(), NAME_MAX).map_err(too_long) {
            Ok(typed) => typed,
            Err(problem) => return Ok(Answer::Refused(problem)),
        };
        let local = email.as_str().split('@').next().unwrap_or_default();
        let name = if typed.is_empty() { local } else { &typed };
        let id = UserId::new(act.ids.next(act.now));
        if !users::create(act.tx, &id, email, name, act.now).await? {
            // Somebody registered the address a moment ago: on the next look it is known.
            return Err(Problem::new(Code::Busy).retry_after(1));
        }
        act.record(Event {
            account: Some(&account.id),
            author: Author::User(&actor.id),
            action: "user.created",
            subject: id.as_str(),
            before: None,
            after: Some(json!({"email": email.as_str()})),
            because: None,
        })
        .await?;
        versions::touch_user(act.tx, &id, act.now).await?;
        let user = users::get(act.tx, &id).await?.ok_or_else(|| Problem::internal(&"who was registered is not there"))?;
        let joined = join(act, Author::User(&actor.id), &user, account, How::Created, None).await?;
        let invitation = invite_to_sign_in(act, actor, account, &joined).await?;
        let invitation = Some(invitation::to_wire(act.tx, invitation).await?);
        let member = Some(show::member(act.tx, &joined, account, actor, act.now).await?);
        Answer::done(StatusCode::CREATED, &AddAnswer { user: Some(id), member, invitation, ..self.said(AddCode::Created) })
    }

    /// Affiliates who is registered and free; they stay locked, since unlocking is a step of its own.
    async fn add(&self, act: &mut Act<'_>, actor: &User, account: &Account, found: Found) -> Result<Answer, Problem> {
        let user = found.user.ok_or_else(|| Problem::internal(&"who is to be added is not there"))?;
        let joined = join(act, Author::User(&actor.id), &user, account, How::Added, None).await?;
        let member = Some(show::member(act.tx, &joined, account, actor, act.now).await?);
        Answer::done(StatusCode::CREATED, &AddAnswer { user: Some(user.id), member, ..self.said(AddCode::Added) })
    }
}
