//! The menu in fixed places. A panel knows an entry by its place: as long as places neither come nor go, labels change under an open menu, and
//! a click finds the entry that it was meant for. What is not needed now is there all the same, and hidden.

use domicile_workstation::request::Request;
use domicile_workstation::tray::Entry;

/// The most lines that say where things stand, and the most entries of the groups below them; a test holds them against every menu that there is.
pub(crate) const MOST_LINES: usize = 5;
/// The most actions.
pub(crate) const MOST_ACTIONS: usize = 4;
/// The most entries that open the window.
pub(crate) const MOST_OPENERS: usize = 3;

/// A place in the menu.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Slot {
    /// A line between groups.
    Separator,
    /// An entry, or room for one.
    Entry {
        /// The text, as the protocol wants it: an underscore stands doubled.
        label: String,
        /// Whether it can be clicked.
        enabled: bool,
        /// Whether it is shown.
        visible: bool,
        /// What a click asks for.
        request: Option<Request>,
    },
}

/// The groups of the menu.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Slots {
    lines: Vec<Entry>,
    /// Two rows of places for actions, used in turn: where another thing is to be asked for, it gets another place, so that a click on what
    /// stood there a moment ago still asks for that.
    actions: [Vec<Entry>; 2],
    shown: usize,
    openers: Vec<Entry>,
    last: Vec<Entry>,
}

impl Slots {
    /// Takes in a menu: its groups are told apart by the lines between them.
    pub(crate) fn take(&mut self, menu: &[Entry]) {
        let mut groups: Vec<&[Entry]> = menu.split(|it| *it == Entry::Separator).collect();
        self.last = groups.pop().unwrap_or_default().to_vec();
        self.openers = groups.pop().unwrap_or_default().to_vec();
        let mut rest = groups.into_iter();
        self.lines = rest.next().unwrap_or_default().to_vec();
        let actions: Vec<Entry> = rest.flatten().cloned().collect();
        if requests(&actions) != requests(&self.actions[self.shown]) {
            self.shown = 1 - self.shown;
        }
        self.actions[self.shown] = actions;
    }

    /// Every place, from top to bottom.
    pub(crate) fn places(&self) -> Vec<Slot> {
        let mut places = Vec::new();
        places.extend(row(&self.lines, MOST_LINES, true));
        places.push(Slot::Separator);
        for (at, actions) in self.actions.iter().enumerate() {
            places.extend(row(actions, MOST_ACTIONS, at == self.shown));
        }
        places.push(Slot::Separator);
        // What only administrators have comes first: the entries that everybody has keep their places.
        places.extend(std::iter::repeat_n(empty(), MOST_OPENERS.saturating_sub(self.openers.len())));
        places.extend(self.openers.iter().map(|it| slot(it, true)));
        places.push(Slot::Separator);
        places.extend(row(&self.last, 1, true));
        places
    }
}

fn requests(actions: &[Entry]) -> Vec<Option<&Request>> {
    actions.iter().map(request).collect()
}

fn request(entry: &Entry) -> Option<&Request> {
    match entry {
        Entry::Action { request, .. } => Some(request),
        Entry::Status { .. } | Entry::Separator => None,
    }
}

/// The entries, and room up to so many.
fn row(entries: &[Entry], most: usize, visible: bool) -> impl Iterator<Item = Slot> {
    let room = std::iter::repeat_n(empty(), most.saturating_sub(entries.len()));
    entries.iter().map(move |it| slot(it, visible)).chain(room)
}

fn empty() -> Slot {
    Slot::Entry { label: String::new(), enabled: false, visible: false, request: None }
}

