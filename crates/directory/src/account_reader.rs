//! Reading an account: who asks is found out and checked before anything is read.

use crate::authorisation::{administrator_of, sees_groups};
use crate::problem::{Code, Problem};
use crate::service::Service;
use crate::store::Tx;
use crate::store::accounts::Account;
use crate::store::users::{self, User};
use domicile_model::id::{AccountId, UserId};

/// A consistent view for somebody who may read this account.
pub(crate) struct AccountReader {
    pub(crate) tx: Tx,
    pub(crate) reader: User,
    pub(crate) account: Account,
}

impl AccountReader {
    /// For an administrator.
    pub(crate) async fn administrator(service: &Service, caller: &UserId, account: &AccountId) -> Result<Self, Problem> {
        let mut tx = service.dependencies().store.read().await?;
        let reader = administrator_of(&mut tx, caller, account).await?;
        Self::of(tx, reader)
    }

    /// For an administrator, or somebody who may change group membership.
    pub(crate) async fn groups(service: &Service, caller: &UserId, account: &AccountId) -> Result<Self, Problem> {
        let mut tx = service.dependencies().store.read().await?;
        let reader = sees_groups(&mut tx, caller, account).await?;
        Self::of(tx, reader)
    }

    fn of(tx: Tx, reader: User) -> Result<Self, Problem> {
        let account = reader.account.clone().ok_or_else(|| Problem::new(Code::NotFound))?;
        Ok(Self { tx, reader, account })
    }

    /// Somebody of the account.
    pub(crate) async fn member(&mut self, user: &UserId) -> Result<User, Problem> {
        let user = users::get(&mut self.tx, user).await?;
        let here = user.filter(|it| it.account.as_ref().is_some_and(|it| it.id == self.account.id));
        here.ok_or_else(|| Problem::new(Code::NotFound))
    }
}
