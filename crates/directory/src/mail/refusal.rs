//! Why a mail server did not take a mail, from what it answered: its code, and the more exact one of RFC 3463 where it has one.

use domicile_model::delivery::RefusalReason;

/// The reason behind a refusal for good. `code`: three digits; `text`: the whole answer, which may hold `5.1.1`.
pub(super) fn reason(code: &str, text: &str) -> RefusalReason {
    if let Some((subject, detail)) = text.split_whitespace().find_map(enhanced) {
        return match (subject, detail) {
            // The mailbox, its name, its domain; a mailbox that was closed.
            (1, _) | (2, 1) => RefusalReason::UnknownAddress,
            (2, 2) => RefusalReason::MailboxFull,
            (7, _) => RefusalReason::Policy,
            _ => RefusalReason::Other,
        };
    }
    match code {
        "550" | "551" | "553" => RefusalReason::UnknownAddress,
        "552" => RefusalReason::MailboxFull,
        "554" | "571" => RefusalReason::Policy,
        _ => RefusalReason::Other,
    }
}

/// Subject and detail of `5.1.1`.
fn enhanced(word: &str) -> Option<(u16, u16)> {
    let mut parts = word.trim_matches(|it: char| !it.is_ascii_digit()).split('.');
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    (class == "5" && parts.next().is_none()).then(|| Some((subject.parse().ok()?, detail.parse().ok()?)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_has_a_reason_from_the_more_exact_code() {
        for (code, text, expected) in [
            ("550", "permanent error (550): 5.1.1 nobody@example.com is not known here", RefusalReason::UnknownAddress),
            ("550", "permanent error (550): no such user", RefusalReason::UnknownAddress),
            ("550", "permanent error (550): 5.7.26 unauthenticated mail", RefusalReason::Policy),
            ("552", "permanent error (552): 5.2.2 over quota", RefusalReason::MailboxFull),
            ("550", "permanent error (550): 5.2.1 disabled", RefusalReason::UnknownAddress),
            ("554", "permanent error (554): rejected by 203.0.113.5", RefusalReason::Policy),
            ("552", "permanent error (552): 5.3.4 too big", RefusalReason::Other),
            ("500", "permanent error (500)", RefusalReason::Other),
        ] {
            assert_eq!(reason(code, text), expected, "{text}");
        }
    }
}
