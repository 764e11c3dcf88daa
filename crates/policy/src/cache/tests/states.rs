//! Every state of the cache, each by what leads to it.

use crate::accept::Accepted;
use crate::cache::*;
use crate::claims::{DAY, Reason};
use crate::decide::State;
use crate::test_fixture::{self, OS_ID, T};
use crate::time::{Boot, Clock};
use crate::verify::Refusal;
use proptest::prelude::*;
use std::fs;
use tempfile::TempDir;

/// A moment at which every policy of these tests has expired and every check-out goes on.
pub(super) const AWAY: i64 = T + 9 * DAY;
/// What is taken along in them.
pub(super) const BOTH: [&str; 2] = ["bridge-modeler", "terrain-viewer"];

/// Ana's policy of that version, issued that many seconds after [`T`], standing by the check-outs of these products.
pub(super) fn standing(version: u64, later: i64, products: &[&str]) -> String {
    let mut claims = test_fixture::numbered(test_fixture::standing_by(test_fixture::claims(), products), version);
    for date in [&mut claims.iat, &mut claims.nbf, &mut claims.exp, &mut claims.refresh_after] {
        *date += later;
    }
    test_fixture::signer().sign(&claims).unwrap()
}

pub(super) struct Home {
    pub(super) dir: TempDir,
    pub(super) cache: Cache,
}

impl Home {
    pub(super) fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let cache = Cache::at(&dir.path().join("policy"));
        Self { dir, cache }
    }

    /// Version 10 in force, with two products taken along.
    pub(super) fn taken_along() -> Self {
        let home = Self::new();
        home.take_along();
        home
    }

    pub(super) fn take_along(&self) {
        self.store(&standing(10, 0, &BOTH)).unwrap();
        self.keep(&BOTH.map(|it| test_fixture::check_out(it, 30))).unwrap();
    }

    pub(super) fn keep(&self, documents: &[String]) -> Result<Reading, StoreError> {
        self.cache.keep_check_outs(&test_fixture::root(), documents, &Clock::wall(T + 60))
    }

    /// What still runs when the policy has expired.
    pub(super) fn away(&self) -> Vec<&'static str> {
        let reading = self.read(AWAY);
        let products = ["bridge-modeler", "rail-designer", "terrain-viewer", "unheard-of"];
        products.into_iter().filter(|it| reading.decide(it, None).may_run).collect()
    }

    pub(super) fn store(&self, policy: &str) -> Result<StoreOutcome, StoreError> {
        store(&self.cache, policy, T + 60)
    }

    pub(super) fn read(&self, wall: i64) -> Reading {
        self.cache.read(&test_fixture::root(), &Clock::wall(wall), Some(OS_ID))
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.cache.folder().join(name)
    }

    /// Half-written files.
    pub(super) fn left_behind(&self) -> Vec<String> {
        let names = fs::read_dir(self.cache.folder()).into_iter().flatten().map(|it| it.unwrap().file_name().into_string().unwrap());
        names.filter(|it| it.ends_with(".new")).collect()
    }

    pub(super) fn version(&self) -> Option<u64> {
        self.read(T + 60).policy.map(|it| it.claims().version)
    }
}

pub(super) fn store(cache: &Cache, policy: &str, wall: i64) -> Result<StoreOutcome, StoreError> {
    let keyset = test_fixture::keyset_bytes(1);
    let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: Some("\"e\""), server_time: None };
    cache.store(&test_fixture::root(), &test_fixture::expected(), &received, &Clock::wall(wall))
}

#[test]
fn nothing_there_is_no_policy_and_creates_nothing() {
    let home = Home::new();
    let reading = home.read(T);
    assert_eq!((reading.state, reading.policy.is_none()), (State::NoPolicy, true));
    assert_eq!(reading.decide("bridge-modeler", None).state, State::NoPolicy);
    assert!(!home.cache.folder().exists());
}

#[test]
fn a_stored_policy_answers() {
    let home = Home::new();
    let stored = home.store(&test_fixture::policy(10, 0)).unwrap();
    assert_eq!((stored.accepted, stored.reading.state, stored.previous), (Accepted::Newer, State::Valid, None));
    let reading = home.read(T + 60);
    assert_eq!((reading.state, reading.etag.as_deref(), reading.expected), (State::Valid, Some("\"e\""), Some(test_fixture::expected())));
    let reading = home.read(T + 60);
    assert!(reading.decide("bridge-modeler", None).may_run);
    let denied = reading.decide("rail-designer", None);
    assert_eq!((denied.state, denied.may_run, denied.reason), (State::NotEntitled, false, Some(Reason::NotOwned)));
    assert_eq!(reading.decide("unheard-of", None).reason, Some(Reason::NotOwned));
}

