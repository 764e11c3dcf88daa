//! macOS: the name that the kernel has.

pub(super) fn name() -> Option<String> {
    rustix::system::uname().nodename().to_str().ok().map(str::to_owned)
}
