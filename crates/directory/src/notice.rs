//! What is said where something changed: for whom, and of what kind. What changed is not said; whoever hears it asks again.

use domicile_model::id::UserId;

/// What may have changed for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Their own record, requests, offers or policy.
    Me,
    /// What the administrators of their account look after.
    Inbox,
}

impl Topic {
    /// Every topic.
    pub(crate) const ALL: [Self; 2] = [Self::Me, Self::Inbox];

    /// The name in an event.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Inbox => "inbox",
        }
    }

    /// Reads the name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// The bit that stands for it in a set of topics.
    pub(crate) fn bit(self) -> u8 {
        match self {
            Self::Me => 1,
            Self::Inbox => 2,
        }
    }
}

/// Something changed for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) user: UserId,
    pub(crate) topic: Topic,
}
