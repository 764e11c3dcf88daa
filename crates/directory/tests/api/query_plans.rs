//! How the databases find what the routes ask for, in a world of many accounts, of which one is big: no statement of any route goes through
//! a whole table, on either database, however many people there are. The statements are those that the matrix of all routes sends.

use super::lookup_privacy::Statements;
use crate::postgres::api::matrix::Matrix;
use crate::sqlite::api::harness::Harness;
use jiff::SignedDuration;
use serde_json::Value;
use sqlx::{Connection as _, Executor as _, PgConnection, Row as _, SqliteConnection};
use std::collections::BTreeSet;

/// People of the big account, and how many small ones there are.
const BIG: u32 = 20_000;
const SMALL: u32 = 3_000;

/// Tables with a handful of rows, whatever happens: going through them is how they are meant to be read.
const FEW: &[&str] = &["catalogue", "facts", "leases", "products", "sequences"];

/// Indexes over what waits: read as a whole, since that is all there is to do.
const OF_WHAT_WAITS: &[&str] = &[
    "audit_chains_to_sign",
    "check_outs_open",
    "invitations_waiting",
    "outbox_by_due",
    "person_requests_open",
    "removal_requests_open",
    "service_requests_open",
    "transfers_waiting",
];

/// The world, in statements that both databases understand, but for the name of bytes.
fn world(bytes: &str) -> Vec<String> {
    let counted = |table: &str, columns: &str, many: u32, values: &str| {
        format!(
            "INSERT INTO {table} ({columns}) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many}) SELECT {values} FROM n"
        )
    };
    let (accounts, people) = (
        "id, name, federation, offline_days, version, changed_at",
        "id, email, email_key, display_name, locale, account_id, provisioned, created_at, version, changed_at",
    );
    let person = |id: &str, account: &str| {
        format!(
            "{id} || i, {id} || i || '@bulk.example.com', {id} || i || '@bulk.example.com', 'Person ' || i, 'en', {account}, FALSE, 0, 1, 0"
        )
    };
    let roles = "user_id, role, account_id";
    let terms =
        |id: &str, account: &str, term: &str| format!("{account}, CAST({term} AS {bytes}), CAST('person ' || i AS {bytes}), {id} || i");
    let mut all = vec![
        format!("INSERT INTO accounts ({accounts}) VALUES ('big', 'Big', 'none', 7, 1, 0)"),
        counted("accounts", accounts, SMALL, "'small-' || i, 'Small ' || i, 'none', 7, 1, 0"),
        counted("users", people, BIG, &person("'big-'", "'big'")),
        counted(
            "user_roles",
            roles,
            BIG,
            "'big-' || i, CASE WHEN i <= 20 THEN 'co_admin' ELSE 'download' END, CASE WHEN i <= 20 THEN 'big' END",
        ),
        counted("identities", "issuer, subject, user_id, linked_at", BIG, "'https://i.example.com', 'big-' || i, 'big-' || i, 0"),
        counted("user_terms", "account_id, term, name_key, user_id", BIG, &terms("'big-'", "'big'", "''")),
        counted("user_terms", "account_id, term, name_key, user_id", BIG, &terms("'big-'", "'big'", "'person ' || i")),
    ];
    for who in ["a", "b", "c"] {
        let id = format!("'{who}-'");
        all.push(counted("users", people, SMALL, &person(&id, "'small-' || i")));
        all.push(counted("user_terms", "account_id, term, name_key, user_id", SMALL, &terms(&id, "'small-' || i", "''")));
        let (role, account) = if who == "c" { ("download", "NULL") } else { ("account_admin", "'small-' || i") };
        all.push(counted("user_roles", roles, SMALL, &format!("{id} || i, '{role}', {account}")));
    }
    // What comes with years: a table that is nearly empty is gone through whatever indexes it has.
    let years = [
        ("account_domains", "domain, account_id", "'small-' || i || '.example.com', 'small-' || i"),
        ("account_groups", "id, account_id, name, name_key, roles, version, changed_at", "'g-' || i, 'small-' || i, 'G', 'g', '', 1, 0"),
        ("group_members", "group_id, user_id", "'g-' || i, 'a-' || i"),
        (
            "removal_requests",
            "id, user_id, account_id, state, route, submitted_at, ended_at, expires_at, blockers",
            "'request-' || i, 'a-' || i, 'small-' || i, 'declined', 'administrator', i, i, i, ''",
        ),
        (
            "person_requests",
            "id, user_id, account_id, email, kind, state, route, submitted_at, ended_at, expires_at",
            "'asked-' || i, 'a-' || i, 'small-' || i, '', 'unlock', 'declined', 'administrator', i, i, i",
        ),
        (
            "removals",
            "id, user_id, account_id, removed_by, removed_at, keep_until, roles",
            "'removal-' || i, 'b-' || i, 'small-' || i, 'a-' || i, i, i, ''",
        ),
    ];
    all.push(counted("user_locks", "user_id, reason, since", BIG, "'big-' || i, 'administrator', 0"));
    all.extend(years.iter().map(|(table, columns, values)| counted(table, columns, SMALL, values)));
    all
}

