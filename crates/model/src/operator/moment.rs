//! When a contract starts and ends: a day, or a moment. A day means all of it, in UTC.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// A second before the next day: policies are dated in whole seconds.
const LAST_OF_DAY: SignedDuration = SignedDuration::from_secs(86_400 - 1);

fn first_of(day: Date) -> Option<Timestamp> {
    Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()
}

fn day(text: &str) -> Option<Date> {
    // The parser takes more forms than are promised.
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

/// The first moment: of a day its beginning.
pub fn parse_start(text: &str) -> Option<Timestamp> {
    match day(text) {
        Some(day) => first_of(day),
        None => text.parse().ok().and_then(whole_ms),
    }
}

/// The last moment: of a day its last second.
pub fn parse_end(text: &str) -> Option<Timestamp> {
    match day(text) {
        Some(day) => first_of(day)?.checked_add(LAST_OF_DAY).ok(),
        None => text.parse().ok().and_then(whole_ms),
    }
}

/// As the database keeps it, so that what is exported says the same.
fn whole_ms(it: Timestamp) -> Option<Timestamp> {
    Timestamp::from_millisecond(it.as_millisecond()).ok()
}

/// How a first moment is written: the shortest text that [`parse_start`] reads as it.
pub fn as_start(it: Timestamp) -> String {
    let day = Offset::UTC.to_datetime(it).date();
    if first_of(day) == Some(it) { day.to_string() } else { it.to_string() }
}

/// How a last moment is written: the shortest text that [`parse_end`] reads as it.
pub fn as_end(it: Timestamp) -> String {
    let day = Offset::UTC.to_datetime(it).date();
    if first_of(day).and_then(|it| it.checked_add(LAST_OF_DAY).ok()) == Some(it) { day.to_string() } else { it.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_all_of_it() {
        let (start, end) = (parse_start("2026-03-01").unwrap(), parse_end("2026-03-01").unwrap());
        assert_eq!((start.to_string(), end.to_string()), ("2026-03-01T00:00:00Z".into(), "2026-03-01T23:59:59Z".into()));
        assert_eq!((as_start(start), as_end(end)), ("2026-03-01".into(), "2026-03-01".into()));
    }

    #[test]
    fn a_moment_is_itself_wherever_its_clock_stood() {
        let moment = parse_end("2026-03-01T12:00:00+02:00").unwrap();
        assert_eq!(as_end(moment), "2026-03-01T10:00:00Z");
        assert_eq!(parse_end(&as_end(moment)), Some(moment));
        for no_moment in ["2026-02-30", "01.03.2026", "2026-3-1", "tomorrow", "", "20260301"] {
            assert_eq!((parse_start(no_moment), parse_end(no_moment)), (None, None), "{no_moment}");
        }
    }
}
