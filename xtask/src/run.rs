//! The whole of Domicile on one machine, in one command: the service with the sample organisation, and the app against it.

use crate::build;
use crate::setup::{Need, setup};
use crate::step::{Workspace, step};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Builds, starts the service and the app, and ends both together.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let display =
        !cfg!(target_os = "linux") || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|it| std::env::var_os(it).is_some_and(|it| !it.is_empty()));
    setup(workspace, if display { &[Need::Node, Need::App] } else { &[Need::Node, Need::App, Need::Session] })?;
    build::ui(workspace)?;
    build::binaries(workspace)?;
    if display { open(workspace) } else { drive(workspace) }
}

fn open(workspace: &Workspace) -> Result<()> {
    let home = workspace.target().join("run");
    std::fs::create_dir_all(&home)?;
    let binary = |name: &str| workspace.target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let database = format!("sqlite:{}", home.join("directory.sqlite").display());
    let mut service = Service::start(Command::new(binary("domicile-directory")).args(["serve", "--demo", "--database", &database]))?;
    println!("\nThe service with the sample organisation is at {}", service.address);
    println!("Sign in as Ana Costa (the user of the story) or anybody else of the list that your browser shows.");
    println!(
        "On the command line: DOMICILE_HOME={0} DOMICILE_SERVICE_URL={1} {2} status",
        home.display(),
        service.address,
        binary("domicile").display()
    );
    println!(
        "As her administrator beside the app: DOMICILE_HOME={0} DOMICILE_SERVICE_URL={1} {2} login --hint maria.silva@oldbridge.example.com",
        home.join("maria").display(),
        service.address,
        binary("domicile").display()
    );
    println!("Quit the app to end both.\n");
    // On Linux the agent is the program that lasts; elsewhere the app is.
    let app = if cfg!(target_os = "linux") { "domicile-agent" } else { "domicile-desktop" };
    let status = Command::new(binary(app))
        .args(["--screen", "home"])
        .env("DOMICILE_HOME", &home)
        .env("DOMICILE_SERVICE_URL", &service.address)
        .status();
    service.stop();
    match status.context("cannot start the app")? {
        status if status.success() => Ok(()),
        status => bail!("the app ended with {status}"),
    }
}

fn drive(workspace: &Workspace) -> Result<()> {
    println!("\nThere is no display here: the app opens under Xvfb and goes through the main job once.");
    let shots = workspace.target().join("screenshots");
    let mut command = workspace.cargo(&[&["test", "--workspace"], build::FEATURES, &["--test", "window"]].concat());
    command.env("DOMICILE_SCREENSHOTS", &shots);
    step("The main job in a real window", &mut command)?;
    println!("\nScreenshots of each step: {}", shots.display());
    Ok(())
}

/// The running service, ended when dropped.
struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("cannot start the service")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("stdout was piped")?).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on ").map(str::to_owned);
        match address {
            Some(address) => Ok(Self { child, address }),
            None => {
                let _ = child.kill();
                bail!("the service did not say where it listens: {line:?}")
            }
        }
    }

    fn stop(&mut self) {
        // The process may have ended by itself; either way it is gone afterwards.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop();
    }
}
