//! One home, and more than one who uses it: root who helps, another computer, a user without a home at all. Other users and other machine
//! ids can be had as root only: where the tests run as somebody else, the tests of the crates hold the same by other means.
#![cfg(target_os = "linux")]

use anyhow::{Result, ensure};
use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::Service;
use serde_json::Value;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Output;

const ANA: &str = "ana.costa@oldbridge.example.com";
/// A number that no user of a test machine has.
const USER: u32 = 123_456;

/// What the sandbox has all of its files in.
fn around(sandbox: &Sandbox) -> PathBuf {
    sandbox.data().parent().map(Path::to_owned).unwrap_or_default()
}

fn is_root(sandbox: &Sandbox) -> Result<bool> {
    Ok(std::fs::metadata(around(sandbox))?.uid() == 0)
}

fn chown(path: &Path, uid: u32) -> Result<()> {
    let done = std::process::Command::new("chown").args(["-R", &format!("{uid}:{uid}")]).arg(path).status()?;
    ensure!(done.success(), "{}: {done}", path.display());
    Ok(())
}

fn said(output: &Output) -> String {
    format!("{:?} {} {}", output.status.code(), String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A verb as the user whose home it is.
async fn as_user(sandbox: &Sandbox, arguments: &[&str]) -> Result<Output> {
    let mut command = sandbox.command(arguments);
    command.uid(USER).gid(USER).current_dir("/");
    Ok(command.output().await?)
}

/// Field case W06a, W06b: root who refreshes in somebody's home says so and takes nothing from them; what an earlier root left there is
/// replaced, or named with its owner and one command.
#[tokio::test]
async fn root_in_somebodys_home_leaves_them_their_licences() -> Result<()> {
    let service = Service::start()?;
    let sandbox = Sandbox::new(&service.url)?;
    if !is_root(&sandbox)? {
        return Ok(());
    }
    chown(&around(&sandbox), USER)?;
    let signed_in = as_user(&sandbox, &["login", "--store", "file", "--hint", ANA]).await?;
    ensure!(signed_in.status.success(), "{}", said(&signed_in));

    let helped = sandbox.domicile(&["refresh"]).await?;
    ensure!(helped.code == 0 && helped.stderr.contains("You are root") && helped.stderr.contains("sudo -u 123456"), "{helped:?}");
    for entry in std::fs::read_dir(sandbox.data())?.chain(std::fs::read_dir(sandbox.data().join("policy"))?) {
        let path = entry?.path();
        ensure!(std::fs::symlink_metadata(&path)?.uid() == USER, "{} is not theirs", path.display());
    }
    for verb in [&["check", "bridge-modeler"][..], &["refresh"], &["status"]] {
        let ran = as_user(&sandbox, verb).await?;
        ensure!(ran.status.success(), "{verb:?}: {}", said(&ran));
    }

    // What a root of before left: files of its own in the person's folder.
    for name in ["policy.jws", "state.json", "keyset.json", "cache.lock"] {
        chown(&sandbox.data().join("policy").join(name), 0)?;
        let ran = as_user(&sandbox, &["refresh"]).await?;
        ensure!(ran.status.success(), "{name}: {}", said(&ran));
        let ran = as_user(&sandbox, &["check", "bridge-modeler"]).await?;
        ensure!(ran.status.success(), "{name}: {}", said(&ran));
    }
    // The folder itself: nothing can be replaced, and the words say whose it is and what to type.
    let policy = sandbox.data().join("policy");
    chown(&policy, 0)?;
    let ran = as_user(&sandbox, &["refresh"]).await?;
    let words = said(&ran);
    ensure!(ran.status.code() == Some(7) && words.contains("belongs to root"), "{words}");
    ensure!(words.contains(&format!("sudo chown -R \"$(id -un)\" \"{}\"", policy.display())), "{words}");
    chown(&policy, USER)?;
    ensure!(as_user(&sandbox, &["refresh"]).await?.status.success(), "taken back");
    Ok(())
}

/// Field case W08c: where nothing can be kept, nothing says that it is here, and the exit code says so.
#[tokio::test]
async fn a_sign_in_that_keeps_nothing_says_so() -> Result<()> {
    let service = Service::start()?;
    let sandbox = Sandbox::new(&service.url)?;
    if !is_root(&sandbox)? {
        return Ok(());
    }
    chown(&around(&sandbox), USER)?;
    let mut command = sandbox.command(&["login", "--store", "file", "--hint", ANA]);
    command.env_remove("DOMICILE_HOME").env("HOME", "/").uid(USER).gid(USER).current_dir("/");
    let ran = command.output().await?;
    let words = said(&ran);
    ensure!(ran.status.code() == Some(7), "{words}");
    ensure!(!words.contains("The licences are here") && words.contains("DOMICILE_HOME"), "{words}");
    Ok(())
}

/// A verb on a computer with this id, as a container or another workstation on the same home has it.
async fn on(sandbox: &Sandbox, id: &str, arguments: &[&str]) -> Result<(Option<i32>, Value)> {
    let file = sandbox.data().with_extension(id);
    std::fs::write(&file, format!("{id}\n"))?;
    let script = "mount --bind \"$0\" /etc/machine-id || exit 77; exec \"$@\"";
    let program = domicile_tests::process::binary("domicile");
    let (file, program) = (file.display().to_string(), program.display().to_string());
    let words: Vec<&str> =
        ["--mount", "sh", "-c", script, &file, &program].into_iter().chain(arguments.iter().copied()).chain(["--json"]).collect();
    let output = sandbox.program(Path::new("unshare"), &words).output().await?;
    let answer = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    Ok((output.status.code(), answer))
}

/// Field case W19b: two workstations on one home refresh in turn, and neither ends the licences of the other.
#[tokio::test]
async fn two_workstations_on_one_home_keep_their_licences() -> Result<()> {
    let service = Service::start()?;
    let sandbox = Sandbox::new(&service.url)?;
    if !is_root(&sandbox)? || !Path::new("/etc/machine-id").exists() {
        return Ok(());
    }
    let (first, second) = ("11111111111111111111111111111111", "22222222222222222222222222222222");
    let signed_in = on(&sandbox, first, &["login", "--store", "file", "--hint", ANA]).await?;
    if matches!(signed_in.0, Some(77 | 1)) && signed_in.1.is_null() {
        println!("no mounts here: the same is held by the tests of the policy crate");
        return Ok(());
    }
    ensure!(signed_in.0 == Some(0), "{signed_in:?}");
    for round in 0..3 {
        for id in [second, first] {
            let refreshed = on(&sandbox, id, &["refresh"]).await?;
            ensure!(refreshed.0 == Some(0), "round {round}, {id}: {refreshed:?}");
            for other in [first, second] {
                let checked = on(&sandbox, other, &["check", "bridge-modeler"]).await?;
                ensure!(checked.0 == Some(0) && checked.1["state"] == "valid", "round {round}, {id} refreshed, {other}: {checked:?}");
            }
        }
    }
    let stranger = on(&sandbox, "33333333333333333333333333333333", &["check", "bridge-modeler"]).await?;
    ensure!(stranger.0 == Some(3) && stranger.1["state"] == "wrong_machine", "{stranger:?}");
    Ok(())
}
