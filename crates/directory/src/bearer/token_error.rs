//! Why a token was refused. Each reason has a stable code and a status; none repeats what the token said.

/// Why a token was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// No `Authorization: Bearer` header.
    #[error("the request carries no access token")]
    Missing,
    /// Not a signed token that can be read; the text says which part.
    #[error("the access token cannot be read: {0}")]
    Malformed(&'static str),
    /// A claim that decides is missing or of the wrong kind: this one.
    #[error("the access token cannot be read: its claim {0} is missing or cannot be used")]
    Claim(&'static str),
    /// `alg` is none, symmetric or not known.
    #[error("the access token is signed with a method that is not accepted")]
    Algorithm,
    /// `typ` is not that of an access token (an ID token, for instance).
    #[error("the token is not an access token")]
    WrongType,
    /// From an issuer that this service does not know.
    #[error("the access token comes from an issuer that this service does not accept")]
    UnknownIssuer,
    /// Signed with a key that the issuer does not publish.
    #[error("the access token is signed with a key that its issuer does not publish")]
    UnknownKey,
    /// The signature does not fit.
    #[error("the access token's signature is wrong")]
    BadSignature,
    /// Meant for another service.
    #[error("the access token is meant for another service")]
    WrongAudience,
    /// Its time is over.
    #[error("the access token has expired")]
    Expired,
    /// Its time has not come: one of the clocks is wrong.
    #[error("the access token is not valid yet")]
    NotYetValid,
    /// The issuer's keys cannot be had: nothing is known about the token.
    #[error("the sign-in service cannot be reached, so the access token cannot be checked")]
    IssuerUnreachable,
    /// Signed with a key that is not known and is looked up again in so many seconds: nothing is known about the token.
    #[error("the access token is signed with a key that has not been looked up yet")]
    KeyNotLookedUp(i64),
}

impl TokenError {
    /// Stable, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "sign_in_needed",
            Self::Malformed(_) | Self::Claim(_) => "token_malformed",
            Self::Algorithm => "token_algorithm_refused",
            Self::WrongType => "token_wrong_type",
            Self::UnknownIssuer => "token_unknown_issuer",
            Self::UnknownKey => "token_unknown_key",
            Self::BadSignature => "token_bad_signature",
            Self::WrongAudience => "token_wrong_audience",
            Self::Expired => "token_expired",
            Self::NotYetValid => "token_not_yet_valid",
            Self::IssuerUnreachable => "issuer_unreachable",
            Self::KeyNotLookedUp(_) => "token_key_not_looked_up",
        }
    }

    /// 401, or 503 where the fault is not the bearer's.
    pub fn status(&self) -> u16 {
        match self {
            Self::IssuerUnreachable | Self::KeyNotLookedUp(_) => 503,
            Self::Missing
            | Self::Malformed(_)
            | Self::Claim(_)
            | Self::Algorithm
            | Self::WrongType
            | Self::UnknownIssuer
            | Self::UnknownKey
            | Self::BadSignature
            | Self::WrongAudience
            | Self::Expired
            | Self::NotYetValid => 401,
        }
    }
}
