//! Sending what the outbox holds. A mail goes from the outbox only after the server has said that it took it; where that answer is lost,
//! it is sent again with the same Message-ID, made of its id in the outbox. A server that is down delays, nothing else.

use super::server::{Conversation, MailServer, Trouble};
use crate::clock::Clock;
use crate::store::outbox::{self, Claimed, Fate};
use crate::store::{Store, StoreError};
use jiff::{SignedDuration, Timestamp};
use lettre::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

/// How many mails are claimed at once.
const BATCH: i64 = 20;
/// How long a claim lasts. No mail is begun that could outlast it.
const LEASE: SignedDuration = SignedDuration::from_secs(90);
/// How long one mail may take, connecting included.
const LIMIT: Duration = Duration::from_secs(30);
/// How long a mail waits after its first failure; twice as long after each further one.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(10);
/// The longest that a mail waits.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);
/// The longest that a server is left alone which was down.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_secs(60);
/// How often the outbox is looked at.
const LOOK: Duration = Duration::from_secs(2);
/// How often forgetting a mail that was taken is tried.
const ATTEMPTS: u32 = 10;

/// Sends mail.
pub struct Mailer {
    store: Store,
    clock: Clock,
    server: MailServer,
    /// How often in a row the server was down.
    failures: AtomicU32,
    /// Until when it is left alone, in milliseconds since 1970.
    quiet_until: AtomicI64,
    ending: AtomicBool,
}

impl Mailer {
    /// Sends what stands in `store` by `server`.
    pub fn new(store: Store, clock: Clock, server: MailServer) -> Self {
        Self { store, clock, server, failures: AtomicU32::new(0), quiet_until: AtomicI64::new(i64::MIN), ending: AtomicBool::new(false) }
    }

    /// Sends until told to end.
    pub async fn run(&self) {
        if let Err(error) = self.void_claims().await {
            tracing::warn!(%error, "claims of an earlier run stay until they are over");
        }
        while !self.ending.load(Ordering::SeqCst) {
            if self.send_due().await == 0 {
                tokio::time::sleep(LOOK).await;
            }
        }
    }

    /// Ends [`Mailer::run`] after the mail that is being sent.
    pub fn end(&self) {
        self.ending.store(true, Ordering::SeqCst);
    }

    /// An SQLite file has one process: what an earlier one had claimed when it died is free.
    async fn void_claims(&self) -> Result<(), StoreError> {
        if self.store.is_shared() {
            return Ok(());
        }
        let mut tx = self.store.write().await?;
        outbox::release_all(&mut tx).await?;
        tx.commit().await
    }

    /// Sends some of what is due; how many the server took. 0 where nothing is due, or the server is down.
    pub async fn send_due(&self) -> usize {
        let now = (self.clock)();
        if now.as_millisecond() < self.quiet_until.load(Ordering::SeqCst) {
            return 0;
        }
        match self.claim(now).await {
            Ok(claimed) => self.send(claimed, now).await,
            Err(error) => {
                tracing::warn!(%error, "the outbox cannot be read");
                0
            }
        }
    }

