//! Views of what ends soon: on this computer, and in an account with its seats and with whom it hits.

use super::ActionView;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

view! {
    /// What ends soon on this computer.
    struct ForecastView {
        /// "2 licences end in the next 90 days."; or that nothing does.
        text: String,
        /// How many days it looks ahead.
        days: u16,
        /// What ends, soonest first.
        items: Vec<EndingView>,
    }
}

view! {
    /// One licence that ends.
    struct EndingView {
        /// The product's stable id.
        product: String,
        /// The product's name, with its edition.
        name: String,
        /// The contract is over, and grace runs.
        in_grace: bool,
        /// Days from today to what comes next: the end of the contract, or that of its grace.
        days: u16,
        /// Days from today to the last day of its grace.
        days_to_stop: u16,
        /// Days of grace.
        grace_days: u16,
        /// The last moment of the contract.
        #[cfg_attr(feature = "specta", specta(type = String))] contract_ends: Timestamp,
        /// The last moment of its grace.
        #[cfg_attr(feature = "specta", specta(type = String))] grace_ends: Timestamp,
        /// "26 May, in 12 days"; "ended on 5 May".
        ends: String,
        /// "9 June, in 26 days"; that there is no grace.
        grace: String,
    }
}

view! {
    /// What an account owns, as far as its administrators plan on it.
    struct AccountLicencesView {
        /// "2 licences of Old Bridge Ltd end in the next 90 days."; or that nothing does.
        text: String,
        /// How many days it looks ahead.
        days: u16,
        /// What ends, soonest first.
        items: Vec<AccountEndingView>,
        /// Copies the text for whoever buys; `null` where nothing ends.
        copy: Option<ActionView>,
        /// Seats of what runs now, by product; empty where they cannot be counted.
        seats: Vec<SeatsView>,
        /// That the named licences are too many to be counted here; `null` where they were counted.
        uncounted: Option<String>,
    }
}

view! {
    /// One entitlement that ends, and whom it hits.
    struct AccountEndingView {
        /// What, and when.
        ending: EndingView,
        /// How many seats end; `null` for no limit.
        seats: Option<u32>,
        /// How many go on; `null` for no limit, 0 where nothing does.
        seats_left: Option<u32>,
        /// "10 seats in the United Kingdom", "5 seats go on".
        seats_text: String,
        /// Who has a named licence of the product.
        people: Vec<HolderView>,
        /// "Named licences: Ana Costa and 3 others"; that nobody has one.
        people_text: String,
    }
}

view! {
    /// Who has a named licence.
    struct HolderView {
        /// The person's id.
        id: String,
        /// Name.
        name: String,
        /// Address.
        email: String,
    }
}

view! {
    /// The seats of a product.
    struct SeatsView {
        /// The product's stable id.
        product: String,
        /// Its name.
        name: String,
        /// How many the account has; `null` for no limit.
        owned: Option<u32>,
        /// How many have a name on them.
        assigned: u32,
        /// How many are checked out for offline use.
        checked_out: u32,
        /// There are more names than seats.
        over: bool,
        /// All of it in a sentence.
        text: String,
    }
}
