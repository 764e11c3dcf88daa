//! What the desktop app takes, beside `chromium --app` on the same page: memory of the whole process tree in the tray with a person who is
//! signed in, with the window open and closed again, and the time from the start of the process until the page is painted.
#![expect(clippy::print_stdout, reason = "the table of the benchmarks is made of these lines")]

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("The desktop is measured on Linux only.");
}

#[cfg(target_os = "linux")]
#[tokio::main]
async fn main() -> anyhow::Result<()> {
    linux::measure().await
}

#[cfg(target_os = "linux")]
mod linux {
    use anyhow::{Context, Result, ensure};
    use domicile_tests::desktop::{App, Desktop, TrayHost, memory};
    use domicile_tests::process::{Process, eventually};
    use domicile_tests::service::Service;
    use std::path::Path;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    const LIMIT: Duration = Duration::from_secs(60);
    /// After a change, memory is read when things have settled.
    const SETTLED: Duration = Duration::from_secs(5);
    /// The median of so many starts.
    const STARTS: usize = 5;

    pub(super) async fn measure() -> Result<()> {
        let service = Service::start()?;
        let page = Page::serve()?;

        let mut desktop = Desktop::start(&service)?;
        desktop.sign_in_as("ana.costa@oldbridge.example.com")?;
        let host = TrayHost::start(&desktop).await?;
        let app = App::start(&desktop, &["--hidden"])?;
        let icon = host.icon().await?;
        icon.choose("Sign in…").await?;
        icon.entry("You can work").await?;
        icon.quit().await?;
        app.end().await?;

        // As on every morning after the first one.
        let app = App::start(&desktop, &["--hidden"])?;
        let icon = host.another_icon(1).await?;
        icon.entry("You can work").await?;
        let tray = settled(app.id()).await?;
        let wakes = wakes_per_second(app.id()).await?;
        icon.choose("Open Domicile").await?;
        painted(&desktop).await?;
        let open = settled(app.id()).await?;
        App::close_window(&desktop).await?;
        let closed = settled(app.id()).await?;
        icon.quit().await?;
        app.end().await?;
        drop(desktop);

        let desktop = Desktop::start(&service)?;
        let peer = page.in_chromium(&desktop, "can-work")?;
        painted(&desktop).await?;
        let chromium = settled(peer.id()).await?;
        drop(peer);
        drop(desktop);

        row("memory in the tray, no window (MiB)", tray, chromium, "<= 0.04");
        row("memory in the tray, beside 12 MiB", tray, 12.0, "<= 1");
        row("idle in the tray, wake-ups (1/s)", wakes, 1.0, "<= 1");
        row("memory, window open (MiB)", open, chromium, "<= 0.6");
        row("memory, closed again, beside the tray's (MiB)", closed, tray, "<= 1.1");

        let mut ours = Vec::new();
        let mut theirs = Vec::new();
        for _ in 0..STARTS {
            // Each on a new desktop: a cold start for both, in turn.
            let desktop = Desktop::start(&service)?;
            let start = Instant::now();
            let app = App::start(&desktop, &[])?;
            painted(&desktop).await?;
            ours.push(start.elapsed().as_secs_f64());
            drop(app);
            drop(desktop);
            let desktop = Desktop::start(&service)?;
            let start = Instant::now();
            let peer = page.in_chromium(&desktop, "signed-out")?;
            painted(&desktop).await?;
            theirs.push(start.elapsed().as_secs_f64());
            drop(peer);
        }
        row("start to first paint (s)", median(ours), median(theirs), "<= 1");
        Ok(())
    }

    fn row(what: &str, ours: f64, peer: f64, budget: &str) {
        println!("bench: {what} | {ours:.2} | {peer:.2} | {:.2} | {budget}", ours / peer);
    }

    fn median(mut values: Vec<f64>) -> f64 {
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// MiB.
    #[expect(clippy::cast_precision_loss, reason = "KiB of one program")]
    async fn settled(process: u32) -> Result<f64> {
        tokio::time::sleep(SETTLED).await;
        Ok(memory(process)? as f64 / 1024.0)
    }

    /// How often the threads of an idle process wake up, over a while.
    #[expect(clippy::cast_precision_loss, reason = "some wake-ups")]
    async fn wakes_per_second(process: u32) -> Result<f64> {
        const WHILE: Duration = Duration::from_secs(20);
        let before = wakes(process)?;
        tokio::time::sleep(WHILE).await;
        Ok(wakes(process)?.saturating_sub(before) as f64 / WHILE.as_secs_f64())
    }

    /// How often the threads of a process have waited so far: each time ends with a wake-up. Those that have ended meanwhile are not counted.
    fn wakes(process: u32) -> Result<u64> {
        let mut sum = 0;
        for thread in std::fs::read_dir(format!("/proc/{process}/task"))?.flatten() {
            let Ok(status) = std::fs::read_to_string(thread.path().join("status")) else { continue };
            let line = status.lines().find_map(|it| it.strip_prefix("voluntary_ctxt_switches:")).context("no switches in status")?;
            sum += line.trim().parse::<u64>()?;
        }
        Ok(sum)
    }

    /// Waits until the page is on the display: its paper, and the ink of its words.
    async fn painted(desktop: &Desktop) -> Result<()> {
        eventually("a painted page", LIMIT, async || {
            let picture = desktop.command("import").args(["-window", "root", "-depth", "8", "rgb:-"]).output().ok()?.stdout;
            let of = |colour: [u8; 3]| picture.chunks_exact(3).filter(|it| **it == colour).count();
            (of([0xfb, 0xfb, 0xf9]) > 50_000 && of([0x1b, 0x1e, 0x21]) > 100).then_some(())
        })
        .await
    }

    /// The same interface over a recorded state, for a browser.
    struct Page {
        url: String,
        _server: Process,
    }

    impl Page {
        fn serve() -> Result<Self> {
            let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui");
            let built = Command::new("npm").args(["run", "--silent", "build", "--", "--mode", "recorded"]).current_dir(&ui).status()?;
            ensure!(built.success(), "the recorded interface was not built: {built}");
            let mut command = Command::new("python3");
            command.args(["-u", "-m", "http.server", "--bind", "127.0.0.1", "0"]);
            let (server, line) = Process::start_and_read_line(command.current_dir(ui.join("dist-recorded")).stderr(Stdio::null()))?;
            // Serving HTTP on 127.0.0.1 port 40041 (http://127.0.0.1:40041/) ...
            let address = line.split(['(', ')']).nth(1).with_context(|| format!("where does it listen: {line}"))?;
            Ok(Self { url: address.to_owned(), _server: server })
        }

        fn in_chromium(&self, desktop: &Desktop, state: &str) -> Result<Process> {
            let mut command = desktop.command("chromium");
            command
                .arg(format!("--app={}?state={state}", self.url))
                .arg(format!("--user-data-dir={}", desktop.session.folder().join("chromium").display()));
            command.args(["--no-sandbox", "--no-first-run", "--window-size=760,600"]).stderr(Stdio::null());
            Process::start(&mut command)
        }
    }
}
