//! Starting the service and ending it: everything that has to be true before the first request is answered.

use crate::bearer::{IssuerClient, IssuerConfig, Issuers, KeySource, RequiredScopes, Validator, is_loopback};
use crate::builtin_issuer::{self, BuiltinIssuer, Lifetimes, Settings, Sources};
use crate::clock::Clock;
use crate::config::{Config, check_issuers, check_operator_clients};
use crate::connections;
use crate::demo;
use crate::http;
use crate::hub;
use crate::keys::watch::KeyWatcher;
use crate::keys::{AuditKey, PolicyKeys};
use crate::mail::Mailer;
use crate::reload::{Exchangeable, Reloader, issuers_of, mail_server_of, note_mail_server, with_operator_clients};
use crate::service::{Dependencies, GuardSettings, Service};
use crate::store::{Opening, Store, StoreError};
use crate::worker::Worker;
use anyhow::{Context as _, bail};
use axum::Router;
use domicile_model::shown_address::shown_address;
use jiff::Timestamp;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use url::Url;

/// How long requests under way may take to end once the service was told to.
const LAST_REQUESTS: Duration = Duration::from_secs(10);
/// How long all the rest of the ending may take after that: mail and jobs under way, the last signatures, closing the database. Whoever
/// stops a service kills it after 30 seconds or more.
const THE_REST: Duration = Duration::from_secs(10);
/// The database where none is named.
const DATABASE: &str = "sqlite:domicile-directory.sqlite3";

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// How clients reach the service, if not under the address it listens on.
    pub public_url: Option<Url>,
    /// `sqlite:PATH` or `postgres://…`.
    pub database: Option<String>,
    /// The sample organisation and the built-in issuer.
    pub demo: bool,
    /// The configuration file's content.
    pub config: Config,
}

/// The database that these options name.
pub fn database(named: Option<&str>, config: &Config) -> String {
    named.or(config.database.as_deref()).unwrap_or(DATABASE).to_owned()
}

/// Serves until `stop` comes; a start under way ends with it as well. `ready` gets the address once requests are answered; `reload` tells that
/// the configuration is to be read again.
///
/// # Errors
/// Whatever keeps the service from starting, as a sentence that says what to do.
pub async fn serve(
    options: Options,
    clock: Clock,
    ready: impl FnOnce(&Url),
    reload: Arc<Notify>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let named_url = options.public_url.as_ref().or(options.config.public_url.as_ref());
    if let Some(url) = named_url {
        check_public_url(url)?;
    }
    let tls_in_front = named_url.is_some_and(|url| url.scheme() == "https");
    if options.demo && !options.listen.ip().is_loopback() {
        bail!("--demo lets anybody in as anybody, so it listens on this machine only: --listen 127.0.0.1:PORT.");
    }
    if !options.listen.ip().is_loopback() && !tls_in_front {
        bail!(
            "The service speaks plain http: listening to other machines needs a proxy that does https in front, named by --public-url https://…."
        );
    }
    let mut stop = Box::pin(stop);
    let store = tokio::select! {
        opened = open(&options) => opened?,
        () = &mut stop => return Ok(()),
    };
    let listener = TcpListener::bind(options.listen).await.with_context(|| format!("cannot listen on {}", options.listen))?;
    let own = Url::parse(&format!("http://{}", listener.local_addr()?))?;
    let public = named_url.unwrap_or(&own);
    let mailer = mailer(&store, &options, Arc::clone(&clock))?;
    let Assembled { router, worker, service, builtin } = assemble(&store, &options, public, clock).await?;
    let sending = Arc::clone(&mailer);
    let mail = tokio::spawn(async move { sending.run().await });
    ready(&own);
    let (prepared, now) = (service.clone(), service.now().as_second());
    tokio::spawn(async move { prepared.issuers().validator.prepare(now).await });
    let (told, heard) = tokio::sync::watch::channel(false);
    let until_stopped = |mut heard: tokio::sync::watch::Receiver<bool>| async move {
        let _ = heard.wait_for(|told| *told).await;
    };
    let (background, stop_background) = (worker.clone(), until_stopped(heard.clone()));
    let mut background = tokio::spawn(async move { background.run(stop_background).await });
    if let Some(folder) = &options.config.keys {
        tokio::spawn(KeyWatcher::new(folder).run(
            service.dependencies().keys.clone(),
            Arc::clone(&service.dependencies().clock),
            until_stopped(heard.clone()),
        ));
    }
    let parts = Exchangeable {
        issuers: service.dependencies().issuers.clone(),
        builtin,
        mailer: Arc::clone(&mailer),
        store: store.clone(),
        clock: Arc::clone(&service.dependencies().clock),
    };
    match options.config.file.clone() {
        Some(file) => tokio::spawn(Reloader::new(file, parts).run(reload, until_stopped(heard.clone()))),
        None => tokio::spawn(refuse_to_reload(reload, until_stopped(heard.clone()))),
    };
    let guards = (options.config.limits.clone(), options.config.trusted_proxies.clone());
    let ended = connections::serve(listener, router, guards, service.metrics().connections().clone(), async move {
        stop.await;
        service.end_streams();
        told.send_replace(true);
    });
    tokio::select! {
        () = ended => {}
        () = async { until_stopped(heard).await; tokio::time::sleep(LAST_REQUESTS).await } => tracing::warn!("requests under way were cut off"),
    }
    let mail = async {
        mailer.end();
        let _ = mail.await;
    };
    let ending = async {
        let _ = tokio::join!(mail, &mut background);
        worker.finish().await;
        store.close().await;
    };
    match tokio::time::timeout(THE_REST, ending).await {
        Ok(()) => tracing::info!("ended"),
        Err(_) => tracing::warn!("ended before everything was: a mail under way is sent again, a job under way is taken over"),
    }
    background.abort();
    Ok(())
}

