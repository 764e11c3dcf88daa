//! Where the person wants to go, kept in the app's folder: the service forgets which account was left. Rules are pure; reading and
//! writing the file stand below.

use super::offers;
use crate::atomic_file;
use crate::failure::{Cause, Failure};
use crate::state::{Intent, Named, State};
use domicile_model::removal::RemovalState;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// The intent after what is known now.
pub fn after(state: &State, now: Timestamp) -> Intent {
    let mut intent = state.intent.clone();
    let Some(me) = state.me.known() else { return intent };
    match offers::wanted_by(me) {
        Some(account) => intent.target = Some(account.name.clone()),
        // WaitingFor was wanted before a move began, and is no longer, has said no or was let go.
        None if intent.began.is_none() => intent.target = None,
        None => {}
    }
    if let Some(request) = &me.request {
        let id = request.id.as_str();
        let account = Named { id: request.account.id.as_str().to_owned(), name: request.account.name.clone() };
        let still_there = me.affiliation.as_ref().is_some_and(|it| it.account.id == request.account.id);
        let known = intent.request.as_deref() == Some(id);
        if request.state == RemovalState::Expired && !intent.expired.iter().any(|it| it == id) {
            intent.expired.push(id.to_owned());
        }
        if request.state == RemovalState::Withdrawn && known && still_there {
            intent = Intent { subject: intent.subject, expired: intent.expired, ..Intent::default() };
        } else if !known && super::course(state, now).is_some() {
            intent = Intent {
                from: Some(account),
                request: Some(id.to_owned()),
                began: Some(request.submitted),
                finished: None,
                arrival_dismissed: None,
                ..intent
            };
        }
    }
    if intent.began.is_some() && intent.finished.is_none() {
        let course = super::course(&State { intent: intent.clone(), ..state.clone() }, now);
        if course.is_some_and(|it| it.is_finished()) {
            intent.finished = Some(now);
        }
    }
    intent
}

/// The longest name of a place that is kept, in characters.
const LONGEST_LABEL: usize = 80;

/// Where somebody goes, as it can stand in a sentence: one line of at most so many characters; `None` where nothing is said.
pub fn label(said: &str) -> Option<String> {
    let words: Vec<&str> = said.split(|it: char| it.is_whitespace() || it.is_control()).filter(|it| !it.is_empty()).collect();
    let label: String = words.join(" ").chars().take(LONGEST_LABEL).collect();
    let label = label.trim_end();
    (!label.is_empty()).then(|| label.to_owned())
}

fn file(folder: &Path) -> PathBuf {
    folder.join("intent.json")
}

/// Reads what was kept; somebody else's, or one that cannot be read, counts as none.
pub fn read(folder: &Path, subject: &str) -> Intent {
    let kept = atomic_file::read(&file(folder)).ok().flatten().and_then(|bytes| serde_json::from_slice::<Intent>(&bytes).ok());
    kept.filter(|it| it.subject.as_deref() == Some(subject)).unwrap_or_default()
}

/// Keeps it.
///
/// # Errors
/// The folder cannot be written.
pub fn keep(folder: &Path, intent: &Intent) -> Result<(), Failure> {
    let path = file(folder);
    let cannot = |it: std::io::Error| Failure::new(Cause::cannot_write(&path, &it));
    let bytes = serde_json::to_vec_pretty(intent).map_err(|it| cannot(it.into()))?;
    atomic_file::replace(&path, &bytes).map_err(cannot)
}
