//! Which country a user's entitlements count for, and which branch of the rule decided it.

use crate::identifier;
use crate::stable_name::stable_names;
use serde::{Deserialize, Serialize};

/// An ISO 3166-1 alpha-2 code, or XK: two upper-case letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode([u8; 2]);

/// The text is not a country code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an ISO 3166-1 alpha-2 country code")]
pub struct InvalidCountryCode;

/// Every code officially assigned in ISO 3166-1, and XK: no code is assigned to Kosovo, and everybody who writes to it (the EU, banks, the
/// Unicode CLDR) takes this one, which ISO leaves to its users.
const ASSIGNED: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI \
GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI \
LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF \
PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL \
TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

impl CountryCode {
    /// Reads a code in either case, however it was typed.
    ///
    /// # Errors
    /// [`InvalidCountryCode`] where the code is not assigned.
    pub fn parse(text: &str) -> Result<Self, InvalidCountryCode> {
        let upper = identifier::typed_code(text).to_ascii_uppercase();
        let [a, b] = upper.as_bytes() else { return Err(InvalidCountryCode) };
        // Three bytes each, and in their order.
        let (codes, last) = ASSIGNED.as_bytes().as_chunks::<3>();
        let is_assigned = last == [*a, *b] || codes.binary_search(&[*a, *b, b' ']).is_ok();
        is_assigned.then_some(Self([*a, *b])).ok_or(InvalidCountryCode)
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl TryFrom<String> for CountryCode {
    type Error = InvalidCountryCode;

    /// Reads a code of an answer: two letters in either case, also those that are not assigned yet, since the list grows.
    fn try_from(text: String) -> Result<Self, Self::Error> {
        match *text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()])),
            _ => Err(InvalidCountryCode),
        }
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.as_str().to_owned()
    }
}

impl std::fmt::Display for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for CountryCode {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^[A-Z]{2}$"))
            .description(Some("ISO 3166-1 alpha-2"))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for CountryCode {}

stable_names! {
    /// Which branch of the rule decided the country.
    pub enum DecidedBy {
        /// Set on the user by an administrator: always wins, even where the account owns nothing.
        Explicit = "explicit",
        /// From the company's directory, and one of the account's contract countries.
        Directory = "directory",
        /// From the user's profile, and one of the account's contract countries.
        Profile = "profile",
        /// The contract country with the highest annual revenue.
        Revenue = "revenue",
        /// Nothing decided it: the account has no contract country.
        None = "none",
    }
}

/// A contract country of an account with what it earns a year there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContractCountry {
    /// The country.
    pub code: CountryCode,
    /// Annual revenue in whole units of the contract's currency; only its order counts.
    pub annual_revenue: i64,
}

/// What the rule looks at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountryFacts {
    /// Set explicitly on the user.
    pub explicit: Option<CountryCode>,
    /// From the company's directory.
    pub directory: Option<CountryCode>,
    /// From the user's profile.
    pub profile: Option<CountryCode>,
    /// Where the account has contracts (not `global` ones).
    pub contracts: Vec<ContractCountry>,
}

/// The country that counts, and the branch that decided it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EffectiveCountry {
    /// The country; `None` only where [`DecidedBy::None`].
    pub code: Option<CountryCode>,
    /// The branch.
    pub decided_by: DecidedBy,
}

/// Resolves the entitlement country: explicit, else directory, else profile (both only where a contract is), else revenue, else none.
pub fn resolve(facts: &CountryFacts) -> EffectiveCountry {
    let contracted = |code: &CountryCode| facts.contracts.iter().any(|it| it.code == *code);
    let found = |code: CountryCode, decided_by| EffectiveCountry { code: Some(code), decided_by };
    if let Some(code) = facts.explicit {
        return found(code, DecidedBy::Explicit);
    }
    if let Some(code) = facts.directory.filter(contracted) {
        return found(code, DecidedBy::Directory);
    }
    if let Some(code) = facts.profile.filter(contracted) {
        return found(code, DecidedBy::Profile);
    }
    let richest = facts.contracts.iter().min_by_key(|it| (std::cmp::Reverse(it.annual_revenue), it.code));
    match richest {
        Some(it) => found(it.code, DecidedBy::Revenue),
        None => EffectiveCountry { code: None, decided_by: DecidedBy::None },
    }
}
