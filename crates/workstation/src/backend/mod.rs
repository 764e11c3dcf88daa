//! What a workstation can do, as one trait: the seam between those who decide (controller, CLI) and what really happens
//! (`Workstation`). Tests of the controller put a recorded one in its place.

mod check_outs;

pub use check_outs::CheckOuts;

use crate::api::{AdminApi, MeApi, OnChange};
use crate::failure::Failure;
use crate::invitation::Invited;
use crate::refresh::{OnPhase, Outcome};
use crate::session::{OnPrompt, SessionInfo, SignedOut};
use crate::settings::Settings;
use crate::state::PolicySnapshot;
use crate::vocabulary::{NotificationsView, Theme};
use crate::watch::OnFiles;
use async_trait::async_trait;
use domicile_model::wire::Me;
use domicile_words::Language;
use std::path::Path;
use tokio_util::sync::CancellationToken;

/// Everything that window, tray, CLI and timers can ask of this computer. No method shows anything; none waits without a limit.
#[async_trait]
pub trait Backend: CheckOuts + Send + Sync + 'static {
    /// The settings in force.
    fn settings(&self) -> Settings;

    /// Reads the settings again: the person, or another program, may have put them right.
    fn reload_settings(&self);

    /// The data folder.
    fn data_folder(&self) -> &Path;

    /// Sets the theme in the person's settings file.
    fn set_theme(&self, theme: Theme) -> Result<(), Failure>;

    /// Sets what the desktop may say in the person's settings file.
    fn set_notifications(&self, notifications: NotificationsView) -> Result<(), Failure>;

    /// Sets the language in the person's settings file; `None` is the system's.
    fn set_language(&self, language: Option<Language>) -> Result<(), Failure>;

    /// From now on the service is asked in this language, and so are the pages that the browser shows after signing in.
    fn speak(&self, language: Language);

    /// Sets the address of the service in the person's settings file. Only while nobody is signed in.
    async fn set_service_url(&self, url: &str) -> Result<(), Failure>;

    /// The kept session, without asking the network: `None` where nobody is signed in. [`SessionInfo::ended`] tells whether it can still
    /// be used.
    async fn session(&self) -> Result<Option<SessionInfo>, Failure>;

    /// Signs in through the system browser. The prompt carries the address to open by hand. Ends with the kept session. A second
    /// attempt, by browser or code, ends the first with `superseded`; `cancel` ends it with `cancelled`; nothing is stored then.
    async fn sign_in_browser(&self, hint: Option<String>, prompt: OnPrompt, cancel: CancellationToken) -> Result<SessionInfo, Failure>;

    /// Signs in with a code on another machine (RFC 8628). `hint` travels in `verification_uri_complete`.
    async fn sign_in_device(&self, hint: Option<String>, prompt: OnPrompt, cancel: CancellationToken) -> Result<SessionInfo, Failure>;

    /// Signs in for the first time with the code of an invitation, by either way. The code is redeemed before the session is kept and
    /// before anything else is asked; where the service refuses it, nothing is stored, and a session of before stays.
    async fn sign_in_invited(&self, invited: Invited, prompt: OnPrompt, cancel: CancellationToken) -> Result<SessionInfo, Failure>;

    /// Revokes the tokens (as far as the issuer can be reached) and forgets this data folder's session. The policy stays until it ends.
    async fn sign_out(&self) -> Result<SignedOut, Failure>;

    /// Asks the service who the person is, and keeps the answer as the last known one.
    async fn me(&self) -> Result<Me, Failure>;

    /// The last answer of [`Backend::me`]; its `as_of` says when it was true.
    fn cached_me(&self) -> Option<Me>;

    /// The person's side of the service; [`Backend::me`] is apart, as it keeps the answer.
    fn me_api(&self) -> Result<Box<dyn MeApi>, Failure>;

    /// The administrator's side of the service.
    fn admin_api(&self) -> Result<Box<dyn AdminApi>, Failure>;

    /// Listens to the service until its stream ends. `heard` is called when it begins and at each change. Ends `Ok` where the service
    /// ended the stream in order; whoever wants to go on listening calls again.
    async fn listen(&self, heard: OnChange) -> Result<(), Failure>;

    /// Refresh Policy: exactly one outcome, and the cached policy stands unless a signed one replaced it. `cancel` is heard until
    /// [`crate::vocabulary::Phase::Saving`] begins.
    async fn refresh(&self, phase: OnPhase, cancel: CancellationToken) -> Outcome;

    /// The cached policy as it reads now (`PolicySnapshot::of` a reading of the cache). Fast, without the network, and never fails:
    /// what is wrong stands in its condition.
    fn policy(&self) -> PolicySnapshot;

    /// Calls back whenever the session, the settings or the licence file may have changed, by this program or another one. The second call
    /// takes the place of the first.
    fn watch(&self, changed: OnFiles) -> Result<(), Failure>;

    /// Comes to an end in order: a renewal of the tokens that has begun is finished and none begins any more, tokens that are kept
    /// nowhere are revoked, a browser that asks again is told how signing in went. Call it before the process ends.
    async fn finish(&self);
}
