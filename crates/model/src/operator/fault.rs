//! What can be wrong with a record.

use crate::stable_name::stable_names;
use crate::wire::RecordFault;

stable_names! {
    /// What kind of fault.
    pub enum FaultCode {
        /// The line is no JSON object, or no row of the table.
        Malformed = "malformed",
        /// There is no such kind of record.
        UnknownRecord = "unknown_record",
        /// There is no such member or column.
        UnknownMember = "unknown_member",
        /// Something that has to be there is not.
        Missing = "missing",
        /// The value is not what the member can be.
        Invalid = "invalid",
        /// Longer than it may be.
        TooLong = "too_long",
        /// No country has this code.
        UnknownCountry = "unknown_country",
        /// There is no such role, or it cannot be given so.
        UnknownRole = "unknown_role",
        /// It ends before it starts.
        EndsBeforeStart = "ends_before_start",
        /// The same thing stands in the document twice.
        Twice = "twice",
        /// There is no such product, neither here nor in the document.
        UnknownProduct = "unknown_product",
        /// There is no such account, neither here nor in the document.
        UnknownAccount = "unknown_account",
        /// The account has no such group.
        UnknownGroup = "unknown_group",
        /// The account is closed.
        AccountClosed = "account_closed",
        /// It was closed too long ago to be opened again.
        ReopenTooLate = "reopen_too_late",
        /// The domain is confirmed for another account.
        DomainTaken = "domain_taken",
        /// The entitlement is another account's.
        OtherAccount = "other_account",
        /// The row belongs to another source.
        OtherSource = "other_source",
        /// The person belongs to another account.
        AffiliatedElsewhere = "affiliated_elsewhere",
        /// The address is another person's.
        AddressTaken = "address_taken",
        /// The identity is another person's.
        IdentityTaken = "identity_taken",
        /// Something has to be done before the person can be taken out of the account.
        RemovalBlocked = "removal_blocked",
        /// The account would have no administrator any more.
        LastAdministrator = "last_administrator",
    }
}

/// What is wrong with a record, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", field.as_ref().map(|it| format!("{it}: ")).unwrap_or_default())]
pub struct Fault {
    /// The member, as it is named in records.
    pub field: Option<String>,
    /// What kind of fault.
    pub code: FaultCode,
    /// What is wrong and what to do, in English: operators and order systems read it, not the people of an account.
    pub message: String,
}

impl Fault {
    /// A fault of one member.
    pub fn of(field: &str, code: FaultCode, message: impl Into<String>) -> Self {
        Self { field: Some(field.to_owned()), code, message: message.into() }
    }

    /// A fault of the record as a whole.
    pub fn whole(code: FaultCode, message: impl Into<String>) -> Self {
        Self { field: None, code, message: message.into() }
    }

    /// As it is told outside; `line`: of the document, from 1.
    pub fn to_wire(&self, line: Option<u64>) -> RecordFault {
        RecordFault { line, field: self.field.clone(), code: self.code.as_str().to_owned(), message: self.message.clone() }
    }
}
