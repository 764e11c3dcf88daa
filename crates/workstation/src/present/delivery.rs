//! What became of the letter that tells somebody, in words. Nothing is said where all is well.

use super::say::Say;
use crate::overview::DeliveryView;
use domicile_model::delivery::{DeliveryState, RefusalReason};
use domicile_model::wire::{Delivery, Word};

/// As it crosses to the window.
pub(super) fn delivery(told: Option<&Delivery>) -> Option<DeliveryView> {
    told.map(|it| DeliveryView { state: it.state.known(), reason: it.reason.as_ref().and_then(Word::known) })
}

/// Whether the person was told, as far as is known: a letter of long ago is not spoken of any more.
pub(super) fn is_told(told: Option<&Delivery>) -> bool {
    told.is_none_or(|it| it.state == DeliveryState::Sent)
}

/// In a few words: “Told by e-mail”.
pub(super) fn short(told: Option<&Delivery>, say: Say<'_>) -> String {
    say.text(match told.map(|it| it.state.known()) {
        None | Some(Some(DeliveryState::Sent)) => "card-told",
        Some(Some(DeliveryState::Queued)) => "card-told-queued",
        Some(Some(DeliveryState::WaitingForMailServer)) => "card-told-waiting",
        Some(Some(DeliveryState::Refused)) => "card-told-refused",
        Some(Some(DeliveryState::LimitReached)) => "card-told-limit",
        Some(None) => "card-told-unknown",
    })
}

/// The same in a sentence, with what follows.
pub(super) fn detail(told: Option<&Delivery>, email: &str, say: Say<'_>) -> String {
    trouble(told, email, say).unwrap_or_else(|| {
        say.text(match told.map(|it| it.state.known()) {
            // A word of a newer service claims neither the one nor the other.
            Some(None) => "card-told-unknown-detail",
            _ if is_told(told) => "card-told-detail",
            _ => "card-told-queued-detail",
        })
    })
}

/// Why somebody was not told, and who does what next; nothing where they were, or will be in a moment.
pub(super) fn trouble(told: Option<&Delivery>, email: &str, say: Say<'_>) -> Option<String> {
    let told = told?;
    let id = match told.state.known()? {
        DeliveryState::Sent | DeliveryState::Queued => return None,
        DeliveryState::WaitingForMailServer => "delivery-waiting",
        DeliveryState::LimitReached => "delivery-limit",
        DeliveryState::Refused => match told.reason.as_ref().and_then(Word::known) {
            Some(RefusalReason::UnknownAddress) => "delivery-unknown-address",
            Some(RefusalReason::MailboxFull) => "delivery-mailbox-full",
            Some(RefusalReason::Policy) => "delivery-policy",
            Some(RefusalReason::Unanswered) => "delivery-unanswered",
            Some(RefusalReason::Expired) => "delivery-expired",
            Some(RefusalReason::Other) | None => "delivery-other",
        },
    };
    Some(say.with(id, &[("email", email)]))
}

/// The same of whoever can answer a request, in a sentence for the person who asked.
pub(super) fn request_trouble(told: Option<&Delivery>, say: Say<'_>) -> Option<String> {
    match told?.state.known()? {
        DeliveryState::Sent | DeliveryState::Queued => None,
        DeliveryState::WaitingForMailServer => Some(say.text("request-mail-waits")),
        DeliveryState::Refused | DeliveryState::LimitReached => Some(say.text("request-mail-not-taken")),
    }
}
