//! A test that runs itself once more, in a process of its own.
#![allow(clippy::expect_used, reason = "for tests: one that cannot begin fails")]

use std::path::PathBuf;
use std::process::Command;

/// Tells the process of its own that it is one, and where it may write.
const PLACE: &str = "DOMICILE_TEST_PLACE";
/// How the shell says that the preparation was not possible: no test ends like this.
const NOT_PREPARED: i32 = 77;

/// Where the test may write, in the process of its own; `None` in the test that begins it.
#[must_use]
pub fn place() -> Option<PathBuf> {
    std::env::var_os(PLACE).map(PathBuf::from)
}

/// Runs a test again in a process of its own, after a shell has said `prepare`; `false` where that was not possible. The test goes by its
/// path, crate included: `concat!(module_path!(), "::its_name")`.
///
/// # Panics
/// The test fails there.
#[track_caller]
#[must_use]
pub fn in_its_own_process(test: &str, prepare: &str) -> bool {
    run(test, &["env"], prepare)
}

/// Runs a test again with a disk of so many KiB at [`place`]: in a mount namespace of its own, as root, else as root of a user namespace.
/// `false` where the system lets nobody mount (containers).
///
/// # Panics
/// The test fails there.
#[track_caller]
#[must_use]
pub fn on_a_small_disk(test: &str, kibibytes: u32) -> bool {
    let mount = crate::mount(kibibytes, &format!("${PLACE}"));
    run(test, &["unshare", "--mount"], &mount) || run(test, &["unshare", "--user", "--map-root-user", "--mount"], &mount)
}

#[track_caller]
fn run(test: &str, before: &[&str], prepare: &str) -> bool {
    let place = tempfile::tempdir().expect("a temporary folder");
    let myself = std::env::current_exe().expect("the path of this test");
    // The harness knows it without the crate.
    let test = test.split_once("::").map_or(test, |(_, rest)| rest);
    let script = format!("{prepare} || exit {NOT_PREPARED}; exec \"$0\" --exact --nocapture --test-threads=1 {test}");
    let [program, arguments @ ..] = before else { return false };
    let mut command = Command::new(program);
    command.args(arguments).args(["sh", "-c", &script]).arg(myself).env(PLACE, place.path());
    let Ok(output) = command.output() else { return false };
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    // The preparation failed, or what stands before it did, before the test began to speak.
    if output.status.code() == Some(NOT_PREPARED) || !said.contains("running 1 test") {
        return false;
    }
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_prepared_holds_in_the_process_of_its_own_only() {
        if place().is_some() {
            assert_eq!(std::env::var("DOMICILE_TEST_PREPARED").as_deref(), Ok("yes"));
            return;
        }
        let test = concat!(module_path!(), "::what_is_prepared_holds_in_the_process_of_its_own_only");
        assert!(in_its_own_process(test, "export DOMICILE_TEST_PREPARED=yes"));
        assert!(!in_its_own_process(test, "false"), "told, not failed");
        assert!(!in_its_own_process(concat!(module_path!(), "::no_test_of_this_name"), "true"), "told, not taken for passed");
        assert!(std::env::var_os("DOMICILE_TEST_PREPARED").is_none());
    }

    #[test]
    fn a_failure_in_the_process_of_its_own_is_one_here() {
        assert!(place().is_none(), "fails there");
        let test = concat!(module_path!(), "::a_failure_in_the_process_of_its_own_is_one_here");
        assert!(std::panic::catch_unwind(|| in_its_own_process(test, "true")).is_err());
    }
}
