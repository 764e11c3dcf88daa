//! What the controller does with each request, and by itself as time passes: complete overviews, and the lists of what desk and
//! shell were asked.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

#[path = "controller/accounts.rs"]
mod accounts;
#[path = "controller/administering.rs"]
mod administering;
#[path = "controller/answering.rs"]
mod answering;
#[path = "controller/asking.rs"]
mod asking;
#[path = "controller/check_outs.rs"]
mod check_outs;
#[path = "controller/fake.rs"]
mod fake;
#[path = "controller/fake_check_outs.rs"]
mod fake_check_outs;
#[path = "controller/listening.rs"]
mod listening;
#[path = "controller/passing_time.rs"]
mod passing_time;
#[path = "controller/refreshing.rs"]
mod refreshing;
mod sample;
#[path = "controller/signing_in.rs"]
mod signing_in;

use domicile_model::removal::RemovalState;
use domicile_words::{Language, Words};
use domicile_workstation::failure::{Cause, Failure};
use domicile_workstation::overview::{ConnectionState, Overview, Phase, SessionState, Theme, Verdict};
use domicile_workstation::present::overview;
use domicile_workstation::present::state::{Condition, Connection, Notice, Outcome as Short, PolicyNow, Refreshed, State};
use domicile_workstation::refresh::{Change, Granting, Outcome, Product};
use domicile_workstation::request::{Message, Request, Screen};
use domicile_workstation::session::SignInPrompt;
use fake::{Table, answers, unchanged, unreachable, who};
use jiff::tz::TimeZone;
use sample::*;
use std::time::Duration;

const NOTHING: [&str; 0] = [];

/// The state of somebody whose session was kept, a second after the start: facts and licences were confirmed meanwhile.
fn after_start(table: &Table, me: domicile_model::wire::Me) -> State {
    let mut state = signed_in(me);
    state.connection = Connection { state: ConnectionState::Online, since: Some(now()), checking: false };
    state.service.demo_keys = domicile_policy::root::is_demo();
    state.settings.data_folder = domicile_workstation::desk::Desk::data_folder(&*table.desk).display().to_string();
    state.refreshed = Some(Refreshed { outcome: Short::Unchanged, at: now(), before: Some(as_of()), gained: vec![], lost: vec![] });
    state
}

fn expected(table: &Table, state: &State) -> Overview {
    overview(state, table.now(), &TimeZone::UTC, &Words::new(Language::En))
}

async fn started(me: domicile_model::wire::Me) -> Table {
    let table = Table::set(answers(&me, true));
    table.pass(2).await;
    table.desk_calls();
    table
}
