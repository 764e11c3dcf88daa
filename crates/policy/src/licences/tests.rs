//! What products see, while files and clocks change under them.

use super::*;
use crate::cache::{Cache, Received};
use crate::claims::{DAY, Reason};
use crate::test_fixture::{self, OS_ID, T};
use std::fs::{self, File};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;
use tempfile::TempDir;

thread_local! {
    static WALL: AtomicI64 = const { AtomicI64::new(T + 60) };
}

fn wall() -> Clock {
    Clock::wall(WALL.with(|it| it.load(Ordering::Relaxed)))
}

fn set_wall(to: i64) {
    WALL.with(|it| it.store(to, Ordering::Relaxed));
}

struct Product {
    dir: TempDir,
    licences: Licences,
}

impl Product {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let location = Location::for_machine(dir.path(), vec![OS_ID.into()]);
        set_wall(T + 60);
        Self { licences: Licences { clock: wall, ..Licences::at(Some(location)) }, dir }
    }

    fn cache(&self) -> Cache {
        self.licences.location.as_ref().unwrap().to_write()
    }

    fn store(&self, policy: &str) {
        let keyset = test_fixture::keyset_bytes(1);
        let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: None, server_time: None };
        self.cache().store(&test_fixture::root(), &test_fixture::expected(), &received, &Clock::wall(T + 60)).unwrap();
    }

    /// Lets the last writes lie a minute back, as they do when nothing has happened for a while.
    fn settle(&self) {
        for file in self.cache().files() {
            if let Ok(file) = File::options().write(true).open(file) {
                file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
            }
        }
    }

    fn state(&self) -> State {
        self.licences.check("bridge-modeler", None).state
    }

    fn readings(&self) -> u64 {
        self.licences.cached().as_ref().map_or(0, |it| it.count)
    }
}

#[test]
fn a_policy_is_read_once_as_long_as_nothing_changes() {
    let product = Product::new();
    product.store(&test_fixture::policy(10, 0));
    product.settle();
    for _ in 0..50 {
        assert_eq!(product.state(), State::Valid);
        assert_eq!(product.licences.check("rail-designer", None).reason, Some(Reason::NotOwned));
        assert_eq!(product.licences.list().len(), 3);
        assert_eq!(product.licences.status().version, Some(10));
    }
    assert_eq!(product.readings(), 1);
}

#[test]
fn every_change_of_a_file_counts_with_the_next_question() {
    let product = Product::new();
    assert_eq!(product.state(), State::NoPolicy);
    product.store(&test_fixture::policy(10, 0));
    assert_eq!(product.state(), State::Valid);
    product.settle();
    assert_eq!(product.state(), State::Valid);
    for (at, state) in [(0, State::Corrupt), (2, State::Corrupt), (3, State::Corrupt)] {
        let file = &product.cache().files()[at];
        let before = fs::read(file).unwrap();
        // Written in place, at the same length, with its date put back: only the system's own note of the change tells.
        let date = fs::metadata(file).unwrap().modified().unwrap();
        fs::write(file, vec![b'!'; before.len()]).unwrap();
        File::options().write(true).open(file).unwrap().set_modified(date).unwrap();
        assert_eq!(product.state(), state, "{}", file.display());
        fs::write(file, before).unwrap();
        assert_eq!(product.state(), State::Valid, "{}", file.display());
        product.settle();
    }
    let mut withdrawn = test_fixture::numbered(test_fixture::claims(), 11);
    withdrawn.withdrawn = Some(Withdrawn::Locked);
    product.store(&test_fixture::signer().sign(&withdrawn).unwrap());
    let answer = product.licences.check("bridge-modeler", None);
    assert_eq!((answer.state, answer.reason), (State::NotEntitled, Some(Reason::Locked)));
    assert_eq!(product.licences.status().withdrawn, Some(Withdrawn::Locked));
}

#[test]
fn what_was_just_written_is_read_again_until_a_write_is_sure_to_show() {
    let product = Product::new();
    product.store(&test_fixture::policy(10, 0));
    assert_eq!((product.state(), product.state()), (State::Valid, State::Valid));
    assert_eq!(product.readings(), 2);
}

/// The answer of the warm path at each time is that of a reading from the start.
#[test]
fn time_counts_without_reading_again() {
    let product = Product::new();
    product.store(&test_fixture::policy(10, 0));
    product.settle();
    let exp = test_fixture::claims().exp;
    let times = [
        (T + 60, State::Valid),
        (T - 600, State::Valid),
        (T - DAY - 1, State::ClockSuspect),
        (T + 12 * 3600, State::RefreshDue),
        (exp - 1, State::RefreshDue),
        (exp, State::Expired),
        (exp + 21 * DAY - 1, State::Expired),
        (T + 60, State::Valid),
    ];
    for (at, state) in times {
        set_wall(at);
        assert_eq!(product.state(), state, "{}", at - T);
        let fresh = product.cache().read(&test_fixture::root(), &Clock::wall(at), Some(OS_ID));
        assert_eq!(product.licences.check("bridge-modeler", None), fresh.decide("bridge-modeler", None));
        assert_eq!(product.licences.status(), status_of(&fresh));
    }
    assert_eq!(product.readings(), 1);
    set_wall(exp + 21 * DAY);
    assert_eq!((product.state(), product.licences.list()), (State::NoPolicy, vec![]));
    assert_eq!(product.licences.status().subject, None);
    set_wall(T + 60);
    assert_eq!(product.state(), State::Valid, "the clock ran ahead and is right again");
}

