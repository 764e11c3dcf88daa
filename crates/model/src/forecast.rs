//! What ends soon: contracts by the calendar of whoever looks, each with its grace, and the seats that are left of a product then.

use crate::country::CountryCode;
use crate::entitlement::Territory;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The windows that people plan in, in days from today. The last one holds the others.
pub const WINDOWS: [u16; 3] = [30, 60, 90];

/// One right to a product, as far as its end goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The product's stable id.
    pub product: String,
    /// Edition or feature.
    pub edition: Option<String>,
    /// What it is for, by its stable name.
    pub usage_type: String,
    /// Where it counts.
    pub territory: Territory,
    /// Roles and groups that it is kept to; empty for everybody.
    pub restricted_to: Vec<String>,
    /// How many may work at once; `None` for no limit.
    pub seats: Option<u32>,
    /// When it begins.
    pub starts: Timestamp,
    /// The last moment of the contract; `None` for no end.
    pub ends: Option<Timestamp>,
    /// Days after the end in which work may go on.
    pub grace_days: u16,
}

/// One right that ends, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Which of the terms that were looked at.
    pub term: usize,
    /// The last moment of the contract.
    pub ends: Timestamp,
    /// The last moment of its grace; the same where it has none.
    pub stops: Timestamp,
    /// The contract is over, and grace runs.
    pub in_grace: bool,
    /// Days from today to what comes next, the end of the contract or that of its grace: 0 is today.
    pub days: u16,
    /// Days from today to the last day on which work may go on.
    pub days_to_stop: u16,
    /// Seats of the same right that go on after that; `None` for no limit, 0 where nothing does.
    pub seats_left: Option<u32>,
}

impl Term {
    /// The last moment at which work may go on; `None` for no end.
    fn stops(&self) -> Option<Timestamp> {
        let grace = SignedDuration::from_hours(i64::from(self.grace_days) * 24);
        self.ends.map(|it| it.saturating_add(grace).unwrap_or(Timestamp::MAX))
    }

    /// Whether the contract runs at that moment; grace is not counted, since nobody plans on it.
    fn runs_at(&self, moment: Timestamp) -> bool {
        self.starts <= moment && self.ends.is_none_or(|it| moment <= it)
    }

    /// Whether whoever works by `other` may work by this one: the same product for the same purpose, in every country of the other, kept to
    /// nobody who has the other.
    fn serves(&self, other: &Self) -> bool {
        let same = self.product == other.product && self.edition == other.edition && self.usage_type == other.usage_type;
        same && covers(&self.territory, &other.territory) && opens(&self.restricted_to, &other.restricted_to)
    }
}

fn covers(wide: &Territory, narrow: &Territory) -> bool {
    let holds = |codes: &[CountryCode], all: &[CountryCode]| all.iter().all(|it| codes.contains(it));
    match (wide, narrow) {
        (Territory::Global, _) => true,
        (Territory::Countries(_), Territory::Global) => false,
        (Territory::Countries(codes), Territory::Countries(all)) => holds(codes, all),
    }
}

/// A right that is kept to some is open to whoever has another one only where it names all whom that names.
fn opens(wide: &[String], narrow: &[String]) -> bool {
    wide.is_empty() || (!narrow.is_empty() && narrow.iter().all(|it| wide.contains(it)))
}

/// What ends within so many days, soonest first. A day is one of the calendar in this time zone, however many hours it has. What goes on from
/// another right without a loss of seats has been renewed, and ends nothing; what is over, grace and all, is no news.
pub fn forecast(terms: &[Term], now: Timestamp, zone: &TimeZone, within: u16) -> Vec<Ending> {
    let mut found: Vec<Ending> = terms.iter().enumerate().filter_map(|(at, term)| ending(terms, at, term, now, zone)).collect();
    found.retain(|it| it.days <= within);
    found.sort_by(|a, b| {
        let key = |it: &Ending| (it.days, it.stops, terms.get(it.term).map(|it| it.product.clone()), it.term);
        key(a).cmp(&key(b))
    });
    found
}

fn ending(terms: &[Term], at: usize, term: &Term, now: Timestamp, zone: &TimeZone) -> Option<Ending> {
    let (ends, stops) = (term.ends?, term.stops()?);
    if now > stops {
        return None;
    }
    let after = stops.saturating_add(SignedDuration::from_secs(1)).unwrap_or(Timestamp::MAX);
    let others = || terms.iter().filter(|it| it.serves(term));
    let going_on = others().any(|it| it.runs_at(after));
    let (seats_before, seats_left) = (seats(others(), ends), seats(others(), after));
    if going_on && !is_fewer(seats_left, seats_before) {
        return None;
    }
    let in_grace = now > ends;
    let days_to_stop = days_between(now, stops, zone);
    let days = if in_grace { days_to_stop } else { days_between(now, ends, zone) };
    Some(Ending { term: at, ends, stops, in_grace, days, days_to_stop, seats_left })
}

/// The seats of those that run at that moment, together; `None` for no limit.
fn seats<'a>(terms: impl Iterator<Item = &'a Term>, moment: Timestamp) -> Option<u32> {
    let mut running = terms.filter(|it| it.runs_at(moment));
    running.try_fold(0_u32, |sum, it| Some(sum.saturating_add(it.seats?)))
}

fn is_fewer(seats: Option<u32>, than: Option<u32>) -> bool {
    match (seats, than) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(seats), Some(than)) => seats < than,
    }
}

/// Days by the calendar from one moment to a later one: 0 on the same day.
fn days_between(from: Timestamp, to: Timestamp, zone: &TimeZone) -> u16 {
    let (from, to) = (zone.to_datetime(from).date(), zone.to_datetime(to).date());
    u16::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(if to > from { u16::MAX } else { 0 })
}

/// The seats that an account has of a product at that moment, of every kind together; `None` for no limit, 0 where it has none.
pub fn seats_owned(terms: &[Term], product: &str, now: Timestamp) -> Option<u32> {
    let may_work = |it: &&Term| it.starts <= now && it.stops().is_none_or(|stops| now <= stops);
    let mut of_product = terms.iter().filter(|it| it.product == product).filter(may_work);
    of_product.try_fold(0_u32, |sum, it| Some(sum.saturating_add(it.seats?)))
}