#[test]
fn the_policy_before_is_kept_and_told() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let stored = home.store(&test_fixture::policy(11, 10)).unwrap();
    assert_eq!(stored.previous.map(|it| it.claims().version), Some(10));
    assert_eq!(fs::read_to_string(home.file(PREVIOUS)).unwrap(), test_fixture::policy(10, 0));
    assert_eq!(fs::read_to_string(home.file(POLICY)).unwrap(), test_fixture::policy(11, 10));
    assert_eq!(home.store(&test_fixture::policy(11, 10)).unwrap().accepted, Accepted::Same);
    assert_eq!(fs::read_to_string(home.file(PREVIOUS)).unwrap(), test_fixture::policy(10, 0));
}

#[test]
fn an_older_policy_is_refused_and_the_good_one_stands() {
    let home = Home::new();
    home.store(&test_fixture::policy(11, 10)).unwrap();
    for (version, later) in [(10, 0), (10, 20), (11, 9), (12, 9)] {
        let refused = home.store(&test_fixture::policy(version, later)).unwrap_err();
        assert!(matches!(refused, StoreError::Refused(Refusal::RolledBack)), "{version} {later}: {refused}");
        assert_eq!(refused.code(), "rolled_back");
        assert_eq!(home.version(), Some(11));
    }
}

#[test]
fn an_older_file_put_back_is_rolled_back() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let old = fs::read(home.file(POLICY)).unwrap();
    home.store(&test_fixture::policy(11, 10)).unwrap();
    fs::write(home.file(POLICY), old).unwrap();
    let reading = home.read(T + 60);
    assert_eq!((reading.state, reading.refusal), (State::RolledBack, Some(Refusal::RolledBack)));
    assert_eq!(reading.decide("bridge-modeler", None).state, State::RolledBack);
    assert_eq!(reading.etag, None);
    home.store(&test_fixture::policy(11, 10)).unwrap();
    assert_eq!(home.read(T + 60).state, State::Valid);
}

#[test]
fn a_policy_of_another_person_or_machine_is_the_wrong_machine() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let elsewhere = home.cache.read(&test_fixture::root(), &Clock::wall(T + 60), Some("another machine"));
    assert_eq!(elsewhere.state, State::WrongMachine);
    fs::write(home.file(POLICY), test_fixture::signer().sign(&test_fixture::claims_for("tom-becker")).unwrap()).unwrap();
    assert_eq!(home.read(T + 60).state, State::WrongMachine);
}

#[test]
fn two_people_take_turns_on_one_machine() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let keyset = test_fixture::keyset_bytes(1);
    let tom = test_fixture::signer().sign(&test_fixture::numbered(test_fixture::claims_for("tom-becker"), 3)).unwrap();
    let received = Received { policy: tom.as_bytes(), keyset: Some(keyset.as_bytes()), etag: None, server_time: None };
    let stored = home.cache.store(&test_fixture::root(), &test_fixture::expected_of("tom-becker"), &received, &Clock::wall(T)).unwrap();
    assert_eq!((stored.previous, stored.reading.state), (None, State::Valid));
    assert_eq!(home.read(T + 60).expected, Some(test_fixture::expected_of("tom-becker")));
    assert!(!home.file(PREVIOUS).exists(), "nobody finds the policy of the person before");
    // Ana's marks were not forgotten meanwhile.
    assert!(matches!(home.store(&test_fixture::policy(9, 5)), Err(StoreError::Refused(Refusal::RolledBack))));
    home.store(&test_fixture::policy(10, 0)).unwrap();
    assert_eq!(home.version(), Some(10));
}

#[test]
fn a_renamed_machine_is_the_same_machine() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let mut renamed = test_fixture::claims();
    renamed.machine.name = "anas-new-name".into();
    let stored = home.store(&test_fixture::signer().sign(&renamed).unwrap()).unwrap();
    assert_eq!((stored.accepted, stored.reading.state), (Accepted::Same, State::Valid));
    assert_eq!(home.read(T).policy.unwrap().claims().machine.name, "anas-new-name");
}

#[test]
fn the_same_version_with_another_content_is_equivocation() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let mut other = test_fixture::claims();
    other.entitlements.pop();
    let refused = home.store(&test_fixture::signer().sign(&other).unwrap()).unwrap_err();
    assert!(matches!(refused, StoreError::Refused(Refusal::Equivocation)));
    assert_eq!(home.read(T).policy.unwrap().claims().entitlements.len(), 3);
}

#[test]
fn a_restored_service_is_believed_with_a_higher_epoch_only() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let mut restored = test_fixture::claims();
    (restored.version, restored.iat, restored.nbf) = (4, T - 3 * DAY, T - 3 * DAY);
    restored.exp -= 3 * DAY;
    assert!(home.store(&test_fixture::signer().sign(&restored).unwrap()).is_err());
    restored.epoch = 2;
    let stored = home.store(&test_fixture::signer().sign(&restored).unwrap()).unwrap();
    assert_eq!(stored.accepted, Accepted::Newer);
    assert_eq!(home.version(), Some(4));
    assert!(matches!(home.store(&test_fixture::policy(11, 60)), Err(StoreError::Refused(Refusal::RolledBack))));
}

