//! The data folder on a real disk, as the system tells of it.

use super::FileWatch;
use crate::data_dir::{DataDir, Environment};
use domicile_policy::root::Root;
use domicile_policy::time::Clock;
use std::fs;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long the system may take to tell.
const LIMIT: Duration = Duration::from_secs(20);

struct Watched {
    data_dir: DataDir,
    told: Receiver<()>,
    _watch: FileWatch,
    _home: tempfile::TempDir,
}

impl Watched {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let data_dir = DataDir::locate(&Environment { home: Some(home.path().into()), service_url: None }).unwrap();
        let (tell, told) = channel();
        let watch = FileWatch::begin(
            &data_dir,
            Box::new(move || {
                let _ = tell.send(());
            }),
        )
        .unwrap();
        Self { data_dir, told, _watch: watch, _home: home }
    }

    /// How often it was told of something, once it was told at all.
    fn count(&self) -> usize {
        self.told.recv_timeout(LIMIT).expect("it is told");
        1 + self.told.try_iter().count()
    }
}

#[test]
fn session_settings_and_licence_files_are_told_however_they_are_written() {
    let it = Watched::new();
    fs::write(it.data_dir.session(), "new").unwrap();
    it.count();
    let beside = it.data_dir.root().join("beside");
    fs::write(&beside, "theme = \"dark\"").unwrap();
    fs::rename(&beside, it.data_dir.settings()).unwrap();
    it.count();
    fs::write(it.data_dir.policy().join("policy.jws"), "new").unwrap();
    it.count();
    fs::remove_file(it.data_dir.session()).unwrap();
    it.count();
}

/// Everything that is published reads the licence file: reading that told of itself would go round for ever.
#[test]
fn reading_is_no_news_nor_is_what_only_this_program_keeps() {
    let it = Watched::new();
    for _ in 0..200 {
        crate::refresh::read(&it.data_dir, &Root::compiled_in(), &Clock::system());
        fs::write(it.data_dir.cached_me(), "{}").unwrap();
        let _ = fs::read(it.data_dir.settings());
    }
    // Events come in order: whatever was told of those would be told by now.
    fs::write(it.data_dir.session(), "new").unwrap();
    let told = it.count();
    assert!(told < 20, "{told}");
}
