//! The real service with the sample organisation, and somebody who uses it over HTTP without the app.

use crate::process::{Process, binary};
use anyhow::{Context, Result};
use serde_json::Value;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitStatus};
use tempfile::TempDir;

/// A pair of RFC 7636, appendix B: fine for a test, where nobody listens in.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const CALLBACK: &str = "http://127.0.0.1:1/callback";

/// `domicile-directory serve --demo` on a database of its own.
#[derive(Debug)]
pub struct Service {
    /// Where it listens.
    pub url: String,
    process: Process,
    _folder: Option<TempDir>,
}

impl Service {
    /// Starts it with its built-in issuer and waits until it listens.
    ///
    /// # Errors
    /// It does not start.
    pub fn start() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let service = Self::start_at(folder.path())?;
        Ok(Self { _folder: Some(folder), ..service })
    }

    /// The same with its database in a folder that outlives it.
    ///
    /// # Errors
    /// It does not start.
    pub fn start_at(folder: &Path) -> Result<Self> {
        Self::run(&sqlite(folder), &[])
    }

    /// The same on this database: `sqlite:PATH`, or what [`crate::postgres::database`] gave. Several on one PostgreSQL are instances of one
    /// service.
    ///
    /// # Errors
    /// It does not start.
    pub fn start_on(database: &str) -> Result<Self> {
        Self::run(database, &[])
    }

    /// Starts it with an outside issuer, to which clients are sent.
    ///
    /// # Errors
    /// It does not start.
    pub fn start_with_issuer(issuer: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let config = folder.path().join("directory.toml");
        write_config(&config, &format!("[[issuer]]\nissuer = \"{issuer}\"\nclientId = \"domicile\"\n"))?;
        let service = Self::run(&sqlite(folder.path()), &["--config", &config.to_string_lossy()])?;
        Ok(Self { _folder: Some(folder), ..service })
    }

    /// Starts it with a configuration file.
    ///
    /// # Errors
    /// It does not start.
    pub fn start_with_config(config: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let service = Self::start_at_with_config(folder.path(), config)?;
        Ok(Self { _folder: Some(folder), ..service })
    }

    /// The same with its database in a folder that outlives it.
    ///
    /// # Errors
    /// It does not start.
    pub fn start_at_with_config(folder: &Path, config: &str) -> Result<Self> {
        let file = folder.join("directory.toml");
        write_config(&file, config)?;
        Self::run(&sqlite(folder), &["--config", &file.to_string_lossy()])
    }

    /// The same on a database of either kind with a configuration file.
    ///
    /// # Errors
    /// It does not start.
    pub fn start_on_with_config(database: &str, file: &Path) -> Result<Self> {
        Self::run(database, &["--config", &file.to_string_lossy()])
    }

    /// The same, with so few open files.
    ///
    /// # Errors
    /// It does not start.
    #[cfg(unix)]
    pub fn start_with_open_files(files: u32, config: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("directory.toml");
        write_config(&file, config)?;
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -n $0 && exec \"$@\"", &files.to_string()]).arg(binary("domicile-directory"));
        let service = Self::run_as(shell, &sqlite(folder.path()), &["--config", &file.to_string_lossy()])?;
        Ok(Self { _folder: Some(folder), ..service })
    }

    /// The same on this database, as what stands before a program starts it: beside a disk, say.
    ///
    /// # Errors
    /// It does not start.
    pub fn start_after(before: &[OsString], database: &str) -> Result<Self> {
        let (program, arguments) = before.split_first().context("nothing stands before it")?;
        let mut command = Command::new(program);
        command.args(arguments).arg(binary("domicile-directory"));
        Self::run_as(command, database, &[])
    }

    fn run(database: &str, more: &[&str]) -> Result<Self> {
        Self::run_as(Command::new(binary("domicile-directory")), database, more)
    }

    fn run_as(mut command: Command, database: &str, more: &[&str]) -> Result<Self> {
        command.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--database", database]).args(more);
        if std::env::var_os("DOMICILE_LOG").is_none() {
            command.env("DOMICILE_LOG", "warn"); // a line for each request would bury the test's own words
        }
        let (process, line) = Process::start_and_read_line(&mut command)?;
        let url = line.strip_prefix("listening on ").with_context(|| format!("unexpected first line: {line}"))?.to_owned();
        Ok(Self { url, process, _folder: None })
    }

    /// Its number among the processes.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Ends it as an administrator would.
    ///
    /// # Errors
    /// It does not end.
    #[cfg(unix)]
    pub async fn terminate(self) -> Result<ExitStatus> {
        self.process.terminate().await
    }

    /// The order system of the sample organisation.
    ///
    /// # Errors
    /// The built-in issuer refuses.
    pub async fn order_system(&self) -> Result<Person> {
        let form = [("grant_type", "client_credentials"), ("client_id", "order-system")];
        let answer: Value = client()?.post(format!("{}/issuer/token", self.url)).form(&form).send().await?.json().await?;
        let token = answer["access_token"].as_str().with_context(|| format!("no token: {answer}"))?;
        self.bearer(token)
    }

    /// Whoever has this access token.
    ///
    /// # Errors
    /// There can be no HTTP client.
    pub fn bearer(&self, token: &str) -> Result<Person> {
        Ok(Person { http: client()?, service: self.url.clone(), token: token.to_owned() })
    }

    /// Signs somebody in over HTTP, by the issuer that the service names.
    ///
    /// # Errors
    /// The issuer refuses.
    pub async fn person(&self, email: &str) -> Result<Person> {
        self.person_at(email, 0).await
    }

    /// The same by one of several issuers: the `at`-th that the service names.
    ///
    /// # Errors
    /// The issuer refuses.
    pub async fn person_at(&self, email: &str, at: usize) -> Result<Person> {
        let http = client()?;
        let get = async |url: String| anyhow::Ok(http.get(url).send().await?.error_for_status()?.json::<Value>().await?);
        let resource = get(format!("{}/.well-known/oauth-protected-resource", self.url)).await?;
        let issuer = resource["authorization_servers"][at].as_str().with_context(|| format!("no such issuer: {resource}"))?;
        let provider = get(format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'))).await?;
        let endpoint = |name: &str| provider[name].as_str().with_context(|| format!("no {name}")).map(str::to_owned);
        let asked = [
            ("response_type", "code"),
            ("client_id", "domicile"),
            ("redirect_uri", CALLBACK),
            ("scope", "openid profile email offline_access"),
            ("prompt", "consent"),
            ("resource", &self.url),
            ("state", "state"),
            ("nonce", "nonce"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
            ("login_hint", email),
        ];
        let answer = http.get(url::Url::parse_with_params(&endpoint("authorization_endpoint")?, asked)?).send().await?;
        let back = answer.headers().get("location").context("the issuer sends nobody back")?.to_str()?;
        let back = url::Url::parse(back)?;
        let code = back.query_pairs().find(|(name, _)| name == "code").with_context(|| format!("no code in {back}"))?.1.into_owned();
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", "domicile"),
            ("redirect_uri", CALLBACK),
            ("code", &code),
            ("code_verifier", VERIFIER),
            ("resource", &self.url),
        ];
        let tokens: Value = http.post(endpoint("token_endpoint")?).form(&form).send().await?.json().await?;
        let token = tokens["access_token"].as_str().with_context(|| format!("no token: {tokens}"))?.to_owned();
        Ok(Person { http, service: self.url.clone(), token })
    }
}

