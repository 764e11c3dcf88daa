//! `/v1/operator`: the vendor's order system, which knows who bought what. It writes records as they have to be (`PUT`), reads them, and
//! ends them; a record is the word of the source that the system speaks for. How to use it: `docs/order-system.md`.

mod accounts;
mod caller;
mod contracts;
mod domains;
mod entitlements;
mod people;
mod products;
mod records;

use crate::service::Service;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Every route of it.
pub(super) fn routes() -> OpenApiRouter<Service> {
    OpenApiRouter::new()
        .routes(routes!(products::list))
        .routes(routes!(products::get, products::put, products::retire))
        .routes(routes!(accounts::list))
        .routes(routes!(accounts::get, accounts::put, accounts::close))
        .routes(routes!(accounts::reopen))
        .routes(routes!(accounts::name_administrator))
        .routes(routes!(domains::list))
        .routes(routes!(domains::get, domains::put, domains::end))
        .routes(routes!(contracts::list))
        .routes(routes!(contracts::get, contracts::put, contracts::end))
        .routes(routes!(entitlements::list))
        .routes(routes!(entitlements::get, entitlements::put, entitlements::end))
        .routes(routes!(people::list))
        .routes(routes!(people::get, people::put, people::release))
}
