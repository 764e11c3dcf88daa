//! What PostgreSQL knows of how large its tables are. It plans a statement once and keeps the plan; whoever fills empty tables would go on
//! reading them from end to end, until the server itself looks again a minute later.

use super::backend::within_limit;
use super::{Pools, Store, StoreError};
use std::time::Duration;

const GATHER: &str = "ANALYZE";
/// Tables of any size are sampled; on a busy disk that may take a while.
const LIMIT: Duration = Duration::from_secs(120);

impl Store {
    /// Has the server look at how large its tables are, and plan anew. SQLite plans without.
    pub(crate) async fn gather_statistics(&self) -> Result<(), StoreError> {
        match &self.pools {
            Pools::Lite { .. } => Ok(()),
            Pools::Pg { pool, .. } => {
                within_limit(LIMIT, sqlx::query(GATHER).execute(pool)).await?;
                Ok(())
            }
        }
    }
}
