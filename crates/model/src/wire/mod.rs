//! The JSON of the HTTP contract: camelCase keys, snake_case codes, RFC 3339 times in UTC. Existing fields keep their meaning;
//! readers tolerate unknown ones. One file per resource.

mod audit;
mod me;
mod problem;
mod removal;
mod service;

pub use audit::{AuditActor, AuditActorKind, AuditEvent, AuditEvents};
pub use me::{Administrator, Affiliation, FulfilmentContact, LockEntry, LockState, Me, MeUser, Offer, PatchMe, RemovalOutlook};
pub use problem::{Actor, NextStep, Problem};
pub use removal::{DeclineRemoval, FileRemoval, Person, RemovalRequest, RemovalRequests};
pub use service::{NewServiceRequest, ProtectedResource, ServiceRequest};