/// How many parameters a statement has.
fn parameters(statement: &str) -> usize {
    let numbers = statement.split('$').skip(1).filter_map(|it| it.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok());
    numbers.max().unwrap_or_default()
}

/// Every node of a plan.
fn nodes<'a>(plan: &'a Value, found: &mut Vec<&'a Value>) {
    found.push(plan);
    for child in plan["Plans"].as_array().into_iter().flatten() {
        nodes(child, found);
    }
}

async fn explained(connection: &mut PgConnection, how: &str, statement: &str, arguments: &str) -> Value {
    connection
        .execute(sqlx::AssertSqlSafe(format!("PREPARE asked AS {statement}")))
        .await
        .unwrap_or_else(|error| panic!("{error}: {statement}"));
    let explain = format!("EXPLAIN ({how} FORMAT JSON) EXECUTE asked{arguments}");
    let row = connection.fetch_one(sqlx::AssertSqlSafe(explain)).await.unwrap_or_else(|error| panic!("{error}: {statement}"));
    connection.execute("DEALLOCATE asked").await.unwrap();
    // JSON as it comes in the simple protocol: as text.
    let plan: Value = serde_json::from_str(&row.get_unchecked::<String, _>(0)).unwrap();
    plan[0]["Plan"].clone()
}

/// What PostgreSQL would go through as a whole for this statement, whoever asks.
async fn whole_tables(connection: &mut PgConnection, statement: &str) -> Vec<String> {
    let arguments = match parameters(statement) {
        0 => String::new(),
        many => format!("({})", vec!["NULL"; many].join(", ")),
    };
    let plan = explained(connection, "", statement, &arguments).await;
    let mut all = Vec::new();
    nodes(&plan, &mut all);
    let mut found = Vec::new();
    for node in all {
        let (kind, relation) = (node["Node Type"].as_str().unwrap(), node["Relation Name"].as_str().unwrap_or_default());
        let index = node["Index Name"].as_str().unwrap_or_default();
        let through_index = kind.contains("Index") && node.get("Index Cond").is_none() && !OF_WHAT_WAITS.contains(&index);
        if (kind == "Seq Scan" || through_index) && !FEW.contains(&relation) {
            found.push(format!("{kind} {relation}{index}"));
        }
    }
    found
}

