//! What has to hold all the time, and the summary at the end.

use crate::world::World;
use anyhow::Result;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What was seen.
#[derive(Default)]
pub(crate) struct Report {
    /// Commands that people ran.
    pub(crate) commands: AtomicU64,
    /// Commands that were ended by a signal of ours.
    pub(crate) interrupted: AtomicU64,
    endings: Mutex<BTreeMap<String, u64>>,
    faults: Mutex<BTreeMap<&'static str, u64>>,
    broken: Mutex<Vec<String>>,
    /// Of the service, in KiB, at each calm moment.
    memory: Mutex<Vec<u64>>,
    /// Addresses whose adding was acknowledged.
    acknowledged: Mutex<Vec<String>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Report {
    /// Notes how a command ended.
    pub(crate) fn ended(&self, verb: &str, code: Option<i32>) {
        self.commands.fetch_add(1, Ordering::Relaxed);
        let code = code.map_or_else(|| "signal".to_owned(), |it| it.to_string());
        *locked(&self.endings).entry(format!("{verb} {code}")).or_default() += 1;
    }

    pub(crate) fn fault(&self, name: &'static str) {
        *locked(&self.faults).entry(name).or_default() += 1;
    }

    pub(crate) fn acknowledge(&self, address: String) {
        locked(&self.acknowledged).push(address);
    }

    pub(crate) fn acknowledged(&self) -> Vec<String> {
        locked(&self.acknowledged).clone()
    }

    /// Notes that an invariant does not hold.
    pub(crate) fn violated(&self, what: impl Into<String>) {
        let what = what.into();
        println!("soak: VIOLATED: {what}");
        locked(&self.broken).push(what);
    }

    /// Notes it where the result is an error.
    pub(crate) fn hold<T>(&self, what: &str, result: Result<T>) {
        if let Err(error) = result {
            self.violated(format!("{what}: {error:#}"));
        }
    }

    pub(crate) fn is_broken(&self) -> bool {
        !locked(&self.broken).is_empty()
    }

    /// Notes the memory of a service that has run for a while.
    pub(crate) fn measure(&self, world: &World) {
        if let Some(kib) = world.memory() {
            locked(&self.memory).push(kib);
        }
    }

    /// The memory of the last third beside that of the first; `None` where there are too few figures.
    fn growth(&self) -> Option<f64> {
        let memory = locked(&self.memory);
        let third = memory.len() / 3;
        let most = |part: &[u64]| part.iter().max().copied().unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "a ratio of kibibytes")]
        (third >= 2).then(|| most(&memory[memory.len() - third..]) as f64 / most(&memory[..third]).max(1) as f64)
    }

    /// The summary; judges what shows only at the end.
    pub(crate) fn print(&self, statuses: &BTreeMap<u16, u64>, (exchanged, refused): (u64, u64)) {
        for (status, count) in statuses {
            if *status == 500 {
                self.violated(format!("{count} answers with status 500"));
            }
        }
        let growth = self.growth();
        if growth.is_some_and(|it| it > 1.5) {
            self.violated(format!("the memory of the service grew by {growth:.2?}: {:?} KiB", locked(&self.memory)));
        }
        println!(
            "soak: {} commands, {} interrupted; sessions renewed {exchanged} times, {refused} refused",
            self.commands.load(Ordering::Relaxed),
            self.interrupted.load(Ordering::Relaxed)
        );
        println!("soak: endings {:?}", locked(&self.endings));
        println!("soak: faults {:?}", locked(&self.faults));
        println!("soak: statuses {statuses:?}");
        println!("soak: {} people added and acknowledged", locked(&self.acknowledged).len());
        println!("soak: memory of the service {:?} KiB, growth {growth:?}", locked(&self.memory));
        println!("soak: violated {:?}", locked(&self.broken));
    }
}
