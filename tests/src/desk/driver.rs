//! A hand in the real window: WebKit's own driver starts the app and looks into its web view.

use super::Desk;
use crate::process::{Process, binary, eventually};
use anyhow::{Context, Result};
use serde_json::json;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;
use thirtyfour::prelude::{By, ElementQueryable, ElementWaitable, WebDriver, WebElement};
use thirtyfour::{Capabilities, extensions::query::ElementPollerWithTimeout};

/// How long the page may take to show what it should.
const LIMIT: Duration = Duration::from_secs(30);

/// The app's window.
pub struct Browser {
    web: WebDriver,
    _driver: Process,
}

impl Browser {
    /// Starts the app under the driver and waits for its window.
    ///
    /// # Errors
    /// It does not open.
    pub async fn open(desk: &Desk) -> Result<Self> {
        // Free at this moment; the driver cannot choose one itself.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut command = desk.command("WebKitWebDriver");
        command.arg(format!("--port={port}"));
        command.envs([("TAURI_AUTOMATION", "true"), ("TAURI_WEBVIEW_AUTOMATION", "true")]);
        let driver = Process::start(&mut command)?;
        eventually("the driver listens", LIMIT, async || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()).await?;
        let mut wished = Capabilities::new();
        wished.set("webkitgtk:browserOptions", json!({ "binary": binary("domicile-desktop"), "args": [] }))?;
        let web = WebDriver::new(format!("http://127.0.0.1:{port}"), wished).await.context("the app under the driver")?;
        Ok(Self { web, _driver: driver })
    }

    /// The element at an XPath, as soon as it is shown.
    ///
    /// # Errors
    /// It does not appear; the text of the page is in the message.
    pub async fn shown(&self, path: &str) -> Result<WebElement> {
        let poller = ElementPollerWithTimeout::new(LIMIT, Duration::from_millis(100));
        match self.web.query(By::XPath(path)).with_poller(std::sync::Arc::new(poller)).and_displayed().first().await {
            Ok(element) => Ok(element),
            Err(error) => Err(anyhow::Error::from(error).context(format!("{path} is not on the page:\n{}", self.text().await?))),
        }
    }

    /// Waits until a text stands on the page.
    ///
    /// # Errors
    /// It does not appear.
    pub async fn says(&self, text: &str) -> Result<()> {
        let seen = eventually(text, LIMIT, async || self.text().await.ok().filter(|it| it.contains(text))).await;
        match seen {
            Ok(_) => Ok(()),
            Err(error) => Err(error.context(format!("the page says:\n{}", self.text().await?))),
        }
    }

    /// Presses a button by its label, as soon as it can be pressed.
    ///
    /// # Errors
    /// There is none, or it stays disabled.
    pub async fn press(&self, label: &str) -> Result<()> {
        let button = self.shown(&format!("//button[normalize-space()=\"{label}\"]")).await?;
        button.wait_until().clickable().await.with_context(|| format!("{label} stays disabled"))?;
        // The page scrolls inside the window, which the driver does not do by itself.
        button.scroll_into_view().await?;
        button.click().await.with_context(|| format!("{label} cannot be clicked"))
    }

    /// Follows an entry of the navigation.
    ///
    /// # Errors
    /// There is none.
    pub async fn go_to(&self, screen: &str) -> Result<()> {
        let entry = format!("//nav//*[self::a or self::button][normalize-space()=\"{screen}\"]");
        Ok(self.shown(&entry).await?.click().await?)
    }

    /// Everything that the page says.
    ///
    /// # Errors
    /// The window is gone.
    pub async fn text(&self) -> Result<String> {
        Ok(self.web.query(By::Css("body")).first().await?.text().await?)
    }

    /// Closes the app.
    ///
    /// # Errors
    /// It is gone already.
    pub async fn quit(self) -> Result<()> {
        Ok(self.web.quit().await?)
    }
}
