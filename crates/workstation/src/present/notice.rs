//! Short confirmations of what worked.

use super::say::Say;
use crate::state::Notice;

/// A confirmation in words.
pub(super) fn notice(notice: &Notice, say: Say<'_>) -> String {
    match notice {
        Notice::RequestSent => say.text("notice-request-sent"),
        Notice::AskSent => say.text("notice-ask-sent"),
        Notice::RequestWithdrawn => say.text("notice-request-withdrawn"),
        Notice::CaseOpened { number } => say.with("notice-case-opened", &[("number", number)]),
        Notice::MessageCopied => say.text("notice-message-copied"),
        Notice::EmailCopied { email } => say.with("notice-email-copied", &[("email", email)]),
        Notice::CodeCopied => say.text("notice-code-copied"),
        Notice::AddressCopied => say.text("notice-address-copied"),
        Notice::Done { message, name } => say.with(message, &[("name", name)]),
        Notice::SignedOut => say.text("notice-signed-out"),
        Notice::ServiceSaved => say.text("notice-service-saved"),
    }
}
