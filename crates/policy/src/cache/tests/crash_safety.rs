//! `kill -9` while a real process writes: at every step, and at any moment. Whoever reads next sees the old policy or the new one.

use super::states::{BOTH, Home, standing, store};
use crate::cache::fault_points::armed::{Plan, arm, disarm, without_links};
use crate::cache::*;
use crate::decide::State;
use crate::test_fixture::{self, T};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

const FOLDER: &str = "DOMICILE_TEST_KILLED_FOLDER";
const STOP_AT: &str = "DOMICILE_TEST_KILLED_STOP_AT";
const WITHOUT_LINKS: &str = "DOMICILE_TEST_KILLED_WITHOUT_LINKS";
const FROM: &str = "DOMICILE_TEST_KILLED_FROM";

/// Kills in all.
const KILLS: usize = 200;

/// Not a test by itself: what the other process does. It does nothing unless it is told a folder.
#[test]
fn the_other_process() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let cache = Cache::at(Path::new(&folder));
    without_links(std::env::var_os(WITHOUT_LINKS).is_some());
    if let Ok(at) = std::env::var(STOP_AT) {
        arm(Plan::StopAt(at.parse().unwrap()));
        store(&cache, &standing(11, 10, &["bridge-modeler"]), T + 60).unwrap();
        println!("\ndone after {} steps", disarm().len());
    } else {
        let from: u64 = std::env::var(FROM).unwrap().parse().unwrap();
        arm(Plan::Tell);
        for version in from.. {
            // One of both is given up, so that the first write has check-outs to take away.
            store(&cache, &standing(version, 10, &["bridge-modeler"]), T + 60).unwrap();
        }
    }
}

struct Other {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Other {
    fn start(folder: &Path, links: bool, task: (&str, String)) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "--nocapture", "--test-threads=1", "cache::tests::crash_safety::the_other_process"]);
        if !links {
            command.env(WITHOUT_LINKS, "1");
        }
        command.env(FOLDER, folder).env(task.0, task.1).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { child, lines }
    }

    /// The next line that begins so; `None` where it ended without.
    fn wait_for(&mut self, beginnings: [&str; 2]) -> Option<String> {
        let mut line = String::new();
        while self.lines.read_line(&mut line).unwrap() > 0 {
            if beginnings.iter().any(|it| line.starts_with(it)) {
                return Some(line);
            }
            line.clear();
        }
        None
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Kills once at this step; false where the write has fewer steps.
fn kill_at(step: usize, first_ever: bool, links: bool) -> bool {
    let home = Home::new();
    if !first_ever {
        home.take_along();
    }
    let mut other = Other::start(home.cache.folder(), links, (STOP_AT, step.to_string()));
    let line = other.wait_for(["stopped at", "done after"]).expect("it says where it is");
    other.kill();
    let reading = home.read(T + 60);
    let version = reading.policy.as_ref().map(|it| it.claims().version);
    match (first_ever, reading.state) {
        (true, State::NoPolicy) => assert_eq!(version, None),
        (true, State::Valid) => assert_eq!(version, Some(11)),
        (false, State::Valid) => assert!(matches!(version, Some(10 | 11)), "{line}"),
        (_, state) => panic!("{line}: {state:?} {:?}", reading.refusal),
    }
    if !first_ever {
        assert_eq!(home.away(), if version == Some(10) { &BOTH[..] } else { &["bridge-modeler"] }, "{line}: the check-outs of its policy");
    }
    assert_eq!(home.store(&test_fixture::policy(12, 20)).unwrap().reading.state, State::Valid, "{line}");
    assert_eq!(home.version(), Some(12));
    let later = ["keyset.json.new", "check-outs.json.new"];
    assert!(home.left_behind().iter().all(|it| later.contains(&it.as_str())), "{line}: what was half-written goes with the next write");
    line.starts_with("stopped at")
}

#[test]
fn killed_at_every_step_and_at_any_moment_200_times() {
    let mut kills = 0;
    for (first_ever, links) in [(false, true), (true, true), (false, false)] {
        let mut step = 1;
        while kill_at(step, first_ever, links) {
            step += 1;
        }
        assert!(step > 25, "{step}");
        kills += step - 1;
    }
    assert!(kills < KILLS - 20, "{kills}");
    // The rest at no step in particular: after some of its lines, while it goes on writing.
    let mut seen = [0; 2];
    let home = Home::taken_along();
    let mut at_least = 10;
    for round in kills..KILLS {
        let mut other = Other::start(home.cache.folder(), true, (FROM, (at_least + 1).to_string()));
        for _ in 0..=(round * 7 % 50) {
            other.wait_for(["reached", "reached"]).expect("it goes on writing");
        }
        other.kill();
        let reading = home.read(T + 60);
        assert_eq!(reading.state, State::Valid, "round {round}: {:?}", reading.refusal);
        assert!(home.away().contains(&"bridge-modeler"), "round {round}: what every policy stands by goes on");
        let version = reading.policy.unwrap().claims().version;
        assert!(version >= at_least, "{version} after {at_least}");
        seen[usize::from(version > at_least)] += 1;
        at_least = version;
    }
    assert!(seen.iter().all(|it| *it > 0), "some kills before the replacement and some after: {seen:?}");
    home.store(&test_fixture::policy(at_least + 1, 10)).unwrap();
    assert_eq!(home.version(), Some(at_least + 1));
}
