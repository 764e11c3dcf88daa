//! Linux: `/etc/machine-id`, or that of D-Bus.

pub(super) fn id() -> Option<String> {
    ["/etc/machine-id", "/var/lib/dbus/machine-id"].into_iter().find_map(|path| super::usable(&std::fs::read_to_string(path).ok()?))
}
