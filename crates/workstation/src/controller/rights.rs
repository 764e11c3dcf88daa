//! What a person may run, read beside their card. Whatever fails about it costs these lines only: the card is there without them, and the
//! next reading of the account tries again.

use crate::api::AdminApi;
use crate::state::Card;
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire::Rights;

/// `None` where the service does not say: it is an older one, or it does not answer now.
pub(super) async fn rights(api: &dyn AdminApi, account: &AccountId, user: &UserId) -> Option<Box<Rights>> {
    match api.rights(account, user).await {
        Ok(rights) => Some(Box::new(rights)),
        Err(failure) => {
            tracing::info!(%failure, "what the person may run was not read");
            None
        }
    }
}

/// The card with the rights of whoever is on it, where that is somebody of the account.
pub(super) async fn with_rights(api: &dyn AdminApi, account: &AccountId, card: Card) -> Card {
    match card {
        Card::Member { member, how, preview, .. } => {
            let rights = rights(api, account, &member.user.id).await;
            Card::Member { member, how, preview, rights }
        }
        card => card,
    }
}