/// The same for SQLite, which names tables by what the statement calls them.
async fn whole_tables_of_sqlite(connection: &mut SqliteConnection, tables: &[String], statement: &str) -> Vec<String> {
    let plan = connection.fetch_all(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"))).await;
    let words: Vec<&str> = statement.split(|it: char| !it.is_ascii_alphanumeric() && it != '_').filter(|it| !it.is_empty()).collect();
    let table = |called: &str| {
        let named = words.windows(2).find(|it| it[1] == called && tables.iter().any(|table| table == it[0])).map(|it| it[0]);
        named.or_else(|| tables.iter().map(String::as_str).find(|it| *it == called)).map(str::to_owned)
    };
    let mut found = Vec::new();
    for row in plan.unwrap_or_else(|error| panic!("{error}: {statement}")) {
        let step: String = row.get("detail");
        let Some(called) = step.strip_prefix("SCAN ").and_then(|it| it.split(' ').next()) else { continue };
        let waits = OF_WHAT_WAITS.iter().any(|index| step.contains(&format!(" INDEX {index}")));
        if let Some(table) = table(called).filter(|it| !FEW.contains(&it.as_str()) && !waits) {
            found.push(format!("{step} ({table})"));
        }
    }
    found
}

/// How the worker finds what it deletes in batches, if the statement is one of those: that must not go through a table. The rows themselves
/// it may then read in the order of their keys, a few at a time.
fn found_by(statement: &str) -> Option<&str> {
    let (_, rest) = statement.strip_prefix("DELETE ")?.split_once(" IN (")?;
    rest.strip_suffix(')').filter(|it| it.ends_with(" LIMIT $2"))
}

/// What every route and the worker send.
async fn all_statements(matrix: &mut Matrix) -> BTreeSet<String> {
    let statements = Statements::default();
    // Two listeners: see `lookup_privacy`.
    let (listener, _deaf) = (tracing::Dispatch::new(statements.clone()), tracing::Dispatch::new(Statements::default()));
    let _here = tracing::dispatcher::set_default(&listener);
    for _ in 0..2 {
        // A statement is logged from its second time on, where another thread was first.
        matrix.everybody_asks_for_themselves().await;
    }
    matrix.whoever_may_does().await;
    matrix.an_order_system_does().await;
    for _ in 0..3 {
        matrix.harness.advance(SignedDuration::from_hours(24 * 8));
        matrix.harness.worker.run_due().await.unwrap();
    }
    let all = statements.take().into_iter().filter(|it| ["SELECT", "INSERT", "UPDATE", "DELETE"].iter().any(|verb| it.starts_with(verb)));
    let all = all.map(|it| found_by(&it).unwrap_or(&it).to_owned());
    // What the tests themselves put in place.
    all.filter(|it| !it.contains('\'') || it.contains('$')).collect()
}

#[tokio::test]
async fn no_statement_of_any_route_goes_through_a_whole_table() {
    let mut matrix = Matrix::new().await;
    let statements = all_statements(&mut matrix).await;
    assert!(statements.len() > 120, "{} statements", statements.len());
    let mut postgres = PgConnection::connect(&matrix.harness.database).await.unwrap();
    for statement in world("BYTEA") {
        postgres.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
    }
    // A plan for whoever asks, as a service has it after a while; a small table is read by its index as well, where there is one.
    for setting in ["ANALYZE", "SET plan_cache_mode = force_generic_plan", "SET enable_seqscan = off"] {
        postgres.execute(setting).await.unwrap();
    }
    let mut found = Vec::new();
    for statement in &statements {
        for whole in whole_tables(&mut postgres, statement).await {
            found.push(format!("PostgreSQL, {whole}: {statement}"));
        }
    }

    let sqlite = Harness::new().await;
    let mut file = SqliteConnection::connect(&sqlite.database).await.unwrap();
    for statement in world("BLOB") {
        file.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
    }
    file.execute("ANALYZE").await.unwrap();
    let named = file.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'").await.unwrap();
    let tables: Vec<String> = named.iter().map(|it| it.get("name")).collect();
    for statement in statements.iter().filter(|it| !it.contains("pg_notify")) {
        for whole in whole_tables_of_sqlite(&mut file, &tables, statement).await {
            found.push(format!("SQLite, {whole}: {statement}"));
        }
    }
    assert!(found.is_empty(), "{} of {} statements\n{}", found.len(), statements.len(), found.join("\n"));

    // The administrators of the big account are found without looking at its people.
    let administrators = statements.iter().find(|it| it.contains("lock_reason")).unwrap();
    postgres.execute("SET plan_cache_mode = force_custom_plan").await.unwrap();
    postgres.execute("RESET enable_seqscan").await.unwrap();
    for (account, many) in [("big", 20), ("small-7", 2)] {
        let plan = explained(&mut postgres, "ANALYZE,", administrators, &format!("('{account}')")).await;
        let mut all = Vec::new();
        nodes(&plan, &mut all);
        assert_eq!(plan["Actual Rows"].as_f64().unwrap() as i64, many, "{account}");
        for node in all {
            let rows = |name: &str| node[name].as_f64().unwrap_or_default() * node["Actual Loops"].as_f64().unwrap_or_default();
            assert!(rows("Actual Rows") + rows("Rows Removed by Filter") < 100.0, "{account}: {node}");
        }
    }
}

/// A plan that goes through a whole table is seen, on both databases.
#[tokio::test]
async fn a_whole_table_is_seen_in_a_plan() {
    let sqlite = Harness::new().await;
    let mut file = SqliteConnection::connect(&sqlite.database).await.unwrap();
    let tables = ["users".to_owned()];
    for (statement, many) in [("SELECT id FROM users u WHERE u.locale = $1", 1), ("SELECT id FROM users WHERE id = $1", 0)] {
        assert_eq!(whole_tables_of_sqlite(&mut file, &tables, statement).await.len(), many, "{statement}");
    }
    let database = domicile_test_postgres::database().unwrap();
    domicile_directory::store::Store::open(&database).await.unwrap();
    let mut postgres = PgConnection::connect(&database).await.unwrap();
    for setting in ["SET plan_cache_mode = force_generic_plan", "SET enable_seqscan = off"] {
        postgres.execute(setting).await.unwrap();
    }
    for (statement, many) in [("SELECT id FROM users u WHERE u.locale = $1", 1), ("SELECT id FROM users WHERE id = $1", 0)] {
        assert_eq!(whole_tables(&mut postgres, statement).await.len(), many, "{statement}");
    }
}
