//! What a person may do in the account they are affiliated with: roles, rank, locks.

use crate::stable_name::stable_names;

stable_names! {
    /// What a user may do in the account they are affiliated with. Means nothing in any other account.
    #[derive(PartialOrd, Ord)]
    pub enum Role {
        /// Looks after the whole account.
        AccountAdmin = "account_admin",
        /// Looks after the account's people, but cannot touch an account administrator.
        CoAdmin = "co_admin",
        /// Changes group membership only.
        GroupAdmin = "group_admin",
        /// Looks after services.
        ServicesAdmin = "services_admin",
        /// May download software.
        Download = "download",
        /// May download development kits.
        SdkDownload = "sdk_download",
        /// May use pre-releases.
        Beta = "beta",
        /// Looks after training.
        LearnAdmin = "learn_admin",
    }
}

impl Role {
    /// Whether this role makes its holder an administrator of the account.
    pub fn is_administrator(self) -> bool {
        matches!(self, Self::AccountAdmin | Self::CoAdmin)
    }
}

/// How far a person's word reaches inside their account. Higher may touch lower and equal, with the one exception that
/// only an account administrator touches an account administrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// No say over other people.
    Member,
    /// `co_admin`.
    CoAdmin,
    /// `account_admin`.
    AccountAdmin,
}

/// The rank that a set of roles gives.
pub fn rank(roles: &[Role]) -> Rank {
    if roles.contains(&Role::AccountAdmin) {
        Rank::AccountAdmin
    } else if roles.contains(&Role::CoAdmin) {
        Rank::CoAdmin
    } else {
        Rank::Member
    }
}

stable_names! {
    /// Why a user is locked. Locks are a set; unlocking names the one that it lifts.
    #[derive(PartialOrd, Ord)]
    pub enum LockReason {
        /// Leaving an account locks. Lifted only by an administrator of the account that the user is now in.
        RemovedFromAccount = "removed_from_account",
        /// An administrator of the account locked the person.
        Administrator = "administrator",
        /// The company's directory disabled the person.
        DirectoryDisabled = "directory_disabled",
        /// Support locked the person.
        Support = "support",
    }
}

/// The limited view: a locked or unaffiliated person sees their own record, policy and requests, and nothing of an account's
/// other people (a locked but affiliated person also sees the administrators).
pub fn has_limited_view(affiliated: bool, locks: &[LockReason]) -> bool {
    !affiliated || !locks.is_empty()
}
