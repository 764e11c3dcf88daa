//! What the operator, or the vendor's order system, decides: products, accounts and what they own, who belongs to them. The same use cases
//! serve the verbs, the document and `/v1/operator`. A row is the word of a *source*, which alone changes it again. Every change is an audit
//! event; an account-wide one gives one new version and one notice, however many people there are.

pub(crate) mod account;
pub(crate) mod act;
pub(crate) mod administrator;
pub(crate) mod decision;
pub(crate) mod entitlement;
pub(crate) mod person;
mod precondition;
pub(crate) mod product;
pub(crate) mod reading;
pub(crate) mod record_key;
mod refusal;
pub(crate) mod register;
mod to_record;

pub use act::{Act, Decider};
pub(crate) use precondition::{Precondition, Tags};
pub(crate) use record_key::RecordKey;
pub(crate) use refusal::{Refusal, document_problem, problem_of, shown_fault};
pub(crate) use to_record::{account_record, contract_record, domain_record, entitlement_record, person_record, product_record};

use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::sourced::Sourced;
use crate::store::{accounts, versions};
use domicile_model::id::AccountId;
use domicile_model::operator::{Fault, FaultCode, check_source_name};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// On whose behalf something is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    /// As it stands in events: `operator:NAME`.
    author: String,
}

impl Source {
    /// The source that verbs speak for unless told otherwise.
    pub const USUAL: &'static str = "operator";

    /// A source of this name.
    ///
    /// # Errors
    /// [`Fault`] where it can be no name: small letters, digits and `-`, at most 40 of them.
    pub fn new(name: &str) -> Result<Self, Fault> {
        check_source_name(name)?;
        Ok(Self { name: name.to_owned(), author: format!("operator:{name}") })
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn author(&self) -> Author<'_> {
        Author::Source(&self.author)
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It was not there.
    Created,
    /// It was otherwise.
    Changed,
    /// It was so.
    Unchanged,
    /// It counts no more.
    Ended,
}

impl Effect {
    /// Every effect.
    const ALL: [Self; 4] = [Self::Created, Self::Changed, Self::Unchanged, Self::Ended];

    /// Reads the stable name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// The stable name.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Ended => "ended",
        }
    }
}

/// A change by a source, under way: gathers what depends on it until [`Change::finish`].
pub(crate) struct Change<'a, 'b> {
    pub(crate) ctx: &'a mut WriteContext<'b>,
    by: &'a Source,
    /// Why, where somebody said so.
    because: Option<&'a str>,
    accounts: BTreeSet<AccountId>,
    /// Accounts that are locked, and open: nobody else closes them before this change ends.
    open: BTreeSet<AccountId>,
    catalogue: bool,
}

impl<'a, 'b> Change<'a, 'b> {
    /// A change that begins.
    pub(crate) fn new(ctx: &'a mut WriteContext<'b>, by: &'a Source, because: Option<&'a str>) -> Self {
        Self { ctx, by, because, accounts: BTreeSet::new(), open: BTreeSet::new(), catalogue: false }
    }

    /// Gives what changed its new versions, and tells whom it concerns. At the end, since versions line writers up.
    pub(crate) async fn finish(self) -> Result<(), Problem> {
        let Self { ctx, accounts, catalogue, .. } = self;
        if catalogue {
            versions::touch_catalogue(ctx.tx, ctx.now).await?;
            ctx.tell_everybody().await?;
        }
        for account in &accounts {
            versions::touch_account(ctx.tx, account, ctx.now).await?;
            ctx.tell_account(account).await?;
        }
        Ok(())
    }

    /// Keeps everybody else's writes to the account out, and others of its rows.
    pub(crate) async fn lock(&mut self, account: &AccountId) -> Result<(), Problem> {
        Ok(accounts::lock(self.ctx.tx, account).await?)
    }

    /// Something changed that the policies of everybody in the account depend on.
    fn touch(&mut self, account: &AccountId) {
        self.accounts.insert(account.clone());
    }

    fn touch_catalogue(&mut self) {
        self.catalogue = true;
    }

    /// Appends the event of a row that was `before` and is `after`.
    async fn record(
        &mut self,
        account: Option<&AccountId>,
        action: AuditAction,
        subject: &str,
        before: Option<Value>,
        after: Option<Value>,
    ) -> Result<(), Problem> {
        let because = self.because;
        self.ctx.record(Event { account, author: self.by.author(), action, subject, before, after, because }).await
    }

    /// Whether the source may change this row.
    fn check_source<T>(&self, what: &str, known: &Sourced<T>) -> Result<(), Refusal> {
        if known.is_free_for(&self.by.name) {
            return Ok(());
        }
        let owner = known.source.as_deref().unwrap_or_default();
        let message =
            format!("{what} is the word of “{owner}”: change it there, or say --source {owner} (HTTP: by the client of that source)");
        Err(Fault::of("source", FaultCode::OtherSource, message).into())
    }
}

/// A row as it stands in events: as in a record, with its source.
fn shown(record: &impl serde::Serialize, source: Option<&str>) -> Value {
    let mut value = serde_json::to_value(record).unwrap_or_default();
    if let (Some(map), Some(source)) = (value.as_object_mut(), source) {
        map.insert("source".into(), json!(source));
    }
    value
}
