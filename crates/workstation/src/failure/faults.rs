//! What was found out about an address, a proxy, or whatever answers in the service's place: facts of a cause, for its sentences.

/// What is wrong with the address of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFault {
    /// It is no address at all.
    NoAddress,
    /// Not https, and not this computer.
    NotHttps,
    /// It holds a name, a password, a query or a fragment.
    Secret,
}

impl AddressFault {
    /// By which the sentence chooses its words.
    pub(super) fn selector(self) -> &'static str {
        match self {
            Self::NoAddress => "no-address",
            Self::NotHttps => "not-https",
            Self::Secret => "secret",
        }
    }
}

/// What a proxy did instead of letting the request through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyFault {
    /// It said no: an HTTP status, or the code of a SOCKS answer.
    Refused(u16),
    /// It wants a name and a password, or others.
    WantsPassword,
    /// It cannot be reached itself.
    Dead,
    /// It does not answer.
    Silent,
    /// The setting holds no address of a proxy that can be used.
    Unusable,
}

impl ProxyFault {
    pub(super) fn selector(self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::WantsPassword => "password",
            Self::Dead => "dead",
            Self::Silent => "silent",
            Self::Unusable => "unusable",
        }
    }

    pub(super) fn status(self) -> String {
        match self {
            Self::Refused(status) => status.to_string(),
            Self::WantsPassword | Self::Dead | Self::Silent | Self::Unusable => String::new(),
        }
    }
}

/// What something in between sent in the service's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intruder {
    /// A web page, with this status.
    Page(u16),
    /// A redirect.
    Redirect,
    /// The network wants a sign-in first (RFC 6585, status 511).
    WantsSignIn,
    /// A status without a word of the service.
    Status(u16),
    /// Something of another kind.
    Other(String),
}

impl Intruder {
    pub(super) fn selector(&self) -> &'static str {
        match self {
            Self::Page(_) => "page",
            Self::Redirect => "redirect",
            Self::WantsSignIn => "sign-in",
            Self::Status(_) => "status",
            Self::Other(_) => "other",
        }
    }

    pub(super) fn status(&self) -> String {
        match self {
            Self::Status(status) | Self::Page(status) => status.to_string(),
            Self::Redirect | Self::WantsSignIn | Self::Other(_) => String::new(),
        }
    }
}
