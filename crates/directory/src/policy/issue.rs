//! Stating a person's rights as the claims of a policy, and signing them. The same facts give the same bytes on every instance for a whole
//! issue window.

use super::last_issue::moment;
use super::rights::{self, Right};
use crate::keys::PolicyKeys;
use crate::problem::{Code, Problem};
use crate::store::catalogue::{self, Owned};
use crate::store::users::{self, User};
use crate::store::{Tx, check_outs, versions};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_model::country::CountryCode;
use domicile_model::entitlement::{self, Territory};
use domicile_model::id::UserId;
use domicile_model::person::LockReason;
use domicile_policy::claims::{self, AUDIENCE, PolicyClaims, StandingCheckOut, Withdrawn};
use domicile_policy::issue::window;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Offline days of a policy that grants nothing: there is nothing to keep.
const OFFLINE_DAYS_OF_NOTHING: u16 = 7;

/// The machine that asks.
pub(crate) struct Machine {
    pub(crate) id: String,
    pub(crate) name: String,
}

impl Machine {
    /// No machine in particular: nothing is checked out on it.
    pub(crate) fn none() -> Self {
        Self { id: String::new(), name: String::new() }
    }
}

/// What a person's policy says, before it is signed.
pub(crate) struct Stated {
    pub(crate) claims: PolicyClaims,
    /// The person, as they were read for it.
    pub(crate) user: User,
    /// The moment of asking, in the light of the latest date that was signed.
    pub(crate) now: Timestamp,
    /// The first moment (seconds) at which the same facts give another policy.
    until: i64,
    /// The latest date that was last_issued before (seconds).
    last_issued: i64,
}

/// A policy that was signed.
pub(crate) struct Issued {
    /// A compact JWS.
    pub(crate) jws: String,
    /// The key that signed it.
    pub(crate) kid: String,
    /// Its date (seconds).
    pub(crate) iat: i64,
    /// The first moment (seconds) at which the same facts give another policy.
    pub(crate) until: i64,
    /// The latest date that was last_issued before (seconds).
    pub(crate) last_issued: i64,
}

impl Issued {
    /// The strong tag of these bytes, as they are without compression.
    pub(crate) fn etag(&self) -> String {
        format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(self.jws.as_bytes()).get(..16).unwrap_or_default()))
    }
}

/// The person's policy at `now`.
pub(crate) async fn issue(tx: &mut Tx, keys: &PolicyKeys, user: &UserId, machine: &Machine, now: Timestamp) -> Result<Issued, Problem> {
    let Stated { claims, until, last_issued, .. } = state(tx, keys.issuer(), user, machine, now).await?;
    Ok(Issued { jws: keys.sign(&claims)?, kid: keys.kid(claims.iat)?.to_owned(), iat: claims.iat, until, last_issued })
}

