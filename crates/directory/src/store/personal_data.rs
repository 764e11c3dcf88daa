//! Every column of every table, and what it holds of people. The one list: erasing and exporting go through it, `docs/privacy.md` prints it,
//! and a test holds it against the tables of both databases. So a new column is classified, or the tests are red.

use Erased::{Empty, Null};
use Kind::{Company, Flag, Handled, Personal, Plain, Subject, Time, Words};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An id, a code, a state, a number, a hash, words of our own: nothing about anybody by itself.
    Plain,
    /// Yes or no.
    Flag,
    /// Milliseconds since 1970.
    Time,
    /// The id of a person. It says nothing itself, and stays when what it stood for is erased.
    Subject,
    /// Something about the person that the row is about.
    Personal(&'static str, Erased),
    /// Words that people typed, or a machine for them: in rows about the person they are erased, in rows about others the person is taken out
    /// of them.
    Words(&'static str, Erased),
    /// Something about an account. That an account is called like a person is for the account to change.
    Company(&'static str),
    /// Something about people which is erased by statements of its own (`erasure.rs`, `audit_erasure.rs`): how, in words.
    Handled(&'static str, &'static str),
}

/// What a column holds once it is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Erased {
    /// An empty text.
    Empty,
    /// Nothing.
    Null,
}

/// What becomes of the rows about somebody who is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// They stay, since others have to do with what happened; what is personal in them is erased.
    Stay,
    /// They go.
    Go,
    /// There are none about people.
    None,
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// The column that names whom a row is about.
    pub(crate) about: Option<&'static str>,
    /// Columns that name somebody who did something with it.
    pub(crate) by: &'static [&'static str],
    pub(crate) rows: Rows,
    pub(crate) columns: &'static [(&'static str, Kind)],
}

const fn nobody(name: &'static str, columns: &'static [(&'static str, Kind)]) -> Table {
    Table { name, about: None, by: &[], rows: Rows::None, columns }
}

const fn goes(name: &'static str, about: &'static str, columns: &'static [(&'static str, Kind)]) -> Table {
    Table { name, about: Some(about), by: &[], rows: Rows::Go, columns }
}

