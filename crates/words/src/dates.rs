//! Moments in words: "Tue 3 June", "Tue 3 June, 09:14", "09:14", "31 December 2026". The names, their order and the little words
//! around them come from the messages; the moment of speaking and the time zone are arguments.
//!
//! A *day* and a *date* are bare names ("martes 3 de junio"): the sentence brings its own article or preposition. A *moment* is said
//! as the language answers "when?" ("a las 09:14", "el martes 3 de junio a las 09:14"), since it is a time or a day with a time.

use crate::Words;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// So many days before and after today are near: within them people count, beyond they look at a calendar.
const NEAR: i64 = 6;

/// Says moments as somebody in this time zone would at this moment: the year is named only where it is another one.
#[derive(Debug, Clone, Copy)]
pub struct Dates<'a> {
    words: &'a Words,
    now: Timestamp,
    zone: &'a TimeZone,
}

impl<'a> Dates<'a> {
    /// Speaks in these words, at this moment, in this time zone.
    pub fn new(words: &'a Words, now: Timestamp, zone: &'a TimeZone) -> Self {
        Self { words, now, zone }
    }

    /// "Tue 3 June"; "Wed 3 June 2026" where the year is another one.
    pub fn day(&self, moment: Timestamp) -> String {
        let date = self.local(moment);
        let weekday = self.words.format("weekday-name", &[("day", date.weekday().to_monday_one_offset().into())]);
        if self.is_this_year(&date) {
            self.format_date("date-weekday", &date, &weekday)
        } else {
            self.format_date("date-weekday-year", &date, &weekday)
        }
    }

    /// "Tue 3 June (in 3 days)" where that is near by the calendar, before or after; else "Tue 3 June".
    pub fn near_day(&self, moment: Timestamp) -> String {
        let (day, away) = (self.day(moment), self.days_away(moment));
        if !(-NEAR..=NEAR).contains(&away) {
            return day;
        }
        let id = if away < 0 { "date-days-ago" } else { "date-in-days" };
        let near = self.words.format(id, &[("count", away.unsigned_abs().into())]);
        self.words.format("date-near", &[("date", day.into()), ("near", near.into())])
    }

    /// Days from today by the calendar of the time zone, however many hours each has; below 0 in the past.
    fn days_away(&self, moment: Timestamp) -> i64 {
        self.local(self.now).date().duration_until(self.local(moment).date()).as_hours() / 24
    }

    /// "31 December"; "31 December 2027" where the year is another one.
    pub fn date(&self, moment: Timestamp) -> String {
        let date = self.local(moment);
        if self.is_this_year(&date) { self.format_date("date-day", &date, "") } else { self.format_date("date-day-year", &date, "") }
    }

    /// "31 December 2026", always with the year.
    pub fn full_date(&self, moment: Timestamp) -> String {
        self.format_date("date-day-year", &self.local(moment), "")
    }

    /// "Tue 3 June, 09:14"; "el martes 3 de junio a las 09:14".
    pub fn day_and_time(&self, moment: Timestamp) -> String {
        self.words.format("date-moment", &[("date", self.day(moment).into()), ("time", self.time(moment).into())])
    }

    /// "09:14" where it is today, else "Tue 3 June, 09:14".
    pub fn moment(&self, moment: Timestamp) -> String {
        let today = self.local(moment).date() == self.local(self.now).date();
        if today { self.words.format("date-today", &[("time", self.time(moment).into())]) } else { self.day_and_time(moment) }
    }

