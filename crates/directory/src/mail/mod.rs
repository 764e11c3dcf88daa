//! Mail: who gets which letter, the outbox that keeps it until it is sent, and sending. A use case says [`WriteContext::mail`]; the letter is kept
//! in the same transaction, so that it is sent if and only if what it tells has happened.

pub(crate) mod dispute_link;
pub mod letter;
mod render;
mod sender;
mod server;
#[cfg(test)]
mod tests;

pub use crate::store::outbox::OutboxEntry;
pub use letter::{CheckOutFacts, Letter};
pub use render::RenderedLetter;
pub use sender::Mailer;
pub use server::MailServer;

use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::accounts::Administrator;
use crate::store::users::User;
use crate::store::{Store, StoreError, outbox};
use domicile_words::Language;

/// Who gets a letter, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recipient {
    address: String,
    language: Language,
}

impl Recipient {
    /// A person, in their language.
    pub(crate) fn person(user: &User) -> Self {
        Self { address: user.email.clone(), language: Language::negotiate([user.locale.as_str()]) }
    }

    /// An administrator, in their language.
    pub(crate) fn administrator(it: &Administrator) -> Self {
        Self { address: it.email.clone(), language: Language::negotiate([it.locale.as_str()]) }
    }

    /// An address of which nothing else is known: a company's IT. English, the language of those who run the service.
    pub(crate) fn address(address: &str) -> Self {
        Self { address: address.to_owned(), language: Language::En }
    }
}

impl WriteContext<'_> {
    /// Keeps a letter, to be sent once this change lasts.
    pub(crate) async fn mail(&mut self, to: &Recipient, letter: Letter<'_>) -> Result<(), Problem> {
        let (id, written) = (self.ids.next(self.now), letter.render(to.language, self.now));
        let it = outbox::New {
            id: &id,
            kind: letter.kind(),
            recipient: &to.address,
            language: to.language.tag(),
            subject: &written.subject,
            body: &written.body,
        };
        Ok(outbox::put(self.tx, it, self.now).await?)
    }
}

/// Everything that waits to be sent or has failed, oldest first.
///
/// # Errors
/// Where the database cannot be read.
pub async fn outbox_entries(store: &Store) -> Result<Vec<OutboxEntry>, StoreError> {
    outbox::all(&mut store.read().await?).await
}
