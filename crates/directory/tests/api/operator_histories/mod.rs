//! Random histories of everything that an order system can say, written in three ways: as the verbs write it, over HTTP record by record, and as
//! documents. Each step is refused in all of them or in none, and in the end the same stands in every table. And what is exported is, taken into
//! an empty database, exported the same.
//!
//! `DOMICILE_HISTORIES=1000` runs so many of them.

mod steps;

use super::DATABASE;
use super::harness::{Harness, database, query_column, send};
use super::identity::{ISSUER, issuer, service_with_clients, token};
use crate::DatabaseKind;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use domicile_directory::bearer::{OperatorClient, OperatorScope};
use domicile_directory::commands::records;
use domicile_directory::import::export::export;
use domicile_directory::import::{ImportError, ImportOptions, Kinds, import};
use domicile_directory::operator::{Decider, Source};
use domicile_directory::store::{Opening, ReadOnlyStore, Store};
use domicile_model::operator::{FaultCode, Guard};
use domicile_model::wire::{ImportReport, ProductRecord, Record};
use jiff::SignedDuration;
use proptest::test_runner::{Config as ProptestConfig, TestRunner};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Cursor;
use steps::{Step, account_of, act_of, history, named};
use tempfile::TempDir;

const SOURCE: &str = "orders";
/// What is answered to an address that begins with nothing.
const NOTHING: &str = "nothing is there";

/// A step with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum StepOutcome {
    To(&'static str),
    /// Why not.
    Refused(String),
}

impl StepOutcome {
    /// Whether nothing is otherwise than before.
    fn changed_nothing(&self) -> bool {
        matches!(self, Self::To("unchanged") | Self::Refused(_))
    }
}

fn effect(name: &str) -> &'static str {
    ["created", "changed", "unchanged", "ended"].into_iter().find(|it| *it == name).unwrap()
}

/// A database of one way of writing.
struct Written {
    store: Store,
    address: String,
    _folder: Option<TempDir>,
}

impl Written {
    async fn new() -> Self {
        let (address, folder) = database();
        Self { store: Store::open(&address).await.unwrap(), address, _folder: folder }
    }

    /// Another empty one. A file is copied, which is quicker than making its tables.
    async fn like(empty: &Self) -> Self {
        let (address, folder) = database();
        if let (Some(from), Some(to)) = (empty.address.strip_prefix("sqlite:"), address.strip_prefix("sqlite:")) {
            std::fs::copy(from, to).unwrap();
        }
        Self { store: Store::open(&address).await.unwrap(), address, _folder: folder }
    }

    async fn exported(&self) -> Vec<Record> {
        let store = ReadOnlyStore::open(&self.address, Opening::default()).await.unwrap();
        let mut records = Vec::new();
        export(&store, |it| {
            records.push(it.clone());
            Ok(())
        })
        .await
        .unwrap();
        store.close().await.unwrap();
        records
    }

    /// Everything that stands in the tables, but for ids that the service makes, times, and the order of events.
    async fn rows(&self) -> Vec<String> {
        let tables = [
            ("accounts", "id, name, federation, offline_days, automatic_approval, source, closed_at"),
            ("account_domains", "domain, account_id, source"),
            ("contract_countries", "account_id, country, annual_revenue, source"),
            ("products", "id, name, usage_type, free_to_all, retired, source"),
            (
                "entitlements",
                "id, account_id, product_id, edition, usage_type, countries, roles, group_ids, seats, starts_at, ends_at, grace_days, source",
            ),
            (
                "users",
                "id, email, display_name, locale, account_id, affiliated_since, explicit_country, joined_how, may_leave_until, source",
            ),
            ("user_roles", "user_id, role, account_id"),
            ("user_terms", "user_id, account_id, term, name_key"),
            ("fulfilment_contacts", "account_id, user_id, country"),
            ("identities", "issuer, subject, user_id"),
            ("removals", "user_id, account_id, removed_by, removed_at, roles, explicit_country, undone_at"),
            ("former_members", "user_id, account_id, display_name, email"),
            ("outbox", "kind, user_id, subject"),
            ("audit_events", "account_id, actor, action, subject, before, after, because"),
        ];
        let mut all = Vec::new();
        for (table, columns) in tables {
            let columns =
                columns.split(", ").map(|it| format!("COALESCE(CAST({it} AS TEXT), '-')")).collect::<Vec<_>>().join(" || ' ' || ");
            let found = query_column(&self.address, &format!("SELECT {columns} FROM {table}")).await;
            let mut found: Vec<String> = found.into_iter().map(|it| format!("{table}: {}", without_ids(&it.unwrap()))).collect();
            found.sort();
            all.extend(found);
        }
        all
    }
}