#[test]
fn an_expired_policy_stays_readable_for_21_days() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let exp = test_fixture::claims().exp;
    assert_eq!(home.read(T + 12 * 3600 - 1).state, State::Valid);
    assert_eq!(home.read(T + 12 * 3600).state, State::RefreshDue);
    assert_eq!(home.read(exp - 1).decide("bridge-modeler", None).state, State::RefreshDue);
    for at in [exp, exp + 21 * DAY - 1] {
        let reading = home.read(at);
        assert_eq!((reading.state, reading.policy.is_some()), (State::Expired, true));
        let answer = reading.decide("bridge-modeler", None);
        assert_eq!((answer.state, answer.may_run, answer.policy_valid_until), (State::Expired, false, Some(exp)));
    }
    assert_eq!((home.read(exp + 21 * DAY).state, home.read(exp + 21 * DAY).policy), (State::NoPolicy, None));
}

#[test]
fn a_clock_wound_back_by_more_than_a_day_is_noticed_and_cured_by_one_refresh() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    for (wall, state) in [
        (T - 600, State::Valid),
        (T - DAY, State::Valid),
        (T - DAY - 1, State::ClockSuspect),
        (T - 365 * DAY, State::ClockSuspect),
        (T + DAY, State::RefreshDue),
        (T + 365 * DAY, State::NoPolicy),
    ] {
        let reading = home.read(wall);
        assert_eq!(reading.state, state, "{}", wall - T);
        assert_eq!(reading.decide("bridge-modeler", None).may_run, matches!(state, State::Valid | State::RefreshDue));
    }
    // The clock ran ahead, was noted, and is right again: it seems to lag, until the service is asked.
    home.cache.note_time(&Clock::wall(T + 90 * DAY)).unwrap();
    let suspect = home.read(T + 60);
    assert_eq!((suspect.state, suspect.etag), (State::ClockSuspect, None));
    home.store(&test_fixture::policy(10, 0)).unwrap();
    assert_eq!(home.read(T + 60).state, State::Valid);
    home.cache.note_time(&Clock::wall(T + 90 * DAY)).unwrap();
    home.cache.note_contact(Some(T + 60), &Clock::wall(T + 60)).unwrap();
    assert_eq!(home.read(T + 60).state, State::ClockSuspect, "an answer without a signature proves nothing");
    home.store(&test_fixture::policy(10, 0)).unwrap();
    assert_eq!(home.read(T + 60).state, State::Valid);
}

#[test]
fn the_boot_clock_goes_on_where_the_wall_clock_was_stopped() {
    let home = Home::new();
    let at = |elapsed: i64, id: &str| Clock { wall: T + 60, boot: Some(Boot { id: Some(id.into()), elapsed }) };
    let keyset = test_fixture::keyset_bytes(1);
    let policy = test_fixture::policy(10, 0);
    let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: None, server_time: Some(T + 60) };
    home.cache.store(&test_fixture::root(), &test_fixture::expected(), &received, &at(1000, "a")).unwrap();
    let read = |clock: &Clock| home.cache.read(&test_fixture::root(), clock, Some(OS_ID)).state;
    assert_eq!(read(&at(1000 + 12 * 3600, "a")), State::RefreshDue, "the wall clock stands still, the machine runs");
    assert_eq!(read(&at(1000 + 2 * DAY, "a")), State::ClockSuspect);
    assert_eq!(read(&at(500, "b")), State::Valid, "after a restart the boot clock begins anew");
}

#[test]
fn damage_is_a_state() {
    for (file, damage, state) in [
        (POLICY, &b"{}"[..], State::Corrupt),
        (POLICY, b"", State::Corrupt),
        (POLICY, b"\xff\x00.a.b", State::Corrupt),
        (STATE, b"", State::Corrupt),
        (STATE, b"{\"format\":2}", State::Corrupt),
        (KEYSET, b"[]", State::Corrupt),
        (KEYSET, b"{\"payload\":\"\",\"signatures\":[]}", State::UnknownKey),
    ] {
        let home = Home::new();
        home.store(&test_fixture::policy(10, 0)).unwrap();
        fs::write(home.file(file), damage).unwrap();
        let reading = home.read(T);
        assert_eq!((reading.state, reading.policy.is_none()), (state, true), "{file}");
        assert_eq!(reading.decide("bridge-modeler", None).state, state);
        assert_eq!(home.store(&test_fixture::policy(10, 0)).unwrap().reading.state, State::Valid, "one refresh restores {file}");
    }
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    fs::write(home.file(POLICY), vec![b'a'; 2 << 20]).unwrap();
    assert_eq!((home.read(T).state, home.read(T).refusal), (State::Corrupt, Some(Refusal::TooLarge)));
    fs::remove_file(home.file(POLICY)).unwrap();
    fs::create_dir(home.file(POLICY)).unwrap();
    assert_eq!((home.read(T).state, home.read(T).unreadable.is_some()), (State::Corrupt, true));
}

