//! What became of the letter that tells somebody: told is who was told, not who was written to.

use crate::stable_name::stable_names;

stable_names! {
    /// What became of a letter.
    pub enum DeliveryState {
        /// It waits to be sent.
        Queued = "queued",
        /// It waits, and the service has no mail server to send it by.
        WaitingForMailServer = "waiting_for_mail_server",
        /// The mail server took it.
        Sent = "sent",
        /// The mail server refused it for good, or it was given up.
        Refused = "refused",
        /// It was not written: the person was sent as many of its kind as they get in a day.
        LimitReached = "limit_reached",
    }
}

stable_names! {
    /// Why a letter was not taken.
    pub enum RefusalReason {
        /// Nobody has that address, or mail cannot be sent to such a one.
        UnknownAddress = "unknown_address",
        /// The mailbox is full.
        MailboxFull = "mailbox_full",
        /// The mail server does not want such mail, or not from us.
        Policy = "policy",
        /// The mail server got it several times and never said what became of it.
        Unanswered = "unanswered",
        /// The mail server put it off for days.
        Expired = "expired",
        /// Something else.
        Other = "other",
    }
}
