//! What the controller does with each request, and by itself as time passes: complete overviews, and the lists of what backend and
//! shell were asked.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod admin;
mod answers;
mod check_outs;
mod event_stream;
mod fake;
mod fake_admin_api;
mod fake_check_outs;
mod fake_me_api;
mod follow;
mod refresh;
mod requests;
#[path = "../sample/mod.rs"]
mod sample;
mod schedule;
mod sign_in;

use domicile_model::removal::RemovalState;
use domicile_words::{Language, Words};
use domicile_workstation::failure::{Cause, Failure};
use domicile_workstation::overview::{Overview, SessionState, Verdict};
use domicile_workstation::present::overview;
use domicile_workstation::refresh::{Change, Granting, Outcome, Product};
use domicile_workstation::request::Request;
use domicile_workstation::session::SignInPrompt;
use domicile_workstation::state::{Connection, Notice, PolicySnapshot, Refreshed, State};
use domicile_workstation::vocabulary::{ConnectionState, Phase, Theme};
use domicile_workstation::vocabulary::{Message, Screen};
use domicile_workstation::vocabulary::{PolicyState, RefreshOutcome as Short};
use fake::{Table, answers, unchanged, unreachable, who};
use jiff::tz::TimeZone;
use sample::*;
use std::time::Duration;

const NOTHING: [&str; 0] = [];

/// The state of somebody whose session was kept, a second after the start: facts and licences were confirmed meanwhile.
fn after_start(table: &Table, me: domicile_model::wire::Me) -> State {
    let mut state = signed_in(me);
    state.connection = Connection { state: ConnectionState::Online, since: Some(now()), checking: false, obstacle: None };
    state.service.demo_keys = domicile_policy::root::is_demo();
    state.settings.data_folder = domicile_workstation::backend::Backend::data_folder(&*table.backend).display().to_string();
    state.refreshed = Some(Refreshed { outcome: Short::Unchanged, at: now(), before: Some(as_of()), gained: vec![], lost: vec![] });
    state
}

fn expected(table: &Table, state: &State) -> Overview {
    overview(state, table.now(), &TimeZone::UTC, &Words::new(Language::En))
}

async fn started(me: domicile_model::wire::Me) -> Table {
    let table = Table::set(answers(&me, true));
    table.pass(2).await;
    table.backend_calls();
    table
}
