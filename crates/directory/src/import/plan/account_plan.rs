//! What would change in one account.

use super::{CHUNK, Planning, SortedRows, may_reopen, people_plan};
use crate::import::ImportError;
use crate::import::staging::{Kind, StagedRow};
use crate::operator::{Effect, entitlement};
use crate::store::sourced::{Sourced, accounts, entitlements, people};
use crate::store::{Store, Tx, groups};
use domicile_model::id::{AccountId, GroupId, UserId};
use domicile_model::operator::{AccountRow, ContractRow, DomainRow, EntitlementRow, Fault, FaultCode, PersonRow, Row};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// One account, as it is here, and what the document names of it.
pub(super) struct AccountPlan {
    id: AccountId,
    known: Option<(Sourced<AccountRow>, Option<Timestamp>)>,
    domains: Vec<Sourced<DomainRow>>,
    contracts: Vec<Sourced<ContractRow>>,
    entitlements: Vec<Sourced<EntitlementRow>>,
    /// Ids of the rows at hand that are entitlements of other accounts.
    entitlements_of_others: BTreeSet<String>,
    groups: Vec<GroupId>,
    named_domains: BTreeSet<String>,
    named_countries: BTreeSet<String>,
    named_entitlements: BTreeSet<String>,
    /// The document says how the account has to be.
    is_named: bool,
    /// It will be closed.
    closed: bool,
}

impl AccountPlan {
    /// Plans the account, of which the document says this, or nothing.
    pub(super) async fn of(
        planning: &mut Planning<'_>,
        store: &Store,
        id: AccountId,
        rows: Option<&mut SortedRows>,
    ) -> Result<(), ImportError> {
        let mut tx = store.read().await?;
        let known = accounts::get(&mut tx, &id).await?;
        let closed = known.as_ref().is_some_and(|it| it.1.is_some());
        let (mut domains, mut contracts, mut owned, mut group_ids) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        if known.is_some() {
            domains = accounts::domains(&mut tx, &id).await?;
            contracts = accounts::contracts(&mut tx, &id).await?;
            owned = entitlements::of_account(&mut tx, &id).await?;
            group_ids = groups::of_account(&mut tx, &id).await?.into_iter().map(|it| it.id).collect();
        }
        let mut plan = Self {
            id,
            known,
            domains,
            contracts,
            entitlements: owned,
            entitlements_of_others: BTreeSet::new(),
            groups: group_ids,
            named_domains: BTreeSet::new(),
            named_countries: BTreeSet::new(),
            named_entitlements: BTreeSet::new(),
            is_named: false,
            closed,
        };
        if let Some(rows) = rows {
            plan.rows(planning, &mut tx, rows).await?;
        }
        if planning.options.prune {
            plan.prune(planning, &mut tx).await?;
        }
        Ok(())
    }

    async fn rows(&mut self, planning: &mut Planning<'_>, tx: &mut Tx, rows: &mut SortedRows) -> Result<(), ImportError> {
        loop {
            let chunk = rows.of_account(planning.staging, self.id.as_str()).await?;
            if chunk.is_empty() {
                return Ok(());
            }
            self.look_for_entitlements(tx, &chunk).await?;
            let mut members = Vec::new();
            for StagedRow { line, row } in chunk {
                if let Row::Account(it) = &row {
                    self.account(planning, tx, line, it).await?;
                    continue;
                }
                if let Some(fault) = self.closed_or_unknown() {
                    planning.fault(line, &fault);
                    continue;
                }
                match row {
                    Row::Domain(it) => self.domain(planning, tx, line, &it).await?,
                    Row::Contract(it) => self.contract(planning, line, &it).await?,
                    Row::Entitlement(it) => self.entitlement(planning, line, &it).await?,
                    Row::Person(it) => members.push((line, it)),
                    Row::Account(_) | Row::Product(_) => {}
                }
            }
            people_plan::plan(planning, tx, &members).await?;
        }
    }

    /// Why nothing can be put into the account, if so.
    fn closed_or_unknown(&self) -> Option<Fault> {
        if self.known.is_none() && !self.is_named {
            let message = format!("there is no account {}, neither here nor in the document", self.id);
            return Some(Fault::of("account", FaultCode::UnknownAccount, message));
        }
        self.closed.then(|| Fault::of("account", FaultCode::AccountClosed, format!("the account {} is closed", self.id)))
    }

