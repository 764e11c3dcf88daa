//! What every verb works with: the words, the output, the workstation, and how long the service may take to answer.

use crate::output::Output;
use crate::problem::Problem;
use domicile_model::wire::{Me, RemovalRequest};
use domicile_workstation::api::MeApi;
use domicile_workstation::backend::Backend;
use domicile_workstation::failure::{Cause, Failure};
use domicile_workstation::present::Say;
use std::time::Duration;

/// What a verb is given.
pub(crate) struct Context<'a> {
    pub(crate) say: Say<'static>,
    pub(crate) output: &'a Output,
    pub(crate) backend: &'a dyn Backend,
    /// Whether a question may be asked on a terminal.
    pub(crate) may_ask: bool,
    /// How long the service may take to answer before the last answer is taken.
    pub(crate) patience: Duration,
}

impl Context<'_> {
    pub(crate) fn problem(&self, failure: &Failure) -> Box<Problem> {
        Problem::of(self.say, failure)
    }

    /// That there is a service to ask. Broken settings, or none, are said as what they are, not as nobody being signed in.
    pub(crate) fn require_service(&self) -> Result<(), Box<Problem>> {
        let settings = self.backend.settings();
        match (settings.service_url.value, settings.problem) {
            (Some(_), _) => Ok(()),
            (None, Some(problem)) => Err(self.problem(&problem)),
            (None, None) => Err(self.problem(&Cause::NoService.into())),
        }
    }

    /// The service's address, where one is set.
    pub(crate) fn service_url(&self) -> Option<String> {
        self.backend.settings().service_url.value.map(|it| it.to_string())
    }

    /// The service's host name; empty where no address is set.
    pub(crate) fn service_host(&self) -> String {
        self.backend.settings().service_url.value.and_then(|it| it.host_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The person's record, fresh from the service.
    pub(crate) async fn me(&self) -> Result<Me, Box<Problem>> {
        self.backend.me().await.map_err(|it| self.problem(&it))
    }

    /// The person's side of the service.
    pub(crate) fn me_api(&self) -> Result<Box<dyn MeApi>, Box<Problem>> {
        self.backend.me_api().map_err(|it| self.problem(&it))
    }

    pub(crate) async fn removals(&self) -> Result<Vec<RemovalRequest>, Box<Problem>> {
        self.me_api()?.removals().await.map_err(|it| self.problem(&it))
    }
}
