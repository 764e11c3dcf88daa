//! Reading the configuration file again while the service runs: when it is told to (SIGHUP), and when the file was changed. What can be
//! exchanged under requests is (issuers, the mail server); what cannot is named in the log. A file that cannot be used changes nothing.

use crate::bearer::{ActiveIssuers, IssuerConfig, Issuers, OperatorClient, OperatorScope};
use crate::builtin_issuer;
use crate::clock::Clock;
use crate::config::{self, Changes, Config, ConfigFile, Issuer};
use crate::mail::{MailServer, Mailer, delivery};
use crate::store::Store;
use anyhow::{Context as _, anyhow, bail};
use domicile_model::wire::ProtectedResource;
use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::MissedTickBehavior;

/// How often the file is looked at. One that was changed is read once it has been the same for as long: editors write in pieces.
const LOOK: Duration = Duration::from_secs(2);

/// The issuers of a configuration, and how clients find them: the first of them. `builtin`: that of the demo, which is in no configuration.
///
/// # Errors
/// They cannot be, or there is none.
pub(crate) fn issuers_of(
    configured: &[Issuer],
    resource: &str,
    builtin: Option<&IssuerConfig>,
) -> anyhow::Result<(Vec<IssuerConfig>, ProtectedResource)> {
    config::check_issuers(configured)?;
    let issuers: Vec<IssuerConfig> = configured.iter().map(|it| it.to_bearer(resource)).chain(builtin.cloned()).collect();
    if issuers.is_empty() {
        bail!(
            "Nobody could sign in: name an issuer in the configuration file (--config FILE), or try the sample organisation with --demo."
        );
    }
    let first = configured.first();
    let resource = ProtectedResource {
        resource: resource.to_owned(),
        authorization_servers: issuers.iter().map(|it| it.issuer.clone()).collect(),
        scopes_supported: first.map_or_else(|| builtin_issuer::SCOPES.map(str::to_owned).to_vec(), Issuer::requested_scopes),
        bearer_methods_supported: vec!["header".to_owned()],
        client_id: first.map_or_else(|| builtin_issuer::CLIENT_ID.to_owned(), |it| it.client_id.clone()),
    };
    Ok((issuers, resource))
}

/// The order systems of a configuration, and the issuers with theirs beside them: those vouch for no person, and no client is told of them.
/// `demo`: the sample organisation has one as well.
pub(crate) fn with_operator_clients(
    mut issuers: Vec<IssuerConfig>,
    config: &Config,
    resource: &str,
    demo: bool,
) -> (Vec<IssuerConfig>, Vec<OperatorClient>) {
    issuers.extend(config.operator_issuers.iter().map(|it| it.to_bearer(resource)));
    let of_demo = demo.then(|| OperatorClient {
        issuer_id: builtin_issuer::ISSUER_ID.to_owned(),
        client: builtin_issuer::ORDER_SYSTEM.to_owned(),
        subject: None,
        source: builtin_issuer::ORDER_SYSTEM.to_owned(),
        scopes: OperatorScope::ALL.into(),
    });
    (issuers, config.operator_clients.iter().map(|it| it.to_bearer()).chain(of_demo).collect())
}

/// The mail server of a configuration, if there is one.
///
/// # Errors
/// It cannot be one, as a sentence.
pub(crate) fn mail_server_of(config: &Config) -> anyhow::Result<Option<MailServer>> {
    config.mail.as_ref().map(MailServer::new).transpose()
}

/// Whoever asks what became of a letter learns whether there is a server to send it by.
pub(crate) async fn note_mail_server(store: &Store, configured: bool) -> anyhow::Result<()> {
    let failed = |_| anyhow!("The database refused; the log says why.");
    if !delivery::is_noted(&mut store.read().await?, configured).await.map_err(failed)? {
        let mut tx = store.write().await?;
        delivery::note_mail_server(&mut tx, configured).await.map_err(failed)?;
        tx.commit().await?;
    }
    Ok(())
}

/// What can be exchanged while the service runs.
pub(crate) struct Exchangeable {
    pub(crate) issuers: ActiveIssuers,
    /// The issuer of the demo, which stays.
    pub(crate) builtin: Option<IssuerConfig>,
    pub(crate) mailer: Arc<Mailer>,
    pub(crate) store: Store,
    pub(crate) clock: Clock,
}