    async fn account(&mut self, planning: &mut Planning<'_>, tx: &mut Tx, line: u64, it: &AccountRow) -> Result<(), ImportError> {
        self.is_named = true;
        self.closed = it.closed;
        let Some((known, since)) = &self.known else { return planning.found(line, Kind::Account, Effect::Created).await };
        if let Some(fault) = planning.is_foreign("account", known) {
            planning.fault(line, &fault);
            return Ok(());
        }
        let effect = match since {
            None if it.closed => Effect::Ended,
            Some(since) if !it.closed && !may_reopen(*since, planning.now) => {
                let message = format!("the account {} was closed on {since}, more than 90 days ago", self.id);
                planning.fault(line, &Fault::of("closed", FaultCode::ReopenTooLate, message));
                return Ok(());
            }
            None | Some(_) if known.row == *it && known.source.is_some() => Effect::Unchanged,
            None | Some(_) => Effect::Changed,
        };
        if effect == Effect::Ended {
            planning.closes(tx, &self.id).await?;
        }
        planning.found(line, Kind::Account, effect).await
    }

    async fn domain(&mut self, planning: &mut Planning<'_>, tx: &mut Tx, line: u64, it: &DomainRow) -> Result<(), ImportError> {
        self.named_domains.insert(it.domain.clone());
        let known = match self.domains.iter().find(|known| known.row.domain == it.domain) {
            Some(known) => Some(known.clone()),
            None => accounts::domain(tx, &it.domain).await?,
        };
        let Some(known) = known else { return planning.found(line, Kind::Domain, Effect::Created).await };
        if known.row.account != self.id {
            // It may go from one to the other in one document, where the one before lets it go.
            let is_own = known.source.as_deref() == Some(planning.source());
            let stays = planning.staging.has(known.row.account.as_str(), Kind::Domain, &it.domain)?;
            if planning.options.prune && is_own && !stays {
                return planning.found(line, Kind::Domain, Effect::Created).await;
            }
            let message = format!("{} is confirmed for another account", it.domain);
            planning.fault(line, &Fault::of("domain", FaultCode::DomainTaken, message));
            return Ok(());
        }
        match planning.is_foreign("domain", &known) {
            Some(fault) => planning.fault(line, &fault),
            None if known.source.is_some() => planning.found(line, Kind::Domain, Effect::Unchanged).await?,
            None => planning.found(line, Kind::Domain, Effect::Changed).await?,
        }
        Ok(())
    }

    async fn contract(&mut self, planning: &mut Planning<'_>, line: u64, it: &ContractRow) -> Result<(), ImportError> {
        self.named_countries.insert(it.country.to_string());
        let known = self.contracts.iter().find(|known| known.row.country == it.country);
        if let Some(fault) = known.and_then(|known| planning.is_foreign("contract country", known)) {
            planning.fault(line, &fault);
            return Ok(());
        }
        let effect = match known {
            None => Effect::Created,
            Some(known) if known.row == *it && known.source.is_some() => Effect::Unchanged,
            Some(_) => Effect::Changed,
        };
        planning.found(line, Kind::Contract, effect).await
    }

    /// Whatever has the id of an entitlement of these, though it is not the account's.
    async fn look_for_entitlements(&mut self, tx: &mut Tx, chunk: &[StagedRow]) -> Result<(), ImportError> {
        let known: BTreeSet<&str> = self.entitlements.iter().map(|it| it.row.id.as_str()).collect();
        let ids = chunk.iter().filter_map(|it| match &it.row {
            Row::Entitlement(it) if !known.contains(it.id.as_str()) => Some(it.id.clone()),
            Row::Entitlement(_) | Row::Product(_) | Row::Account(_) | Row::Domain(_) | Row::Contract(_) | Row::Person(_) => None,
        });
        let ids: Vec<String> = ids.collect();
        self.entitlements_of_others = entitlements::among(tx, &ids).await?.into_iter().map(|it| it.row.id).collect();
        Ok(())
    }

