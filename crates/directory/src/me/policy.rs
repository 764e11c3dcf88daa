//! The signed policy of whoever asks, for one of their machines: from who they are to the document, or to the answer that they have it.

use crate::bearer::Claims;
use crate::identity;
use crate::limits::{Cost, Payer};
use crate::policy::{Machine, issue};
use crate::problem::{Code, Problem};
use crate::service::Service;
use crate::store::versions::{self, PolicyInputs};

/// The current policy.
pub(crate) enum CurrentPolicy {
    /// Whoever asks has it, under this tag.
    Unchanged { etag: String },
    /// Signed at this moment.
    Signed { etag: String, jws: String },
}

/// Who asks, and on what their policy depends. Whoever is known already is found on the connections that are kept for policies; the first
/// request of an identity binds it, which is a write like any other.
pub(crate) async fn inputs(service: &Service, claims: &Claims, token: &str, request_id: &str) -> Result<PolicyInputs, Problem> {
    let find = || versions::policy_inputs(service.dependencies().store.reserved(), &claims.issuer_id, &claims.sub);
    if let Some(known) = find().await? {
        return Ok(known);
    }
    identity::resolve(service, claims, token, request_id).await?;
    find().await?.ok_or_else(|| Problem::new(Code::NotFound))
}

/// The current policy. `held`: the tag by which whoever asks has the document of this tag, if they have it.
pub(crate) async fn current(
    service: &Service,
    inputs: &PolicyInputs,
    machine: &Machine,
    held: impl Fn(&str) -> Option<String>,
) -> Result<CurrentPolicy, Problem> {
    let (store, keys) = (&service.dependencies().store, service.keys());
    if let Some(cached) = service.etag_cache().get(inputs, machine, &keys, service.now())?
        && let Some(etag) = held(&cached.etag)
    {
        service.last_issue().signed(store, cached.iat, inputs.last_issued).await;
        return Ok(CurrentPolicy::Unchanged { etag });
    }
    service.last_issue().check_clock(store, service.now()).await?;
    // Signing is what a policy costs; each machine that is new asks for it.
    service.limits().pay(Payer::person(&inputs.user), Cost::Signature).map_err(Problem::too_many_requests)?;
    let mut tx = store.read_reserved().await?;
    let issued = issue(&mut tx, &keys, &inputs.user, machine, service.now()).await?;
    drop(tx);
    service.etag_cache().put(inputs, machine, &issued);
    service.last_issue().signed(store, issued.iat, issued.last_issued).await;
    let etag = issued.etag();
    Ok(match held(&etag) {
        Some(etag) => CurrentPolicy::Unchanged { etag },
        None => CurrentPolicy::Signed { etag, jws: issued.jws },
    })
}
