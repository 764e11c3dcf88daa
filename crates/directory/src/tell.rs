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
        self.notice(Notice { user: user.clone(), topic: Topic::Me }).await
    }

    /// Tells the administrators of an account, once this change lasts, that something they look after changed.
    pub(crate) async fn tell_administrators(&mut self, account: &AccountId) -> Result<(), Problem> {
        for it in accounts::administrators(self.tx, account).await?.into_iter().filter(|it| !it.locked) {
            self.notice(Notice { user: it.id, topic: Topic::Inbox }).await?;
        }
        Ok(())
    }

    async fn notice(&mut self, notice: Notice) -> Result<(), Problem> {
        if self.notices.contains(&notice) {
            return Ok(());
        }
        notices::send(self.tx, &notice).await?;
        self.notices.push(notice);
        Ok(())
    }
}
