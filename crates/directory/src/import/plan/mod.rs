//! What a document would change: every row of it held against what is here, account by account. Nothing is written but marks in the staging
//! file. What would be refused is found here, all of it, before anything happens.

mod account_plan;
mod people_plan;
mod sorted_rows;

use super::report::Counts;
use super::staging::{FAULTS, Kind, NO_ACCOUNT, StagedRow, Staging};
use super::{ImportError, ImportOptions};
use crate::operator::{Effect, account};
use crate::store::sourced::{Sourced, accounts, counts, products};
use crate::store::{Store, Tx};
use account_plan::AccountPlan;
use domicile_model::id::AccountId;
use domicile_model::operator::{Fault, FaultCode, ProductRow, Row};
use domicile_model::wire::RecordFault;
use jiff::Timestamp;
use sorted_rows::SortedRows;
use std::collections::HashMap;

/// How many rows are looked at together.
pub(super) const CHUNK: i64 = 500;

/// What would be done.
pub(super) struct Plan {
    pub(super) counts: Counts,
    pub(super) faults: Vec<RecordFault>,
    /// How many rows would end, with those that end in consequence.
    pub(super) ends: u64,
    /// How many the source has.
    pub(super) of: u64,
}

/// What all accounts are looked at with.
pub(super) struct Planning<'a> {
    pub(super) staging: &'a mut Staging,
    pub(super) options: &'a ImportOptions,
    pub(super) now: Timestamp,
    /// Every product that is here, by id.
    products: HashMap<String, Sourced<ProductRow>>,
    plan: Plan,
}

/// Plans the document.
pub(super) async fn plan(store: &Store, staging: &mut Staging, options: &ImportOptions, now: Timestamp) -> Result<Plan, ImportError> {
    let mut tx = store.read().await?;
    let known = products::all(&mut tx).await?;
    let of = counts::of_source(&mut tx, options.source.name()).await?;
    drop(tx);
    staging.begin()?;
    let mut planning = Planning {
        staging,
        options,
        now,
        products: known.into_iter().map(|it| (it.row.id.clone(), it)).collect(),
        plan: Plan { counts: Counts::default(), faults: Vec::new(), ends: 0, of },
    };
    let mut rows = SortedRows::of(planning.staging)?;
    planning.without_account(store, &mut rows).await?;
    while !planning.has_enough() {
        let Some(account) = rows.account(planning.staging).await? else { break };
        AccountPlan::of(&mut planning, store, AccountId::new(account), Some(&mut rows)).await?;
    }
    if options.prune && !planning.has_enough() {
        planning.accounts_of_nobody(store).await?;
    }
    planning.staging.commit()?;
    planning.plan.faults.sort_by_key(|it| it.line);
    planning.plan.faults.truncate(FAULTS);
    Ok(planning.plan)
}

