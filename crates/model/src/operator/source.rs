//! Names of sources: on whose behalf a row is as it is.

use super::{Fault, FaultCode};

/// The longest name of a source.
const SOURCE_MAX: usize = 40;

fn fits(it: char) -> bool {
    it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-'
}

/// Whether a source can have this name.
///
/// # Errors
/// [`Fault`] where it cannot: small letters, digits and `-`, at most 40 of them.
pub fn check_source_name(name: &str) -> Result<(), Fault> {
    if name.is_empty() || name.len() > SOURCE_MAX || !name.chars().all(fits) {
        let message = format!("“{name}” is no name of a source: small letters, digits and -, at most {SOURCE_MAX}");
        return Err(Fault::of("source", FaultCode::Invalid, message));
    }
    Ok(())
}

/// The name of a source that is most like this text; `None` where nothing of it can stand in one.
pub fn source_name_like(text: &str) -> Option<String> {
    let small = text.chars().map(|it| it.to_ascii_lowercase()).map(|it| if fits(it) { it } else { '-' });
    let name: String = small.take(SOURCE_MAX).collect();
    let name = name.trim_matches('-');
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clients_id_is_made_fit() {
        for (id, name) in [
            ("orders", Some("orders")),
            ("Order_System.EU", Some("order-system-eu")),
            ("https://erp.example.com/", Some("https---erp-example-com")),
            ("7f3a1c2e-0000-4000-8000-000000000000", Some("7f3a1c2e-0000-4000-8000-000000000000")),
            ("***", None),
            ("", None),
        ] {
            let made = source_name_like(id);
            assert_eq!(made.as_deref(), name);
            assert!(made.is_none_or(|it| check_source_name(&it).is_ok()));
        }
        assert!(source_name_like(&"x".repeat(300)).is_some_and(|it| check_source_name(&it).is_ok()));
        for wrong in ["", "Orders", "or ders", "ördern", &"x".repeat(41)] {
            assert!(check_source_name(wrong).is_err(), "{wrong}");
        }
    }
}
