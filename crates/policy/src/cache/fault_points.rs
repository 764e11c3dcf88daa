//! Fault points: where a write can be interrupted, one before each system call that changes something or makes it last. In a test build
//! each can stop the process or fail; otherwise they are nothing.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

/// What is about to happen to a file.
#[cfg_attr(not(unix), expect(dead_code, reason = "folders are neither closed nor saved there"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FaultPoint {
    Folder,
    Permissions,
    OpenLock,
    Lock,
    Clear,
    Create,
    Write,
    /// In the middle of the bytes. Only tests stop there.
    WriteRest,
    Sync,
    Rename,
    OpenFolder,
    SyncFolder,
    Link,
    Remove,
    ReadBack,
    Done,
}

impl FaultPoint {
    /// In words: "cannot ... <file>".
    pub(super) fn doing(self) -> &'static str {
        match self {
            Self::Folder | Self::Clear | Self::Create => "create",
            Self::Permissions => "close to others",
            Self::OpenLock | Self::Lock => "lock",
            Self::Write | Self::WriteRest => "write",
            Self::Sync | Self::OpenFolder | Self::SyncFolder => "save",
            Self::Rename | Self::Link => "replace",
            Self::Remove => "remove",
            Self::ReadBack | Self::Done => "read back",
        }
    }
}

/// Writes all of it. A test can interrupt it half-way, where the file holds some of the bytes.
pub(super) fn write_all(file: &mut File, bytes: &[u8], path: &Path) -> io::Result<()> {
    if cfg!(test) {
        let (first, rest) = bytes.split_at(bytes.len() / 2);
        file.write_all(first)?;
        hit(FaultPoint::WriteRest, path)?;
        return file.write_all(rest);
    }
    file.write_all(bytes)
}

#[cfg(not(test))]
#[inline]
pub(super) fn hit(_: FaultPoint, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use armed::hit;

#[cfg(test)]
pub(super) mod armed {
    use super::*;
    use std::cell::RefCell;

    /// What happens at the n-th fault point from now on, in this thread.
    #[derive(Debug, Clone, Copy)]
    pub(crate) enum Plan {
        /// Writes down what happens.
        Record,
        /// Says so on stdout at every fault point and goes on.
        Tell,
        /// Says so on stdout and waits to be killed.
        StopAt(usize),
        /// Fails with this error.
        FailAt(usize, io::ErrorKind),
    }

    #[derive(Default)]
    struct State {
        plan: Option<Plan>,
        hits: Vec<(FaultPoint, String)>,
        without_links: bool,
    }

    thread_local! {
        static STATE: RefCell<State> = RefCell::default();
    }

    pub(crate) fn arm(plan: Plan) {
        STATE.with_borrow_mut(|it| (it.plan, it.hits) = (Some(plan), Vec::new()));
    }

    /// From now on this thread's file system has no second names for a file.
    pub(crate) fn without_links(yes: bool) {
        STATE.with_borrow_mut(|it| it.without_links = yes);
    }

    /// Ends the plan and tells which fault points were hit under it, each with the name of its file.
    pub(crate) fn disarm() -> Vec<(FaultPoint, String)> {
        STATE.with_borrow_mut(|it| {
            it.plan = None;
            std::mem::take(&mut it.hits)
        })
    }

    pub(crate) fn hit(point: FaultPoint, path: &Path) -> io::Result<()> {
        let (plan, count, without_links) = STATE.with_borrow_mut(|it| {
            let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            it.hits.push((point, name));
            (it.plan, it.hits.len(), it.without_links)
        });
        match plan {
            Some(Plan::StopAt(at)) if at == count => {
                println!("\nstopped at {count} {point:?}");
                loop {
                    std::thread::park();
                }
            }
            Some(Plan::Tell) => println!("\nreached {count} {point:?}"),
            Some(Plan::FailAt(at, kind)) if at == count => return Err(kind.into()),
            _ => {}
        }
        if point == FaultPoint::Link && without_links { Err(io::ErrorKind::Unsupported.into()) } else { Ok(()) }
    }
}