impl Planning<'_> {
    fn has_enough(&self) -> bool {
        self.plan.faults.len() >= FAULTS
    }

    pub(super) fn source(&self) -> &str {
        self.options.source.name()
    }

    pub(super) fn fault(&mut self, line: u64, fault: &Fault) {
        self.plan.faults.push(fault.to_wire(Some(line)));
    }

    /// The row comes to this; what is new is marked for later.
    pub(super) async fn found(&mut self, line: u64, kind: Kind, effect: Effect) -> Result<(), ImportError> {
        self.plan.counts.add(kind, effect);
        match effect {
            Effect::Unchanged => Ok(()),
            Effect::Created | Effect::Changed | Effect::Ended => self.staging.mark(line),
        }
    }

    /// A row that is here ends, since the document does not name it.
    pub(super) async fn end(&mut self, account: &str, kind: Kind, own: &str) -> Result<(), ImportError> {
        if !self.options.kinds.has(kind) {
            return Ok(());
        }
        self.plan.counts.add(kind, Effect::Ended);
        self.plan.ends += 1;
        self.staging.add_end(account, kind, own)
    }

    /// An account closes: so many rows end with it.
    pub(super) async fn closes(&mut self, tx: &mut Tx, account: &AccountId) -> Result<(), ImportError> {
        self.plan.ends += counts::of_account(tx, account).await?;
        Ok(())
    }

    pub(super) fn is_foreign<T>(&self, what: &str, known: &Sourced<T>) -> Option<Fault> {
        if known.is_free_for(self.source()) {
            return None;
        }
        let owner = known.source.as_deref().unwrap_or_default();
        Some(Fault::of("source", FaultCode::OtherSource, format!("the {what} is the word of “{owner}”")))
    }

    /// Whether there is such a product, or will be.
    pub(super) async fn has_product(&mut self, id: &str) -> Result<bool, ImportError> {
        Ok(self.products.contains_key(id) || self.staging.has(NO_ACCOUNT, Kind::Product, id)?)
    }

    pub(super) fn product(&self, id: &str) -> Option<&ProductRow> {
        self.products.get(id).map(|it| &it.row)
    }

    /// Products, and people who belong to no account.
    async fn without_account(&mut self, store: &Store, rows: &mut SortedRows) -> Result<(), ImportError> {
        loop {
            let chunk = rows.of_account(self.staging, NO_ACCOUNT).await?;
            if chunk.is_empty() {
                break;
            }
            let (mut people, mut tx) = (Vec::new(), store.read().await?);
            for StagedRow { line, row } in chunk {
                match row {
                    Row::Product(it) => self.product_row(line, &it).await?,
                    Row::Person(it) => people.push((line, it)),
                    Row::Account(_) | Row::Domain(_) | Row::Contract(_) | Row::Entitlement(_) => {}
                }
            }
            people_plan::plan(self, &mut tx, &people).await?;
        }
        if self.options.prune {
            for id in self.own_products() {
                if !self.staging.has(NO_ACCOUNT, Kind::Product, &id)? {
                    self.end(NO_ACCOUNT, Kind::Product, &id).await?;
                }
            }
        }
        Ok(())
    }

    fn own_products(&self) -> Vec<String> {
        let own = self.products.values().filter(|it| it.source.as_deref() == Some(self.source()) && !it.row.retired);
        let mut own: Vec<String> = own.map(|it| it.row.id.clone()).collect();
        own.sort();
        own
    }

    async fn product_row(&mut self, line: u64, it: &ProductRow) -> Result<(), ImportError> {
        let known = self.products.get(&it.id).cloned();
        if let Some(fault) = known.as_ref().and_then(|known| self.is_foreign("product", known)) {
            self.fault(line, &fault);
            return Ok(());
        }
        let effect = match &known {
            None => Effect::Created,
            Some(known) if known.row == *it && known.source.is_some() => Effect::Unchanged,
            Some(known) if it.retired && !known.row.retired => Effect::Ended,
            Some(_) => Effect::Changed,
        };
        if effect == Effect::Ended {
            self.plan.ends += 1;
        }
        // What is granted of it is judged by what it will be.
        self.products.insert(it.id.clone(), Sourced { row: it.clone(), source: Some(self.source().to_owned()) });
        self.found(line, Kind::Product, effect).await
    }

    /// Accounts of which the document says nothing at all, though the source has something there.
    async fn accounts_of_nobody(&mut self, store: &Store) -> Result<(), ImportError> {
        let mut after = NO_ACCOUNT.to_owned();
        loop {
            let page = accounts::of_source(&mut store.read().await?, self.source(), &after, CHUNK).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.to_string();
            let ids: Vec<String> = page.iter().map(AccountId::to_string).collect();
            let named = self.staging.accounts_among(&ids)?;
            for account in page.into_iter().filter(|it| !named.iter().any(|named| named == it.as_str())) {
                AccountPlan::of(self, store, account, None).await?;
            }
        }
    }
}

/// How long ago an account may have been closed to be opened again.
pub(super) fn may_reopen(closed: Timestamp, now: Timestamp) -> bool {
    now <= closed.saturating_add(account::REOPEN_WITHIN).unwrap_or(Timestamp::MAX)
}
