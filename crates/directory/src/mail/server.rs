//! The mail server: how it is reached, and one conversation with it. Every failure says whose it is: the server's, so that everything
//! waits, or this mail's.

use crate::bearer::is_loopback;
use crate::config;
use crate::file_permissions::{self, Protection};
use anyhow::{Context as _, bail, ensure};
use domicile_model::shown_address::shown_address;
use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use std::path::PathBuf;
use std::time::Duration;

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
    tls: Option<TlsParameters>,
}

/// Why a mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The server is not there, broke off, or takes nothing from us: nothing can be sent.
    Down(String),
    /// The server does not take this mail now.
    Later(String),
    /// The server will never take this mail.
    Refused(String),
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
            Security::Tls | Security::StartTls => {
                let mut tls = TlsParameters::builder(host.clone());
                if let Some(file) = &config.ca_file {
                    let pem = file_permissions::need(file, Protection::Trusted)?.into_bytes();
                    tls = tls.add_root_certificate(
                        Certificate::from_pem(&pem).with_context(|| format!("{} is no certificate", file.display()))?,
                    );
                }
                Some(tls.build_rustls()?)
            }
        };
        let server = Self { host, port: url.port().unwrap_or(port), security, from, user, tls };
        server.credentials()?;
        Ok(server)
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
        let down = |error: Error| Trouble::Down(error.to_string());
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        let from_start = self.tls.clone().filter(|_| self.security == Security::Tls);
        let server = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(CONNECT_LIMIT), &hello, from_start, None).await.map_err(down)?;
        if let Some(tls) = self.tls.clone().filter(|_| self.security == Security::StartTls) {
            connection.starttls(tls, &hello).await.map_err(down)?;
        }
        if let Some(credentials) = self.credentials().map_err(|error| Trouble::Down(format!("{error:#}")))? {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await.map_err(down)?;
        }
        Ok(Conversation { connection, from: self.from.email.clone() })
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
                return Err(Trouble::Refused("the mail server knows no addresses with such letters".to_owned()));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let begun = self.connection.command(Mail::new(Some(self.from.clone()), parameters)).await;
        begun.map(drop).map_err(|error| Trouble::Down(error.to_string()))
    }

    /// Hands the mail over that was begun.
    pub(super) async fn hand_over(&mut self, to: &Address, mail: &[u8]) -> Result<(), Trouble> {
        let taken = async {
            self.connection.command(Rcpt::new(to.clone(), Vec::new())).await?;
            self.connection.command(Data).await?;
            self.connection.message(mail).await
        };
        let trouble = match taken.await {
            Ok(_) => return Ok(()),
            Err(error) => judge(&error),
        };
        if !matches!(trouble, Trouble::Down(_)) && self.connection.command(Rset).await.is_err() {
            // The next mail finds a closed connection and makes a new one.
            self.connection.abort().await;
        }
        Err(trouble)
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
            let ours = ["530", "534", "535", "538"].contains(&code.to_string().as_str()) || text.contains(" 5.7.");
            if ours { Trouble::Later(text) } else { Trouble::Refused(text) }
        }
        Some(_) => Trouble::Later(text),
        None => Trouble::Down(text),
    }
}