/// The three ways.
struct Ways<'a> {
    clock: &'a Harness,
    empty: &'a Written,
    acts: Written,
    http: (Written, Router),
    documents: Written,
    /// What was written in the other ways, and stands in no document yet.
    waiting: Vec<(Record, &'static str)>,
}

impl<'a> Ways<'a> {
    async fn new(clock: &'a Harness, empty: &'a Written) -> Self {
        let client = OperatorClient {
            issuer_id: ISSUER.into(),
            client: SOURCE.into(),
            subject: None,
            source: SOURCE.into(),
            scopes: OperatorScope::ALL.into(),
        };
        let http = Written::like(empty).await;
        let router = service_with_clients(&http.store, clock.clock(), vec![issuer(ISSUER)], vec![client]).await;
        Self {
            clock,
            empty,
            acts: Written::like(empty).await,
            http: (http, router),
            documents: Written::like(empty).await,
            waiting: Vec::new(),
        }
    }

    async fn by_act(&self, step: &Step) -> StepOutcome {
        let source = Source::new(SOURCE).unwrap();
        let (now, service_url) = (self.clock.now(), super::identity::AUDIENCE);
        let by = Decider { source: &source, because: None, service_url, now, request_id: None, service: None };
        match records::carry_out(&self.acts.store, &by, &act_of(step)).await {
            Ok(it) => StepOutcome::To(effect(it)),
            Err(error) => StepOutcome::Refused(error.to_string()),
        }
    }

    async fn by_http(&self, step: &Step) -> StepOutcome {
        let (method, record) = match step {
            Step::Put(record) => (Method::PUT, record),
            Step::End(record) => (Method::DELETE, record),
        };
        let scopes = OperatorScope::ALL.map(OperatorScope::as_str).join(" ");
        let bearer = token(self.clock, json!({"sub": SOURCE, "client_id": SOURCE, "scope": scopes}));
        let request = Request::builder().method(method).uri(format!("/v1/operator/{}", named(record).1));
        let request = request.header(header::AUTHORIZATION, format!("Bearer {bearer}")).header(header::CONTENT_TYPE, "application/json");
        let body = match step {
            Step::Put(record) => {
                let mut json = serde_json::to_value(record).unwrap();
                json.as_object_mut().unwrap().remove("record");
                Body::from(json.to_string())
            }
            Step::End(_) => Body::empty(),
        };
        let answer = send(&self.http.1, request.body(body).unwrap()).await;
        if answer.status.is_success() {
            return StepOutcome::To(effect(answer.header("domicile-effect")));
        }
        assert!(answer.status.is_client_error(), "{step:?}: {answer:?}");
        let problem = answer.json();
        let fault = &problem["faults"][0];
        let text = |name: &str| fault[name].as_str().unwrap_or_default().to_owned();
        // An address that names nothing is no fault of a record.
        StepOutcome::Refused(if fault.is_null() { NOTHING.to_owned() } else { format!("{}: {}", text("field"), text("message")) })
    }

    async fn import(&self, records: &[Record], prune: bool) -> Result<ImportReport, ImportError> {
        let lines: String = records.iter().map(|it| format!("{}\n", serde_json::to_string(it).unwrap())).collect();
        let now = self.clock.now();
        import(&self.documents.store, Cursor::new(lines), &options(prune), move || now).await
    }

