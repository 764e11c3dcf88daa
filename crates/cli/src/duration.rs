//! Times as they are typed and printed.

use std::num::NonZeroU64;
use std::time::Duration;

/// `90`, `30s`, `2m`, `1h`, `500ms`: whole numbers, seconds where no unit stands.
pub(crate) fn parse_duration(text: &str) -> Result<Duration, String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let number = number.parse::<NonZeroU64>().map_err(|_| "a time such as 30s, 2m or 500ms".to_owned())?.get();
    let seconds = |each: u64| number.checked_mul(each).map(Duration::from_secs).filter(|it| it.as_secs() <= 24 * 3600);
    match unit {
        "ms" => Some(Duration::from_millis(number)).filter(|it| it.as_secs() <= 24 * 3600),
        "" | "s" => seconds(1),
        "m" => seconds(60),
        "h" => seconds(3600),
        _ => None,
    }
    .ok_or_else(|| "a time such as 30s, 2m or 500ms, at most 24h".to_owned())
}

/// `90 s`, `2 min`, `500 ms`: short forms that are the same everywhere.
pub(crate) fn format_duration(time: Duration) -> String {
    match time.as_secs() {
        0 => format!("{} ms", time.as_millis()),
        seconds if seconds % 60 == 0 => format!("{} min", seconds / 60),
        seconds => format!("{seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        for (text, milliseconds) in
            [("90", 90_000), ("30s", 30_000), ("2m", 120_000), ("500ms", 500), ("1h", 3_600_000), ("24h", 86_400_000)]
        {
            assert_eq!(parse_duration(text), Ok(Duration::from_millis(milliseconds)), "{text}");
        }
        for wrong in ["", "0", "m", "2d", "-1", "25h", "86401s", "86401000ms", "99999999999999999999h", "1.5s"] {
            assert!(parse_duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn times_are_printed_in_the_largest_unit_that_is_whole() {
        for (milliseconds, text) in [(300, "300 ms"), (999, "999 ms"), (1000, "1 s"), (1500, "1 s"), (90_000, "90 s"), (120_000, "2 min")] {
            assert_eq!(format_duration(Duration::from_millis(milliseconds)), text);
        }
    }
}
