//! The JSON of the HTTP contract: camelCase keys, snake_case codes, RFC 3339 times in UTC. Existing fields keep their meaning;
//! readers tolerate unknown ones. One file per resource.

mod account;
mod adding;
mod audit;
mod check_out;
mod invitation;
mod machine;
mod me;
mod member;
mod person;
mod problem;
mod removal;
mod rights;
mod service;
mod transfer;

pub use account::{
    AccountDetails, AssignLicence, Group, GroupRef, Groups, LicenceAssignment, LicenceAssignments, OwnedEntitlement, OwnedEntitlements,
    ProductRef, ReassignLicence, WriteGroup,
};
pub use adding::{AddAction, AddAnswer, AddUser};
pub use audit::{AuditActor, AuditActorKind, AuditEvent, AuditEvents};
pub use check_out::{AllowCheckOut, AskCheckOut, CheckOut, CheckOutMachine, CheckOuts, DeclineCheckOut, MyCheckOut, MyCheckOuts};
pub use invitation::{AcceptInvitation, Invitation, Invitations, MyInvitation};
pub use machine::{MachineReport, MachineReports, SendMachineReport};
pub use me::{Administrator, Affiliation, FulfilmentContact, Inbox, LockEntry, LockState, Me, MeUser, PatchMe, RemovalOutlook};
pub use member::{
    Approval, Approvals, DesignateContact, Designation, FulfilmentContactEntry, FulfilmentContacts, LockUser, Member, Members, Removal,
    RemovalPreflight, Removals, SetEntitlementCountry, SetRoles, Undone, UnlockUser,
};
pub use person::Person;
pub use problem::{Actor, NextStep, Problem};
pub use removal::{DeclineRemoval, FileRemoval, RemovalRequest, RemovalRequests};
pub use rights::{Fix, Right, Rights, RuleStep};
pub use service::{NewServiceRequest, ProtectedResource, ServiceRequest, ServiceRequests};
pub use transfer::{AcceptedOffer, Moved, Offer, OfferTo, Transfer, Transfers};