    async fn claim(&self, now: Timestamp) -> Result<Vec<Claimed>, StoreError> {
        // Most looks find nothing: they disturb no writer.
        if !outbox::is_any_due(&mut self.store.read().await?, now).await? {
            return Ok(Vec::new());
        }
        let mut tx = self.store.write().await?;
        let claimed = outbox::claim(&mut tx, BATCH, now, now.saturating_add(LEASE).unwrap_or(Timestamp::MAX)).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn send(&self, claimed: Vec<Claimed>, since: Timestamp) -> usize {
        let (mut sent, mut conversation, mut down) = (0, None, false);
        let last_begin = since.saturating_add(LEASE).unwrap_or(Timestamp::MAX);
        let last_begin = last_begin.saturating_sub(LIMIT).unwrap_or(Timestamp::MIN);
        for mail in claimed {
            if down || self.ending.load(Ordering::SeqCst) || (self.clock)() > last_begin {
                self.note(&mail, &Fate::Released).await;
                continue;
            }
            let outcome = tokio::time::timeout(LIMIT, self.deliver(&mut conversation, &mail)).await;
            match outcome.unwrap_or_else(|_| Err(Trouble::Down("no answer in time".to_owned()))) {
                Ok(()) => {
                    sent += 1;
                    self.failures.store(0, Ordering::SeqCst);
                    self.note(&mail, &Fate::Sent).await;
                }
                Err(Trouble::Later(reason)) => self.postpone(&mail, &reason).await,
                Err(Trouble::Refused(reason)) => {
                    // What a server answers may hold the address.
                    tracing::warn!(id = mail.id, kind = mail.kind, "the mail server refused a mail for good");
                    tracing::debug!(id = mail.id, reason, "so it said");
                    self.note(&mail, &Fate::Failed(reason)).await;
                }
                Err(Trouble::Down(reason)) => {
                    (down, conversation) = (true, None);
                    self.leave_alone(&reason);
                    self.postpone(&mail, &reason).await;
                }
            }
        }
        if let Some(open) = conversation {
            let _ = tokio::time::timeout(LIMIT, Conversation::end(open)).await;
        }
        sent
    }

    /// Hands one mail over, by the open conversation or a new one.
    async fn deliver(&self, conversation: &mut Option<Conversation>, mail: &Claimed) -> Result<(), Trouble> {
        let to = address(&mail.recipient)?;
        let message = compose(self.server.from(), &to, mail)?.formatted();
        let mut open = match conversation.take() {
            // A server may close a connection between two mails; that is no reason to wait.
            Some(mut open) => match open.begin(&to).await {
                Ok(()) => open,
                Err(refused @ Trouble::Refused(_)) => {
                    *conversation = Some(open);
                    return Err(refused);
                }
                Err(_) => self.begin_anew(&to).await?,
            },
            None => self.begin_anew(&to).await?,
        };
        let outcome = open.hand_over(&to, &message).await;
        *conversation = Some(open);
        outcome
    }

    async fn begin_anew(&self, to: &Address) -> Result<Conversation, Trouble> {
        let mut open = self.server.connect().await?;
        open.begin(to).await?;
        Ok(open)
    }

    async fn postpone(&self, mail: &Claimed, reason: &str) {
        let doubled = u32::try_from(mail.attempts).unwrap_or(u32::MAX).min(16);
        let due = (self.clock)().saturating_add(wait(FIRST_WAIT, doubled, LONGEST_WAIT)).unwrap_or(Timestamp::MAX);
        tracing::debug!(id = mail.id, reason, "a mail waits");
        self.note(mail, &Fate::Postponed(due, reason.to_owned())).await;
    }

    /// The server is down: everything waits, for longer each time.
    fn leave_alone(&self, reason: &str) {
        let failures = self.failures.fetch_add(1, Ordering::SeqCst);
        let until = (self.clock)().saturating_add(wait(SignedDuration::from_secs(1), failures.min(16), LONGEST_PAUSE));
        self.quiet_until.store(until.map_or(i64::MAX, Timestamp::as_millisecond), Ordering::SeqCst);
        if failures == 0 {
            tracing::warn!(reason, "the mail server takes nothing; mails wait");
        }
    }

    /// Writes what became of a mail. Where the database is busy it is tried again: a mail that was taken must not be sent twice.
    async fn note(&self, mail: &Claimed, fate: &Fate) {
        for attempt in 1..=ATTEMPTS {
            match self.try_note(mail, fate).await {
                Ok(()) if *fate == Fate::Sent => return tracing::info!(id = mail.id, kind = mail.kind, "a mail was sent"),
                Ok(()) => return,
                Err(error) => tracing::warn!(id = mail.id, %error, attempt, "what became of a mail could not be written down"),
            }
            tokio::time::sleep(Duration::from_millis(100 * u64::from(attempt))).await;
        }
    }

    async fn try_note(&self, mail: &Claimed, fate: &Fate) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        outbox::settle(&mut tx, &mail.id, fate, (self.clock)()).await?;
        tx.commit().await
    }
}

/// Twice as long each time, up to `longest`, a fifth more or less, so that many do not come back at the same moment.
fn wait(first: SignedDuration, doubled: u32, longest: SignedDuration) -> SignedDuration {
    let mut random = [0; 1];
    let _ = getrandom::fill(&mut random);
    let full = first.saturating_mul(1 << doubled).min(longest);
    let part = i32::from(random[0]) * 40 / 255 - 20;
    full + full / 100 * part
}

/// The address as mail travels: the domain in its ASCII form.
fn address(text: &str) -> Result<Address, Trouble> {
    let refused = || Trouble::Refused("not an address that mail can be sent to".to_owned());
    let email = domicile_model::email::Email::parse(text).map_err(|_| refused())?;
    let local = email.as_str().rsplit_once('@').map_or("", |it| it.0);
    Address::new(local, email.domain()).map_err(|_| refused())
}

/// The mail as it travels; the same bytes however often it is sent.
fn compose(from: &Mailbox, to: &Address, mail: &Claimed) -> Result<Message, Trouble> {
    let written = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(mail.created_at).unwrap_or_default());
    let raw = |name: &'static str, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
    Message::builder()
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        .date(written)
        .from(from.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(mail.subject.clone())
        .raw_header(raw("Auto-Submitted", "auto-generated"))
        .raw_header(raw("Content-Language", &mail.language))
        .header(ContentType::TEXT_PLAIN)
        .body(mail.body.clone())
        .map_err(|error: lettre::error::Error| Trouble::Refused(error.to_string()))
}
