//! Check-outs at the real workstation: with the service, and by file for computers without a network.

#[cfg(test)]
mod tests;

use super::Workstation;
use crate::backend::CheckOuts;
use crate::client::{Client, PolicyAnswer};
use crate::data_dir::DataDir;
use crate::downloads::{self, Readers};
use crate::failure::{Cause, Failure};
use crate::offline_files::{self, Imported, LicenceFile, OfflineFile, RequestFile, ReturnFile};
use crate::offline_returns::OfflineReturns;
use crate::{machine, refresh};
use async_trait::async_trait;
use domicile_model::wire::{AskCheckOut, CheckOutMachine, MyCheckOut};
use domicile_policy::cache::{Cache, Reading, Received};
use domicile_policy::machine::fingerprint;
use domicile_policy::root::Root;
use domicile_policy::time::Clock;
use domicile_policy::verify::Expected;
use jiff::Timestamp;
use std::path::PathBuf;

/// The service's word that it knows no such thing, or that it is over.
fn is(failure: &Failure, status: u16, code: Option<&str>) -> bool {
    failure.problem().is_some_and(|it| it.status == status && code.is_none_or(|code| it.code == code))
}

impl Workstation {
    /// Runs something that waits for the disk where it keeps nobody else waiting.
    async fn on_disk<T, F>(&self, work: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce(&DataDir, &Root, &Clock) -> Result<T, Cause> + Send + 'static,
    {
        let (data_dir, root, clock) = (self.data_dir.clone(), self.root.clone(), (self.clocks)());
        let done = tokio::task::spawn_blocking(move || work(&data_dir, &root, &clock)).await;
        Ok(done.map_err(|it| Cause::Unexpected { reason: it.to_string() })??)
    }

    async fn reading(&self) -> Result<Reading, Failure> {
        self.on_disk(|data_dir, root, clock| Ok(refresh::read(data_dir, root, clock))).await
    }

    /// This computer, as the service knows it for this person.
    async fn this_machine(&self, subject: &str) -> Result<CheckOutMachine, Failure> {
        let id = self.on_disk(|data_dir, _, _| machine::id(data_dir)).await?;
        Ok(CheckOutMachine { id: fingerprint(&id, self.root.issuer(), subject), name: machine::name() })
    }

    /// The directory's id of whoever is signed in, without asking anybody: `None` where nobody is.
    async fn signed_in_as(&self) -> Option<String> {
        let service = self.settings.read().ok()?.service_url.value.clone()?;
        let known = self.cached().filter(|it| it.service == service);
        match self.sessions.info(&service).await {
            Ok(who) => known.filter(|it| who.is_some_and(|who| it.is_of(&service, &who))),
            // A password store that does not answer is no sign that nobody is: the last one who was here counts.
            Err(_) => known,
        }
        .map(|it| it.me.user.id.to_string())
    }

    async fn drop_here(&self, ids: Vec<String>) -> Result<(), Failure> {
        self.on_disk(move |data_dir, root, clock| {
            let cache = Cache::at(&data_dir.policy());
            ids.iter().try_for_each(|id| cache.drop_check_out(root, id, clock).map(drop).map_err(|it| refresh::cause(&it)))
        })
        .await
    }

    /// A file that the service is to be told of: it must be of this service, and of whoever is signed in.
    async fn is_theirs(&self, issuer: &str, subject: &str) -> Result<(), Failure> {
        if issuer != self.root.issuer() {
            return Err(Cause::FileOfAnotherService { issuer: issuer.to_owned() }.into());
        }
        if self.check_sign_in().await? != subject {
            return Err(Cause::FileOfAnotherPerson { person: subject.to_owned() }.into());
        }
        Ok(())
    }

    async fn ask_for(&self, file: RequestFile) -> Result<Imported, Failure> {
        self.is_theirs(&file.issuer, &file.subject).await?;
        let ask = AskCheckOut { product: file.product, machine: file.machine, days: file.days };
        Ok(Imported::Asked(Box::new(self.client()?.request_check_out(&ask).await?)))
    }

    /// Puts licences in place that were carried here. Everything is verified by the policy's own rules; what does not fit this person and
    /// this computer changes nothing.
    async fn take_in(&self, file: LicenceFile) -> Result<Imported, Failure> {
        let subject = file.subject().ok_or(Cause::FileDamaged)?;
        if self.signed_in_as().await.is_some_and(|it| it != subject) {
            return Err(Cause::FileOfAnotherPerson { person: subject }.into());
        }
        let this = self.this_machine(&subject).await?;
        if this.id != file.machine.id {
            return Err(Cause::FileOfAnotherMachine { name: file.machine.name }.into());
        }
        let expected = Expected { issuer: self.root.issuer().to_owned(), subject, machine: this.id };
        let reading = self
            .on_disk(move |data_dir, root, clock| {
                let keys = serde_json::to_vec(&file.keys).map_err(|_| Cause::FileDamaged)?;
                let received = Received { policy: file.policy.as_bytes(), keyset: Some(&keys), etag: None, server_time: None };
                data_dir.prepare()?;
                let cache = Cache::at(&data_dir.policy());
                cache.store(root, &expected, &received, clock).map_err(|it| refresh::cause(&it))?;
                // Beside those that are here: what the file lacks says nothing.
                let here = cache.read(root, clock, None).check_outs;
                let documents: Vec<String> = here.iter().map(|it| it.document().to_owned()).chain(file.check_outs).collect();
                let mut reading = cache.keep_check_outs(root, &documents, clock).map_err(|it| refresh::cause(&it))?;
                // One that was given back here stays so, though the file was made before the service knew.
                let returns = OfflineReturns::load(data_dir);
                let here: Vec<String> = reading.check_outs.iter().map(|it| it.claims().jti.clone()).collect();
                for id in here.iter().filter(|it| returns.has(it)) {
                    reading = cache.drop_check_out(root, id, clock).map_err(|it| refresh::cause(&it))?;
                }
                Ok(reading)
            })
            .await?;
        let checked_out = reading.check_outs.iter().filter(|it| reading.now < it.claims().exp).map(|it| it.claims().name.clone());
        let valid_until = reading.policy.as_ref().and_then(|it| Timestamp::from_second(it.claims().exp).ok());
        Ok(Imported::Licences { checked_out: checked_out.collect(), valid_until })
    }

    async fn tell_return(&self, file: ReturnFile) -> Result<Imported, Failure> {
        self.is_theirs(&file.issuer, &file.subject).await?;
        let client = self.client()?;
        let known = client.check_outs(None).await?;
        for it in known.iter().filter(|it| file.ids.iter().any(|id| id == it.id.as_str())) {
            if it.machine.id != file.machine.id {
                return Err(Cause::FileOfAnotherMachine { name: it.machine.name.clone() }.into());
            }
        }
        let mut returned = Vec::new();
        for id in &file.ids {
            match client.return_check_out(id).await {
                Ok(it) => returned.push(it),
                // It ended meanwhile, or the file was opened before; or the service knows nothing of it, as after a restored backup.
                Err(failure) if is(&failure, 409, Some("check_out_closed")) || is(&failure, 404, None) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(Imported::Returned(returned))
    }
}

/// The policy for another computer of the person, whatever is known here of any.
async fn policy_for(client: &Client, machine: &CheckOutMachine) -> Result<String, Failure> {
    match client.policy(&machine.id, &machine.name, None, &|| ()).await? {
        PolicyAnswer::Policy { bytes, .. } => String::from_utf8(bytes).map_err(|it| Cause::PolicyInvalid { reason: it.to_string() }.into()),
        PolicyAnswer::NotModified { .. } => Err(Cause::Unexpected { reason: "an answer to a question nobody asked".to_owned() }.into()),
    }
}

#[async_trait]
impl CheckOuts for Workstation {
    async fn check_outs(&self) -> Result<Vec<MyCheckOut>, Failure> {
        self.client()?.check_outs(None).await
    }

    async fn request_check_out(&self, product: &str, days: u16) -> Result<MyCheckOut, Failure> {
        let subject = self.check_sign_in().await?;
        let machine = self.this_machine(&subject).await?;
        self.client()?.request_check_out(&AskCheckOut { product: product.to_owned(), machine, days }).await
    }

    async fn withdraw_check_out(&self, id: &str) -> Result<MyCheckOut, Failure> {
        self.client()?.withdraw_check_out(id).await
    }

    async fn return_check_out(&self, id: &str) -> Result<MyCheckOut, Failure> {
        let result = self.client()?.return_check_out(id).await;
        if result.as_ref().map_or_else(|it| is(it, 409, Some("check_out_closed")), |_| true) {
            self.drop_here(vec![id.to_owned()]).await?;
        }
        result
    }

    async fn import_file(&self, text: &str) -> Result<Imported, Failure> {
        match offline_files::parse(text)? {
            OfflineFile::Request(file) => self.ask_for(file).await,
            OfflineFile::Licences(file) => self.take_in(*file).await,
            OfflineFile::Return(file) => self.tell_return(file).await,
        }
    }

    async fn request_file(&self, product: &str, days: u16, subject: Option<&str>) -> Result<String, Failure> {
        let known = match subject.map(str::trim).filter(|it| !it.is_empty()) {
            Some(subject) => Some(subject.to_owned()),
            None => match self.signed_in_as().await {
                Some(subject) => Some(subject),
                None => self.reading().await?.expected.map(|it| it.subject),
            },
        };
        let subject = known.ok_or(Cause::PersonNotKnown)?;
        let machine = self.this_machine(&subject).await?;
        Ok(offline_files::write(&RequestFile::new(self.root.issuer().to_owned(), subject, machine, product.to_owned(), days))?)
    }

    async fn licence_file(&self, machine: &CheckOutMachine) -> Result<String, Failure> {
        self.check_sign_in().await?;
        let client = self.client()?;
        let policy = policy_for(&client, machine).await?;
        let keys = serde_json::from_slice(&client.policy_keys().await?).map_err(|it| Cause::PolicyInvalid { reason: it.to_string() })?;
        let all = client.check_outs(Some(&machine.id)).await?;
        let documents = all.into_iter().filter(|it| it.machine.id == machine.id).filter_map(|it| it.document);
        Ok(offline_files::write(&LicenceFile::new(machine.clone(), policy, keys, documents.collect()))?)
    }

    async fn return_file(&self, ids: &[String]) -> Result<String, Failure> {
        let reading = self.reading().await?;
        let lacking = ids.iter().find(|id| reading.check_outs.iter().all(|it| it.claims().jti != **id));
        if let Some(id) = lacking {
            return Err(Cause::NotCheckedOut { product: id.clone() }.into());
        }
        let whom = reading.expected.ok_or(Cause::PersonNotKnown)?;
        let machine = CheckOutMachine { id: whom.machine, name: machine::name() };
        Ok(offline_files::write(&ReturnFile::new(whom.issuer, whom.subject, machine, ids.to_vec()))?)
    }

    async fn mark_returned(&self, ids: &[String]) -> Result<(), Failure> {
        let noted = ids.to_vec();
        // Noted first: what is gone here must not come back by itself.
        self.on_disk(move |data_dir, _, _| OfflineReturns::load(data_dir).add(data_dir, &noted)).await?;
        self.drop_here(ids.to_vec()).await
    }

    fn save_file(&self, name: &str, text: &str, readers: Readers) -> Result<PathBuf, Failure> {
        let folder = self.downloads.clone().ok_or(Cause::NoHome)?;
        Ok(downloads::save(&folder, name, text, readers)?)
    }
}
