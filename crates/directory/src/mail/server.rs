//! The mail server: how it is reached, and one conversation with it. Every failure says whose it is: the server's, so that everything
//! waits, or this mail's.

use super::refusal;
use super::reply_stream::ReplyStream;
use super::tls::{Tls, ask_for_tls};
use crate::bearer::is_loopback;
use crate::config;
use crate::file_permissions::{self, Protection};
use anyhow::{Context as _, bail, ensure};
use domicile_model::delivery::RefusalReason;
use domicile_model::shown_address::shown_address;
use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use std::io;
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpStream;

/// How long connecting may take.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Security {
    /// Not at all: to this machine only.
    Plain,
    /// From the first byte.
    Tls,
    /// By a command, which must succeed.
    StartTls,
}

/// A mail server to send by, as the configuration names it.
#[derive(Clone)]
pub struct MailServer {
    host: String,
    port: u16,
    security: Security,
    from: Mailbox,
    user: Option<(String, PathBuf)>,
    tls: Option<Tls>,
}

/// Why a mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The server is not there, broke off, or takes nothing from us: nothing can be sent.
    Down(String),
    /// The server does not take this mail now.
    Later(String),
    /// The server takes no mail from us until the operator sets something right.
    Ours(String),
    /// The server got the whole mail, and did not say what became of it: it may have taken it.
    Unanswered(String),
    /// The server will never take this mail.
    Refused(RefusalReason, String),
}

impl MailServer {
    /// Reads the configuration.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence.
    pub fn new(config: &config::Mail) -> anyhow::Result<Self> {
        let url = &config.smtp;
        let (security, port) = match url.scheme() {
            "smtp" => (Security::Plain, 25),
            "smtps" => (Security::Tls, 465),
            "smtp+starttls" => (Security::StartTls, 587),
            other => bail!("“{other}” is no way to send mail: smtps://host, smtp+starttls://host, or smtp://127.0.0.1 on this machine."),
        };
        let host = url
            .host_str()
            .with_context(|| format!("{} names no mail server.", shown_address(url.as_str())))?
            .trim_matches(['[', ']'])
            .to_owned();
        ensure!(
            url.username().is_empty() && url.password().is_none(),
            "The mail server's user and password are settings of their own: user and passwordFile."
        );
        // A scheme that is not http's has its host unparsed.
        let local = url::Url::parse(&format!("http://{}", url.authority())).is_ok_and(|it| is_loopback(&it));
        ensure!(
            security != Security::Plain || local,
            "{} is plain smtp to another machine: mail would travel in the open. Use smtps or smtp+starttls.",
            shown_address(url.as_str())
        );
        let from = config.from.parse().with_context(|| format!("“{}” is not an address to send mail from.", config.from))?;
        let user = match (&config.user, &config.password_file) {
            (Some(user), Some(file)) => Some((user.clone(), file.clone())),
            (None, None) => None,
            _ => bail!("Signing in to the mail server needs both user and passwordFile."),
        };
        let tls = match security {
            Security::Plain => None,
            Security::Tls | Security::StartTls => Some(Tls::new(&host, config.ca_file.as_deref())?),
        };
        let server = Self { host, port: url.port().unwrap_or(port), security, from, user, tls };
        server.credentials()?;
        Ok(server)
    }

    /// Its host and port, for people.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Who mails are from.
    pub(super) fn from(&self) -> &Mailbox {
        &self.from
    }

    /// Read each time, so that a changed password is taken without a restart.
    fn credentials(&self) -> anyhow::Result<Option<Credentials>> {
        let Some((user, file)) = &self.user else { return Ok(None) };
        let password = file_permissions::need(file, Protection::Secret).context("the mail server's password")?;
        Ok(Some(Credentials::new(user.clone(), password.trim_end_matches(['\r', '\n']).to_owned())))
    }

    /// Connects, protects the connection, signs in.
    pub(super) async fn connect(&self) -> Result<Conversation, Trouble> {
        let mut connection = self.greet().await?;
        self.sign_in(&mut connection).await?;
        Ok(Conversation { connection, from: self.from.email.clone() })
    }

    /// Connects and signs in as for a mail, and sends none. What became of the greeting, and of signing in if there is anybody to sign in as.
    pub(crate) async fn try_out(&self) -> TryOut {
        let reason = |trouble: Trouble| trouble.into_reason();
        let mut connection = match self.greet().await {
            Ok(connection) => connection,
            Err(trouble) => return TryOut { greeting: Err(reason(trouble)), sign_in: None },
        };
        let sign_in = match &self.user {
            Some(_) => Some(self.sign_in(&mut connection).await.map_err(reason)),
            None => None,
        };
        let _ = connection.quit().await;
        TryOut { greeting: Ok(()), sign_in }
    }