/// As above, with two products taken along: what lasts is cached in memory as well, and goes with its time.
#[test]
fn check_outs_go_with_time_without_reading_again() {
    let product = Product::new();
    let claims = test_fixture::standing_by(test_fixture::claims(), &["terrain-viewer", "bridge-modeler"]);
    product.store(&test_fixture::signer().sign(&claims).unwrap());
    let keep = |days: [u16; 2]| {
        let documents = [test_fixture::check_out("terrain-viewer", days[0]), test_fixture::check_out("bridge-modeler", days[1])];
        product.cache().keep_check_outs(&test_fixture::root(), &documents, &Clock::wall(T + 60)).unwrap();
        product.settle();
    };
    keep([20, 30]);
    let (exp, listed) = (claims.exp, |list: Vec<CheckedOut>| list.into_iter().map(|it| it.product).collect::<Vec<_>>());
    let times: [(i64, State, &[&str]); 8] = [
        (T + 60, State::Valid, &["bridge-modeler", "terrain-viewer"]),
        (T + 12 * 3600, State::RefreshDue, &["bridge-modeler", "terrain-viewer"]),
        (exp, State::Valid, &["bridge-modeler", "terrain-viewer"]),
        (T + 20 * DAY - 1, State::Valid, &["bridge-modeler", "terrain-viewer"]),
        (T + 20 * DAY, State::Valid, &["bridge-modeler"]),
        (T - DAY - 1, State::ClockSuspect, &["bridge-modeler", "terrain-viewer"]),
        (T + 30 * DAY - 1, State::Valid, &["bridge-modeler"]),
        (T + 60, State::Valid, &["bridge-modeler", "terrain-viewer"]),
    ];
    for (at, state, lasting) in times {
        set_wall(at);
        assert_eq!(product.state(), state, "{}", at - T);
        assert_eq!(listed(product.licences.check_outs()), lasting, "{}", at - T);
        let fresh = product.cache().read(&test_fixture::root(), &Clock::wall(at), Some(OS_ID));
        for one in ["bridge-modeler", "terrain-viewer", "rail-designer"] {
            assert_eq!(product.licences.check(one, None), fresh.decide(one, None), "{one} at {}", at - T);
        }
    }
    assert_eq!(product.readings(), 1);
    let first = product.licences.check_outs().remove(0);
    assert_eq!((first.id.as_str(), first.name.as_str(), first.until), ("out-bridge-modeler", "bridge modeler", T + 30 * DAY));
    assert_eq!(first.account.id, "old-bridge");
    // A change of the file counts with the next question.
    keep([20, 9]);
    set_wall(T + 10 * DAY);
    assert_eq!((product.state(), listed(product.licences.check_outs())), (State::Expired, vec!["terrain-viewer".to_owned()]));
    product.cache().drop_check_out(&test_fixture::root(), "out-terrain-viewer", &Clock::wall(T + 60)).unwrap();
    assert!(product.licences.check_outs().is_empty());
}

#[test]
fn a_refused_file_says_why() {
    let product = Product::new();
    product.store(&test_fixture::policy(10, 0));
    fs::write(product.cache().policy_file(), "a.b.c").unwrap();
    product.settle();
    let status = product.licences.status();
    assert_eq!((status.state, status.refusal, status.subject), (State::Corrupt, Some("malformed"), None));
    assert_eq!(product.licences.status().refusal, Some("malformed"));
    assert_eq!(product.readings(), 1);
    fs::write(&product.cache().files()[2], "{}").unwrap();
    assert_eq!(product.licences.status().refusal, Some("keyset_malformed"));
}

#[test]
fn a_change_is_noticed_and_waited_for() {
    let product = Product::new();
    let before = product.licences.stamp();
    assert!(!product.licences.changed_since(before));
    assert!(!product.licences.wait(before, Duration::ZERO));
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| product.licences.wait(before, Duration::from_secs(60)));
        product.store(&test_fixture::policy(10, 0));
        assert!(waiting.join().unwrap());
    });
    assert!(product.licences.changed_since(before));
    let after = product.licences.stamp();
    assert!(!product.licences.changed_since(Stamp::from_number(after.to_number())));
    fs::remove_dir_all(product.dir.path().join("policy")).unwrap();
    assert!(product.licences.changed_since(after));
    assert!(!product.licences.changed_since(before), "nothing there looks like nothing there");
}

#[test]
fn without_a_place_for_files_there_is_no_policy() {
    let licences = Licences::at(None);
    assert_eq!(licences.check("bridge-modeler", None).state, State::NoPolicy);
    assert_eq!((licences.status().state, licences.list().len()), (State::NoPolicy, 0));
    assert!(!licences.wait(licences.stamp(), Duration::ZERO));
}

#[test]
fn threads_share_one() {
    let product = Product::new();
    product.store(&test_fixture::policy(10, 0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    assert!(product.licences.status().version >= Some(10));
                }
            });
        }
        for version in 11..16 {
            product.store(&test_fixture::policy(version, 10));
        }
    });
}
