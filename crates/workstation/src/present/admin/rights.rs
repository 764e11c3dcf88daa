//! What a person may run, for the administrator who looks at them: the same reasons as on the person's own computer.

use super::AdminPresenter;
use crate::overview::{ProductState, RightView};
use crate::present::licences::label_id;
use crate::present::why::{About, Offered};
use crate::state::LicenceState;
use crate::state::Why;
use domicile_model::wire::{Member, Right, Rights};

impl AdminPresenter<'_> {
    pub(super) fn rights(&self, it: &Member, rights: &Rights) -> Vec<RightView> {
        let card = Some(Offered { unlock: self.liftable(it).is_some() });
        let about = About::Them { name: &it.user.display_name, card };
        rights.items.iter().map(|right| self.right(right, rights, about)).collect()
    }

    fn right(&self, right: &Right, rights: &Rights, about: About<'_>) -> RightView {
        let why = Why::of_right(right, rights, self.account_name);
        let (state, standing) = match right.state.as_str() {
            "valid" => (ProductState::Ready, LicenceState::Ready),
            "grace" => (ProductState::Grace, LicenceState::Grace),
            "trial" => (ProductState::Trial, LicenceState::Trial),
            "not_entitled" => (ProductState::Denied, LicenceState::Denied(right.reason.clone().unwrap_or_default())),
            // A state that a newer service knows: whether it may run is all that can be said.
            _ if right.may_run => (ProductState::Ready, LicenceState::Ready),
            _ => (ProductState::Unknown, LicenceState::Unknown),
        };
        let until = match right.contract_ends.filter(|_| right.may_run) {
            Some(at) if state == ProductState::Grace => self.say.with("until-ended", &[("date", &self.say.date(at))]),
            Some(at) => self.say.with("until-date", &[("date", &self.say.date(at))]),
            None if right.may_run => self.say.text("until-no-end"),
            None => String::new(),
        };
        RightView {
            product: right.product.id.clone(),
            name: right.product.name.clone(),
            state,
            code: right.state.clone(),
            reason: right.reason.clone(),
            label: self.say.text(label_id(&standing)),
            until,
            why: why.in_short(about, self.say).unwrap_or_default(),
            explanation: why.explain(about, self.say),
        }
    }
}