fn slot(entry: &Entry, visible: bool) -> Slot {
    let (label, enabled) = match entry {
        Entry::Separator => return Slot::Separator,
        Entry::Status { label } => (label, false),
        Entry::Action { label, enabled, .. } => (label, *enabled),
    };
    // The data doubles `&`, which marks a key elsewhere; here an underscore does.
    Slot::Entry { label: label.replace("&&", "&").replace('_', "__"), enabled, visible, request: request(entry).cloned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domicile_workstation::vocabulary::Screen;

    fn line(label: &str) -> Entry {
        Entry::Status { label: label.to_owned() }
    }

    fn action(request: Request, label: &str) -> Entry {
        Entry::Action { request, label: label.to_owned(), enabled: true }
    }

    fn menu(lines: &[&str], actions: &[Entry], requests: Option<&str>) -> Vec<Entry> {
        let mut menu: Vec<Entry> = lines.iter().map(|it| line(it)).collect();
        if !actions.is_empty() {
            menu.push(Entry::Separator);
            menu.extend_from_slice(actions);
        }
        menu.push(Entry::Separator);
        menu.extend(requests.map(|it| action(Request::OpenWindow { screen: Screen::Requests }, it)));
        menu.push(action(Request::OpenWindow { screen: Screen::Home }, "Open Domicile"));
        menu.push(action(Request::OpenWindow { screen: Screen::Settings }, "Settings…"));
        menu.push(Entry::Separator);
        menu.push(action(Request::Quit, "Quit"));
        menu
    }

    fn shown(places: &[Slot]) -> Vec<(usize, &str)> {
        let shown = places.iter().enumerate().filter_map(|(at, it)| match it {
            Slot::Separator => Some((at, "-")),
            Slot::Entry { visible: true, label, .. } => Some((at, label.as_str())),
            Slot::Entry { .. } => None,
        });
        shown.collect()
    }

    fn place_of(places: &[Slot], label: &str) -> usize {
        shown(places).into_iter().find(|it| it.1 == label).unwrap().0
    }

    #[test]
    fn every_entry_keeps_its_place_while_others_come_and_go() {
        let mut slots = Slots::default();
        let sign_in = action(Request::SignIn { hint: None }, "Sign in…");
        slots.take(&menu(&["Not signed in", "Nothing starts"], std::slice::from_ref(&sign_in), None));
        let before = slots.places();
        let refresh = [action(Request::RefreshPolicy, "Refresh Policy"), action(Request::CheckAgain, "Check again")];
        slots.take(&menu(&["Ana Costa · Old_Bridge && Sons", "You can work", "Everything starts"], &refresh, Some("Requests (3)")));
        let after = slots.places();
        assert_eq!(before.len(), after.len());
        for label in ["Open Domicile", "Settings…", "Quit"] {
            assert_eq!(place_of(&before, label), place_of(&after, label), "{label}");
        }
        let texts: Vec<&str> = shown(&after).into_iter().map(|it| it.1).collect();
        let expected = [
            "Ana Costa · Old__Bridge & Sons",
            "You can work",
            "Everything starts",
            "-",
            "Refresh Policy",
            "Check again",
            "-",
            "Requests (3)",
            "Open Domicile",
            "Settings…",
            "-",
            "Quit",
        ];
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_click_on_what_stood_there_a_moment_ago_still_asks_for_that() {
        let mut slots = Slots::default();
        slots.take(&menu(&["You can work"], &[action(Request::RefreshPolicy, "Refresh Policy")], None));
        let at = place_of(&slots.places(), "Refresh Policy");
        slots.take(&menu(&["Refreshing"], &[action(Request::CancelRefresh, "Cancel")], None));
        let places = slots.places();
        assert!(matches!(&places[at], Slot::Entry { visible: false, request: Some(Request::RefreshPolicy), .. }), "{:?}", places[at]);
        assert_ne!(place_of(&places, "Cancel"), at);
        // A label alone changes in its place.
        let cancel = place_of(&places, "Cancel");
        slots.take(&menu(&["Refreshing"], &[action(Request::CancelRefresh, "Stop")], None));
        assert_eq!(place_of(&slots.places(), "Stop"), cancel);
    }
}
