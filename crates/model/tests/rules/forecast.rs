//! What ends soon: by the calendar of whoever looks, with grace, and without what was renewed.

use domicile_model::country::CountryCode;
use domicile_model::entitlement::Territory;
use domicile_model::forecast::{Ending, Term, WINDOWS, forecast, seats_owned};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::select;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-05-14T09:16:00Z")
}

/// Central Europe by its rule, so that no file of time zones is needed.
fn berlin() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
}

fn country(text: &str) -> CountryCode {
    CountryCode::parse(text).unwrap()
}

fn term(product: &str, ends: Option<&str>) -> Term {
    Term {
        product: product.to_owned(),
        edition: None,
        usage_type: "production".to_owned(),
        territory: Territory::Countries(vec![country("GB")]),
        restricted_to: vec![],
        seats: Some(10),
        starts: at("2026-01-01T00:00:00Z"),
        ends: ends.map(at),
        grace_days: 0,
    }
}

/// Product and days of what ends within 90 days.
fn ends(terms: &[Term]) -> Vec<(String, u16)> {
    let found = forecast(terms, now(), &TimeZone::UTC, 90);
    found.into_iter().map(|it| (terms[it.term].product.clone(), it.days)).collect()
}

#[test]
fn the_edges_of_a_window_are_days_of_the_calendar() {
    let days = |ends: &str, within| {
        let found = forecast(&[term("a", Some(ends))], now(), &TimeZone::UTC, within);
        found.first().map(|it| it.days)
    };
    assert_eq!(days("2026-05-14T09:16:00Z", 30), Some(0), "the last moment is now");
    assert_eq!(days("2026-05-14T23:59:59Z", 0), Some(0), "the end of today");
    assert_eq!(days("2026-05-15T00:00:00Z", 0), None);
    assert_eq!(days("2026-06-13T23:59:59Z", 30), Some(30), "the last second of the thirtieth day");
    assert_eq!(days("2026-06-14T00:00:00Z", 30), None, "a second later");
    assert_eq!(days("2026-06-14T00:00:00Z", 60), Some(31));
    assert_eq!(days("2026-08-12T23:59:59Z", 90), Some(90));
    assert_eq!(days("2026-08-13T00:00:00Z", 90), None);
    assert_eq!(WINDOWS.last(), Some(&90), "the last window holds the others");
}

#[test]
fn the_day_is_the_one_where_somebody_looks() {
    let ends = [term("a", Some("2026-05-20T23:59:59Z"))];
    let days = |zone: &TimeZone| forecast(&ends, now(), zone, 90)[0].days;
    assert_eq!(days(&TimeZone::UTC), 6);
    assert_eq!(days(&berlin()), 7, "there it is the 21st already");
    assert_eq!(days(&TimeZone::fixed(jiff::tz::offset(-8))), 6, "there it is the 20th, and today still the 14th");
    assert_eq!(days(&TimeZone::fixed(jiff::tz::offset(12))), 7);
}

#[test]
fn a_day_is_one_however_many_hours_it_has() {
    // The nights in which the clocks change: 23 and 25 hours.
    for (today, ends, days) in [
        ("2026-03-28T22:30:00Z", "2026-03-29T21:59:59Z", 1),
        ("2026-03-29T00:30:00Z", "2026-03-29T21:59:59Z", 0),
        ("2026-10-24T22:30:00Z", "2026-10-25T22:59:59Z", 0),
        ("2026-10-24T21:30:00Z", "2026-10-25T22:59:59Z", 1),
        ("2026-03-01T12:00:00Z", "2026-03-31T21:59:59Z", 30),
        ("2026-03-01T12:00:00Z", "2026-03-31T22:00:00Z", 31),
    ] {
        let found = forecast(&[term("a", Some(ends))], at(today), &berlin(), 90);
        assert_eq!(found.iter().map(|it| it.days).collect::<Vec<_>>(), [days], "{today} to {ends}");
    }
}

