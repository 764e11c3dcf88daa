//! What is said where something changed: for whom, and of what kind. What changed is not said; whoever hears it asks again.

use domicile_model::id::{AccountId, UserId};

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
pub(crate) enum Notice {
    /// For one person.
    Person(UserId, Topic),
    /// For everybody who belongs to the account: something that their policies depend on.
    Account(AccountId),
    /// For everybody: the catalogue.
    Everybody,
}

impl Notice {
    /// What stands before the id of an account, and for everybody, in the text of a notice.
    const ACCOUNT: &'static str = "account";
    const EVERYBODY: &'static str = "everybody";

    /// As it is sent between instances: what, and for whom.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Person(user, topic) => format!("{} {user}", topic.as_str()),
            Self::Account(account) => format!("{} {account}", Self::ACCOUNT),
            Self::Everybody => format!("{} -", Self::EVERYBODY),
        }
    }

    /// Reads it; `None` for one of another version of the service.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (what, whom) = text.split_once(' ')?;
        match what {
            Self::ACCOUNT => Some(Self::Account(AccountId::new(whom))),
            Self::EVERYBODY => Some(Self::Everybody),
            topic => Some(Self::Person(UserId::new(whom), Topic::parse(topic)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_read_as_it_was_sent() {
        let person = Notice::Person(UserId::new("ana"), Topic::Inbox);
        for it in [person, Notice::Account(AccountId::new("old-bridge")), Notice::Everybody] {
            assert_eq!(Notice::parse(&it.to_text()), Some(it));
        }
        assert_eq!((Notice::parse("tomorrow ana"), Notice::parse("me")), (None, None));
    }
}
