//! The salts of what events say: 32 random bytes for each value.

use super::StoreError;
use super::event_hash::Link;
use data_encoding::HEXLOWER;

/// Gives what the event says its salts: without them nobody can try out what an erased value was.
pub(super) fn salt(link: &mut Link) -> Result<(), StoreError> {
    let mut random = [0; 3 * 32];
    getrandom::fill(&mut random).map_err(|error| StoreError::Content(format!("no salt: the system has no random bytes ({error})")))?;
    let mut salts = random.chunks(32).map(|it| HEXLOWER.encode(it));
    link.salt_values(|| salts.next().unwrap_or_default());
    Ok(())
}