/// What a file holds, or why it cannot be read.
type Contents = Result<Vec<u8>, String>;

/// Reads the file again.
pub(crate) struct Reloader {
    /// What is in force of it; what waits for a restart is not.
    file: ConfigFile,
    parts: Exchangeable,
    /// What the file held when it was last read.
    seen: Contents,
    /// What it held at the last look, where that is something else.
    moving: Option<Contents>,
}

impl Reloader {
    /// Of the file that the service was started with.
    pub(crate) fn new(file: ConfigFile, parts: Exchangeable) -> Self {
        Self { seen: Ok(file.text.clone().into_bytes()), file, parts, moving: None }
    }

    /// Reads it whenever `told`, and when it has changed, until `stop` comes.
    pub(crate) async fn run(mut self, told: Arc<Notify>, stop: impl Future<Output = ()>) {
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        tokio::pin!(stop);
        loop {
            tokio::select! {
                () = &mut stop => return,
                () = told.notified() => self.read_again().await,
                _ = look.tick() => self.look().await,
            }
        }
    }

    /// Reads the file if it was changed, and is not being changed any more.
    async fn look(&mut self) {
        let now = contents(&self.file.path).await;
        if now == self.seen {
            self.moving = None;
        } else if self.moving.as_ref() == Some(&now) {
            self.read_again().await;
        } else {
            self.moving = Some(now);
        }
    }

    /// Reads the file, and says what came of it.
    async fn read_again(&mut self) {
        // Before it is read: what changes in between is seen at the next look.
        self.seen = contents(&self.file.path).await;
        self.moving = None;
        match self.take().await {
            Ok(Changes { at_once, at_start }) => {
                let changed = at_once.join(", ");
                if at_once.is_empty() && at_start.is_empty() {
                    tracing::info!("the configuration was read again: nothing in it has changed");
                } else {
                    tracing::info!(changed, "the configuration was read again");
                }
                for setting in at_start {
                    tracing::warn!(setting, "a setting of the configuration has changed that needs a restart");
                }
            }
            Err(error) => {
                tracing::error!(error = %format!("{error:#}"), "the configuration cannot be used: what was read before goes on");
            }
        }
    }

    /// Takes what the file holds: all of it, or nothing.
    async fn take(&mut self) -> anyhow::Result<Changes> {
        let path = self.file.path.clone();
        let reading = tokio::task::spawn_blocking(move || {
            let config = Config::read(&path)?;
            let server = mail_server_of(&config)?;
            anyhow::Ok((config, server))
        });
        let (config, server) = reading.await??;
        let file = config.file.clone().context("a configuration without its file")?;
        let parts = &self.parts;
        let before = parts.issuers.get();
        config::check_operator_clients(&config)?;
        let (issuers, resource) = issuers_of(&config.issuers, &before.resource.resource, parts.builtin.as_ref())?;
        let (issuers, clients) = with_operator_clients(issuers, &config, &resource.resource, parts.builtin.is_some());
        // From here on nothing fails that would leave half of it in force.
        let changes = Changes::between(&self.file.settings, &file.settings);
        if changes.at_once.iter().any(|it| matches!(it.as_str(), "issuer" | "operatorIssuer" | "operatorClient")) {
            parts.issuers.replace(Issuers { validator: before.validator.successor(issuers).with_operator_clients(clients), resource });
            let (active, now) = (parts.issuers.clone(), (parts.clock)().as_second());
            tokio::spawn(async move { active.get().validator.prepare(now).await });
        }
        let configured = server.is_some();
        parts.mailer.replace_server(server);
        if let Err(error) = note_mail_server(&parts.store, configured).await {
            tracing::warn!(error = %format!("{error:#}"), "whether there is a mail server is not written down yet");
        }
        self.file.settings = config::taken(&self.file.settings, &file.settings);
        Ok(changes)
    }
}

async fn contents(path: &Path) -> Contents {
    tokio::fs::read(path).await.map_err(|error| error.to_string())
}
