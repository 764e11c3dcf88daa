//! Sending what the outbox holds. A mail is done only after the server has said that it took it. A server that is down delays, nothing else.
//! Until the text of a mail has gone over, whatever happens costs nothing; after it, the server may have taken it without saying so: then
//! it is waited for long (RFC 5321, 4.5.3.2.6), sent again with the same Message-ID a few times, and then given up, since every time may
//! be one more copy in somebody's mailbox.

use super::server::{Conversation, MailServer, Trouble};
use crate::clock::Clock;
use crate::store::outbox::{self, Claimed, Fate};
use crate::store::{Store, StoreError};
use domicile_model::delivery::RefusalReason;
use jiff::{SignedDuration, Timestamp};
use lettre::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

/// How many mails are claimed at once.
const BATCH: i64 = 20;
/// How long a claim lasts. No mail is begun that could outlast it.
const LEASE: SignedDuration = SignedDuration::from_secs(90);
/// How long one mail may take until its text is over, connecting included.
const UNTIL_THE_TEXT: Duration = Duration::from_secs(30);
/// How long the server's answer to the text is waited for: content is looked through in this time.
const AFTER_THE_TEXT: Duration = Duration::from_secs(10 * 60);
/// How often a mail is sent whose text the server got without an answer.
const MOST_UNANSWERED: i64 = 3;
/// How long a mail is tried that the server puts off each time (RFC 5321, 4.5.4.1: four to five days).
const PUT_OFF_FOR: SignedDuration = SignedDuration::from_hours(5 * 24);
/// How often mails and texts are looked for that nobody can need any more.
const FORGET_EVERY: SignedDuration = SignedDuration::from_hours(1);
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
    /// By what it is sent at this moment; without one mails wait.
    server: RwLock<Option<Arc<MailServer>>>,
    /// How often in a row the server was down.
    failures: AtomicU32,
    /// Until when it is left alone, in milliseconds since 1970.
    quiet_until: AtomicI64,
    /// When old mails are forgotten next.
    forget_at: AtomicI64,
    ending: AtomicBool,
    limits: Limits,
}

/// How long what may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) until_the_text: Duration,
    pub(super) after_the_text: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { until_the_text: UNTIL_THE_TEXT, after_the_text: AFTER_THE_TEXT }
    }
}

impl Mailer {
    /// Sends what stands in `store` by `server`; nothing without one.
    pub fn new(store: Store, clock: Clock, server: impl Into<Option<MailServer>>) -> Self {
        Self {
            store,
            clock,
            server: RwLock::new(server.into().map(Arc::new)),
            failures: AtomicU32::new(0),
            quiet_until: AtomicI64::new(i64::MIN),
            forget_at: AtomicI64::new(i64::MIN),
            ending: AtomicBool::new(false),
            limits: Limits::default(),
        }
    }

    /// The same with other limits.
    #[cfg(test)]
    pub(super) fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Sends by this one from the next mails on, or not at all. What is being sent is sent to its end.
    pub(crate) fn replace_server(&self, server: Option<MailServer>) {
        *self.server.write().unwrap_or_else(PoisonError::into_inner) = server.map(Arc::new);
        // What the one before did is nothing to go by.
        self.failures.store(0, Ordering::SeqCst);
        self.quiet_until.store(i64::MIN, Ordering::SeqCst);
    }