    async fn entitlement(&mut self, planning: &mut Planning<'_>, line: u64, it: &EntitlementRow) -> Result<(), ImportError> {
        self.named_entitlements.insert(it.id.clone());
        if !planning.has_product(&it.product).await? {
            let message = format!("there is no product {}, neither here nor in the document", it.product);
            planning.fault(line, &Fault::of("product", FaultCode::UnknownProduct, message));
        }
        for group in it.right.restricted_to_groups.iter().filter(|it| !self.groups.contains(it)) {
            let message = format!("the account {} has no group {group}", self.id);
            planning.fault(line, &Fault::of("groups", FaultCode::UnknownGroup, message));
        }
        if self.entitlements_of_others.contains(&it.id) {
            let message = format!("the entitlement {} is another account's", it.id);
            planning.fault(line, &Fault::of("id", FaultCode::OtherAccount, message));
            return Ok(());
        }
        let known = self.entitlements.iter().find(|known| known.row.id == it.id);
        let Some(known) = known else { return planning.found(line, Kind::Entitlement, Effect::Created).await };
        if let Some(fault) = planning.is_foreign("entitlement", known) {
            planning.fault(line, &fault);
            return Ok(());
        }
        let usage_type = it.usage_type.or_else(|| planning.product(&it.product).map(|it| it.usage_type));
        let same = known.row == EntitlementRow { usage_type, ..it.clone() } && known.source.is_some();
        planning.found(line, Kind::Entitlement, if same { Effect::Unchanged } else { Effect::Changed }).await
    }

    /// What the source has here and the document does not name.
    async fn prune(&mut self, planning: &mut Planning<'_>, tx: &mut Tx) -> Result<(), ImportError> {
        let source = planning.source().to_owned();
        let is_own = |it: &Option<String>| it.as_deref() == Some(source.as_str());
        if let Some((known, None)) = &self.known
            && !self.is_named
            && is_own(&known.source)
            && planning.options.kinds.has(Kind::Account)
        {
            planning.closes(tx, &self.id).await?;
            return planning.end(self.id.as_str(), Kind::Account, self.id.as_str()).await;
        }
        if self.closed {
            // Nothing of it counts, and all of it stays for an opening.
            return Ok(());
        }
        let domains = self.domains.iter().filter(|it| is_own(&it.source) && !self.named_domains.contains(&it.row.domain));
        for it in domains {
            planning.end(self.id.as_str(), Kind::Domain, &it.row.domain).await?;
        }
        let contracts = self.contracts.iter().filter(|it| is_own(&it.source));
        for it in contracts.filter(|it| !self.named_countries.contains(it.row.country.as_str())) {
            planning.end(self.id.as_str(), Kind::Contract, it.row.country.as_str()).await?;
        }
        let now = planning.now;
        let live = self.entitlements.iter().filter(|it| is_own(&it.source) && entitlement::is_live(&it.row.right, now));
        for it in live.filter(|it| !self.named_entitlements.contains(&it.row.id)) {
            planning.end(self.id.as_str(), Kind::Entitlement, &it.row.id).await?;
        }
        self.prune_people(planning, tx, &source).await
    }

    async fn prune_people(&self, planning: &mut Planning<'_>, tx: &mut Tx, source: &str) -> Result<(), ImportError> {
        let mut after = String::new();
        loop {
            let page = people::of_source(tx, source, &self.id, &after, CHUNK).await?;
            let Some(last) = page.last().and_then(|it| it.id.as_ref()) else { return Ok(()) };
            after = last.to_string();
            let ids: Vec<String> = page.iter().filter_map(|it| it.id.as_ref().map(UserId::to_string)).collect();
            let keys: Vec<String> = page.iter().map(|it| it.email.key().to_owned()).collect();
            let named: BTreeSet<String> = planning.staging.names(Kind::Person, &ids)?.into_iter().collect();
            let by_email: BTreeSet<String> = planning.staging.names_email(&keys)?.into_iter().collect();
            let is_named =
                |it: &PersonRow| it.id.as_ref().is_some_and(|id| named.contains(id.as_str())) || by_email.contains(it.email.key());
            for id in page.iter().filter(|it| !is_named(it)).filter_map(|it| it.id.as_ref()) {
                planning.end(self.id.as_str(), Kind::Person, id.as_str()).await?;
            }
        }
    }
}