#[test]
fn grace_is_told_apart_and_is_what_ends_once_the_contract_has() {
    let with_grace = |ends| Term { grace_days: 14, ..term("a", Some(ends)) };
    let found = forecast(&[with_grace("2026-05-20T23:59:59Z")], now(), &TimeZone::UTC, 90);
    assert_eq!((found[0].days, found[0].days_to_stop, found[0].in_grace), (6, 20, false));
    assert_eq!(found[0].stops, at("2026-06-03T23:59:59Z"));
    let found = forecast(&[with_grace("2026-05-05T23:59:59Z")], now(), &TimeZone::UTC, 90);
    assert_eq!((found[0].days, found[0].days_to_stop, found[0].in_grace), (5, 5, true), "the contract is over, work goes on");
    assert_eq!(ends(&[with_grace("2026-04-30T09:15:59Z")]), [], "a second after its grace it is no news");
    assert_eq!(ends(&[with_grace("2026-04-30T09:16:00Z")]), [("a".to_owned(), 0)]);
}

#[test]
fn what_has_no_end_ends_never_and_the_soonest_comes_first() {
    let terms = [
        term("c", None),
        term("b", Some("2026-07-01T00:00:00Z")),
        term("a", Some("2026-05-20T23:59:59Z")),
        term("d", Some("2027-01-01T00:00:00Z")),
    ];
    assert_eq!(ends(&terms), [("a".to_owned(), 6), ("b".to_owned(), 48)]);
    assert_eq!(ends(&[]), []);
    let forever = Term { ends: Some(Timestamp::MAX), grace_days: u16::MAX, ..term("e", None) };
    assert_eq!(ends(&[forever]), [], "as far away as time goes");
}

#[test]
fn what_was_renewed_ends_nothing() {
    let old = term("a", Some("2026-06-30T23:59:59Z"));
    let renewal = Term { starts: at("2026-07-01T00:00:00Z"), ..term("a", Some("2027-06-30T23:59:59Z")) };
    let listed = |renewal: &Term| ends(&[old.clone(), renewal.clone()]).len();
    assert_eq!(listed(&renewal), 0);
    assert_eq!(listed(&Term { territory: Territory::Global, seats: None, ..renewal.clone() }), 0);
    for (what, renewal) in [
        ("fewer seats", Term { seats: Some(9), ..renewal.clone() }),
        ("another product", Term { product: "b".to_owned(), ..renewal.clone() }),
        ("another edition", Term { edition: Some("lite".to_owned()), ..renewal.clone() }),
        ("another purpose", Term { usage_type: "evaluation".to_owned(), ..renewal.clone() }),
        ("another country", Term { territory: Territory::Countries(vec![country("FR")]), ..renewal.clone() }),
        ("kept to some", Term { restricted_to: vec!["beta".to_owned()], ..renewal.clone() }),
        ("a gap", Term { starts: at("2026-07-01T00:00:01Z"), ..renewal.clone() }),
    ] {
        assert_eq!(listed(&renewal), 1, "{what}");
    }
    // Where grace bridges the gap nobody stops working.
    let old = Term { grace_days: 14, ..old.clone() };
    assert_eq!(ends(&[old, Term { starts: at("2026-07-10T00:00:00Z"), ..renewal }]), []);
}

#[test]
fn the_seats_that_go_on_are_counted() {
    let left = |terms: &[Term]| forecast(terms, now(), &TimeZone::UTC, 90)[0].seats_left;
    let ending = term("a", Some("2026-06-30T23:59:59Z"));
    assert_eq!(left(std::slice::from_ref(&ending)), Some(0));
    assert_eq!(left(&[ending.clone(), Term { seats: Some(5), ..term("a", None) }]), Some(5));
    let unlimited = Term { seats: None, ..ending.clone() };
    assert_eq!(left(&[unlimited, term("a", None)]), Some(10), "no limit before, ten after");
    assert_eq!(ends(&[ending, Term { seats: None, ..term("a", None) }]), [], "no limit, with it or without");
}

#[test]
fn the_seats_of_an_account_are_those_of_all_that_run_now() {
    let terms = [
        term("a", Some("2026-06-30T23:59:59Z")),
        Term { edition: Some("pro".to_owned()), seats: Some(3), ..term("a", None) },
        Term { starts: at("2026-06-01T00:00:00Z"), seats: Some(100), ..term("a", None) },
        Term { grace_days: 14, seats: Some(7), ..term("a", Some("2026-05-05T23:59:59Z")) },
        Term { seats: Some(50), ..term("a", Some("2026-05-05T23:59:59Z")) },
        Term { seats: None, ..term("b", None) },
    ];
    assert_eq!(seats_owned(&terms, "a", now()), Some(20), "with grace, without what is over or has not begun");
    assert_eq!(seats_owned(&terms, "b", now()), None);
    assert_eq!(seats_owned(&terms, "c", now()), Some(0));
}

