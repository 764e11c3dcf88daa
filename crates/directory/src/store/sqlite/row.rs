//! Rows as values: the same types for both databases.

use rusqlite::{Result, Row};

/// What can be made of a row.
pub(crate) trait FromSqliteRow: Sized {
    /// Reads a row.
    ///
    /// # Errors
    /// A column is not there, or holds something else.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

macro_rules! tuples {
    ($($($name:ident)+;)*) => {
        $(impl<$($name: rusqlite::types::FromSql),+> FromSqliteRow for ($($name,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                let mut columns = 0..;
                Ok(($(row.get::<_, $name>(columns.next().unwrap_or_default())?,)+))
            }
        })*
    };
}

tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
}

/// Declares what a row is made into, on either database: each field is the column of its name.
macro_rules! table_row {
    ($(#[$about:meta])* $shown:vis struct $name:ident { $($(#[$of_field:meta])* $field_shown:vis $field:ident: $type:ty),* $(,)? }) => {
        $(#[$about])*
        #[derive(sqlx::FromRow)]
        $shown struct $name { $($(#[$of_field])* $field_shown $field: $type),* }

        impl $crate::store::sqlite::FromSqliteRow for $name {
            fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
                Ok(Self { $($field: row.get(stringify!($field))?),* })
            }
        }
    };
}
