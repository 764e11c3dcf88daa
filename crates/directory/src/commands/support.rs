//! What support does for people whose account nobody looks after: by commands, each with its reason, audited like everything else.

use super::arguments::DatabaseArgs;
use super::print_line;
use crate::mail::{Letter, Occasion, Recipient};
use crate::membership;
use crate::moves::leave::leave;
use crate::problem::Problem;
use crate::removal::blockers;
use crate::service::{Ids, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::users::{self, User};
use crate::store::{Store, Tx, accounts, service_requests};
use anyhow::{anyhow, bail};
use clap::Subcommand;
use domicile_model::email::Email;
use domicile_model::id::{AccountId, ServiceRequestId, UserId};
use domicile_model::identifier::typed_code;
use domicile_model::person::Role;
use domicile_model::preflight::Blocker;
use domicile_model::text::{NOTE_MAX, clean};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

#[derive(Subcommand)]
pub(super) enum SupportVerb {
    /// Print the cases that wait, oldest first: number, when, who, account, how many administrators it has, what they wrote.
    List {
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Answer a case.
    Answer {
        /// The case's number.
        number: String,
        /// What the person reads.
        #[arg(long)]
        because: String,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Take somebody out of their account, though they may be its last administrator.
    RemoveUser {
        /// Their address.
        #[arg(long)]
        email: String,
        /// Why, for the record; who waits for it reads it, too.
        #[arg(long)]
        because: String,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Make somebody of an account its account administrator.
    NameAdmin {
        /// The account's id.
        #[arg(long)]
        account: String,
        /// Their address.
        #[arg(long)]
        email: String,
        /// Why, for the record.
        #[arg(long)]
        because: String,
        #[command(flatten)]
        database: DatabaseArgs,
    },
}

pub(super) async fn run(verb: SupportVerb) -> anyhow::Result<()> {
    let now = Timestamp::now();
    match verb {
        SupportVerb::List { database } => {
            let store = database.read_only().await?;
            let cases = list(&store).await;
            store.close().await?;
            cases?.iter().try_for_each(|it| print_line(&line(it)))
        }
        SupportVerb::Answer { number, because, database } => {
            let store = database.store().await?;
            let answered = answer(&store, &number, &because, now).await;
            store.close().await;
            answered?;
            print_line("answered")
        }
        SupportVerb::RemoveUser { email, because, database } => {
            let store = database.store().await?;
            let noted = remove_user(&store, &email, &because, now).await;
            store.close().await;
            print_line(noted?.unwrap_or("removed"))
        }
        SupportVerb::NameAdmin { account, email, because, database } => {
            let store = database.store().await?;
            let named = name_admin(&store, &account, &email, &because, now).await;
            store.close().await;
            named?;
            print_line("named")
        }
    }
}

/// One case a line, whatever people wrote.
fn line(case: &Case) -> String {
    let account = case.account.as_deref().unwrap_or("-");
    let text = case.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}\t{}\t{}\t{account}\t{}\t{text}", case.number, case.opened, case.email, case.administrators)
}

/// A case that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The number to quote.
    pub number: String,
    /// When it was opened.
    pub opened: Timestamp,
    /// Who opened it: their address.
    pub email: String,
    /// The account that they belonged to then.
    pub account: Option<String>,
    /// How many administrators it has that are not locked.
    pub administrators: usize,
    /// What they wrote.
    pub text: String,
}

/// Every case that waits, oldest first.
///
/// # Errors
/// Where the database cannot be read.
pub async fn list(store: &Store) -> anyhow::Result<Vec<Case>> {
    let mut tx = store.read().await?;
    let mut cases = Vec::new();
    for it in service_requests::all_open(&mut tx).await? {
        let user = users::get(&mut tx, &UserId::new(it.user_id)).await?.ok_or_else(|| anyhow!("{} is nobody's case.", it.id))?;
        let administrators = match &it.account_id {
            Some(id) => accounts::administrators(&mut tx, &AccountId::new(id.as_str())).await?.iter().filter(|it| !it.locked).count(),
            None => 0,
        };
        let opened = Timestamp::from_millisecond(it.opened_at)?;
        cases.push(Case { number: it.id, opened, email: user.email, account: it.account_id, administrators, text: it.text });
    }
    Ok(cases)
}

/// What a verb needs: the reason, cleaned, and a change to do it in.
struct SupportAct {
    tx: Tx,
    ids: Ids,
    request_id: String,
    now: Timestamp,
    because: String,
}

impl SupportAct {
    async fn new(store: &Store, because: &str, now: Timestamp) -> anyhow::Result<Self> {
        let because = clean(because, NOTE_MAX)?;
        if because.is_empty() {
            bail!("Say why: --because TEXT.");
        }
        Ok(Self { tx: store.write().await?, ids: Ids::default(), request_id: Uuid::new_v4().to_string(), now, because })
    }

    fn ctx(&mut self) -> WriteContext<'_> {
        WriteContext::new(&mut self.tx, self.now, &self.ids, &self.request_id, "")
    }
}

fn refused(problem: &Problem) -> anyhow::Error {
    anyhow!("The database refused ({}); the log says why.", problem.code().as_str())
}

async fn person(tx: &mut Tx, email: &str, others: &[AccountId]) -> anyhow::Result<User> {
    let email = Email::parse(email)?;
    let nobody = || anyhow!("There is nobody with the address {email}.");
    let id = users::id_by_email(tx, &email).await?.ok_or_else(nobody)?;
    users::get_for_change_among(tx, &id, others).await?.ok_or_else(nobody)
}

/// Answers a case with what the person will read.
///
/// # Errors
/// Where there is no such case that waits.
pub async fn answer(store: &Store, number: &str, because: &str, now: Timestamp) -> anyhow::Result<()> {
    let mut act = SupportAct::new(store, because, now).await?;
    let text = act.because.clone();
    let id = ServiceRequestId::new(typed_code(number).to_ascii_uppercase());
    let mut ctx = act.ctx();
    let case = service_requests::get_open(ctx.tx, &id).await?.ok_or_else(|| anyhow!("No case {number} waits."))?;
    let user = users::get_for_change(ctx.tx, &UserId::new(case.user_id)).await?.ok_or_else(|| anyhow!("{number} is nobody's case."))?;
    close(&mut ctx, &id, &user, case.account_id.map(AccountId::new).as_ref(), &text).await?;
    Ok(act.tx.commit().await?)
}

async fn close(
    ctx: &mut WriteContext<'_>,
    id: &ServiceRequestId,
    user: &User,
    account: Option<&AccountId>,
    text: &str,
) -> anyhow::Result<()> {
    if !service_requests::answer(ctx.tx, id, text, ctx.now).await? {
        bail!("No case {id} waits.");
    }
    let step = (json!({"state": "open"}), json!({"state": "answered"}));
    ctx.record_step(account, Author::Support, AuditAction::ServiceRequestAnswered, id.as_str(), step, Some(text))
        .await
        .map_err(|it| refused(&it))?;
    let letter = Letter::CaseAnswered { number: id.as_str(), answer: text };
    ctx.mail(&Recipient::person(user), letter, Occasion::of_service(id.as_str())).await.map_err(|it| refused(&it))?;
    ctx.tell(&user.id).await.map_err(|it| refused(&it))
}

/// Takes somebody out of their account, though they may be its last administrator; what was said about that, if they were.
///
/// # Errors
/// Where they belong to none, or something else stands in the way.
pub async fn remove_user(store: &Store, email: &str, because: &str, now: Timestamp) -> anyhow::Result<Option<&'static str>> {
    let mut act = SupportAct::new(store, because, now).await?;
    let because = act.because.clone();
    let mut ctx = act.ctx();
    let user = person(ctx.tx, email, &[]).await?;
    let Some(account) = user.account.clone() else { bail!("{} belongs to no account.", user.email) };
    let found = blockers(ctx.tx, &user, &account, None, ctx.now).await.map_err(|it| refused(&it))?;
    let stays: Vec<&str> = found.iter().filter(|it| it.blocks() && **it != Blocker::LastAdministrator).map(|it| it.as_str()).collect();
    if !stays.is_empty() {
        bail!("{} cannot be removed from {}: {}.", user.email, account.name, stays.join(", "));
    }
    let left = leave(&mut ctx, Author::Support, &user, &account, None, Some(&because)).await.map_err(|it| refused(&it))?;
    let letter = match (&left.offer, &left.fulfilled) {
        // The letter about the offer says it all.
        (Some(_), _) => None,
        (None, Some(_)) => Some(Letter::RequestFulfilled { account: &account.name }),
        (None, None) => Some(Letter::Removed { account: &account.name }),
    };
    if let Some(letter) = letter {
        ctx.mail(&Recipient::person(&user), letter, Occasion::of_service(left.removal.as_str())).await.map_err(|it| refused(&it))?;
    }
    if let Some(case) = left.fulfilled.and_then(|it| it.service_request)
        && service_requests::get_open(ctx.tx, &case).await?.is_some()
    {
        close(&mut ctx, &case, &user, Some(&account.id), &because).await?;
    }
    act.tx.commit().await?;
    Ok(found.contains(&Blocker::LastAdministrator).then_some("This was the last administrator: the account has none now."))
}

