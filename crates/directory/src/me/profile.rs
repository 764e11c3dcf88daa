//! What a person changes of themselves: language and profile country.

use super::view;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::{users, versions};
use domicile_model::country::CountryCode;
use domicile_model::id::UserId;
use domicile_model::identifier::trimmed;
use domicile_model::wire::{self, PatchMe};
use domicile_words::Language;
use serde_json::json;

/// Changes the person's own profile; answers with `/v1/me`.
pub(crate) struct ChangeProfile {
    pub(crate) user: UserId,
    pub(crate) body: PatchMe,
}

impl UseCase for ChangeProfile {
    type Output = wire::Me;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Me>, Problem> {
        let user = users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let locale = match self.body.locale.as_deref() {
            // Tags are equal in any case, and say more than the language (RFC 5646): what is kept is the language there are words in.
            Some(wished) => Language::parse(trimmed(wished)).ok_or_else(|| Problem::new(Code::UnknownLanguage))?.tag(),
            None => &user.locale,
        };
        let country = match self.body.profile_country.as_deref() {
            Some(wished) => Some(CountryCode::parse(wished).map_err(|_| Problem::new(Code::UnknownCountry))?),
            None => user.profile_country,
        };
        if locale != user.locale || country != user.profile_country {
            users::set_profile(ctx.tx, &user.id, locale, country).await?;
            let before = json!({"locale": user.locale, "profileCountry": user.profile_country});
            let after = json!({"locale": locale, "profileCountry": country});
            let account = user.account.as_ref().map(|it| &it.id);
            ctx.record_step(account, Author::User(&user.id), AuditAction::UserProfileChanged, user.id.as_str(), (before, after), None)
                .await?;
            ctx.tell(&user.id).await?;
        }
        if country != user.profile_country {
            // The profile country may decide the entitlement country.
            versions::touch_user(ctx.tx, &user.id, ctx.now).await?;
        }
        Ok(Outcome::Done(view::read(ctx.tx, &user.id, ctx.now).await?))
    }
}