fn any_term() -> impl Strategy<Value = Term> {
    let day = || -200_i64..400;
    let moment = |hours: i64| now() + SignedDuration::from_hours(hours);
    (
        (select(vec!["a", "b"]), select(vec!["production", "evaluation"]), proptest::option::of(0_u32..12)),
        (day(), 0_i64..24, proptest::option::of((day(), 0_i64..24)), 0_u16..40),
        (select(vec!["", "GB", "FR", "GB FR"]), select(vec!["", "beta"])),
    )
        .prop_map(move |((product, usage, seats), (start, hour, end, grace_days), (countries, restricted))| {
            let codes: Vec<_> = countries.split_ascii_whitespace().map(country).collect();
            Term {
                product: product.to_owned(),
                edition: None,
                usage_type: usage.to_owned(),
                territory: if codes.is_empty() { Territory::Global } else { Territory::Countries(codes) },
                restricted_to: restricted.split_ascii_whitespace().map(str::to_owned).collect(),
                seats,
                starts: moment(start * 24 + hour),
                ends: end.map(|(day, hour)| moment(day * 24 + hour)),
                grace_days,
            }
        })
}

fn any_zone() -> impl Strategy<Value = TimeZone> {
    prop_oneof![Just(berlin()), Just(TimeZone::UTC), (-12_i8..=14).prop_map(|it| TimeZone::fixed(jiff::tz::offset(it)))]
}

/// What is the same however the list is ordered.
fn essence(terms: &[Term], found: &[Ending]) -> Vec<(u16, Timestamp, String)> {
    let mut all: Vec<_> = found.iter().map(|it| (it.days, it.stops, terms[it.term].product.clone())).collect();
    all.sort();
    all
}

proptest! {
    #[test]
    fn whatever_is_owned_what_is_listed_ends_and_lies_ahead(
        terms in proptest::collection::vec(any_term(), 0..6),
        zone in any_zone(),
        within in 0_u16..120,
    ) {
        let found = forecast(&terms, now(), &zone, within);
        for it in &found {
            let term = &terms[it.term];
            prop_assert_eq!(term.ends, Some(it.ends));
            prop_assert!(it.days <= within && it.days <= it.days_to_stop);
            prop_assert!(it.stops >= now() && it.ends <= it.stops);
            prop_assert_eq!(it.in_grace, now() > it.ends);
            let next = if it.in_grace { it.stops } else { it.ends };
            let (today, day) = (zone.to_datetime(now()).date(), zone.to_datetime(next).date());
            prop_assert_eq!(today.checked_add(jiff::Span::new().days(i32::from(it.days))).unwrap(), day);
        }
        prop_assert!(found.windows(2).all(|two| two[0].days <= two[1].days));
    }

    #[test]
    fn a_wider_window_holds_the_narrower_and_the_order_of_rows_does_not_count(
        terms in proptest::collection::vec(any_term(), 0..6),
        zone in any_zone(),
        (narrow, more) in (0_u16..90, 0_u16..90),
    ) {
        let within = |days| forecast(&terms, now(), &zone, days);
        let (small, large) = (within(narrow), within(narrow + more));
        prop_assert_eq!(&large[..small.len()], &small[..], "the beginning of the larger one");
        let backwards: Vec<Term> = terms.iter().rev().cloned().collect();
        prop_assert_eq!(essence(&terms, &large), essence(&backwards, &forecast(&backwards, now(), &zone, narrow + more)));
    }

    #[test]
    fn beside_a_right_without_any_limit_nothing_ends(terms in proptest::collection::vec(any_term(), 0..6), zone in any_zone()) {
        let forever = |product: &str, usage: &str| Term {
            product: product.to_owned(),
            usage_type: usage.to_owned(),
            territory: Territory::Global,
            seats: None,
            ends: None,
            starts: Timestamp::MIN,
            ..term("", None)
        };
        let free = [("a", "production"), ("a", "evaluation"), ("b", "production"), ("b", "evaluation")].map(|(product, usage)| forever(product, usage));
        let all: Vec<Term> = terms.into_iter().chain(free).collect();
        prop_assert_eq!(forecast(&all, now(), &zone, 365), vec![]);
    }
}