const fn stays(name: &'static str, by: &'static [&'static str], columns: &'static [(&'static str, Kind)]) -> Table {
    Table { name, about: Some("user_id"), by, rows: Rows::Stay, columns }
}

/// Where an address stands that somebody was named by.
const NAMED_BY: &str = "the address under which an account knew the person";

pub(crate) const TABLES: &[Table] = &[
    Table {
        name: "users",
        about: Some("id"),
        by: &[],
        rows: Rows::Stay,
        columns: &[
            ("id", Subject),
            ("email", Personal("the person's address", Empty)),
            ("email_key", Handled("the same, as it is compared", "becomes a random text")),
            ("display_name", Personal("the person's name", Empty)),
            ("locale", Plain),
            ("profile_country", Personal("the country that the person chose", Null)),
            ("account_id", Plain),
            ("affiliated_since", Time),
            ("provisioned", Flag),
            ("explicit_country", Personal("the country that an administrator set", Null)),
            ("directory_country", Personal("the country in the company's directory", Null)),
            ("created_at", Time),
            ("version", Plain),
            ("changed_at", Time),
            ("may_leave_until", Time),
            ("joined_how", Plain),
            ("erased_at", Time),
            ("source", Plain),
        ],
    },
    goes("user_roles", "user_id", &[("user_id", Subject), ("role", Plain), ("account_id", Plain)]),
    goes("user_locks", "user_id", &[("user_id", Subject), ("reason", Plain), ("since", Time)]),
    goes("fulfilment_contacts", "user_id", &[("account_id", Plain), ("user_id", Subject), ("country", Plain)]),
    goes(
        "identities",
        "user_id",
        &[("issuer", Plain), ("subject", Personal("who the person is at the issuer", Empty)), ("user_id", Subject), ("linked_at", Time)],
    ),
    goes(
        "user_terms",
        "user_id",
        &[
            ("account_id", Plain),
            ("term", Personal("what the person is found by: words of the name, the address", Empty)),
            ("name_key", Personal("the name, as it is sorted", Empty)),
            ("user_id", Subject),
        ],
    ),
    goes("group_members", "user_id", &[("group_id", Plain), ("user_id", Subject)]),
    goes(
        "licence_assignments",
        "user_id",
        &[("id", Plain), ("account_id", Plain), ("product_id", Plain), ("user_id", Subject), ("assigned_at", Time)],
    ),
    goes("approvals", "user_id", &[("user_id", Subject), ("account_id", Plain), ("asked_at", Time)]),
    goes(
        "former_members",
        "user_id",
        &[
            ("account_id", Plain),
            ("user_id", Subject),
            ("display_name", Personal("the name that the old account knew", Empty)),
            ("email", Personal("the address that the old account knew", Empty)),
            ("left_at", Time),
        ],
    ),
    goes(
        "not_me_tokens",
        "user_id",
        &[("token_hash", Plain), ("kind", Plain), ("subject", Plain), ("user_id", Subject), ("expires_at", Time), ("used_at", Time)],
    ),
    goes(
        "answered_writes",
        "user_id",
        &[
            ("user_id", Subject),
            ("idempotency_key", Plain),
            ("request_hash", Plain),
            ("status", Plain),
            (
                "body",
                Handled("what the person was answered, to be repeated", "goes with its row; so do answers to others that name the person"),
            ),
            ("answered_at", Time),
        ],
    ),
    goes(
        "look_ups",
        "user_id",
        &[
            ("id", Plain),
            ("account_id", Plain),
            ("user_id", Subject),
            ("looked_at", Time),
            (
                "address",
                Handled(
                    "an address that an administrator looked up",
                    "of the person's own looks it goes with its row, of looks at the person it goes alone",
                ),
            ),
            ("created", Flag),
        ],
    ),
    goes(
        "machine_reports",
        "user_id",
        &[
            ("id", Plain),
            ("user_id", Subject),
            ("account_id", Plain),
            ("received_at", Time),
            ("machine_name", Words("the name of a computer", Empty)),
            ("summary", Words("what the person wrote about it", Empty)),
            ("facts", Words("what was found out about it", Empty)),
        ],
    ),
    Table {
        name: "outbox",
        about: Some("user_id"),
        by: &["sender"],
        rows: Rows::Go,
        columns: &[
            ("id", Plain),
            ("kind", Plain),
            (
                "recipient",
                Handled("the address that a letter is for", "goes with its row; so do letters to others about something of the person's"),
            ),
            ("language", Plain),
            ("subject", Words("the letter", Empty)),
            ("body", Words("the letter", Empty)),
            ("created_at", Time),
            ("state", Plain),
            ("due_at", Time),
            ("lease_until", Time),
            ("attempts", Plain),
            ("failed_at", Time),
            ("reason", Words("what the mail server said", Null)),
            ("sender", Subject),
            ("about", Plain),
            ("user_id", Subject),
            ("recipient_key", Handled("the address, as it is compared", "goes with its row")),
            ("unanswered", Plain),
            ("sent_at", Time),
            ("refusal", Plain),
        ],
    },
    Table {
        name: "removals",
        about: Some("user_id"),
        by: &["removed_by"],
        rows: Rows::Go,
        columns: &[
            ("id", Plain),
            ("user_id", Subject),
            ("account_id", Plain),
            ("removed_by", Subject),
            ("removed_at", Time),
            ("keep_until", Time),
            ("removal_request_id", Plain),
            ("affiliated_since", Time),
            ("roles", Plain),
            ("explicit_country", Personal("the country that an administrator had set", Null)),
            ("directory_country", Personal("the country that the company's directory had", Null)),
            ("group_ids", Plain),
            ("needs_consent", Flag),
            ("undone_at", Time),
        ],
    },
    stays(
        "removal_requests",
        &["to_user_id", "blocked_by"],
        &[
            ("id", Plain),
            ("user_id", Subject),
            ("account_id", Plain),
            ("state", Plain),
            ("route", Plain),
            ("to_user_id", Subject),
            ("reason", Words("why the person wants to leave", Null)),
            ("note", Words("what the person wrote beside it", Null)),
            ("submitted_at", Time),
            ("seen_at", Time),
            ("ended_at", Time),
            ("expires_at", Time),
            ("blockers", Plain),
            ("blocked_by", Subject),
            ("decline_reason", Words("why an administrator declined; also where the person was that administrator", Null)),
            ("service_request_id", Plain),
            ("reminders", Plain),
        ],
    ),
    stays(
        "service_requests",
        &[],
        &[
            ("id", Plain),
            ("user_id", Subject),
            ("account_id", Plain),
            ("state", Plain),
            ("text", Words("what the person wrote to support", Empty)),
            ("opened_at", Time),
            ("answer", Words("what support answered", Null)),
            ("answered_at", Time),
        ],
    ),
    stays(
        "transfers",
        &["offered_by"],
        &[
            ("id", Plain),
            ("account_id", Plain),
            ("user_id", Subject),
            ("email", Personal(NAMED_BY, Empty)),
            ("state", Plain),
            ("offered_by", Subject),
            ("roles", Plain),
            ("country", Personal("the country that was held out", Null)),
            ("offered_at", Time),
            ("expires_at", Time),
            ("accepted_at", Time),
            ("ended_at", Time),
            ("removal_request_id", Plain),
        ],
    ),
    stays(
        "invitations",
        &["invited_by"],
        &[
            ("id", Plain),
            ("account_id", Plain),
            ("user_id", Subject),
            ("email", Personal(NAMED_BY, Empty)),
            ("state", Plain),
            ("invited_by", Subject),
            ("roles", Plain),
            ("country", Personal("the country that was held out", Null)),
            ("invited_at", Time),
            ("sent_at", Time),
            ("expires_at", Time),
            ("ended_at", Time),
            ("removal_id", Plain),
            ("token_hash", Plain),
        ],
    ),
    stays(
        "check_outs",
        &["answered_by"],
        &[
            ("id", Plain),
            ("account_id", Plain),
            ("user_id", Subject),
            ("product_id", Plain),
            ("machine_id", Personal("the person's computer", Empty)),
            ("machine_name", Words("the name of the computer", Empty)),
            ("state", Plain),
            ("days", Plain),
            ("asked_at", Time),
            ("until_at", Time),
            ("answered_at", Time),
            ("answered_by", Subject),
            ("reason", Words("why an administrator declined; also where the person was that administrator", Null)),
            ("ended_at", Time),
            ("document", Personal("what was signed for the person's computer", Null)),
        ],
    ),
    nobody(
        "audit_events",
        &[
            ("id", Plain),
            ("account_id", Plain),
            ("at", Time),
            ("actor", Subject),
            ("action", Plain),
            ("subject", Subject),
            ("before", Handled("what was so before", "goes where the event is about the person or names them; its digest stays")),
            ("after", Handled("what was so after", "the same")),
            ("because", Handled("the reason that somebody gave", "the same; also where the person gave it")),
            ("request_id", Plain),
            ("chain", Plain),
            ("sequence", Plain),
            ("previous_hash", Plain),
            ("hash", Plain),
            ("encoding", Plain),
            ("before_salt", Handled("what keeps the digest from being tried out", "goes with its value")),
            ("after_salt", Handled("the same", "the same")),
            ("because_salt", Handled("the same", "the same")),
        ],
    ),
    nobody("erased_values", &[("event_id", Plain), ("field", Plain), ("digest", Plain), ("erased_by", Plain)]),
    nobody("audit_chains", &[("chain", Plain), ("length", Plain), ("hash", Plain), ("signed_length", Plain), ("signed_head", Plain)]),
    nobody(
        "account_groups",
        &[
            ("id", Plain),
            ("account_id", Plain),
            ("name", Words("the name of a group", Empty)),
            ("name_key", Handled("the same, as it is compared", "becomes the group's id where the name held the person's")),
            ("roles", Plain),
            ("version", Plain),
            ("changed_at", Time),
        ],
    ),
    nobody(
        "operator_answers",
        &[
            ("client", Plain),
            ("idempotency_key", Plain),
            ("request_hash", Plain),
            ("effect", Plain),
            ("tag", Plain),
            ("body", Handled("what an order system was answered, to be repeated", "an answer that names the person goes with its row")),
            ("answered_at", Time),
        ],
    ),
    nobody(
        "accounts",
        &[
            ("id", Plain),
            ("name", Company("the account's name")),
            ("federation", Plain),
            ("it_contact", Handled("the address of the account's IT", "goes where it is the person's")),
            ("last_synchronised", Time),
            ("offline_days", Plain),
            ("version", Plain),
            ("changed_at", Time),
            ("automatic_approval", Flag),
            ("source", Plain),
            ("closed_at", Time),
        ],
    ),
    nobody("account_domains", &[("domain", Company("a domain of the account")), ("account_id", Plain), ("source", Plain)]),
    nobody("contract_countries", &[("account_id", Plain), ("country", Plain), ("annual_revenue", Plain), ("source", Plain)]),
    nobody(
        "entitlements",
        &[
            ("id", Plain),
            ("account_id", Plain),
            ("product_id", Plain),
            ("edition", Plain),
            ("usage_type", Plain),
            ("countries", Plain),
            ("roles", Plain),
            ("seats", Plain),
            ("starts_at", Time),
            ("ends_at", Time),
            ("grace_days", Plain),
            ("group_ids", Plain),
            ("source", Plain),
        ],
    ),
    nobody(
        "products",
        &[("id", Plain), ("name", Plain), ("usage_type", Plain), ("free_to_all", Flag), ("source", Plain), ("retired", Flag)],
    ),
    nobody("catalogue", &[("id", Plain), ("version", Plain), ("changed_at", Time)]),
    nobody("sequences", &[("name", Plain), ("value", Plain)]),
    nobody("facts", &[("name", Plain), ("value", Plain)]),
    nobody("notices", &[("id", Plain), ("notice", Plain), ("sent_at", Time)]),
    nobody("leases", &[("name", Plain), ("holder", Plain), ("until", Time), ("due_at", Time)]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, TxOn};
    use std::collections::BTreeSet;

    const BEGIN: &str = "<!-- columns -->\n";
    const END: &str = "<!-- end of columns -->\n";

    /// Every column that a database has, but for those of the migrator.
    async fn columns(address: &str) -> BTreeSet<(String, String)> {
        let store = Store::open(address).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let found: Vec<(String, String)> = match &mut tx.on {
            TxOn::Lite(tx) => {
                let all = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'";
                sqlx::query_as(all).fetch_all(&mut **tx).await.unwrap()
            }
            TxOn::Pg(tx) => {
                let all = "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns \
                           WHERE table_schema = current_schema()";
                sqlx::query_as(all).fetch_all(&mut **tx).await.unwrap()
            }
        };
        found.into_iter().filter(|it| it.0 != "_sqlx_migrations" && !it.0.starts_with("sqlite_")).collect()
    }

    #[tokio::test]
    async fn every_column_of_both_databases_is_classified() {
        let listed: Vec<_> =
            TABLES.iter().flat_map(|table| table.columns.iter().map(|it| (table.name.to_owned(), it.0.to_owned()))).collect();
        let known: BTreeSet<_> = listed.iter().cloned().collect();
        assert_eq!(known.len(), listed.len(), "each once");
        let folder = tempfile::tempdir().unwrap();
        let mut databases = vec![format!("sqlite:{}", folder.path().join("d.sqlite3").display())];
        #[cfg(unix)]
        databases.push(domicile_test_postgres::database().unwrap());
        for database in databases {
            let there = columns(&database).await;
            let missing: Vec<_> = there.difference(&known).collect();
            assert!(missing.is_empty(), "say in store/personal_data.rs what these hold of people: {missing:?}");
            let gone: Vec<_> = known.difference(&there).collect();
            assert!(gone.is_empty(), "no such columns: {gone:?}");
        }
    }

    #[test]
    fn who_a_row_is_about_is_a_column_with_an_id() {
        for table in TABLES {
            assert_eq!(table.about.is_some(), table.rows != Rows::None, "{}", table.name);
            for column in table.about.iter().chain(table.by) {
                assert!(table.columns.contains(&(column, Subject)), "{}.{column}", table.name);
            }
        }
    }

    fn printed() -> String {
        let mut text = "| Column | What it holds | What erasing does |\n| --- | --- | --- |\n".to_owned();
        for table in TABLES {
            for (column, kind) in table.columns {
                let (holds, erasing) = match *kind {
                    Plain | Flag | Time | Subject => continue,
                    Personal(what, _) if table.rows == Rows::Go => (what, "goes with its row"),
                    Personal(what, Empty) => (what, "becomes empty"),
                    Personal(what, Null) => (what, "goes"),
                    Words(what, _) if table.rows == Rows::None => (what, "the person is taken out of it"),
                    Words(what, _) if table.rows == Rows::Go => (what, "goes with its row; the person is taken out of others' rows"),
                    Words(what, _) => (what, "goes; the person is taken out of others' rows"),
                    Company(what) => (what, "stays; the command says where it names the person"),
                    Handled(what, how) => (what, how),
                };
                text.push_str(&format!("| `{}.{column}` | {holds} | {erasing} |\n", table.name));
            }
        }
        text
    }

    #[test]
    fn the_page_prints_every_column() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/privacy.md");
        let page = std::fs::read_to_string(&path).unwrap();
        let (before, rest) = page.split_once(BEGIN).unwrap();
        let (list, after) = rest.split_once(END).unwrap();
        if std::env::var_os("DOMICILE_RECORD").is_some() {
            std::fs::write(&path, format!("{before}{BEGIN}{}{END}{after}", printed())).unwrap();
        } else {
            assert_eq!(list, printed(), "docs/privacy.md is not what the code says: DOMICILE_RECORD=1 writes it anew");
        }
    }
}
