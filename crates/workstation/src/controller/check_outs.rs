//! What the person asks for about check-outs, with the service or by file; and reading theirs.

#![deny(clippy::wildcard_enum_match_arm, reason = "a forgotten request must not compile")]

use super::{Controller, Event, Integration};
use crate::backend::Backend;
use crate::downloads::Readers;
use crate::failure::{Cause, Failure};
use crate::offline_files::Imported;
use crate::request::CheckOutRequest;
use crate::state::{Notice, Session};
use domicile_model::wire::{CheckOutMachine, MyCheckOut};

/// What was done: the message that says so, and the name in it.
#[derive(Debug)]
pub(super) struct Done {
    message: &'static str,
    name: String,
}

impl Done {
    fn new(message: &'static str, name: impl Into<String>) -> Self {
        Self { message, name: name.into() }
    }
}

impl<I: Integration> Controller<I> {
    pub(super) fn check_out(&mut self, request: CheckOutRequest) {
        if !self.may_begin(&request) {
            return;
        }
        let machine = self.machine_of(&request);
        let person = self.person;
        self.beside(|backend| async move { Event::CheckOutDone { person, result: execute(&*backend, request, machine).await } });
    }

    /// One thing at a time; what the service is needed for takes somebody who is signed in.
    fn may_begin(&mut self, request: &CheckOutRequest) -> bool {
        match request {
            CheckOutRequest::OpenFile { .. } | CheckOutRequest::SaveRequest { .. } | CheckOutRequest::SaveReturn { .. } => {
                if self.sending {
                    return false;
                }
                self.state.problem = None;
                self.state.notice = None;
                self.sending = true;
                true
            }
            CheckOutRequest::Ask { .. }
            | CheckOutRequest::Withdraw { .. }
            | CheckOutRequest::Return { .. }
            | CheckOutRequest::SaveLicences { .. } => self.may_send(),
        }
    }

    /// The other computer that licences are saved for.
    fn machine_of(&self, request: &CheckOutRequest) -> Option<CheckOutMachine> {
        let CheckOutRequest::SaveLicences { id } = request else { return None };
        self.state.check_outs.iter().find(|it| it.id.as_str() == id).map(|it| it.machine.clone())
    }

    pub(super) fn check_out_done(&mut self, result: Result<Done, Failure>) {
        self.sending = false;
        match result {
            Ok(Done { message, name }) => self.state.confirm(Notice::Done { message, name }),
            Err(failure) => self.failed(failure),
        }
        // Whatever came of it: what stands now is read anew.
        self.check_outs_of.forget();
        if self.state.session == Session::SignedIn {
            self.check();
        }
    }

    /// Reads the person's check-outs where one of them may have changed since.
    pub(super) fn read_check_outs(&mut self) {
        let version = self.state.me.known().map(|me| me.policy_version);
        if !self.check_outs_of.is_news(version) {
            return;
        }
        let person = self.person;
        self.beside(|backend| async move { Event::CheckOutsRead { person, result: backend.check_outs().await } });
    }

    pub(super) fn check_outs_read(&mut self, result: Result<Vec<MyCheckOut>, Failure>) {
        match result {
            Ok(all) => self.state.check_outs = all,
            Err(failure) => {
                tracing::info!(%failure, "the check-outs were not read");
                // A service of a version that knows none is not asked at every turn.
                if failure.problem().is_none_or(|it| it.status != 404) {
                    self.check_outs_of.forget();
                }
            }
        }
    }
}

async fn execute(backend: &dyn Backend, request: CheckOutRequest, machine: Option<CheckOutMachine>) -> Result<Done, Failure> {
    match request {
        CheckOutRequest::Ask { product, days } => {
            backend.request_check_out(&product, days).await.map(|it| Done::new("notice-check-out-asked", it.product.name))
        }
        CheckOutRequest::Withdraw { id } => {
            backend.withdraw_check_out(&id).await.map(|it| Done::new("notice-check-out-withdrawn", it.product.name))
        }
        CheckOutRequest::Return { id } => {
            backend.return_check_out(&id).await.map(|it| Done::new("notice-check-out-returned", it.product.name))
        }
        CheckOutRequest::OpenFile { text } => backend.import_file(&text).await.map(confirmation),
        CheckOutRequest::SaveRequest { product, days } => {
            let text = backend.request_file(&product, days, None).await?;
            save(backend, &format!("domicile-request-{product}.json"), &text, Readers::Anyone, "notice-request-saved")
        }
        CheckOutRequest::SaveLicences { id } => {
            // It ended since it was shown.
            let machine = machine.ok_or(Cause::NotCheckedOut { product: id })?;
            let text = backend.licence_file(&machine).await?;
            save(backend, &format!("domicile-licences-{}.json", machine.name), &text, Readers::OwnerOnly, "notice-licences-saved")
        }
        CheckOutRequest::SaveReturn { id } => {
            let ids = [id];
            let text = backend.return_file(&ids).await?;
            let done = save(backend, "domicile-return.json", &text, Readers::Anyone, "notice-return-saved")?;
            // Only once the file is there: a check-out that is gone without it could be told to nobody.
            backend.mark_returned(&ids).await?;
            Ok(done)
        }
    }
}

fn save(backend: &dyn Backend, name: &str, text: &str, readers: Readers, message: &'static str) -> Result<Done, Failure> {
    Ok(Done::new(message, backend.save_file(name, text, readers)?.display().to_string()))
}

fn confirmation(opened: Imported) -> Done {
    match opened {
        Imported::Asked(it) => Done::new("notice-check-out-asked", it.product.name),
        Imported::Licences { .. } => Done::new("notice-licences-taken", ""),
        Imported::Returned(_) => Done::new("notice-returns-told", ""),
    }
}