/// Makes somebody of the account its administrator.
///
/// # Errors
/// Where there is no such account, or the person does not belong to it or is locked.
pub async fn name_admin(store: &Store, account: &str, email: &str, because: &str, now: Timestamp) -> anyhow::Result<()> {
    let mut act = SupportAct::new(store, because, now).await?;
    let because = act.because.clone();
    let mut ctx = act.ctx();
    let id = AccountId::new(account);
    let Some(account) = accounts::get(ctx.tx, &id).await? else { bail!("There is no account {account}.") };
    let user = person(ctx.tx, email, std::slice::from_ref(&id)).await?;
    if user.account.as_ref().is_none_or(|it| it.id != id) {
        bail!("{} does not belong to {}.", user.email, account.name);
    }
    if user.is_locked() {
        bail!("{} is locked, and could not look after the account.", user.email);
    }
    if user.roles.contains(&Role::AccountAdmin) {
        bail!("{} is an account administrator of {} already.", user.email, account.name);
    }
    let roles = [user.roles.as_slice(), &[Role::AccountAdmin]].concat();
    membership::set_roles(&mut ctx, Author::Support, &user, &account, &roles).await.map_err(|it| refused(&it))?;
    let step = (json!({"administrator": false}), json!({"administrator": true}));
    let recorded =
        ctx.record_step(Some(&id), Author::Support, AuditAction::AccountAdministratorNamed, user.id.as_str(), step, Some(&because)).await;
    recorded.map_err(|it| refused(&it))?;
    ctx.mail(&Recipient::person(&user), Letter::NamedAdministrator { account: &account.name }, Occasion::of_service(user.id.as_str()))
        .await
        .map_err(|it| refused(&it))?;
    Ok(act.tx.commit().await?)
}
