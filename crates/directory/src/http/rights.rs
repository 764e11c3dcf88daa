//! `/v1/accounts/{account}/users/{user}/rights`: what somebody may run, and why.

use super::caller::Caller;
use super::parameters::Refused;
use crate::account_reader::AccountReader;
use crate::problem::Problem;
use crate::service::Service;
use crate::user_management::rights;
use axum::extract::{Path, State};
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire;

/// What the person may run and why, in the codes that their own machine uses: judged over the policy that a refresh would bring now.
#[utoipa::path(get, path = "/v1/accounts/{account}/users/{user}/rights", tag = "people", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person")),
    responses((status = 200, body = wire::Rights), Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    Path((account, user)): Path<(String, String)>,
    caller: Caller,
) -> Result<axum::Json<wire::Rights>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    let user = it.member(&UserId::new(user)).await?;
    Ok(axum::Json(rights::of(&mut it.tx, service.keys().issuer(), &user.id, service.now()).await?))
}
