//! What a policy says. Plain data with its JSON; nothing here decides or verifies.
//!
//! Times are whole seconds since 1970 UTC. Readers ignore members that they do not know; a verdict, reason, usage type or cause that
//! they do not know never widens a right.

use crate::json;
use serde::de::{IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The audience of every policy.
pub const AUDIENCE: &str = "domicile";
/// One issue window, in seconds: 12 hours.
pub const WINDOW: i64 = 12 * 60 * 60;
/// One day, in seconds.
pub const DAY: i64 = 24 * 60 * 60;
/// The most offline days that a policy may carry.
pub const MAX_OFFLINE_DAYS: u16 = 30;
/// How long an expired policy stays readable, in seconds: 21 days.
pub const READABLE_AFTER_EXPIRY: i64 = 21 * DAY;
/// The largest time that every JSON reader holds exactly (2^53 - 1).
pub(crate) const LATEST: i64 = (1 << 53) - 1;

/// The claims of a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyClaims {
    /// The operator's id, as in the root.
    pub iss: String,
    /// The user's opaque id.
    pub sub: String,
    /// [`AUDIENCE`].
    pub aud: String,
    /// Issued at.
    pub iat: i64,
    /// Not before.
    pub nbf: i64,
    /// "Policy valid until": the first second in which it grants nothing any more.
    pub exp: i64,
    /// A hash of the inputs; filled in by signing.
    #[serde(default)]
    pub jti: String,
    /// Rises when a restore or a compromise made versions fall.
    pub epoch: u64,
    /// The serial number; only grows within an epoch.
    pub version: u64,
    /// The account; absent for the unaffiliated.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "json::optional_object")]
    pub account: Option<Account>,
    /// The entitlement country and the branch that decided it.
    #[serde(deserialize_with = "json::object")]
    pub country: Country,
    /// The machine that it was issued to.
    #[serde(deserialize_with = "json::object")]
    pub machine: Machine,
    /// Days that the machine may stay offline, 0 to 30.
    pub offline_days: u16,
    /// From here on a refresh is due.
    pub refresh_after: i64,
    /// Set where the policy grants nothing, with the cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
    /// One entry per product, in strictly rising order of `product` (bytes). Signing sorts them.
    #[serde(deserialize_with = "json::objects")]
    pub entitlements: Vec<Entitlement>,
    /// The check-outs on this machine that the service stands by.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "json::objects")]
    pub check_outs: Vec<StandingCheckOut>,
}

impl PolicyClaims {
    /// What they say about one product; `None` where they do not name it.
    pub fn entitlement(&self, product: &str) -> Option<&Entitlement> {
        let list = &self.entitlements;
        list.binary_search_by(|it| it.product.as_str().cmp(product)).ok().and_then(|at| list.get(at))
    }
}

/// A check-out that a policy stands by; the document of that name ([`crate::check_out`]) is what grants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingCheckOut {
    /// The check-out's id.
    pub id: String,
    /// The product.
    pub product: String,
}

/// The account that owns the entitlements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Opaque id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// The entitlement country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Country {
    /// ISO 3166-1 alpha-2; absent for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The branch of the rule that decided it (`explicit`, `directory`, `profile`, `revenue`, `none`).
    pub decided_by: String,
}

/// The machine that a policy was issued to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// As in the header `Domicile-Machine`; see [`crate::machine::fingerprint`].
    pub id: String,
    /// For people only: a claim of the machine, never compared.
    pub name: String,
}

/// Why a policy grants nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withdrawn {
    /// Removed from the account.
    Removed,
    /// Locked by an administrator or by support.
    Locked,
    /// Belongs to no account.
    Unaffiliated,
    /// Disabled in the company's directory.
    Disabled,
    /// A cause that this build does not know.
    #[serde(other)]
    Other,
}

impl Withdrawn {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Locked => "locked",
            Self::Unaffiliated => "unaffiliated",
            Self::Disabled => "disabled",
            Self::Other => "other",
        }
    }
}

/// One product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entitlement {
    /// Stable id.
    pub product: String,
    /// Name.
    pub name: String,
    /// Edition or feature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// What it is for.
    #[serde(deserialize_with = "word")]
    pub usage_type: UsageType,
    /// Whether the service allows it.
    #[serde(deserialize_with = "word")]
    pub verdict: Verdict,
    /// Why not, where it is denied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The first second of the contract; absent where it has begun for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_starts: Option<i64>,
    /// The last second of the contract; absent for no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_ends: Option<i64>,
    /// Days after the end in which work may go on.
    #[serde(default)]
    pub grace_days: u16,
    /// Where the account owns it; for display, the verdict has it in already.
    pub countries: Countries,
    /// Product versions that are covered; absent for all.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "json::optional_object")]
    pub versions: Option<Versions>,
}

