//! What an account holds out to somebody whom it invites or offers to take over: roles and a country.

use crate::problem::{Code, Problem};
use domicile_model::country::CountryCode;
use domicile_model::person::Role;
use domicile_model::rank::may_offer;

/// What comes with an invitation or an offer, as it was asked for and is kept.
pub(crate) struct OfferedTerms {
    pub(crate) roles: Vec<Role>,
    pub(crate) country: Option<CountryCode>,
}

impl OfferedTerms {
    /// Reads it; refuses roles that only a deliberate act of an administrator gives.
    pub(crate) fn read(roles: &[Role], country: Option<&str>) -> Result<Self, Problem> {
        may_offer(roles).map_err(|_| Problem::new(Code::CannotPromise).code_name("insufficient_rank"))?;
        let country = country.map(CountryCode::parse).transpose().map_err(|_| Problem::new(Code::UnknownCountry))?;
        let mut roles = roles.to_vec();
        roles.sort();
        roles.dedup();
        Ok(Self { roles, country })
    }
}
