//! The places where a write can be interrupted. In a test build each can stop the process or fail; otherwise they are nothing.

use std::io;

/// What is about to happen to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Folder,
    Lock,
    Create,
    Write,
    Sync,
    Rename,
    SyncFolder,
    Link,
    Remove,
    ReadBack,
    Done,
}

impl Step {
    /// In words: "cannot ... <file>".
    pub(super) fn doing(self) -> &'static str {
        match self {
            Self::Folder => "create",
            Self::Lock => "lock",
            Self::Create => "create",
            Self::Write => "write",
            Self::Sync | Self::SyncFolder => "save",
            Self::Rename | Self::Link => "replace",
            Self::Remove => "remove",
            Self::ReadBack | Self::Done => "read back",
        }
    }
}

#[cfg(not(test))]
#[inline]
pub(super) fn reach(_: Step) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use armed::reach;

#[cfg(test)]
pub(super) mod armed {
    use super::*;
    use std::cell::RefCell;

    /// What happens at the n-th step from now on, in this thread.
    #[derive(Debug, Clone, Copy)]
    pub(crate) enum Plan {
        /// Counts only.
        Count,
        /// Says so on stdout at every step and goes on.
        Tell,
        /// Says so on stdout and waits to be killed.
        StopAt(usize),
        /// Fails like a full disk.
        FullAt(usize),
    }

    thread_local! {
        static PLAN: RefCell<(Option<Plan>, usize)> = const { RefCell::new((None, 0)) };
    }

    pub(crate) fn arm(plan: Plan) {
        PLAN.with_borrow_mut(|it| *it = (Some(plan), 0));
    }

    /// Ends the plan and tells how many steps were reached under it.
    pub(crate) fn disarm() -> usize {
        PLAN.with_borrow_mut(|it| std::mem::take(it).1)
    }

    pub(crate) fn reach(step: Step) -> io::Result<()> {
        let (plan, count) = PLAN.with_borrow_mut(|it| {
            it.1 += 1;
            *it
        });
        match plan {
            Some(Plan::StopAt(at)) if at == count => {
                println!("\nstopped at {count} {step:?}");
                loop {
                    std::thread::park();
                }
            }
            Some(Plan::Tell) => {
                println!("\nreached {count} {step:?}");
                Ok(())
            }
            Some(Plan::FullAt(at)) if at == count => Err(io::ErrorKind::StorageFull.into()),
            _ => Ok(()),
        }
    }
}
