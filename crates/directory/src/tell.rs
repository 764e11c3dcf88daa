//! Telling people that something of theirs changed, once the change lasts. Who hears it is in `hub`; between instances that share a
//! PostgreSQL database, see `store::notices`.

use crate::notice::{Notice, Topic};
use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::{accounts, notices};
use domicile_model::id::{AccountId, UserId};

impl WriteContext<'_> {
    /// Tells the person, once this change lasts, that something of theirs changed.
    pub(crate) async fn tell(&mut self, user: &UserId) -> Result<(), Problem> {
        self.notice(Notice::Person(user.clone(), Topic::Me)).await
    }

    /// Tells the administrators of an account, once this change lasts, that something they look after changed.
    pub(crate) async fn tell_administrators(&mut self, account: &AccountId) -> Result<(), Problem> {
        for it in accounts::administrators(self.tx, account).await?.into_iter().filter(|it| !it.locked) {
            self.notice(Notice::Person(it.id, Topic::Inbox)).await?;
        }
        Ok(())
    }

    /// Tells everybody who belongs to the account, once this change lasts, that their policies changed.
    pub(crate) async fn tell_account(&mut self, account: &AccountId) -> Result<(), Problem> {
        self.notice(Notice::Account(account.clone())).await
    }

    /// Tells everybody, once this change lasts, that their policies changed.
    pub(crate) async fn tell_everybody(&mut self) -> Result<(), Problem> {
        self.notice(Notice::Everybody).await
    }

    async fn notice(&mut self, notice: Notice) -> Result<(), Problem> {
        if self.notices.contains(&notice) {
            return Ok(());
        }
        notices::send(self.tx, &notice, self.now).await?;
        self.notices.push(notice);
        Ok(())
    }
}