/// What the person's policy says at `now`. `issuer`: the operator's id.
pub(crate) async fn state(tx: &mut Tx, issuer: &str, user: &UserId, machine: &Machine, now: Timestamp) -> Result<Stated, Problem> {
    let (epoch, last_issued) = versions::epoch_and_last_issue(tx).await?;
    let now = moment(now, last_issued)?;
    let user = users::get(tx, user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    let basis = rights::basis(tx, &user).await?;
    let owned = rights::owned(tx, &user).await?;
    let changed_at = rights::last_boundary(&owned, now).map_or(basis.changed_at, |it| it.max(basis.changed_at));
    let window = window(user.id.as_str(), now.as_second(), changed_at.as_second());
    let until = until(&owned, now, changed_at, window.refresh_after);
    // Judged at the moment of issue, not of asking: whoever asks later in the window gets the same bytes.
    let issued = Timestamp::from_second(window.iat).map_err(|error| Problem::internal(&error))?;
    let rights = rights::rights(&user, basis.country, catalogue::products(tx).await?, &owned, issued);
    let offline_days = user.account.as_ref().map_or(OFFLINE_DAYS_OF_NOTHING, |it| it.offline_days);
    let claims = PolicyClaims {
        iss: issuer.to_owned(),
        sub: user.id.to_string(),
        aud: AUDIENCE.to_owned(),
        iat: window.iat,
        nbf: window.iat,
        exp: window.exp(offline_days),
        jti: String::new(),
        epoch,
        version: basis.version,
        account: user.account.as_ref().map(|it| claims::Account { id: it.id.to_string(), name: it.name.clone() }),
        country: claims::Country {
            code: basis.country.code.map(|it| it.to_string()),
            decided_by: basis.country.decided_by.as_str().to_owned(),
        },
        check_outs: standing_check_outs(tx, &user, machine, issued).await?,
        machine: claims::Machine { id: machine.id.clone(), name: machine.name.clone() },
        offline_days,
        refresh_after: window.refresh_after,
        withdrawn: withdrawn(&user),
        entitlements: rights.into_iter().map(entitlement).collect(),
    };
    Ok(Stated { claims, user, now, until, last_issued })
}

/// What is checked out on the machine, as long as the policy grants anything at all.
async fn standing_check_outs(tx: &mut Tx, user: &User, machine: &Machine, at: Timestamp) -> Result<Vec<StandingCheckOut>, Problem> {
    let Some(account) = user.account.as_ref().filter(|_| !user.is_locked()) else { return Ok(Vec::new()) };
    let found = check_outs::standing(tx, &user.id, &account.id, &machine.id, at).await?;
    Ok(found.into_iter().map(|(id, product)| StandingCheckOut { id, product }).collect())
}

/// The first moment (seconds) after `now` at which the same rows give another policy: the window's end, or a contract that begins or ends.
fn until(owned: &[Owned], now: Timestamp, changed_at: Timestamp, refresh_after: i64) -> i64 {
    if changed_at.as_second() > now.as_second() {
        // A change from the future counts as one of now, whenever now is.
        return now.as_second() + 1;
    }
    rights::next_boundary(owned, now).map_or(refresh_after, |it| it.as_second().min(refresh_after))
}

/// Why the policy grants nothing, where it does: the root cause.
fn withdrawn(user: &User) -> Option<Withdrawn> {
    let has = |reason| user.locks.iter().any(|it| it.0 == reason);
    if user.account.is_none() {
        return Some(if has(LockReason::RemovedFromAccount) { Withdrawn::Removed } else { Withdrawn::Unaffiliated });
    }
    if !user.is_locked() {
        return None;
    }
    Some(if has(LockReason::DirectoryDisabled) { Withdrawn::Disabled } else { Withdrawn::Locked })
}

fn entitlement(right: Right) -> claims::Entitlement {
    let usage_type = match rights::usage_type(&right) {
        entitlement::UsageType::Production => claims::UsageType::Production,
        entitlement::UsageType::Evaluation => claims::UsageType::Evaluation,
        entitlement::UsageType::Trial => claims::UsageType::Trial,
    };
    let (verdict, reason) = match right.verdict {
        entitlement::Verdict::Allowed => (claims::Verdict::Allowed, None),
        entitlement::Verdict::Denied(reason) => (claims::Verdict::Denied, Some(to_claim(reason))),
    };
    let owned = right.owned.as_ref();
    let countries = owned.map_or(claims::Countries::List(Vec::new()), |it| match &it.right.territory {
        Territory::Global => claims::Countries::Global,
        Territory::Countries(codes) => claims::Countries::List(codes.iter().map(CountryCode::to_string).collect()),
    });
    claims::Entitlement {
        edition: owned.and_then(|it| it.edition.clone()),
        contract_starts: owned.filter(|it| it.right.starts > Timestamp::UNIX_EPOCH).map(|it| it.right.starts.as_second()),
        contract_ends: owned.and_then(|it| it.right.ends).map(Timestamp::as_second),
        grace_days: owned.map_or(0, |it| it.right.grace_days),
        product: right.product.id,
        name: right.product.name,
        usage_type,
        verdict,
        reason,
        countries,
        versions: None,
    }
}

fn to_claim(reason: entitlement::Reason) -> claims::Reason {
    match reason {
        entitlement::Reason::NotOwned => claims::Reason::NotOwned,
        entitlement::Reason::OtherCountry => claims::Reason::OtherCountry,
        entitlement::Reason::CountryWithoutEntitlements => claims::Reason::CountryWithoutEntitlements,
        entitlement::Reason::Restricted => claims::Reason::Restricted,
        entitlement::Reason::NotYetStarted => claims::Reason::NotYetStarted,
        entitlement::Reason::Ended => claims::Reason::Ended,
        entitlement::Reason::Locked => claims::Reason::Locked,
        entitlement::Reason::Unaffiliated => claims::Reason::Unaffiliated,
        entitlement::Reason::VersionNotCovered => claims::Reason::VersionNotCovered,
    }
}
