//! The JSON of the HTTP contract: camelCase keys, snake_case codes, RFC 3339 times in UTC. Existing fields keep their meaning;
//! readers tolerate unknown ones. One file per resource.

mod account;
mod adding;
mod audit;
mod check_out;
mod country;
mod delivery;
mod import;
mod invitation;
pub mod lenient;
mod machine;
mod me;
mod member;
mod operator;
mod operator_requests;
mod page;
mod person;
mod person_request;
mod problem;
mod removal;
mod rights;
mod service;
mod transfer;
mod word;

pub use account::{
    AccountDetails, AssignLicence, Group, GroupRef, LicenceAssignment, OwnedEntitlement, OwnedEntitlements, ProductRef, ReassignLicence,
    WriteGroup,
};
pub use adding::{AddAction, AddAnswer, AddUser};
pub use audit::{AuditActor, AuditActorKind, AuditEvent};
pub use check_out::{AllowCheckOut, AskCheckOut, CheckOut, CheckOutMachine, DeclineCheckOut, MyCheckOut, MyCheckOuts};
pub use country::LicenceCountry;
pub use delivery::Delivery;
pub use import::{ImportCounts, ImportReport};
pub use invitation::{AcceptInvitation, Invitation, MyInvitation};
pub use machine::{MachineReport, SendMachineReport};
pub use me::{Administrator, Affiliation, FulfilmentContact, Inbox, LockEntry, LockState, Me, MeUser, PatchMe, RemovalOutlook};
pub use member::{
    Approval, DesignateContact, Designation, FulfilmentContactEntry, LockUser, Member, Removal, RemovalPreflight, SetEntitlementCountry,
    SetRoles, Undone, UnlockUser,
};
pub use operator::{
    AccountRecord, ContractRecord, DomainRecord, EntitlementRecord, IdentityRecord, PersonRecord, ProductRecord, Record, RecordFault,
};
pub use operator_requests::{EndRecord, NameAdministrator, NamedAdministrator, ShownInvitation};
pub use page::{
    AccountRecords, Approvals, AuditEvents, CheckOuts, ContractRecords, DomainRecords, EntitlementRecords, FulfilmentContacts, Groups,
    Invitations, LicenceAssignments, MachineReports, Members, Page, PersonRecords, PersonRequests, ProductRecords, RemovalRequests,
    Removals, ServiceRequests, Transfers,
};
pub use person::Person;
pub use person_request::{DeclinePersonRequest, FilePersonRequest, PersonRequest};
pub use problem::{Actor, NextStep, Problem};
pub use removal::{DeclineRemoval, FileRemoval, RemovalRequest};
pub use rights::{Fix, Right, Rights, RuleStep};
pub use service::{NewServiceRequest, ProtectedResource, ServiceRequest};
pub use transfer::{AcceptedOffer, Moved, Offer, OfferTo, Transfer};
pub use word::{StableName, Word, known, words};