    /// Puts of several steps as one document, in an order of its own.
    async fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let mut expected = BTreeMap::<String, BTreeMap<&str, u64>>::new();
        for (record, effect) in &waiting {
            *expected.entry(named(record).0.to_owned()).or_default().entry(effect).or_default() += 1;
        }
        let document: Vec<Record> = waiting.iter().rev().map(|it| it.0.clone()).collect();
        let report = self.import(&document, false).await.unwrap_or_else(|error| panic!("{document:#?}: {error} {error:?}"));
        assert_eq!(counts(&report), expected, "{document:#?}");
    }

    /// Whether a put has to stand in a document of its own, after what waits: what it says is judged by what the others do, or the other way round.
    fn stands_alone(&self, record: &Record) -> bool {
        let again = self.waiting.iter().any(|it| named(&it.0) == named(record));
        let rights = matches!(record, Record::Person(it) if it.roles.is_some());
        // An entitlement that says nothing of its own is used as the product is sold when it is granted.
        let sold = |product: &ProductRecord| {
            self.waiting.iter().any(|it| matches!(&it.0, Record::Entitlement(entitlement) if entitlement.product == product.id))
        };
        again || rights || matches!(record, Record::Account(_)) || matches!(record, Record::Product(it) if sold(it))
    }

    async fn by_document(&mut self, step: &Step, came: &StepOutcome) {
        match (step, came) {
            (Step::Put(record), StepOutcome::To(effect)) => {
                if self.stands_alone(record) {
                    self.flush().await;
                }
                self.waiting.push((record.clone(), effect));
                if matches!(record, Record::Account(_)) {
                    self.flush().await;
                }
            }
            (Step::Put(record), StepOutcome::Refused(_)) => {
                self.flush().await;
                match self.import(std::slice::from_ref(record), false).await {
                    Err(ImportError::Faults(_)) => {}
                    // That nobody would be left to administer the account, only whoever does it finds out.
                    Err(ImportError::Overtaken(fault)) if fault.code == FaultCode::LastAdministrator => {}
                    other => panic!("{record:?}: {other:?}, and not {came:?}"),
                }
            }
            (Step::End(record), came) => {
                self.flush().await;
                self.leave_out(record, came).await;
            }
        }
    }

    /// Everything that there is, but for this, as the document of a source that ends what it no longer names.
    async fn leave_out(&self, gone: &Record, came: &StepOutcome) {
        let all = self.documents.exported().await;
        let is_gone = |it: &Record| named(it) == named(gone) || matches!(gone, Record::Account(gone) if account_of(it) == Some(&gone.id));
        let rest: Vec<Record> = all.iter().filter(|it| !is_gone(it)).cloned().collect();
        let left_out = self.import(&rest, true).await;
        match (came, left_out) {
            (StepOutcome::To("ended"), Ok(report)) => {
                let mut expected = BTreeMap::new();
                for it in &rest {
                    *expected.entry(named(it).0.to_owned()).or_insert_with(BTreeMap::new).entry("unchanged").or_insert(0) += 1;
                }
                *expected.entry(named(gone).0.to_owned()).or_insert_with(BTreeMap::new).entry("ended").or_insert(0) += 1;
                assert_eq!(counts(&report), expected, "without {gone:?}: {rest:#?}");
            }
            (StepOutcome::To("unchanged"), Ok(report)) => assert_eq!(report.transactions, 0, "without {gone:?}: {report:?}"),
            // What cannot end is found by who does it; what is not there, by nobody.
            (StepOutcome::Refused(_), Ok(report)) => assert_eq!(report.transactions, 0, "without {gone:?}: {report:?}"),
            (StepOutcome::Refused(said), Err(ImportError::Overtaken(fault))) => assert_eq!(fault.to_string(), *said),
            (came, other) => panic!("without {gone:?}: {came:?} and {other:?}"),
        }
    }

    /// Whether a row stands in a closed account: a document says nothing of it, and ends nothing of it.
    async fn is_put_away(&self, record: &Record) -> bool {
        let rows = match record {
            Record::Entitlement(it) => format!("entitlements r ON r.account_id = a.id AND r.id = '{}'", it.id),
            Record::Contract(it) => format!("contract_countries r ON r.account_id = a.id AND a.id = '{}'", it.account),
            Record::Product(_) | Record::Account(_) | Record::Domain(_) | Record::Person(_) => return false,
        };
        let query = format!("SELECT a.id FROM accounts a JOIN {rows} WHERE a.closed_at IS NOT NULL");
        !query_column(&self.acts.address, &query).await.is_empty()
    }

    async fn run(&mut self, step: &Step) {
        if let Step::End(record) = step
            && self.is_put_away(record).await
        {
            return;
        }
        let (by_act, by_http) = (self.by_act(step).await, self.by_http(step).await);
        match (step, &by_act, &by_http) {
            // To end what is not there is no fault of a record over HTTP.
            (Step::End(_), one, StepOutcome::Refused(_)) if one.changed_nothing() => {}
            (_, StepOutcome::Refused(_), StepOutcome::Refused(other)) if other == NOTHING => {}
            (_, StepOutcome::Refused(one), StepOutcome::Refused(other)) => assert_eq!(one, other, "{step:?}"),
            (_, one, other) => assert_eq!(one, other, "{step:?}"),
        }
        self.by_document(step, &by_act).await;
        self.clock.advance(SignedDuration::from_secs(61));
    }

    async fn expect_the_same(&mut self, steps: &[Step]) {
        self.flush().await;
        let by_act = self.acts.rows().await;
        same(&by_act, &self.http.0.rows().await, "HTTP", steps);
        // Documents that wait are written later: times are not compared with those.
        same(&without_times(&by_act), &without_times(&self.documents.rows().await), "documents", steps);
        let exported = self.acts.exported().await;
        assert_eq!(exported, self.http.0.exported().await);
        assert_eq!(exported, self.documents.exported().await);
        let empty = Written::like(self.empty).await;
        let lines: String = exported.iter().map(|it| format!("{}\n", serde_json::to_string(it).unwrap())).collect();
        let now = self.clock.now();
        let report = import(&empty.store, Cursor::new(lines), &options(true), move || now).await.unwrap_or_else(|it| panic!("{it:?}"));
        assert_eq!(report.records, exported.len() as u64);
        assert_eq!(empty.exported().await, exported);
    }
}

