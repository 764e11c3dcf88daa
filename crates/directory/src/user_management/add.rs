//! Adding somebody by their address. What is the case with an address is one code of `domicile_model::adding`; the step that was asked for
//! is taken where it fits that code, and refused with the code where it does not. Every look is counted and audited, since it says that an
//! address exists; and it reads the same whichever other account somebody belongs to.

use super::views;
use crate::address_lookup::{Found, address, does_not_fit, look_up, may_create};
use crate::authorisation::Locked;
use crate::invitation::{self, invite::SendInvitation, sign_in::invite_to_sign_in};
use crate::membership::{JoinedBy, join};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::Account;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::users::{self, User};
use crate::store::{address_lookups, invitations, transfers, versions};
use crate::text::cleaned_name;
use crate::transfer::{self, offer::MakeOffer};
use domicile_model::adding::AddCode;
use domicile_model::email::Email;
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire::{AddAction, AddAnswer, AddUser, OfferTo};
use serde_json::json;

/// Looks an address up, and takes the step that was asked for.
pub(crate) struct Add {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) body: AddUser,
}

impl UseCase for Add {
    type Output = AddAnswer;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<AddAnswer>, Problem> {
        match self.body.action {
            Some(AddAction::Invite) => return self.invite(ctx).await,
            Some(AddAction::OfferTransfer) => return self.offer(ctx).await,
            None | Some(AddAction::Create | AddAction::AddToAccount) => {}
        }
        let Locked { actor, account } = ctx.as_administrator(&self.actor, &self.account).await?.lock_account(ctx).await?;
        let email = address(&self.body.email)?;
        if let Some(id) = users::id_by_email(ctx.tx, &email).await? {
            users::lock_row(ctx.tx, &id).await?;
        }
        let found = look_up(ctx, &actor, &account, &email).await?;
        match (self.body.action, found.code) {
            (None, _) => self.tell(ctx, &actor, &account, &found).await,
            (Some(AddAction::Create), AddCode::CanCreate) => self.create(ctx, &actor, &account, &email).await,
            (Some(AddAction::AddToAccount), AddCode::ExistsUnaffiliated) => self.add(ctx, &actor, &account, found).await,
            (Some(_), _) => Ok(Outcome::Refused(does_not_fit(&email, &found))),
        }
    }
}

impl Add {
    fn answer(&self, code: AddCode) -> AddAnswer {
        let email = address(&self.body.email).map_or_else(|_| self.body.email.clone(), String::from);
        AddAnswer { code: code.into(), email, user: None, member: None, invitation: None, transfer: None }
    }

    /// Roles and country of an invitation or an offer.
    fn terms(&self) -> OfferTo {
        OfferTo { email: self.body.email.clone(), roles: self.body.roles.clone(), country: self.body.country.clone() }
    }

    async fn invite(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<AddAnswer>, Problem> {
        let change = SendInvitation { actor: self.actor.clone(), account: self.account.clone(), body: self.terms() };
        let sent = change.execute(ctx).await?;
        Ok(sent.map(|it| AddAnswer { invitation: Some(it), ..self.answer(AddCode::Invited) }))
    }

    async fn offer(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<AddAnswer>, Problem> {
        let change = MakeOffer { actor: self.actor.clone(), account: self.account.clone(), body: self.terms() };
        let made = change.execute(ctx).await?;
        Ok(made.map(|it| AddAnswer { transfer: Some(it), ..self.answer(AddCode::Offered) }))
    }

    /// Says what is the case. Of a person who does not belong to the account nothing is said but the address, as it was typed, and what
    /// this account has sent to it.
    async fn tell(
        &self,
        ctx: &mut WriteContext<'_>,
        actor: &User,
        account: &Account,
        found: &Found,
    ) -> Result<Outcome<AddAnswer>, Problem> {
        let mut answer = self.answer(found.code);
        if let Some(user) = &found.user {
            if found.code == AddCode::AlreadyMember {
                answer.member = Some(views::member(ctx.tx, user, account, actor, ctx.now).await?);
            } else {
                let open = invitations::open_between(ctx.tx, &account.id, &user.id).await?;
                if let Some(open) = open.map(|it| invitation::as_of(&it, ctx.now)).filter(|it| it.state.is_open()) {
                    answer.invitation = Some(invitation::to_wire(ctx.tx, open).await?);
                }
                let open = transfers::open_between(ctx.tx, &account.id, &user.id).await?;
                if let Some(open) = open.map(|it| transfer::as_of(&it, ctx.now)).filter(|it| it.state.is_open()) {
                    answer.transfer = Some(transfer::to_wire(ctx.tx, open).await?);
                }
            }
            let known = matches!(found.code, AddCode::AlreadyMember | AddCode::PendingApproval);
            answer.user = known.then(|| user.id.clone());
        }
        Ok(Outcome::Done(answer))
    }

    /// Registers the address and affiliates it.
    async fn create(
        &self,
        ctx: &mut WriteContext<'_>,
        actor: &User,
        account: &Account,
        email: &Email,
    ) -> Result<Outcome<AddAnswer>, Problem> {
        if email.mixes_scripts() {
            return Ok(Outcome::Refused(Problem::new(Code::LookAlikeAddress).arg("email", email)));
        }
        let typed = match cleaned_name(self.body.display_name.as_deref().unwrap_or_default()) {
            Ok(typed) => typed,
            Err(problem) => return Ok(Outcome::Refused(problem)),
        };
        if let Err(problem) = may_create(ctx, account).await {
            return Ok(Outcome::Refused(problem));
        }
        let local = email.as_str().split('@').next().unwrap_or_default();
        let name = if typed.is_empty() { local } else { &typed };
        let id = UserId::new(ctx.ids.next(ctx.now));
        if !users::create(ctx.tx, &id, email, name, ctx.now).await? {
            // Somebody registered the address a moment ago: on the next look it is known.
            return Err(Problem::busy());
        }
        address_lookups::created(ctx.tx, &account.id, &actor.id, email.key()).await?;
        ctx.record(Event {
            account: Some(&account.id),
            author: Author::User(&actor.id),
            action: AuditAction::UserCreated,
            subject: id.as_str(),
            before: None,
            after: Some(json!({"email": email.as_str()})),
            because: None,
        })
        .await?;
        versions::touch_user(ctx.tx, &id, ctx.now).await?;
        let user = users::get(ctx.tx, &id).await?.ok_or_else(|| Problem::internal(&"who was registered is not there"))?;
        let joined = join(ctx, Author::User(&actor.id), &user, account, JoinedBy::Created, None).await?;
        let invitation = invite_to_sign_in(ctx, actor, account, &joined).await?;
        let invitation = Some(invitation::to_wire(ctx.tx, invitation).await?);
        let member = Some(views::member(ctx.tx, &joined, account, actor, ctx.now).await?);
        Ok(Outcome::Done(AddAnswer { user: Some(id), member, invitation, ..self.answer(AddCode::Created) }))
    }

    /// Affiliates who is registered and free; they stay locked, since unlocking is a step of its own.
    async fn add(&self, ctx: &mut WriteContext<'_>, actor: &User, account: &Account, found: Found) -> Result<Outcome<AddAnswer>, Problem> {
        let user = found.user.ok_or_else(|| Problem::internal(&"who is to be added is not there"))?;
        let joined = join(ctx, Author::User(&actor.id), &user, account, JoinedBy::Added, None).await?;
        let member = Some(views::member(ctx.tx, &joined, account, actor, ctx.now).await?);
        Ok(Outcome::Done(AddAnswer { user: Some(user.id), member, ..self.answer(AddCode::Added) }))
    }
}
