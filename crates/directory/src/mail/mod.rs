//! Mail: who gets which letter, the outbox that keeps it until it is sent, and sending. A use case says [`WriteContext::mail`]; the letter is kept
//! in the same transaction, so that it is sent if and only if what it tells has happened.

pub(crate) mod delivery;
pub(crate) mod dispute_link;
pub mod letter;
mod refusal;
mod render;
mod reply_stream;
mod sender;
mod server;
#[cfg(test)]
mod tests;
mod tls;

pub use crate::store::outbox::OutboxEntry;
pub use letter::{CheckOutFacts, Letter};
pub use render::RenderedLetter;
pub use sender::Mailer;
pub use server::MailServer;
pub(crate) use server::TryOut;

use crate::problem::{Code, Problem};
use crate::service::WriteContext;
use crate::store::accounts::Administrator;
use crate::store::users::User;
use crate::store::{Store, StoreError, outbox};
use domicile_model::id::{AccountId, UserId};
use domicile_model::identifier::key;
use domicile_words::Language;
use jiff::Timestamp;

/// How many letters of one kind somebody gets in a day from one sender. Acts that write letters have limits of their own; this one holds
/// whatever acts there are.
pub(crate) const LETTERS_A_DAY: usize = 3;

/// Who gets a letter, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recipient {
    address: String,
    user: Option<UserId>,
    language: Language,
}

/// On whose behalf a letter is written, and what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occasion<'a> {
    sender: Option<&'a str>,
    about: &'a str,
}

impl<'a> Occasion<'a> {
    /// Something that an account did.
    pub(crate) fn of_account(account: &'a AccountId, about: &'a str) -> Self {
        Self { sender: Some(account.as_str()), about }
    }

    /// Something that a person did.
    pub(crate) fn of_person(user: &'a UserId, about: &'a str) -> Self {
        Self { sender: Some(user.as_str()), about }
    }

    /// Something that the service or its operator did: nobody can make it write more than there is to tell.
    pub(crate) fn of_service(about: &'a str) -> Self {
        Self { sender: None, about }
    }
}

impl Recipient {
    /// A person, in their language.
    pub(crate) fn person(user: &User) -> Self {
        Self { address: user.email.clone(), user: Some(user.id.clone()), language: Language::negotiate([user.locale.as_str()]) }
    }

    /// An administrator, in their language.
    pub(crate) fn administrator(it: &Administrator) -> Self {
        Self { address: it.email.clone(), user: Some(it.id.clone()), language: Language::negotiate([it.locale.as_str()]) }
    }

    /// An address of which nothing else is known: a company's IT. English, the language of those who run the service.
    pub(crate) fn address(address: &str) -> Self {
        Self { address: address.to_owned(), user: None, language: Language::En }
    }
}

impl WriteContext<'_> {
    /// Keeps a letter, to be sent once this change lasts. Where the person got as many of this kind from this sender as they get in a day, it
    /// is only noted that there was one: see [`delivery`].
    pub(crate) async fn mail(&mut self, to: &Recipient, letter: Letter<'_>, occasion: Occasion<'_>) -> Result<(), Problem> {
        let (id, written) = (self.ids.next(self.now), letter.render(to.language, self.now));
        let recipient_key = key(&to.address);
        let capped = match occasion.sender.filter(|_| !letter.is_safeguard()) {
            Some(sender) => self.written_today(&recipient_key, letter.kind(), sender).await?.len() >= LETTERS_A_DAY,
            None => false,
        };
        let it = outbox::New {
            id: &id,
            kind: letter.kind(),
            recipient: &to.address,
            recipient_key: &recipient_key,
            language: to.language.tag(),
            subject: &written.subject,
            body: &written.body,
            sender: occasion.sender,
            about: Some(occasion.about),
            user: to.user.as_ref(),
            capped,
        };
        Ok(outbox::put(self.tx, it, self.now).await?)
    }

    /// Refuses an act that is for the letter's sake where that would not be written any more.
    pub(crate) async fn may_write(&mut self, to: &Recipient, kind: &str, sender: &AccountId) -> Result<(), Problem> {
        let written = self.written_today(&key(&to.address), kind, sender.as_str()).await?;
        let Some(oldest) = written.len().checked_sub(LETTERS_A_DAY).and_then(|it| written.get(it)) else { return Ok(()) };
        let free = Timestamp::from_millisecond(*oldest).ok().and_then(|it| it.saturating_add(outbox::SENT_KEPT_FOR).ok());
        let wait = free.unwrap_or(self.now).duration_since(self.now).as_secs() + 1;
        Err(Problem::new(Code::TooManyLetters).arg("most", LETTERS_A_DAY).retry_after(wait))
    }

    async fn written_today(&mut self, recipient_key: &str, kind: &str, sender: &str) -> Result<Vec<i64>, Problem> {
        let since = self.now.saturating_sub(outbox::SENT_KEPT_FOR).unwrap_or(Timestamp::MIN);
        Ok(outbox::written(self.tx, recipient_key, kind, sender, since).await?)
    }
}

/// Everything that waits to be sent or has failed, oldest first.
///
/// # Errors
/// Where the database cannot be read.
pub async fn outbox_entries(store: &Store) -> Result<Vec<OutboxEntry>, StoreError> {
    outbox::all(&mut store.read().await?).await
}
