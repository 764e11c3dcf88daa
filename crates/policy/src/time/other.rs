//! No boot clock: on Windows it takes a call that this crate, which forbids `unsafe`, cannot make. A caller may pass its own reading.

use super::Boot;

pub(super) fn read() -> Option<Boot> {
    None
}