#[test]
fn a_missing_file_is_a_state() {
    for (file, state) in [(POLICY, State::NoPolicy), (STATE, State::Corrupt), (KEYSET, State::UnknownKey)] {
        let home = Home::new();
        home.store(&test_fixture::policy(10, 0)).unwrap();
        fs::remove_file(home.file(file)).unwrap();
        assert_eq!(home.read(T).state, state, "{file}");
        home.store(&test_fixture::policy(11, 10)).unwrap();
        assert_eq!(home.version(), Some(11));
    }
}

#[test]
fn the_policy_before_grants_only_where_it_is_not_below_the_marks() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let marks_of_10 = fs::read(home.file(STATE)).unwrap();
    home.store(&test_fixture::policy(11, 10)).unwrap();
    fs::write(home.file(POLICY), "damaged").unwrap();
    assert_eq!(home.read(T + 60).state, State::Corrupt);
    fs::write(home.file(STATE), marks_of_10).unwrap();
    let reading = home.read(T + 60);
    assert_eq!((reading.state, reading.etag), (State::Valid, None));
    assert_eq!(home.version(), Some(10));
}

#[test]
fn an_older_key_set_is_refused_and_noticed() {
    let home = Home::new();
    let take = |version: u64| {
        let (policy, keyset) = (test_fixture::policy(10, 0), test_fixture::keyset_bytes(version));
        let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: None, server_time: None };
        home.cache.store(&test_fixture::root(), &test_fixture::expected(), &received, &Clock::wall(T))
    };
    take(2).unwrap();
    assert_eq!(take(1).unwrap_err().code(), "rolled_back");
    assert_eq!(home.read(T).keyset_version, 2);
    fs::write(home.file(KEYSET), test_fixture::keyset_bytes(1)).unwrap();
    assert_eq!(home.read(T).state, State::RolledBack);
    take(3).unwrap();
    assert_eq!(home.read(T).state, State::Valid);
}

#[test]
fn without_keys_a_policy_waits_for_them() {
    let home = Home::new();
    let policy = test_fixture::policy(10, 0);
    let received = Received { policy: policy.as_bytes(), keyset: None, etag: None, server_time: None };
    let refused = home.cache.store(&test_fixture::root(), &test_fixture::expected(), &received, &Clock::wall(T)).unwrap_err();
    assert!(matches!(refused, StoreError::Refused(refusal) if refusal.wants_keys()));
    home.store(&policy).unwrap();
    home.cache.store(&test_fixture::root(), &test_fixture::expected(), &received, &Clock::wall(T)).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// Whatever stands in the files: reading never panics, and nothing runs that no signed policy allows.
    #[test]
    fn damaged_files_never_panic_and_never_widen(
        which in 0_usize..5,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        cut in proptest::option::of(any::<prop::sample::Index>()),
        wall in prop_oneof![Just(T), any::<i64>()],
    ) {
        let home = Home::taken_along();
        home.store(&standing(11, 10, &BOTH)).unwrap();
        let file = home.file([POLICY, PREVIOUS, KEYSET, STATE, CHECK_OUTS][which]);
        let mut bytes = fs::read(&file).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        fs::write(&file, bytes).unwrap();
        let reading = home.read(wall);
        prop_assert!(!reading.decide("rail-designer", None).may_run);
        prop_assert!(!reading.decide("unheard-of", None).may_run);
        if reading.decide("bridge-modeler", None).may_run {
            prop_assert!(reading.policy.is_some() && wall < T + 30 * DAY);
            prop_assert!(wall < T + 8 * DAY || !reading.check_outs.is_empty());
        }
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_look() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    fs::create_dir(home.cache.folder()).unwrap();
    fs::set_permissions(home.cache.folder(), fs::Permissions::from_mode(0o755)).unwrap();
    home.take_along();
    home.store(&standing(11, 10, &BOTH)).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(home.cache.folder()), 0o700);
    for entry in fs::read_dir(home.cache.folder()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(mode(&entry.path()), 0o600, "{:?}", entry.path());
    }
}

#[test]
fn writing_leaves_nothing_lying_about() {
    let home = Home::taken_along();
    home.store(&standing(11, 10, &BOTH)).unwrap();
    let names = |folder: &Path| {
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names(home.cache.folder()), [LOCK, CHECK_OUTS, KEYSET, POLICY, PREVIOUS, STATE]);
    assert_eq!(names(home.dir.path()), ["policy"]);
}