    fn server(&self) -> Option<Arc<MailServer>> {
        self.server.read().unwrap_or_else(PoisonError::into_inner).clone()
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

    /// Sends some of what is due; how many the server took. 0 where nothing is due, or the server is down, or there is none.
    pub async fn send_due(&self) -> usize {
        let now = (self.clock)();
        self.forget(now).await;
        let Some(server) = self.server() else { return 0 };
        if now.as_millisecond() < self.quiet_until.load(Ordering::SeqCst) {
            return 0;
        }
        match self.claim(now).await {
            Ok(claimed) => self.send(&server, claimed, now).await,
            Err(error) => {
                tracing::warn!(%error, "the outbox cannot be read");
                0
            }
        }
    }

    async fn forget(&self, now: Timestamp) {
        if now.as_millisecond() < self.forget_at.load(Ordering::SeqCst) {
            return;
        }
        let next = now.saturating_add(FORGET_EVERY).map_or(i64::MAX, Timestamp::as_millisecond);
        self.forget_at.store(next, Ordering::SeqCst);
        let forget = async {
            let mut tx = self.store.write().await?;
            outbox::forget(&mut tx, now).await?;
            tx.commit().await
        };
        if let Err(error) = forget.await {
            tracing::warn!(%error, "old mails stay for now");
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

    async fn send(&self, server: &MailServer, claimed: Vec<Claimed>, since: Timestamp) -> usize {
        let (mut sent, mut conversation, mut down) = (0, None, false);
        let last_begin = since.saturating_add(LEASE).unwrap_or(Timestamp::MAX);
        let limit = SignedDuration::try_from(self.limits.until_the_text).unwrap_or(LEASE);
        let last_begin = last_begin.saturating_sub(limit).unwrap_or(Timestamp::MIN);
        for mut mail in claimed {
            if down || self.ending.load(Ordering::SeqCst) || (self.clock)() > last_begin {
                self.note(&mail, &Fate::Released).await;
                continue;
            }
            if mail.unanswered >= MOST_UNANSWERED {
                // Whoever sent it the last time ended before the answer came.
                self.give_up(&mail, RefusalReason::Unanswered, "no answer to the text".to_owned()).await;
                continue;
            }
            match self.deliver(server, &mut conversation, &mut mail).await {
                Ok(()) => {
                    sent += 1;
                    self.failures.store(0, Ordering::SeqCst);
                    self.note(&mail, &Fate::Sent).await;
                }
                Err(Trouble::Later(reason)) if self.is_old(&mail) => self.give_up(&mail, RefusalReason::Expired, reason).await,
                Err(Trouble::Later(reason) | Trouble::Ours(reason)) => self.postpone(&mail, &reason).await,
                Err(Trouble::Refused(why, reason)) => self.give_up(&mail, why, reason).await,
                Err(Trouble::Unanswered(reason)) => {
                    (down, conversation) = (true, None);
                    self.leave_alone(&reason);
                    self.unanswered(&mail, reason).await;
                }
                Err(Trouble::Down(reason)) => {
                    (down, conversation) = (true, None);
                    self.leave_alone(&reason);
                    self.postpone(&mail, &reason).await;
                }
            }
        }
        if let Some(open) = conversation {
            let _ = tokio::time::timeout(self.limits.until_the_text, Conversation::end(open)).await;
        }
        sent
    }

    /// Hands one mail over, by the open conversation or a new one.
    async fn deliver(&self, server: &MailServer, conversation: &mut Option<Conversation>, mail: &mut Claimed) -> Result<(), Trouble> {
        let to = address(&mail.recipient)?;
        let message = compose(server.from(), &to, mail)?.formatted();
        let in_time = |_| Trouble::Down("no answer in time".to_owned());
        let offering = offer(server, conversation, &to);
        let mut open = tokio::time::timeout(self.limits.until_the_text, offering).await.map_err(in_time)??;
        if !self.hold(mail).await {
            // Another instance has it by now: the server forgets it when the connection ends.
            return Err(Trouble::Down("a mail that was claimed was held by nobody".to_owned()));
        }
        let answer = tokio::time::timeout(self.limits.after_the_text, open.hand_over(&message)).await;
        let answer = answer.unwrap_or_else(|_| Err(Trouble::Unanswered("no answer to the text in time".to_owned())));
        *conversation = Some(open);
        answer
    }

    /// From here on the mail counts as unanswered until its answer is written down, and is ours for as long as that may take.
    async fn hold(&self, mail: &mut Claimed) -> bool {
        let time = SignedDuration::try_from(self.limits.after_the_text).unwrap_or(LEASE) + LEASE;
        let until = (self.clock)().saturating_add(time).unwrap_or(Timestamp::MAX);
        let holding = async {
            let mut tx = self.store.write().await?;
            let held = outbox::hold(&mut tx, mail, until).await?;
            tx.commit().await?;
            Ok::<bool, StoreError>(held)
        };
        holding.await.unwrap_or_else(|error| {
            tracing::warn!(%error, "a mail could not be held");
            false
        })
    }

    async fn postpone(&self, mail: &Claimed, reason: &str) {
        let doubled = u32::try_from(mail.attempts).unwrap_or(u32::MAX).min(16);
        let due = (self.clock)().saturating_add(wait(FIRST_WAIT, doubled, LONGEST_WAIT)).unwrap_or(Timestamp::MAX);
        tracing::debug!(id = mail.id, reason, "a mail waits");
        self.note(mail, &Fate::Postponed(due, mail.unanswered, reason.to_owned())).await;
    }

    /// The server got it and did not say what became of it.
    async fn unanswered(&self, mail: &Claimed, reason: String) {
        let times = mail.unanswered + 1;
        if times >= MOST_UNANSWERED {
            return self.give_up(mail, RefusalReason::Unanswered, reason).await;
        }
        // A server that was ended in the middle is back soon; one that does it again gets time to be set right.
        let pause = if mail.unanswered == 0 { FIRST_WAIT } else { LONGEST_WAIT };
        let due = (self.clock)().saturating_add(wait(pause, 0, LONGEST_WAIT)).unwrap_or(Timestamp::MAX);
        tracing::warn!(id = mail.id, kind = mail.kind, times, "the mail server got a mail and did not answer; it may come twice");
        self.note(mail, &Fate::Postponed(due, times, reason)).await;
    }

    /// Whether the server has put it off for days.
    fn is_old(&self, mail: &Claimed) -> bool {
        let since = (self.clock)().saturating_sub(PUT_OFF_FOR).unwrap_or(Timestamp::MIN);
        mail.created_at < since.as_millisecond()
    }

    /// It is not tried again, unless the operator wants it to be: `domicile-directory mail list`, `mail retry`.
    async fn give_up(&self, mail: &Claimed, why: RefusalReason, reason: String) {
        // What a server answers may hold the address.
        tracing::error!(id = mail.id, kind = mail.kind, why = why.as_str(), "a mail was given up: domicile-directory mail list");
        tracing::debug!(id = mail.id, reason, "so the mail server said");
        self.note(mail, &Fate::Failed(why.as_str(), reason)).await;
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
        outbox::settle(&mut tx, mail, fate, (self.clock)()).await?;
        tx.commit().await
    }
}

/// Goes on as far as nothing is taken yet; the conversation in which the text can be handed over.
async fn offer(server: &MailServer, conversation: &mut Option<Conversation>, to: &Address) -> Result<Conversation, Trouble> {
    let mut open = match conversation.take() {
        // A server may close a connection between two mails; that is no reason to wait.
        Some(mut open) => match open.begin(to).await {
            Ok(()) => open,
            Err(refused @ Trouble::Refused(..)) => {
                *conversation = Some(open);
                return Err(refused);
            }
            Err(_) => begin_anew(server, to).await?,
        },
        None => begin_anew(server, to).await?,
    };
    match open.offer(to).await {
        Ok(()) => Ok(open),
        Err(trouble) => {
            *conversation = Some(open);
            Err(trouble)
        }
    }
}

async fn begin_anew(server: &MailServer, to: &Address) -> Result<Conversation, Trouble> {
    let mut open = server.connect().await?;
    open.begin(to).await?;
    Ok(open)
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
    let refused = || Trouble::Refused(RefusalReason::UnknownAddress, "not an address that mail can be sent to".to_owned());
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
        .map_err(|error: lettre::error::Error| Trouble::Refused(RefusalReason::Other, error.to_string()))
}
