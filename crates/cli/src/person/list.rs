//! `domicile person`: who is in the account, or who of it may be meant.

use crate::admin::AdminSession;
use crate::answer::Answer;
use crate::output::table;
use crate::problem::Problem;
use domicile_workstation::state::PeopleState;
use serde_json::{Value, json};

/// So many are listed; with more, a name finds them.
const MOST: usize = 200;

pub(super) async fn run(admin: AdminSession<'_>, query: &str) -> Result<Answer, Box<Problem>> {
    let say = admin.context.say;
    let (mut members, mut cursor) = (Vec::new(), None);
    loop {
        let page = admin.or_problem(admin.accounts.members(&admin.account, query, cursor.as_deref()).await)?;
        members.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() || members.len() >= MOST {
            break;
        }
    }
    let items: Vec<Value> = members
        .iter()
        .map(|it| json!({ "id": it.user.id, "name": it.user.display_name, "email": it.user.email, "roles": it.roles, "locked": !it.locks.is_empty() }))
        .collect();
    let more = cursor.is_some();
    let people = PeopleState { query: query.to_owned(), members, next: cursor, ..PeopleState::default() };
    let admin = admin.with_people(people);
    let shown = admin.view().map(|it| it.people.list.clone()).unwrap_or_default();
    let head = ["cli-head-name", "cli-head-email", "cli-head-role", "cli-head-state"].map(|it| say.text(it)).to_vec();
    let rows = shown.iter().map(|it| vec![it.name.clone(), it.email.clone(), it.role.clone(), it.state.clone()]);
    let text = table(&[head].into_iter().chain(rows).collect::<Vec<_>>());
    let first = shown.first().map(|it| it.email.clone());
    let answer = Answer::new("person-list", Some(say.now())).field("items", items).field("more", more).text(text);
    let answer = if more { answer.note(say.text("cli-person-more")) } else { answer };
    Ok(match first {
        Some(email) => answer.next(say, &format!("domicile person {email}")),
        None => answer,
    })
}

/// Whether nobody was found.
pub(super) fn is_empty(answer: &Answer) -> bool {
    answer.is_empty("items")
}
