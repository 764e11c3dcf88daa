//! Everything that runs: service, database, issuer, mail server, network, disks, people.

use crate::invariants::Report;
use crate::people::Worker;
use crate::tcp_proxy::{Network, TcpProxy};
use anyhow::{Context, Result, ensure};
use domicile_test_disk::SmallDisk;
use domicile_tests::peer::OidcProvider;
use domicile_tests::process::{Process, binary, eventually};
use domicile_tests::service::client;
use domicile_tests::smtp::SmtpServer;
use sqlx::Connection;
use std::ffi::OsString;
use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What the service keeps its rows in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Database {
    /// One file on a small disk, where the system lets one be mounted.
    Sqlite,
    /// A server of this run's own.
    Postgres,
}

/// Seconds that an access token lives: every few commands renew.
const TOKEN_SECONDS: u32 = 40;
/// A service that has run for less has not warmed up yet.
const WARM_AFTER: Duration = Duration::from_secs(20);

struct Running {
    process: Process,
    since: Instant,
}

/// The world of one run.
pub(crate) struct World {
    pub(crate) people: Vec<Arc<Worker>>,
    pub(crate) proxy: TcpProxy,
    pub(crate) issuer: OidcProvider,
    pub(crate) database: Database,
    /// Where the database is on, or the disk of it.
    pub(crate) disk: Option<SmallDisk>,
    mail: Mutex<SmtpServer>,
    service: Mutex<Option<Running>>,
    address: String,
    folder: TempDir,
}