fn options(prune: bool) -> ImportOptions {
    ImportOptions {
        source: Source::new(SOURCE).unwrap(),
        dry_run: false,
        prune,
        guard: Guard { count: 1000, percent: 100 },
        confirmed: None,
        service_url: super::identity::AUDIENCE.into(),
        kinds: Kinds::all(),
        request_id: None,
        service: None,
    }
}

/// How many rows of a kind came to what; what came to nothing is left out.
fn counts(report: &ImportReport) -> BTreeMap<String, BTreeMap<&'static str, u64>> {
    let of = |it: &domicile_model::wire::ImportCounts| {
        let all = [("created", it.created), ("changed", it.changed), ("unchanged", it.unchanged), ("ended", it.ended)];
        all.into_iter().filter(|it| it.1 > 0).collect()
    };
    report.plan.iter().map(|(kind, it)| (kind.clone(), of(it))).collect()
}

/// A row without ids that the service makes.
fn without_ids(row: &str) -> String {
    let is_id = |it: &str| {
        it.len() == 36 && it.char_indices().all(|(at, it)| if [8, 13, 18, 23].contains(&at) { it == '-' } else { it.is_ascii_hexdigit() })
    };
    row.split('"').flat_map(|it| it.split(' ')).map(|it| if is_id(it) { "ID" } else { it }).collect::<Vec<_>>().join(" ")
}

fn without_times(rows: &[String]) -> Vec<String> {
    let millisecond = |it: &str| it.len() == 13 && it.bytes().all(|it| it.is_ascii_digit());
    let without = |row: &String| row.split(' ').map(|it| if millisecond(it) { "TIME" } else { it }).collect::<Vec<_>>().join(" ");
    let mut rows: Vec<String> = rows.iter().map(without).collect();
    rows.sort();
    rows
}

#[track_caller]
fn same(one: &[String], other: &[String], way: &str, steps: &[Step]) {
    let only = |these: &[String], those: &[String]| -> Vec<String> { these.iter().filter(|it| !those.contains(it)).cloned().collect() };
    assert!(one == other, "{steps:#?}\nonly by acts: {:#?}\nonly by {way}: {:#?}", only(one, other), only(other, one));
}

fn cases() -> u32 {
    let told = std::env::var("DOMICILE_HISTORIES").ok().and_then(|it| it.parse().ok());
    told.unwrap_or(match DATABASE {
        DatabaseKind::Sqlite => 30,
        #[cfg(unix)]
        DatabaseKind::Postgres => 2,
    })
}

#[test]
fn however_an_order_system_writes_the_same_comes_of_it() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (clock, empty) = runtime.block_on(async { (Harness::new().await, Written::new().await) });
    // Everything is in the file then.
    runtime.block_on(empty.store.close());
    let config = ProptestConfig { cases: cases(), failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::default() };
    let ran = TestRunner::new(config).run(&history(), |steps| {
        runtime.block_on(async {
            let mut ways = Ways::new(&clock, &empty).await;
            for step in &steps {
                ways.run(step).await;
            }
            ways.expect_the_same(&steps).await;
        });
        Ok(())
    });
    ran.unwrap();
}
