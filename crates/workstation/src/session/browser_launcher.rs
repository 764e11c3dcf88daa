//! Opening the system browser, as `xdg-open` does: `$BROWSER` first.

use std::io;
use std::process::{Command, Stdio};

/// Opens addresses. The app and tests put their own in its place.
pub trait Browser: Send + Sync + 'static {
    /// Asks a browser to show an address; returns at once.
    ///
    /// # Errors
    /// Where there is no browser to be asked. The person then gets the address to open by hand.
    fn open(&self, url: &str) -> io::Result<()>;
}

/// The person's browser.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemBrowser;

impl Browser for SystemBrowser {
    fn open(&self, url: &str) -> io::Result<()> {
        if cfg!(target_os = "linux") {
            let set = |name| std::env::var_os(name).is_some_and(|it| !it.is_empty());
            if let Some(named) = std::env::var("BROWSER").ok().filter(|it| !it.is_empty()) {
                return open_named(&named, url);
            }
            if !set("DISPLAY") && !set("WAYLAND_DISPLAY") {
                return Err(io::Error::new(io::ErrorKind::NotFound, "no display"));
            }
        }
        open::that_detached(url)
    }
}

/// `$BROWSER`: commands parted by colons, tried in turn; `%s` stands for the address, which comes last otherwise.
fn open_named(named: &str, url: &str) -> io::Result<()> {
    let mut last = io::Error::new(io::ErrorKind::NotFound, "$BROWSER names no command");
    for command in named.split(':').filter(|it| !it.trim().is_empty()) {
        let mut words: Vec<String> = command.split_whitespace().map(|word| word.replace("%s", url)).collect();
        if !command.contains("%s") {
            words.push(url.to_owned());
        }
        let mut process = Command::new(&words[0]);
        process.args(&words[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // A browser of its own process group is not stopped by the Ctrl-C that stops us.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut process, 0);
        match process.spawn() {
            Ok(mut child) => {
                // Nobody waits for a browser, but somebody must collect its end.
                std::thread::spawn(move || child.wait());
                return Ok(());
            }
            Err(e) => last = e,
        }
    }
    Err(last)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_first_command_that_there_is_gets_the_address() {
        assert!(open_named("/nonexistent/browser:/nonexistent/other %s", "http://127.0.0.1:1/?a=b").is_err());
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        Command::new("mkfifo").arg(&pipe).status().unwrap();
        let script = dir.path().join("browser");
        std::fs::write(&script, format!("#!/bin/sh\nprintf '%s' \"$1|$2\" > {}\n", pipe.display())).unwrap();
        std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        open_named(&format!("/nonexistent/browser:{} -new=%s", script.display()), "http://127.0.0.1:1/?a=b&c=$(x)").unwrap();
        // Reading a pipe waits for the writer.
        assert_eq!(std::fs::read_to_string(&pipe).unwrap(), "-new=http://127.0.0.1:1/?a=b&c=$(x)|");
    }
}