async fn open(options: &Options) -> Result<Store, StoreError> {
    let opening = Opening { serving: true, unverified_server: options.config.unverified_database_server };
    Store::open_for(&database(options.database.as_deref(), &options.config), opening).await
}

/// What can be the public URL.
///
/// # Errors
/// It holds more than an address that may be told to everybody, or is plain http to another machine.
pub(crate) fn check_public_url(url: &Url) -> anyhow::Result<()> {
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        bail!(
            "The public URL is told to everybody, so it holds no name, password, query or fragment: {} is what it can be.",
            shown_address(url.as_str())
        );
    }
    if url.scheme() != "https" && !is_loopback(url) {
        bail!("{url} is plain http to another machine: tokens would travel in the open. Use https.");
    }
    Ok(())
}

/// Says that there is nothing to read again.
async fn refuse_to_reload(reload: Arc<Notify>, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => return,
            () = reload.notified() => tracing::warn!("there is no configuration file to read again: --config FILE names one at the start"),
        }
    }
}

fn mailer(store: &Store, options: &Options, clock: Clock) -> anyhow::Result<Arc<Mailer>> {
    if options.config.mail.is_none() {
        tracing::warn!("no mail server is configured: mails wait until one is named as “mail” in the configuration file");
    }
    Ok(Arc::new(Mailer::new(store.clone(), clock, mail_server_of(&options.config)?)))
}

/// The service, put together but not yet running.
pub struct Assembled {
    /// Answers requests.
    pub router: Router,
    /// Does what nobody asks for.
    pub worker: Worker,
    /// What both work on.
    pub service: Service,
    /// The issuer of the demo, where it is one.
    pub(crate) builtin: Option<IssuerConfig>,
}