/// What an entitlement is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsageType {
    /// Ordinary work.
    Production,
    /// Trying out before buying.
    Evaluation,
    /// A trial period.
    Trial,
    /// A type that this build does not know: grants nothing.
    #[serde(other)]
    Other,
}

/// What the service says about a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// May run.
    Allowed,
    /// May not; also anything that this build does not know.
    #[serde(other)]
    Denied,
}

/// Why a product may not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The account does not own it.
    NotOwned,
    /// Owned, but not for the user's country.
    OtherCountry,
    /// The account owns nothing in the user's country.
    CountryWithoutEntitlements,
    /// Restricted to groups or roles that the user lacks.
    Restricted,
    /// The contract has not begun.
    NotYetStarted,
    /// The contract and its grace are over.
    Ended,
    /// The user is locked.
    Locked,
    /// The user belongs to no account.
    Unaffiliated,
    /// The product's version is not covered.
    VersionNotCovered,
    /// A reason that this build does not know.
    #[serde(other)]
    Other,
}

impl Reason {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotOwned => "not_owned",
            Self::OtherCountry => "other_country",
            Self::CountryWithoutEntitlements => "country_without_entitlements",
            Self::Restricted => "restricted",
            Self::NotYetStarted => "not_yet_started",
            Self::Ended => "ended",
            Self::Locked => "locked",
            Self::Unaffiliated => "unaffiliated",
            Self::VersionNotCovered => "version_not_covered",
            Self::Other => "other",
        }
    }
}

/// Product versions that are covered, ends included. A version is numbers with dots between (`2025.1`); `2025` covers `2025.1` too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Versions {
    /// The lowest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<String>,
}

/// A word as a word: serde would take an object with the word for a name as well, which no page of the format says.
fn word<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Word<T>(std::marker::PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Word<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a word")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            T::deserialize(text.into_deserializer())
        }
    }
    deserializer.deserialize_str(Word(std::marker::PhantomData))
}

/// Where an entitlement counts: `"global"` or a list of ISO 3166-1 alpha-2 codes. For display: what a later format says in its place is an
/// empty list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Countries {
    /// Everywhere.
    Global,
    /// In these.
    List(Vec<String>),
}

impl Serialize for Countries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Global => serializer.serialize_str("global"),
            Self::List(codes) => codes.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Countries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Countries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("\"global\" or a list of country codes")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Countries, E> {
                Ok(if text == "global" { Countries::Global } else { Countries::List(Vec::new()) })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Countries, A::Error> {
                let mut codes = Vec::new();
                while let Some(code) = list.next_element()? {
                    codes.push(code);
                }
                Ok(Countries::List(codes))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Countries, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Countries::List(Vec::new()))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// What is wrong with claims that hang together badly: neither issued nor believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Inconsistent {
    /// A date is negative, too large, or out of order.
    #[error("its dates are out of order")]
    Dates,
    /// `exp` lies beyond the issue window plus the offline days, or the offline days beyond 30.
    #[error("it is valid for longer than its offline days allow")]
    TooLong,
    /// Two entries for a product, or not in rising order.
    #[error("its products are not in rising order, each once")]
    Products,
    /// An id that must not be empty is.
    #[error("an id is empty")]
    EmptyId,
}

impl PolicyClaims {
    /// Holds what every honest policy keeps, so that a slip at the service is refused at the source and by every reader alike.
    pub(crate) fn consistent(&self) -> Result<(), Inconsistent> {
        let ordered = 0 <= self.nbf && self.nbf <= self.iat && self.iat < self.exp && self.exp <= LATEST && self.iat <= self.refresh_after;
        if !ordered {
            return Err(Inconsistent::Dates);
        }
        if self.offline_days > MAX_OFFLINE_DAYS || self.exp - self.iat > WINDOW + i64::from(self.offline_days) * DAY {
            return Err(Inconsistent::TooLong);
        }
        if self.iss.is_empty() || self.sub.is_empty() || self.machine.id.is_empty() {
            return Err(Inconsistent::EmptyId);
        }
        let rising = self.entitlements.windows(2).all(|pair| matches!(pair, [a, b] if a.product < b.product));
        if rising { Ok(()) } else { Err(Inconsistent::Products) }
    }
}
