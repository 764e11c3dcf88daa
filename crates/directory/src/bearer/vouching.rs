//! For whom an issuer speaks. Of several, each vouches for the addresses of its own domains and for the people of its own accounts only:
//! otherwise whoever runs one of them could become anybody of the others.

use super::Validator;

/// Whose addresses an issuer may vouch for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vouching {
    /// Everybody's: it is the only issuer, or that of the demo.
    Everybody,
    /// These only.
    Limited(Mandate),
    /// Nobody's: its tokens are those of order systems.
    Nobody,
}

/// What an issuer was given to speak for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mandate {
    /// Domains of addresses, in lower case and in ASCII; without their subdomains.
    pub domains: Vec<String>,
    /// Ids of accounts. Their people are vouched for by this issuer alone, whatever their addresses.
    pub accounts: Vec<String>,
    /// Every domain that no other issuer was given.
    pub other_domains: bool,
}

/// Of who speaks for nobody.
const NOTHING: &Mandate = &Mandate { domains: Vec::new(), accounts: Vec::new(), other_domains: false };

impl Vouching {
    fn mandate(&self) -> Option<&Mandate> {
        match self {
            Self::Everybody => None,
            Self::Limited(mandate) => Some(mandate),
            Self::Nobody => Some(NOTHING),
        }
    }
}

impl Validator {
    /// Whether this issuer's word counts for an address of this domain: that of a person of this account, or one whose domain is confirmed
    /// for it.
    pub fn vouches(&self, issuer_id: &str, domain: &str, account: Option<&str>) -> bool {
        let Some(own) = self.issuers.iter().find(|it| it.config.id == issuer_id) else { return false };
        let Some(mine) = own.config.vouching.mandate() else { return true };
        if let Some(account) = account {
            if mine.accounts.iter().any(|it| it == account) {
                return true;
            }
            if !self.signs_in_for(issuer_id, account) {
                return false;
            }
        }
        let others = || self.issuers.iter().filter(|it| it.config.id != issuer_id).filter_map(|it| it.config.vouching.mandate());
        let has = |given: &Mandate| given.domains.iter().any(|it| it.eq_ignore_ascii_case(domain));
        has(mine) || (mine.other_domains && !others().any(has))
    }

    /// Whether people of this account may be bound to an identity of this issuer: not where the account was given to another one.
    pub fn signs_in_for(&self, issuer_id: &str, account: &str) -> bool {
        let has = |it: &Mandate| it.accounts.iter().any(|it| it == account);
        let given = |it: &&super::Issuer| it.config.vouching.mandate().is_some_and(has);
        let is_own = |it: &super::Issuer| it.config.id == issuer_id;
        if self.issuers.iter().any(|it| is_own(it) && it.config.vouching == Vouching::Nobody) {
            return false;
        }
        let everybody = self.issuers.iter().any(|it| is_own(it) && it.config.vouching == Vouching::Everybody);
        everybody || self.issuers.iter().filter(given).all(is_own)
    }
}
