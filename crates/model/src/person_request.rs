//! What a person asks of an account's administrators beside leaving: to be added, to be unlocked, a country, a role. States, expiry and
//! reminders are those of a removal request ([`crate::removal`]); here is what is asked, when it may be, and who can give it.

use crate::country::CountryCode;
use crate::person::{LockReason, Rank, Role};
use crate::rank::{RankRefusal, may_change, may_set_roles, may_unlock};
use crate::removal::Route;
use crate::stable_name::stable_names;

/// How many requests of one kind one person may file in 24 hours.
pub const FILINGS_A_DAY: u32 = 3;

stable_names! {
    /// What is asked for.
    #[derive(PartialOrd, Ord)]
    pub enum RequestKind {
        /// To be added to an account that has offered or invited.
        Add = "add",
        /// To be unlocked.
        Unlock = "unlock",
        /// Another entitlement country.
        Country = "country",
        /// One more role.
        Role = "role",
    }
}

/// A request with what belongs to its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestedChange {
    /// To be added.
    Add,
    /// To be unlocked.
    Unlock,
    /// This country.
    Country(CountryCode),
    /// This role.
    Role(Role),
}

/// The parts do not make a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{part} does not fit a request of the kind {}", .kind.as_str())]
pub struct UnfitPart {
    /// What kind was named.
    pub kind: RequestKind,
    /// The part that is missing, or there without reason.
    pub part: &'static str,
}

impl RequestedChange {
    /// Puts a request together: `country` belongs to the kind `country`, `role` to the kind `role`.
    ///
    /// # Errors
    /// [`UnfitPart`] where a part is missing, or belongs to another kind.
    pub fn of(kind: RequestKind, country: Option<CountryCode>, role: Option<Role>) -> Result<Self, UnfitPart> {
        let unfit = |part| Err(UnfitPart { kind, part });
        match (kind, country, role) {
            (RequestKind::Add, None, None) => Ok(Self::Add),
            (RequestKind::Unlock, None, None) => Ok(Self::Unlock),
            (RequestKind::Country, Some(country), None) => Ok(Self::Country(country)),
            (RequestKind::Role, None, Some(role)) => Ok(Self::Role(role)),
            (RequestKind::Country, None, _) | (RequestKind::Add | RequestKind::Unlock | RequestKind::Role, Some(_), _) => unfit("country"),
            (RequestKind::Role, _, None) | (RequestKind::Add | RequestKind::Unlock | RequestKind::Country, _, Some(_)) => unfit("role"),
        }
    }

    /// Its kind.
    pub fn kind(self) -> RequestKind {
        match self {
            Self::Add => RequestKind::Add,
            Self::Unlock => RequestKind::Unlock,
            Self::Country(_) => RequestKind::Country,
            Self::Role(_) => RequestKind::Role,
        }
    }

    /// The country that is asked for.
    pub fn country(self) -> Option<CountryCode> {
        match self {
            Self::Country(it) => Some(it),
            Self::Add | Self::Unlock | Self::Role(_) => None,
        }
    }

    /// The role that is asked for.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Role(it) => Some(it),
            Self::Add | Self::Unlock | Self::Country(_) => None,
        }
    }
}

/// How the person stands, in the eyes of the account that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequesterFacts<'a> {
    /// They belong to it.
    pub member: bool,
    /// Their locks.
    pub locks: &'a [LockReason],
    /// The country that is set for them.
    pub country: Option<CountryCode>,
    /// Their roles, those of groups among them.
    pub roles: &'a [Role],
}

/// Whether an administrator of the account may lift a lock of this reason at all.
pub fn is_administrators_to_lift(lock: LockReason) -> bool {
    matches!(lock, LockReason::RemovedFromAccount | LockReason::Administrator)
}

/// Whether it is so already, whoever saw to it: then there is nothing left to ask for.
pub fn is_met(asked: RequestedChange, facts: &RequesterFacts<'_>) -> bool {
    match asked {
        RequestedChange::Add => facts.member,
        RequestedChange::Unlock => !facts.locks.iter().any(|it| is_administrators_to_lift(*it)),
        RequestedChange::Country(it) => facts.country == Some(it),
        RequestedChange::Role(it) => facts.roles.contains(&it),
    }
}

/// Why a request cannot be filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FilingRefusal {
    /// It is so already.
    #[error("it is so already")]
    AlreadySo,
    /// No administrator can do it: the lock is another's to lift.
    #[error("no administrator can do it")]
    NotTheirs,
}

/// May the person ask for this?
///
/// # Errors
/// [`FilingRefusal`] where there is nothing to ask for, or nobody of the account who could give it.
pub fn may_file(asked: RequestedChange, facts: &RequesterFacts<'_>) -> Result<(), FilingRefusal> {
    if !is_met(asked, facts) {
        return Ok(());
    }
    Err(if asked == RequestedChange::Unlock && !facts.locks.is_empty() { FilingRefusal::NotTheirs } else { FilingRefusal::AlreadySo })
}

/// May an administrator of this rank give what is asked? `own`: they are the person; `locks` and `roles` are the person's.
///
/// # Errors
/// [`RankRefusal`] says which rule stands against it.
pub fn may_give(asked: RequestedChange, actor: Rank, own: bool, locks: &[LockReason], roles: &[Role]) -> Result<(), RankRefusal> {
    let target = crate::person::rank(roles);
    match asked {
        RequestedChange::Add => Ok(()),
        RequestedChange::Unlock => {
            let theirs = locks.iter().filter(|it| is_administrators_to_lift(**it));
            theirs.copied().try_for_each(|lock| may_unlock(actor, own, target, lock))
        }
        RequestedChange::Country(_) => may_change(actor, target),
        RequestedChange::Role(role) => may_set_roles(actor, own, roles, &with_role(roles, role)),
    }
}