/// Writes a configuration file that nobody else may change, whatever the umask: another one is refused.
///
/// # Errors
/// It cannot be written.
pub fn write_config(file: &Path, text: &str) -> Result<()> {
    std::fs::write(file, text)?;
    #[cfg(unix)]
    std::fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    Ok(())
}

fn sqlite(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("directory.sqlite").display())
}

/// An HTTP client that follows no redirect and uses no proxy.
///
/// # Errors
/// It cannot be set up.
pub fn client() -> Result<reqwest::Client> {
    // One choice of cryptography for every HTTP client of a test process; the second test finds it made.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?)
}

/// Somebody who is signed in, using the service without the app.
#[derive(Debug)]
pub struct Person {
    http: reqwest::Client,
    service: String,
    token: String,
}

impl Person {
    /// The access token, for programs that ask in this person's name.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// GETs a path; status and JSON body.
    ///
    /// # Errors
    /// No answer, or one that is not JSON.
    pub async fn get(&self, path: &str) -> Result<(u16, Value)> {
        self.send(self.http.get(format!("{}{path}", self.service))).await
    }

    /// Listens to what changes; the answer's body goes on.
    ///
    /// # Errors
    /// The service refuses.
    pub async fn events(&self) -> Result<reqwest::Response> {
        let asked = self.http.get(format!("{}/v1/me/events", self.service)).bearer_auth(&self.token);
        Ok(asked.send().await?.error_for_status()?)
    }

    /// POSTs JSON to a path; status and JSON body.
    ///
    /// # Errors
    /// No answer, or one that is not JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Result<(u16, Value)> {
        self.send(self.http.post(format!("{}{path}", self.service)).json(body)).await
    }

    /// PUTs JSON to a path; status and JSON body.
    ///
    /// # Errors
    /// No answer, or one that is not JSON.
    pub async fn put(&self, path: &str, body: &Value) -> Result<(u16, Value)> {
        self.send(self.http.put(format!("{}{path}", self.service)).json(body)).await
    }

    /// DELETEs a path; status and JSON body.
    ///
    /// # Errors
    /// No answer, or one that is not JSON.
    pub async fn delete(&self, path: &str) -> Result<(u16, Value)> {
        self.send(self.http.delete(format!("{}{path}", self.service))).await
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<(u16, Value)> {
        let answer = request.bearer_auth(&self.token).send().await?;
        let (status, text) = (answer.status().as_u16(), answer.text().await?);
        let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).with_context(|| text.clone())? };
        Ok((status, body))
    }

    /// The removal requests of an account, as its administrators see them.
    ///
    /// # Errors
    /// The service refuses.
    pub async fn removal_requests(&self, account: &str) -> Result<Vec<Value>> {
        let (status, body) = self.get(&format!("/v1/accounts/{account}/removal-requests")).await?;
        anyhow::ensure!(status == 200, "{status} {body}");
        let items = body["items"].as_array().or(body.as_array()).with_context(|| format!("not a list: {body}"))?;
        Ok(items.clone())
    }

    /// Approves the one open removal request of an account.
    ///
    /// # Errors
    /// There is not exactly one, or the service refuses.
    pub async fn approve_the_removal(&self, account: &str) -> Result<Value> {
        let mut items = self.removal_requests(account).await?;
        items.retain(|it| it["state"].as_str().is_some_and(|state| ["submitted", "seen", "blocked", "approved"].contains(&state)));
        anyhow::ensure!(items.len() == 1, "one open request expected: {items:?}");
        let id = items[0]["id"].as_str().context("a request without id")?;
        let (status, body) =
            self.post(&format!("/v1/accounts/{account}/removal-requests/{id}/approve"), &Value::Object(Default::default())).await?;
        anyhow::ensure!((200..300).contains(&status), "not approved: {status} {body}");
        Ok(body)
    }
}
