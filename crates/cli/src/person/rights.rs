//! What somebody may run, for the administrator who asks, with the commands that help. The card of the window is not here, so no sentence
//! points at it.

use crate::admin::AdminSession;
use domicile_model::wire::{Right, Rights};
use domicile_policy::decide::Action;
use domicile_workstation::overview::{CardLineId, PersonCardView, RightView};
use domicile_workstation::present::why::About;
use domicile_workstation::state::Why;

pub(super) fn lines(admin: &AdminSession<'_>, card: &PersonCardView, rights: &Rights) -> Vec<String> {
    let Some(name) = card.name.as_ref().filter(|_| !card.rights.is_empty()) else { return Vec::new() };
    let say = admin.context.say;
    let account = admin.details().map(|it| it.name.as_str()).unwrap_or_default();
    let line = |it: &RightView| {
        let state = [&it.label, &it.until].into_iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        let right = rights.items.iter().find(|right| right.product.id == it.product);
        let why = right.map(|right| Why::of_right(right, rights, account).explain(About::Them { name, card: None }, say));
        let fix = why.and_then(|it| it.fix).map(|fix| match right.and_then(|right| command(card, right, fix.action)) {
            Some(command) => format!("{} ({command})", fix.line),
            None => fix.line,
        });
        let more = [Some(it.why.clone()), fix].into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
        if more.is_empty() { format!("  {}: {state}", it.name) } else { format!("  {}: {state}. {more}", it.name) }
    };
    [say.with("cli-person-rights", &[("name", name)])].into_iter().chain(card.rights.iter().map(line)).collect()
}

/// The verb that does what helps, where this administrator may do it.
fn command(card: &PersonCardView, right: &Right, action: Action) -> Option<String> {
    let email = &card.email;
    match action {
        Action::Unlock => {
            let may = card.lines.iter().any(|it| it.id == CardLineId::Unlock && it.action.is_some());
            may.then(|| format!("domicile person unlock {email}"))
        }
        Action::SetCountry => {
            let first = right.countries.as_ref().and_then(|it| it.first())?;
            Some(format!("domicile person set-country {email} {first}"))
        }
        Action::RefreshPolicy
        | Action::SetClock
        | Action::SignIn
        | Action::Update
        | Action::JoinAccount
        | Action::EnableInDirectory
        | Action::Buy
        | Action::LiftRestriction
        | Action::WaitForStart
        | Action::Renew
        | Action::UseCoveredVersion => None,
    }
}