/// The service behind these options. Fills the database for the demo.
///
/// # Errors
/// Whatever is missing, as a sentence.
pub async fn assemble(store: &Store, options: &Options, public: &Url, clock: Clock) -> anyhow::Result<Assembled> {
    check_public_url(public)?;
    // As clients compare it: without the slash that the URL type appends.
    let resource = public.as_str().trim_end_matches('/').to_owned();
    check_issuers(&options.config.issuers)?;
    check_operator_clients(&options.config)?;
    let now = clock();
    let mut builtin = None;
    if options.demo {
        demo::fill(store, now).await?;
        builtin = Some(builtin_issuer(public, &resource, &clock)?);
    }
    let of_demo = builtin.as_ref().map(|it| IssuerConfig {
        id: builtin_issuer::ISSUER_ID.to_owned(),
        keys: KeySource::Given(it.keys()),
        scopes: Some(RequiredScopes { read: builtin_issuer::READ.to_owned(), full: builtin_issuer::FULL.to_owned() }),
        ..IssuerConfig::new(it.issuer(), &resource)
    });
    let (issuers, resource) = issuers_of(&options.config.issuers, &resource, of_demo.as_ref())?;
    let (issuers, clients) = with_operator_clients(issuers, &options.config, &resource.resource, options.demo);
    let keys = policy_keys(options, now)?;
    keys.warn(now.as_second());
    let guards = GuardSettings {
        limits: options.config.limits.clone(),
        trusted_proxies: options.config.trusted_proxies.clone(),
        security_events: options.config.security_events.clone(),
    };
    let dependencies = Dependencies {
        keys: keys.into(),
        audit_key: audit_key(&options.config, options.demo)?,
        audit_heads: options.config.audit_heads.clone(),
        issuers: Issuers { validator: Validator::new(issuers, IssuerClient::new()?).with_operator_clients(clients), resource }.into(),
        resource_metadata: resource_metadata(public),
        store: store.clone(),
        clock,
    };
    let service =
        Service::guarded(dependencies, &guards).context("cannot write security events: securityEvents.to in the configuration file")?;
    if let Some(channel) = store.channel().await? {
        tokio::spawn(hub::relay(channel, Arc::clone(service.hub()), service.dependencies().store.clone()));
    }
    note_mail_server(store, options.config.mail.is_some()).await?;
    let worker = Worker::new(service.clone(), options.config.retention);
    let mut router = http::router(service.clone());
    if let Some(issuer) = builtin {
        router = router.merge(issuer.router());
    }
    Ok(Assembled { router, worker, service, builtin: of_demo })
}

/// Where the document is that tells clients how to sign in: the well-known path stands before the path of the service (RFC 9728, 3.1).
fn resource_metadata(public: &Url) -> Url {
    let mut url = public.clone();
    url.set_path(&format!("/.well-known/oauth-protected-resource{}", public.path().trim_end_matches('/')));
    url
}

fn policy_keys(options: &Options, now: Timestamp) -> anyhow::Result<PolicyKeys> {
    match &options.config.keys {
        Some(folder) => Ok(PolicyKeys::from_folder(folder, now.as_second())?),
        None if options.demo => Ok(PolicyKeys::demo(now.as_second())?),
        None => bail!(
            "There is nothing to sign policies with: name the folder with keyset.json and the private keys as “keys” in the configuration file."
        ),
    }
}

/// The key that signs the record of events: beside the policy keys, or the sample organisation's.
///
/// # Errors
/// Neither is there, or it cannot be used.
pub fn audit_key(config: &Config, demo: bool) -> anyhow::Result<AuditKey> {
    match &config.keys {
        Some(folder) => Ok(AuditKey::from_folder(folder)?),
        None if demo => Ok(AuditKey::demo()),
        None => bail!(
            "There is no audit key: name the folder that holds it as “keys” in the configuration file (--config FILE), or say --demo for the sample organisation's."
        ),
    }
}

fn builtin_issuer(public: &Url, resource: &str, clock: &Clock) -> anyhow::Result<BuiltinIssuer> {
    let clock = Arc::clone(clock);
    let sources = Sources { now: Arc::new(move || clock().as_millisecond()), ..Sources::system() };
    let settings =
        Settings { base: public.clone(), resource: resource.to_owned(), people: demo::people(), lifetimes: Lifetimes::default() };
    Ok(BuiltinIssuer::new(settings, sources)?)
}