    /// A protected connection to a server that has greeted.
    async fn greet(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        let stream = self.stream(&hello).await.map_err(|error| Trouble::Down(format!("Connection error: {error}")))?;
        AsyncSmtpConnection::connect_with_transport(stream, &hello).await.map_err(|error| Trouble::Down(error.to_string()))
    }

    /// Says who we are, where the configuration has it.
    async fn sign_in(&self, connection: &mut AsyncSmtpConnection) -> Result<(), Trouble> {
        if let Some(credentials) = self.credentials().map_err(|error| Trouble::Down(format!("{error:#}")))? {
            let signed_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await;
            signed_in.map_err(|error| Trouble::Down(error.to_string()))?;
        }
        Ok(())
    }
}

/// What became of trying a server out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TryOut {
    /// Whether it greeted over a protected connection, or why not.
    pub(crate) greeting: Result<(), String>,
    /// Whether it let us in; `None` where nobody signs in, or it did not greet.
    pub(crate) sign_in: Option<Result<(), String>>,
}

impl Trouble {
    /// What the server said, or what happened to the connection.
    fn into_reason(self) -> String {
        match self {
            Self::Down(it) | Self::Later(it) | Self::Ours(it) | Self::Unanswered(it) | Self::Refused(_, it) => it,
        }
    }
}

impl MailServer {
    /// The connection, protected as it is configured, at the place where the server greets.
    async fn stream(&self, hello: &ClientId) -> io::Result<Box<dyn AsyncTokioStream>> {
        let connecting = TcpStream::connect((self.host.as_str(), self.port));
        let mut tcp = tokio::time::timeout(CONNECT_LIMIT, connecting).await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        let peer = tcp.peer_addr()?;
        let Some(tls) = &self.tls else { return Ok(Box::new(ReplyStream::new(tcp, peer, b""))) };
        let mut greeted: &[u8] = b"";
        if self.security == Security::StartTls {
            ask_for_tls(&mut tcp, &hello.to_string()).await?;
            // The greeting was in the clear; whoever speaks SMTP from here on waits for one.
            greeted = b"220 protected\r\n";
        }
        Ok(Box::new(ReplyStream::new(tls.protect(tcp).await?, peer, greeted)))
    }
}

/// An open connection, between two mails.
pub(super) struct Conversation {
    connection: AsyncSmtpConnection,
    from: Address,
}

impl Conversation {
    /// Begins a mail. Whatever goes wrong here is not this mail's fault.
    pub(super) async fn begin(&mut self, to: &Address) -> Result<(), Trouble> {
        let mut parameters = Vec::new();
        if !to.to_string().is_ascii() {
            if !self.connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                let reason = "the mail server knows no addresses with such letters".to_owned();
                return Err(Trouble::Refused(RefusalReason::UnknownAddress, reason));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let begun = self.connection.command(Mail::new(Some(self.from.clone()), parameters)).await;
        begun.map(drop).map_err(|error| Trouble::Down(error.to_string()))
    }

    /// Asks whether the server would take the mail that was begun. Until the text goes over, nothing is taken.
    pub(super) async fn offer(&mut self, to: &Address) -> Result<(), Trouble> {
        let offered = async {
            self.connection.command(Rcpt::new(to.clone(), Vec::new())).await?;
            self.connection.command(Data).await
        };
        match offered.await {
            Ok(_) => Ok(()),
            Err(error) => Err(self.after(judge(&error)).await),
        }
    }

    /// Hands the text over, and waits for what the server says. No answer leaves open whether it was taken.
    pub(super) async fn hand_over(&mut self, mail: &[u8]) -> Result<(), Trouble> {
        match self.connection.message(mail).await {
            Ok(_) => Ok(()),
            Err(error) => Err(match judge(&error) {
                Trouble::Down(reason) => Trouble::Unanswered(reason),
                answered => self.after(answered).await,
            }),
        }
    }

    /// Leaves the connection ready for the next mail.
    async fn after(&mut self, trouble: Trouble) -> Trouble {
        if !matches!(trouble, Trouble::Down(_)) && self.connection.command(Rset).await.is_err() {
            // The next mail finds a closed connection and makes a new one.
            self.connection.abort().await;
        }
        trouble
    }

    /// Ends it in a friendly way.
    pub(super) async fn end(mut self) {
        let _ = self.connection.quit().await;
    }
}

/// Whose fault it is. An answer of 5xx is this mail's, unless it says that we may not send at all (authentication, policy): that is for
/// the operator to set right, and mails wait for it.
fn judge(error: &Error) -> Trouble {
    let text = error.to_string();
    match error.status() {
        Some(code) if error.is_permanent() => {
            let code = code.to_string();
            let ours = ["530", "534", "535", "538"].contains(&code.as_str()) || text.contains(" 5.7.");
            if ours { Trouble::Ours(text) } else { Trouble::Refused(refusal::reason(&code, &text), text) }
        }
        Some(_) => Trouble::Later(text),
        None => Trouble::Down(text),
    }
}