    /// "09:14", in every language.
    pub fn time(&self, moment: Timestamp) -> String {
        let local = self.local(moment);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    fn format_date(&self, id: &str, date: &ZonedDateTime, weekday: &str) -> String {
        let month = self.words.format("month-name", &[("month", date.month().into())]);
        // As texts: a language may not put separators into a year.
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let args = [("weekday", weekday.into()), ("day", day.into()), ("month", month.into()), ("year", year.into())];
        self.words.format(id, &args)
    }

    fn local(&self, moment: Timestamp) -> ZonedDateTime {
        moment.to_zoned_datetime(self.zone.clone())
    }

    fn is_this_year(&self, date: &ZonedDateTime) -> bool {
        date.year() == self.local(self.now).year()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn moments_are_said_in_words() {
        let words = Words::new(Language::En);
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let dates = Dates::new(&words, at("2025-06-03T10:00:00Z"), &zone);
        let moment = at("2025-06-03T07:14:59Z");
        assert_eq!(dates.day(moment), "Tue 3 June");
        assert_eq!(dates.day_and_time(moment), "Tue 3 June, 09:14");
        assert_eq!(dates.moment(moment), "09:14");
        assert_eq!(dates.time(moment), "09:14");
        assert_eq!(dates.moment(at("2025-06-01T07:05:00Z")), "Sun 1 June, 09:05");
        assert_eq!(dates.full_date(moment), "3 June 2025");
    }

    #[test]
    fn german_and_spanish_say_it_in_their_own_order() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let now = at("2025-06-03T10:00:00Z");
        let (german, spanish) = (Words::new(Language::De), Words::new(Language::Es));
        let (german, spanish) = (Dates::new(&german, now, &zone), Dates::new(&spanish, now, &zone));
        let (today, sunday, next_year) = (at("2025-06-03T07:14:59Z"), at("2025-03-02T07:05:00Z"), at("2026-01-07T09:00:00Z"));
        assert_eq!(german.day(today), "Dienstag, 3. Juni");
        assert_eq!(german.day(next_year), "Mittwoch, 7. Januar 2026");
        assert_eq!(german.date(today), "3. Juni");
        assert_eq!(german.full_date(sunday), "2. März 2025");
        assert_eq!(german.moment(today), "09:14 Uhr");
        assert_eq!(german.moment(sunday), "Sonntag, 2. März, 09:05 Uhr");
        assert_eq!(spanish.day(today), "martes 3 de junio");
        assert_eq!(spanish.day(next_year), "miércoles 7 de enero de 2026");
        assert_eq!(spanish.date(today), "3 de junio");
        assert_eq!(spanish.full_date(sunday), "2 de marzo de 2025");
        assert_eq!(spanish.moment(today), "a las 09:14");
        assert_eq!(spanish.moment(sunday), "el domingo 2 de marzo a las 09:05");
        assert_eq!((german.time(today), spanish.time(today)), ("09:14".to_owned(), "09:14".to_owned()));
    }

    #[test]
    fn what_is_near_says_how_far_it_is_in_every_language() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let now = at("2025-06-03T10:00:00Z");
        for (language, moment, says) in [
            (Language::En, "2025-06-03T21:59:59Z", "Tue 3 June (today)"),
            (Language::En, "2025-06-03T22:00:00Z", "Wed 4 June (tomorrow)"),
            (Language::En, "2025-06-09T12:00:00Z", "Mon 9 June (in 6 days)"),
            (Language::En, "2025-06-10T12:00:00Z", "Tue 10 June"),
            (Language::En, "2025-06-02T21:59:59Z", "Mon 2 June (yesterday)"),
            (Language::En, "2025-05-28T12:00:00Z", "Wed 28 May (6 days ago)"),
            (Language::En, "2025-05-27T12:00:00Z", "Tue 27 May"),
            (Language::De, "2025-06-04T12:00:00Z", "Mittwoch, 4. Juni (morgen)"),
            (Language::De, "2025-06-01T12:00:00Z", "Sonntag, 1. Juni (vor 2 Tagen)"),
            (Language::Es, "2025-06-06T12:00:00Z", "viernes 6 de junio (dentro de 3 días)"),
            (Language::Es, "2025-06-02T12:00:00Z", "lunes 2 de junio (ayer)"),
        ] {
            let words = Words::new(language);
            assert_eq!(Dates::new(&words, now, &zone).near_day(at(moment)), says);
        }
    }

    #[test]
    fn a_near_day_is_one_of_the_calendar_on_the_nights_that_clocks_change() {
        let words = Words::new(Language::En);
        let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let dates = |now| Dates::new(&words, at(now), &zone);
        assert_eq!(dates("2026-03-28T22:30:00Z").near_day(at("2026-03-29T21:30:00Z")), "Sun 29 March (tomorrow)", "23 hours later");
        assert_eq!(dates("2026-10-24T22:30:00Z").near_day(at("2026-10-25T22:30:00Z")), "Sun 25 October (today)", "24 hours later");
    }

    #[test]
    fn weekdays_and_months_have_the_names_of_every_language() {
        let names = |language, id: &str, blank: &str, most: i64| {
            let words = Words::new(language);
            (1..=most).map(|it| words.format(id, &[(blank, it.into())])).collect::<Vec<_>>().join(" ")
        };
        let weekdays = |language| names(language, "weekday-name", "day", 7);
        let months = |language| names(language, "month-name", "month", 12);
        assert_eq!(weekdays(Language::De), "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag");
        assert_eq!(weekdays(Language::Es), "lunes martes miércoles jueves viernes sábado domingo");
        assert_eq!(months(Language::De), "Januar Februar März April Mai Juni Juli August September Oktober November Dezember");
        assert_eq!(months(Language::Es), "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre");
    }

    #[test]
    fn the_year_is_said_where_it_is_another_one_in_that_time_zone() {
        let words = Words::new(Language::En);
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let dates = Dates::new(&words, at("2026-06-03T10:00:00Z"), &zone);
        assert_eq!(dates.day(at("2026-12-31T21:59:00Z")), "Thu 31 December");
        assert_eq!(dates.day(at("2026-12-31T22:00:00Z")), "Fri 1 January 2027");
        assert_eq!(dates.date(at("2026-12-31T12:00:00Z")), "31 December");
        assert_eq!(dates.date(at("2027-12-31T12:00:00Z")), "31 December 2027");
        assert_eq!(dates.full_date(at("2026-12-31T12:00:00Z")), "31 December 2026");
    }
}
