//! Every column of every table, and what it holds of people. The one list: erasing and exporting go through it, `docs/privacy.md` prints it,
//! and a test holds it against the tables of both databases. So a new column is classified, or the tests are red.

mod tables;

pub(crate) use tables::TABLES;

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

#[cfg(test)]
mod tests {
    use super::Erased::{Empty, Null};
    use super::Kind::{Company, Flag, Handled, Personal, Plain, Subject, Time, Words};
    use super::*;
    use crate::store::{Store, TxOn};
    use std::collections::BTreeSet;

    const BEGIN: &str = "<!-- columns -->\n";
    const END: &str = "<!-- end of columns -->\n";

    /// Every column that a database has, but for those of the migrator.
    async fn columns(address: &str) -> BTreeSet<(String, String)> {
        let store = Store::open(address).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let all = match &tx.on {
            TxOn::Lite(_) => "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
            TxOn::Pg(_) => {
                "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns \
                 WHERE table_schema = current_schema()"
            }
        };
        let found = rows!(&mut tx, (String, String), all).unwrap();
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
