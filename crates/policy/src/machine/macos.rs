//! macOS: the hardware's UUID.

use std::process::{Command, Stdio};

pub(super) fn id() -> Option<String> {
    let mut command = Command::new("/usr/sbin/ioreg");
    let output = command.args(["-rd1", "-c", "IOPlatformExpertDevice"]).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let line = text.lines().find(|it| it.contains("\"IOPlatformUUID\""))?;
    super::usable(line.rsplit('"').nth(1)?)
}
