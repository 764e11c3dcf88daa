//! Starting the service and ending it: everything that has to be true before the first request is answered.

use crate::bearer::{IssuerClient, IssuerConfig, KeySource, OperatorClient, OperatorScope, RequiredScopes, Validator, is_loopback};
use crate::builtin_issuer::{self, BuiltinIssuer, Lifetimes, Settings, Sources};
use crate::clock::Clock;
use crate::config::{self, Config, Issuer};
use crate::connections;
use crate::demo;
use crate::http;
use crate::hub;
use crate::keys::watch::KeyWatcher;
use crate::keys::{AuditKey, PolicyKeys};
use crate::mail::{MailServer, Mailer, delivery};
use crate::service::{Dependencies, GuardSettings, Service};
use crate::store::{Opening, Store, StoreError};
use crate::worker::Worker;
use anyhow::{Context as _, anyhow, bail};
use axum::Router;
use domicile_model::shown_address::shown_address;
use domicile_model::wire::ProtectedResource;
use jiff::Timestamp;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
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

/// Serves until `stop` comes; a start under way ends with it as well. `ready` gets the address once requests are answered.
///
/// # Errors
/// Whatever keeps the service from starting, as a sentence that says what to do.
pub async fn serve(
    options: Options,
    clock: Clock,
    ready: impl FnOnce(&Url),
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let named_url = options.public_url.as_ref().or(options.config.public_url.as_ref());
    if let Some(url) = named_url
        && (!url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some())
    {
        bail!(
            "The public URL is told to everybody, so it holds no name, password, query or fragment: {} is what it can be.",
            shown_address(url.as_str())
        );
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
    let Assembled { router, worker, service } = assemble(&store, &options, public, clock).await?;
    let mail = mailer.clone().map(|it| tokio::spawn(async move { it.run().await }));
    ready(&own);
    let (prepared, now) = (service.clone(), service.now().as_second());
    tokio::spawn(async move { prepared.dependencies().validator.prepare(now).await });
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
    let guards = (options.config.limits.clone(), options.config.trusted_proxies.clone());
    let ended = connections::serve(listener, router, guards, async move {
        stop.await;
        service.end_streams();
        told.send_replace(true);
    });
    tokio::select! {
        () = ended => {}
        () = async { until_stopped(heard).await; tokio::time::sleep(LAST_REQUESTS).await } => tracing::warn!("requests under way were cut off"),
    }
    let mail = async {
        if let (Some(mailer), Some(mail)) = (mailer, mail) {
            mailer.end();
            let _ = mail.await;
        }
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

fn mailer(store: &Store, options: &Options, clock: Clock) -> anyhow::Result<Option<Arc<Mailer>>> {
    let Some(config) = &options.config.mail else {
        tracing::warn!("no mail server is configured: mails wait until one is named as “mail” in the configuration file");
        return Ok(None);
    };
    Ok(Some(Arc::new(Mailer::new(store.clone(), clock, MailServer::new(config)?))))
}

/// The service, put together but not yet running.
pub struct Assembled {
    /// Answers requests.
    pub router: Router,
    /// Does what nobody asks for.
    pub worker: Worker,
    /// What both work on.
    pub service: Service,
}

/// The service behind these options. Fills the database for the demo.
///
/// # Errors
/// Whatever is missing, as a sentence.
pub async fn assemble(store: &Store, options: &Options, public: &Url, clock: Clock) -> anyhow::Result<Assembled> {
    if public.scheme() != "https" && !is_loopback(public) {
        bail!("{public} is plain http to another machine: tokens would travel in the open. Use https.");
    }
    // As clients compare it: without the slash that the URL type appends.
    let resource = public.as_str().trim_end_matches('/').to_owned();
    config::check_issuers(&options.config.issuers)?;
    config::check_operator_clients(&options.config)?;
    let now = clock();
    let mut issuers: Vec<IssuerConfig> = options.config.issuers.iter().map(|it| it.to_bearer(&resource)).collect();
    let mut servers: Vec<String> = options.config.issuers.iter().map(|it| it.issuer.clone()).collect();
    let mut operator_clients: Vec<OperatorClient> = options.config.operator_clients.iter().map(|it| it.to_bearer()).collect();
    let mut builtin = None;
    if options.demo {
        demo::fill(store, now).await?;
        let issuer = builtin_issuer(public, &resource, &clock)?;
        servers.push(issuer.issuer().to_owned());
        issuers.push(IssuerConfig {
            id: builtin_issuer::ISSUER_ID.to_owned(),
            keys: KeySource::Given(issuer.keys()),
            scopes: Some(RequiredScopes { read: builtin_issuer::READ.to_owned(), full: builtin_issuer::FULL.to_owned() }),
            ..IssuerConfig::new(issuer.issuer(), &resource)
        });
        operator_clients.push(order_system());
        builtin = Some(issuer);
    }
    if issuers.is_empty() {
        bail!(
            "Nobody could sign in: name an issuer in the configuration file (--config FILE), or try the sample organisation with --demo."
        );
    }
    issuers.extend(options.config.operator_issuers.iter().map(|it| it.to_bearer(&resource)));
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
        validator: Validator::new(issuers, IssuerClient::new()?).with_operator_clients(operator_clients),
        resource: ProtectedResource {
            resource,
            authorization_servers: servers,
            scopes_supported: requested_scopes(options.config.issuers.first()),
            bearer_methods_supported: vec!["header".to_owned()],
            client_id: client_id(options.config.issuers.first()),
        },
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
    let worker = Worker::new(service.clone());
    let mut router = http::router(service.clone());
    if let Some(issuer) = builtin {
        router = router.merge(issuer.router());
    }
    Ok(Assembled { router, worker, service })
}

/// Whoever asks what became of a letter learns whether there is a server to send it by.
async fn note_mail_server(store: &Store, configured: bool) -> anyhow::Result<()> {
    let failed = |_| anyhow!("The database refused; the log says why.");
    if !delivery::is_noted(&mut store.read().await?, configured).await.map_err(failed)? {
        let mut tx = store.write().await?;
        delivery::note_mail_server(&mut tx, configured).await.map_err(failed)?;
        tx.commit().await?;
    }
    Ok(())
}

/// Where the document is that tells clients how to sign in: the well-known path stands before the path of the service (RFC 9728, 3.1).
fn resource_metadata(public: &Url) -> Url {
    let mut url = public.clone();
    url.set_path(&format!("/.well-known/oauth-protected-resource{}", public.path().trim_end_matches('/')));
    url
}

fn client_id(first: Option<&Issuer>) -> String {
    first.map_or_else(|| builtin_issuer::CLIENT_ID.to_owned(), |it| it.client_id.clone())
}

/// What clients, which are sent to the first issuer, ask it for.
fn requested_scopes(first: Option<&Issuer>) -> Vec<String> {
    first.map_or_else(|| builtin_issuer::SCOPES.map(str::to_owned).to_vec(), Issuer::requested_scopes)
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

/// The order system of the sample organisation, which may do everything.
fn order_system() -> OperatorClient {
    OperatorClient {
        issuer_id: builtin_issuer::ISSUER_ID.to_owned(),
        client: builtin_issuer::ORDER_SYSTEM.to_owned(),
        subject: None,
        source: builtin_issuer::ORDER_SYSTEM.to_owned(),
        scopes: OperatorScope::ALL.into(),
    }
}

fn builtin_issuer(public: &Url, resource: &str, clock: &Clock) -> anyhow::Result<BuiltinIssuer> {
    let clock = Arc::clone(clock);
    let sources = Sources { now: Arc::new(move || clock().as_millisecond()), ..Sources::system() };
    let settings =
        Settings { base: public.clone(), resource: resource.to_owned(), people: demo::people(), lifetimes: Lifetimes::default() };
    Ok(BuiltinIssuer::new(settings, sources)?)
}
