//! A hand in the real window: WebKit's own driver starts the app and looks into its web view.

use super::Desktop;
use crate::process::{Process, binary, eventually};
use anyhow::{Context, Result};
use serde_json::json;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use thirtyfour::prelude::{By, ElementQueryable, ElementWaitable, WebDriver, WebElement};
use thirtyfour::{Capabilities, Key, extensions::query::ElementPollerWithTimeout};

/// How long the page may take to show what it should.
const LIMIT: Duration = Duration::from_secs(30);

/// The app's window.
pub struct Browser {
    web: WebDriver,
    /// What the hand has done, for those who count what a person has to do.
    clicks: AtomicU32,
    typed: AtomicU32,
    _driver: Process,
}

impl Browser {
    /// Starts the app under the driver and waits for its window.
    ///
    /// # Errors
    /// It does not open.
    pub async fn open(desktop: &Desktop) -> Result<Self> {
        // Free at this moment; the driver cannot choose one itself.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut command = desktop.command("WebKitWebDriver");
        command.arg(format!("--port={port}"));
        command.envs([("TAURI_AUTOMATION", "true"), ("TAURI_WEBVIEW_AUTOMATION", "true")]);
        let driver = Process::start(&mut command)?;
        eventually("the driver listens", LIMIT, async || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()).await?;
        let mut wished = Capabilities::new();
        wished.set("webkitgtk:browserOptions", json!({ "binary": binary("domicile-desktop"), "args": [] }))?;
        let web = WebDriver::new(format!("http://127.0.0.1:{port}"), wished).await.context("the app under the driver")?;
        Ok(Self { web, clicks: AtomicU32::new(0), typed: AtomicU32::new(0), _driver: driver })
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
        self.click(&format!("//button[normalize-space()=\"{label}\"]"), label).await
    }

    /// The same in the dialog that is open.
    ///
    /// # Errors
    /// There is none, or it stays disabled.
    pub async fn answer(&self, label: &str) -> Result<()> {
        self.click(&format!("//dialog//button[normalize-space()=\"{label}\"]"), label).await
    }

    /// Opens the row of a list that says this.
    ///
    /// # Errors
    /// There is none.
    pub async fn open_row(&self, text: &str) -> Result<()> {
        self.click(&format!("//main//li//button[contains(normalize-space(), \"{text}\")]"), text).await
    }

    /// Ticks a check box by its label.
    ///
    /// # Errors
    /// There is none.
    pub async fn tick(&self, label: &str) -> Result<()> {
        self.click(&format!("//label[normalize-space()=\"{label}\"]"), label).await
    }

    /// Chooses a row of a select by its text.
    ///
    /// # Errors
    /// There is none.
    pub async fn choose(&self, select: &str, row: &str) -> Result<()> {
        let option = format!("//select[@id=//label[normalize-space()=\"{select}\"]/@for]/option[normalize-space()=\"{row}\"]");
        let option = self.web.query(By::XPath(&option)).first().await.with_context(|| format!("{row} cannot be chosen"))?;
        self.clicks.fetch_add(1, Ordering::Relaxed);
        Ok(option.click().await?)
    }

    /// Types into the one field of a kind (`search`), after what stands there was taken out, and presses Enter.
    ///
    /// # Errors
    /// There is no such field.
    pub async fn type_and_enter(&self, kind: &str, text: &str) -> Result<()> {
        let field = self.shown(&format!("//input[@type=\"{kind}\"]")).await?;
        field.clear().await?;
        self.typed.fetch_add(1, Ordering::Relaxed);
        Ok(field.send_keys(format!("{text}{}", Key::Enter.value())).await?)
    }

    /// How often was clicked, and how many fields were typed into, since the last time that somebody asked.
    pub fn effort(&self) -> (u32, u32) {
        (self.clicks.swap(0, Ordering::Relaxed), self.typed.swap(0, Ordering::Relaxed))
    }

    async fn click(&self, path: &str, what: &str) -> Result<()> {
        let element = self.shown(path).await?;
        element.wait_until().clickable().await.with_context(|| format!("{what} stays disabled"))?;
        // The page scrolls inside the window, which the driver does not do by itself.
        element.scroll_into_view().await?;
        self.clicks.fetch_add(1, Ordering::Relaxed);
        element.click().await.with_context(|| format!("{what} cannot be clicked"))
    }

    /// Follows an entry of the navigation.
    ///
    /// # Errors
    /// There is none.
    pub async fn go_to(&self, screen: &str) -> Result<()> {
        let entry = format!("//nav//*[self::a or self::button][starts-with(normalize-space(), \"{screen}\")]");
        self.click(&entry, screen).await
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
