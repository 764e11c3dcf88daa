//! Which policy folder of a data folder is this machine's. The first machine that uses a data folder keeps the folder `policy`, where every
//! build looks; each further one, as on a home that several workstations share, has a folder of its own beside it, named by a hash of its
//! id. Nothing has to be moved for that, and none of them ends what another has.

use super::state::StateFile;
use super::{Cache, POLICY, STATE, disk};
use crate::folder::policy_in;
use crate::jws;
use crate::machine;
use crate::owner;
use crate::verify::Expected;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The policy folders of one data folder, as this machine sees them. Holds nothing open.
#[derive(Debug, Clone)]
pub struct Location {
    /// Where every build looks.
    first: PathBuf,
    /// By each id of this machine, its own folder, whether it is there or not.
    own: Vec<(String, PathBuf)>,
}

impl Location {
    /// Those of a data folder, on this machine.
    pub fn in_home(data_folder: &Path) -> Self {
        Self::for_machine(data_folder, machine::known_ids(data_folder))
    }

    /// The same on a machine with these ids, the preferred one first ([`machine::known_ids`]).
    pub fn for_machine(data_folder: &Path, ids: Vec<String>) -> Self {
        let own = ids.into_iter().map(|id| {
            let folder = data_folder.join(own_folder(&id));
            (id, folder)
        });
        Self { first: policy_in(data_folder), own: own.collect() }
    }

    /// Where to read: this machine's own folder where there is one, else the first one, whosever it is.
    pub fn to_read(&self) -> Cache {
        Cache::at(self.own_in_use().unwrap_or(&self.first))
    }

    /// Where to write: the same, unless that is another machine's, or not this person's at all.
    pub fn to_write(&self) -> Cache {
        let taken = || owner::check_folder(&self.first).is_err() || self.is_of_another_machine();
        let folder = match (self.own_in_use(), self.own.first()) {
            (Some(own), _) => own,
            (None, Some((_, own))) if taken() => own,
            (None, _) => &self.first,
        };
        Cache::at(folder)
    }

    /// The id by which this machine is known in a cache: the one that its policy was made for, else the preferred one.
    pub fn machine_id(&self, cache: &Cache) -> Option<&str> {
        let preferred = self.own.first().map(|(id, _)| id.as_str());
        if self.own.len() < 2 {
            return preferred;
        }
        let whom = made_for(cache.folder());
        let fitting = self.own.iter().map(|(id, _)| id.as_str()).find(|id| whom.iter().any(|it| is_for(it, id)));
        fitting.or(preferred)
    }

    fn own_in_use(&self) -> Option<&Path> {
        self.own.iter().map(|(_, folder)| folder.as_path()).find(|it| it.join(STATE).symlink_metadata().is_ok())
    }

    /// Whether the first folder says that it is for a machine, and for none of the ids of this one. What says nothing is free.
    fn is_of_another_machine(&self) -> bool {
        let whom = made_for(&self.first);
        !whom.is_empty() && !whom.iter().any(|it| self.own.iter().any(|(id, _)| is_for(it, id)))
    }
}

/// The name of a machine's own folder: the same letters on every file system, and nothing of the id itself.
fn own_folder(id: &str) -> String {
    let hash = Sha256::new_with_prefix(b"domicile policy folder 1\0").chain_update(id.trim()).finalize();
    hash.iter().take(16).fold("policy-".to_owned(), |mut name, byte| {
        // Writing to a text does not fail.
        let _ = write!(name, "{byte:02x}");
        name
    })
}

fn is_for(whom: &Expected, id: &str) -> bool {
    machine::fingerprint(id, &whom.issuer, &whom.subject) == whom.machine
}

/// Whom a folder says that it is for; where its state says nothing, its policy. Unverified: it only chooses the folder.
fn made_for(folder: &Path) -> Vec<Expected> {
    let read = |name| disk::read(folder, name).ok().flatten();
    let state = read(STATE).as_deref().and_then(StateFile::parse);
    let said: Vec<Expected> = state.into_iter().flat_map(|it| [it.expected, it.next]).flatten().collect();
    if !said.is_empty() {
        return said;
    }
    #[derive(Deserialize)]
    struct Payload {
        iss: String,
        sub: String,
        machine: Machine,
    }
    #[derive(Deserialize)]
    struct Machine {
        id: String,
    }
    let policy = read(POLICY).unwrap_or_default();
    let payload = policy.split(|it| *it == b'.').nth(1).and_then(jws::decode);
    let payload = payload.and_then(|it| serde_json::from_slice::<Payload>(&it).ok());
    payload.map(|it| Expected { issuer: it.iss, subject: it.sub, machine: it.machine.id }).into_iter().collect()
}
