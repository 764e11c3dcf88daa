//! Licences taken along for longer: what the person sees of theirs, and what an administrator answers.

use super::{ActionView, AdministratorView};
use domicile_model::check_out::CheckOutState;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

view! {
    /// The person's check-outs.
    struct CheckOutsView {
        /// Checked out on this computer.
        here: Vec<CheckOutView>,
        /// Wishes that wait for an administrator, and what was allowed and is not here yet.
        waiting: Vec<CheckOutView>,
        /// Checked out on other computers.
        elsewhere: Vec<CheckOutView>,
        /// What was declined or ended in the last two weeks.
        past: Vec<CheckOutView>,
        /// Products that can be taken along from here.
        offers: Vec<TakeAlongView>,
        /// The wish goes by file, since the service cannot be asked now.
        by_file: bool,
    }
}

view! {
    /// One check-out of the person.
    struct CheckOutView {
        /// Opaque id.
        id: String,
        /// The product's id.
        product: String,
        /// The product's name.
        name: String,
        /// Where it stands.
        state: Option<CheckOutState>,
        /// "Until 3 June, from Old Bridge Ltd", "Requested on 3 June, waiting for Maria Silva".
        text: String,
        /// In the administrator's words, where it was declined.
        reason: Option<String>,
        /// Until when it counts or waits.
        #[cfg_attr(feature = "specta", specta(type = String))] until: Timestamp,
        /// What can be done about it here.
        actions: Vec<ActionView>,
    }
}

view! {
    /// A product that can be taken along.
    struct TakeAlongView {
        /// The product's id.
        product: String,
        /// Asks for it; a proposal: the days are chosen first.
        action: ActionView,
    }
}

view! {
    /// A check-out as an administrator sees it.
    struct CheckOutItemView {
        /// Opaque id.
        id: String,
        /// Whose.
        person: AdministratorView,
        /// The product's name.
        product: String,
        /// What its computer is called: a claim of who asks.
        machine: String,
        /// Where it stands: `asked` or `checked_out`.
        state: Option<CheckOutState>,
        /// "Ana Costa asks to check out Bridge Modeler".
        title: String,
        /// For how long, on which computer.
        text: String,
        /// "Waiting for 2 days".
        state_text: String,
        /// For how many days: as asked, or as allowed.
        days: u16,
        /// What allowing or ending it does; read in the dialog.
        consequence: String,
        /// Allow and decline, or end.
        actions: Vec<ActionView>,
    }
}
