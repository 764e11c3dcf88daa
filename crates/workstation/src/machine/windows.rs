//! Windows: the name that the system puts into every environment.

pub(super) fn name() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}
