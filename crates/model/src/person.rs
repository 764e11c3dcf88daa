//! What a person may do in the account they are affiliated with: roles, rank, locks.

use serde::{Deserialize, Serialize};

/// What a user may do in the account they are affiliated with. Means nothing in any other account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Looks after the whole account.
    AccountAdmin,
    /// Looks after the account's people, but cannot touch an account administrator.
    CoAdmin,
    /// Changes group membership only.
    GroupAdmin,
    /// Looks after services.
    ServicesAdmin,
    /// May download software.
    Download,
    /// May download development kits.
    SdkDownload,
    /// May use pre-releases.
    Beta,
    /// Looks after training.
    LearnAdmin,
}

impl Role {
    /// Every role, administrators first.
    pub const ALL: [Self; 8] = [
        Self::AccountAdmin,
        Self::CoAdmin,
        Self::GroupAdmin,
        Self::ServicesAdmin,
        Self::Download,
        Self::SdkDownload,
        Self::Beta,
        Self::LearnAdmin,
    ];

    /// The stable name used on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccountAdmin => "account_admin",
            Self::CoAdmin => "co_admin",
            Self::GroupAdmin => "group_admin",
            Self::ServicesAdmin => "services_admin",
            Self::Download => "download",
            Self::SdkDownload => "sdk_download",
            Self::Beta => "beta",
            Self::LearnAdmin => "learn_admin",
        }
    }

    /// Reads the stable name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

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

/// Why a user is locked. Locks are a set; unlocking names the one that it lifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LockReason {
    /// Leaving an account locks. Lifted only by an administrator of the account that the user is now in.
    RemovedFromAccount,
    /// An administrator of the account locked the person.
    Administrator,
    /// The company's directory disabled the person.
    DirectoryDisabled,
    /// Support locked the person.
    Support,
}

impl LockReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::RemovedFromAccount, Self::Administrator, Self::DirectoryDisabled, Self::Support];

    /// The stable name used on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RemovedFromAccount => "removed_from_account",
            Self::Administrator => "administrator",
            Self::DirectoryDisabled => "directory_disabled",
            Self::Support => "support",
        }
    }

    /// Reads the stable name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// The limited view: a locked or unaffiliated person sees their own record, policy and requests, and nothing of an account's
/// other people (a locked but affiliated person also sees the administrators).
pub fn has_limited_view(affiliated: bool, locks: &[LockReason]) -> bool {
    !affiliated || !locks.is_empty()
}