/// These roles and one more.
pub fn with_role(roles: &[Role], role: Role) -> Vec<Role> {
    let mut all = roles.to_vec();
    if !all.contains(&role) {
        all.push(role);
    }
    all.sort();
    all
}

/// Who answers: an administrator who can give it; support where the account has none. `able` counts those who are not locked.
pub fn route(able: usize) -> Route {
    if able == 0 { Route::Support } else { Route::Administrator }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> CountryCode {
        CountryCode::parse(code).unwrap()
    }

    fn facts<'a>(locks: &'a [LockReason], roles: &'a [Role]) -> RequesterFacts<'a> {
        RequesterFacts { member: true, locks, country: Some(country("DE")), roles }
    }

    #[test]
    fn a_request_has_the_parts_of_its_kind_and_no_others() {
        let fr = country("FR");
        assert_eq!(RequestedChange::of(RequestKind::Country, Some(fr), None), Ok(RequestedChange::Country(fr)));
        assert_eq!(RequestedChange::of(RequestKind::Role, None, Some(Role::Download)), Ok(RequestedChange::Role(Role::Download)));
        for kind in RequestKind::ALL {
            for (country, role) in [(None, None), (Some(fr), None), (None, Some(Role::Beta)), (Some(fr), Some(Role::Beta))] {
                let wants = match kind {
                    RequestKind::Add | RequestKind::Unlock => (false, false),
                    RequestKind::Country => (true, false),
                    RequestKind::Role => (false, true),
                };
                let made = RequestedChange::of(kind, country, role);
                assert_eq!(made.is_ok(), wants == (country.is_some(), role.is_some()), "{kind:?} {country:?} {role:?}");
                if let Ok(made) = made {
                    assert_eq!((made.kind(), made.country(), made.role()), (kind, country, role));
                }
            }
        }
        assert_eq!(RequestedChange::of(RequestKind::Country, None, None).unwrap_err().part, "country");
        assert_eq!(RequestedChange::of(RequestKind::Unlock, None, Some(Role::Beta)).unwrap_err().part, "role");
    }

    #[test]
    fn what_is_so_already_is_not_asked_for() {
        let locked = [LockReason::RemovedFromAccount, LockReason::Support];
        let here = facts(&locked, &[Role::Download]);
        assert_eq!(may_file(RequestedChange::Add, &here), Err(FilingRefusal::AlreadySo));
        assert_eq!(may_file(RequestedChange::Add, &RequesterFacts { member: false, ..here }), Ok(()));
        assert_eq!(may_file(RequestedChange::Unlock, &here), Ok(()));
        assert_eq!(may_file(RequestedChange::Unlock, &facts(&[], &[])), Err(FilingRefusal::AlreadySo));
        let not_theirs = [LockReason::Support, LockReason::DirectoryDisabled];
        assert_eq!(may_file(RequestedChange::Unlock, &facts(&not_theirs, &[])), Err(FilingRefusal::NotTheirs));
        assert_eq!(may_file(RequestedChange::Country(country("DE")), &here), Err(FilingRefusal::AlreadySo));
        assert_eq!(may_file(RequestedChange::Country(country("FR")), &here), Ok(()));
        assert_eq!(may_file(RequestedChange::Role(Role::Download), &here), Err(FilingRefusal::AlreadySo));
        assert_eq!(may_file(RequestedChange::Role(Role::Beta), &here), Ok(()));
    }

    #[test]
    fn whoever_gives_it_needs_the_right_to_do_it_anyway() {
        let give =
            |asked, actor, own, roles: &[Role]| may_give(asked, actor, own, &[LockReason::Administrator, LockReason::Support], roles);
        let fr = RequestedChange::Country(country("FR"));
        assert_eq!(give(RequestedChange::Unlock, Rank::CoAdmin, false, &[Role::Download]), Ok(()), "the lock of support is not in the way");
        assert_eq!(give(RequestedChange::Unlock, Rank::CoAdmin, false, &[Role::AccountAdmin]), Err(RankRefusal::InsufficientRank));
        assert_eq!(give(RequestedChange::Unlock, Rank::AccountAdmin, true, &[Role::AccountAdmin]), Err(RankRefusal::NotYoursToLift));
        assert_eq!(give(fr, Rank::CoAdmin, false, &[Role::AccountAdmin]), Err(RankRefusal::InsufficientRank));
        assert_eq!(give(fr, Rank::CoAdmin, true, &[Role::CoAdmin]), Ok(()));
        assert_eq!(give(RequestedChange::Role(Role::AccountAdmin), Rank::CoAdmin, false, &[]), Err(RankRefusal::OnlyAccountAdmin));
        assert_eq!(give(RequestedChange::Role(Role::AccountAdmin), Rank::AccountAdmin, false, &[]), Ok(()));
        assert_eq!(give(RequestedChange::Role(Role::AccountAdmin), Rank::AccountAdmin, true, &[Role::CoAdmin]), Err(RankRefusal::OwnRank));
        assert_eq!(with_role(&[Role::Download], Role::CoAdmin), [Role::CoAdmin, Role::Download]);
        assert_eq!(with_role(&[Role::Download], Role::Download), [Role::Download]);
        assert_eq!((route(0), route(1)), (Route::Support, Route::Administrator));
    }
}