impl World {
    pub(crate) async fn start(database: Database) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("soak").tempdir()?;
        let (issuer, mail, proxy) = (OidcProvider::start(TOKEN_SECONDS)?, SmtpServer::start()?, TcpProxy::start().await?);
        let disk = if database == Database::Sqlite { SmallDisk::mount(96 * 1024)? } else { None };
        let address = match (database, &disk) {
            (Database::Sqlite, Some(disk)) => format!("sqlite:{}", disk.path().join("directory.sqlite").display()),
            (Database::Sqlite, None) => format!("sqlite:{}", folder.path().join("directory.sqlite").display()),
            (Database::Postgres, _) => domicile_test_postgres::database()?,
        };
        let config = format!("[[issuer]]\nissuer = \"{}\"\nclientId = \"domicile\"\n\n{}", issuer.url, mail.settings());
        std::fs::write(folder.path().join("directory.toml"), config)?;
        let url = format!("http://{}", proxy.address);
        let people = Worker::everybody(&url)?.into_iter().map(Arc::new).collect();
        let world = Self { people, proxy, issuer, database, disk, mail: Mutex::new(mail), service: Mutex::default(), address, folder };
        world.start_service()?;
        Ok(world)
    }

    fn service(&self) -> MutexGuard<'_, Option<Running>> {
        self.service.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn mail(&self) -> MutexGuard<'_, SmtpServer> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("service.log")
    }

    /// The program of the service, beside its disk.
    fn program(&self, arguments: &[&str]) -> Command {
        let mut line: Vec<OsString> = self.disk.as_ref().map(SmallDisk::beside).unwrap_or_default();
        line.push(binary("domicile-directory").into());
        let mut command = Command::new(&line[0]);
        command.args(&line[1..]).args(arguments).current_dir("/").stdin(Stdio::null());
        command
    }

    /// Starts the service, whose people find it where it was before.
    pub(crate) fn start_service(&self) -> Result<()> {
        let (public, config) = (format!("http://{}", self.proxy.address), self.folder.path().join("directory.toml"));
        let listen = ["serve", "--demo", "--listen", "127.0.0.1:0", "--public-url", &public, "--database", &self.address, "--config"];
        let mut command = self.program(&listen);
        let log = File::options().create(true).append(true).open(self.log())?;
        command.arg(config).env("DOMICILE_LOG", "warn").stderr(log);
        let (process, line) = Process::start_and_read_line(&mut command)?;
        let url = line.strip_prefix("listening on http://").with_context(|| format!("unexpected first line: {line}"))?;
        self.proxy.lead_to(Some(url.parse()?));
        *self.service() = Some(Running { process, since: Instant::now() });
        Ok(())
    }

    /// Ends the service: at once, or as an operator does.
    pub(crate) async fn end_service(&self, at_once: bool) -> Result<()> {
        self.proxy.lead_to(None);
        let running = self.service().take();
        let Some(running) = running else { return Ok(()) };
        if !at_once {
            let ended = running.process.terminate().await?;
            ensure!(ended.success(), "SIGTERM ended the service with {ended}");
        }
        Ok(())
    }

    pub(crate) fn set_mail(&self, runs: bool) -> Result<()> {
        let mut mail = self.mail();
        // Whatever ran before is gone first.
        mail.kill();
        if runs { mail.revive() } else { Ok(()) }
    }

    /// Sends a signal to the issuer: it stops, it goes on.
    pub(crate) fn signal_issuer(&self, signal: &str) -> Result<()> {
        let sent = Command::new("kill").arg(format!("-{signal}")).arg(self.issuer.id().to_string()).status()?;
        ensure!(sent.success(), "kill: {sent}");
        Ok(())
    }

    /// Ends every session of the service at PostgreSQL; with `read_only` the next ones may not write.
    pub(crate) async fn disturb_postgres(&self, read_only: Option<bool>) -> Result<()> {
        let mut connection = sqlx::PgConnection::connect(&self.address).await?;
        if let Some(on) = read_only {
            let name: String = sqlx::query_scalar("SELECT current_database()::text").fetch_one(&mut connection).await?;
            let on = if on { "on" } else { "off" };
            let statement = format!("ALTER DATABASE {name} SET default_transaction_read_only = {on}");
            sqlx::query("SET default_transaction_read_only = off").execute(&mut connection).await?;
            sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut connection).await?;
        }
        let statement =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        sqlx::query(statement).execute(&mut connection).await?;
        Ok(())
    }

    /// Puts everything right again.
    pub(crate) async fn heal(&self) -> Result<()> {
        self.proxy.set(Network::Fine);
        self.signal_issuer("CONT")?;
        self.set_mail(true)?;
        if let Some(disk) = &self.disk {
            disk.free()?;
        }
        if self.database == Database::Postgres {
            self.disturb_postgres(Some(false)).await?;
        }
        let runs = self.service().is_some();
        if runs { Ok(()) } else { self.start_service() }
    }

    pub(crate) async fn ready(&self) -> bool {
        let Ok(http) = client() else { return false };
        let asked = http.get(format!("http://{}/health/ready", self.proxy.address)).timeout(Duration::from_secs(5)).send().await;
        asked.is_ok_and(|it| it.status().is_success())
    }

    /// What the service takes, in KiB, once it has run for a while.
    pub(crate) fn memory(&self) -> Option<u64> {
        let service = self.service();
        let running = service.as_ref().filter(|it| it.since.elapsed() > WARM_AFTER)?;
        // `nsenter` becomes the program it starts.
        let status = std::fs::read_to_string(format!("/proc/{}/status", running.process.id())).ok()?;
        status.lines().find_map(|it| it.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.trim().parse().ok())
    }

    /// What shows only at the end: nothing that was acknowledged is lost, the record is whole, nothing panicked.
    pub(crate) async fn finish(&self, report: &Report) {
        report.hold("the mails that wait are sent", self.mails_are_sent().await);
        report.hold("SIGTERM ends the service", self.end_service(false).await);
        report.hold("what was acknowledged is there", self.is_kept(&report.acknowledged()).await);
        let verified = self.program(&["audit", "verify", "--demo", "--database", &self.address]).output().map_err(anyhow::Error::from);
        let whole = verified.and_then(|it| {
            let said = String::from_utf8_lossy(&[it.stdout, it.stderr].concat()).into_owned();
            ensure!(it.status.success(), "{}: {said}", it.status);
            Ok(())
        });
        report.hold("the record is whole", whole);
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        for line in log.lines().filter(|it| it.contains("panicked") || it.contains("panic:")) {
            report.violated(format!("the service panicked: {line}"));
        }
        println!("soak: the service's log has {} lines of warning and error", log.lines().count());
        if let Some(kept) = std::env::var_os("DOMICILE_SOAK_LOG") {
            report.hold("the log is kept", std::fs::copy(self.log(), kept).map_err(Into::into));
        }
    }

    /// The mail of the last of those who were added arrives, or one of it has: the outbox moves on after every fault.
    async fn mails_are_sent(&self) -> Result<()> {
        eventually("a mail arrives", Duration::from_secs(60), async || (self.mail().count().ok()? > 0).then_some(())).await
    }

    async fn is_kept(&self, addresses: &[String]) -> Result<()> {
        let missing = match self.database {
            Database::Postgres => {
                let mut connection = sqlx::PgConnection::connect(&self.address).await?;
                let kept: Vec<String> = sqlx::query_scalar("SELECT email_key FROM users").fetch_all(&mut connection).await?;
                lost(addresses, &kept)
            }
            Database::Sqlite => {
                // A copy: SQLite follows links to the end, and that of another mount namespace ends nowhere.
                let folder = self.disk.as_ref().map_or_else(|| self.folder.path().to_owned(), SmallDisk::seen_from_outside);
                let copies = tempfile::tempdir()?;
                for name in ["directory.sqlite", "directory.sqlite-wal"] {
                    if folder.join(name).exists() {
                        std::fs::copy(folder.join(name), copies.path().join(name))?;
                    }
                }
                let file = copies.path().join("directory.sqlite");
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
                let mut connection = sqlx::SqliteConnection::connect_with(&options).await?;
                let kept: Vec<String> = sqlx::query_scalar("SELECT email_key FROM users").fetch_all(&mut connection).await?;
                lost(addresses, &kept)
            }
        };
        ensure!(missing.is_empty(), "lost: {missing:?}");
        Ok(())
    }
}

fn lost(addresses: &[String], kept: &[String]) -> Vec<String> {
    addresses.iter().filter(|it| !kept.contains(it)).cloned().collect()
}
