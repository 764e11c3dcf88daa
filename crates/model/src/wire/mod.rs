//! The JSON of the HTTP contract: camelCase keys, snake_case codes, RFC 3339 times in UTC. Existing fields keep their meaning;
//! readers tolerate unknown ones. One file per resource.

mod account;
mod audit;
mod check_out;
mod machine;
mod me;
mod member;
mod problem;
mod removal;
mod rights;
mod service;
mod transfer;

pub use account::{
    AccountDetails, AssignLicence, Group, GroupRef, Groups, LicenceAssignment, LicenceAssignments, OwnedEntitlement, OwnedEntitlements,
    ProductRef, ReassignLicence, WriteGroup,
};
pub use audit::{AuditActor, AuditActorKind, AuditEvent, AuditEvents};
pub use check_out::{AllowCheckOut, AskCheckOut, CheckOut, CheckOutMachine, CheckOuts, DeclineCheckOut, MyCheckOut, MyCheckOuts};
pub use machine::{MachineReport, MachineReports, SendMachineReport};
pub use me::{Administrator, Affiliation, FulfilmentContact, Inbox, LockEntry, LockState, Me, MeUser, PatchMe, RemovalOutlook};
pub use member::{
    AddAction, AddAnswer, AddUser, Approval, Approvals, DesignateContact, Designation, FulfilmentContactEntry, FulfilmentContacts,
    LockUser, Member, Members, Removal, RemovalPreflight, Removals, SetEntitlementCountry, SetRoles, Undone, UnlockUser,
};
pub use problem::{Actor, NextStep, Problem};
pub use removal::{DeclineRemoval, FileRemoval, Person, RemovalRequest, RemovalRequests};
pub use rights::{Fix, Right, Rights, RuleStep};
pub use service::{NewServiceRequest, ProtectedResource, ServiceRequest, ServiceRequests};
pub use transfer::{AcceptInvitation, AcceptedOffer, Invitation, Invitations, Moved, MyInvitation, Offer, OfferTo, Transfer, Transfers};
