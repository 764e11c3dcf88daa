//! A page of a list.

use super::lenient;
use super::{
    AccountRecord, Approval, AuditEvent, CheckOut, ContractRecord, DomainRecord, EntitlementRecord, FulfilmentContactEntry, Group,
    Invitation, LicenceAssignment, MachineReport, Member, PersonRecord, PersonRequest, ProductRecord, Removal, RemovalRequest,
    ServiceRequest, Transfer,
};
use serde::{Deserialize, Serialize};

/// What every list answers with. The order is the route's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// What is on the page.
    #[serde(deserialize_with = "lenient::rows", bound(deserialize = "T: serde::de::DeserializeOwned"))]
    pub items: Vec<T>,
    /// Asks for the next page; `null` on the last.
    pub next_cursor: Option<String>,
}

/// Names each page as the description of the API does, and says what is on it.
macro_rules! pages {
    ($($page:ident of $item:ident: $about:literal, $items:literal;)+) => {$(
        #[doc = $about]
        pub type $page = Page<$item>;

        #[cfg(feature = "openapi")]
        impl openapi::Paged for $item {
            const PAGE: &'static str = stringify!($page);
            const ABOUT: &'static str = $about;
            const ITEMS: &'static str = $items;
        }
    )+};
}

pages! {
    AccountRecords of AccountRecord: "A page of accounts, by id.", "The accounts.";
    Approvals of Approval: "A page of people who wait for approval, newest first.", "The people.";
    AuditEvents of AuditEvent: "A page of events, newest first.", "The events.";
    CheckOuts of CheckOut: "A page of check-outs, newest first.", "The check-outs.";
    ContractRecords of ContractRecord: "A page of an account's contract countries, by code.", "The countries.";
    DomainRecords of DomainRecord: "A page of an account's confirmed domains, by name.", "The domains.";
    EntitlementRecords of EntitlementRecord: "A page of an account's entitlements, by id.", "The entitlements.";
    FulfilmentContacts of FulfilmentContactEntry: "The account's Fulfilment Contacts, by name: at least one, at most ten.", "The contacts.";
    Groups of Group: "The groups of an account, sorted by name.", "The groups.";
    Invitations of Invitation: "A page of invitations, newest first.", "The invitations.";
    LicenceAssignments of LicenceAssignment: "A page of named licences.", "The assignments, newest first.";
    MachineReports of MachineReport: "A page of reports, newest first.", "The reports.";
    Members of Member: "A page of the account's people, by name.", "The people.";
    PersonRecords of PersonRecord: "A page of an account's people, by id.", "The people.";
    PersonRequests of PersonRequest: "A page of requests, newest first.", "The requests.";
    ProductRecords of ProductRecord: "A page of products, by id.", "The products.";
    Removals of Removal: "A page of removals, newest first.", "The removals.";
    RemovalRequests of RemovalRequest: "A page of removal requests, newest first.", "The requests.";
    ServiceRequests of ServiceRequest: "A page of cases, newest first.", "The cases.";
    Transfers of Transfer: "A page of offers, newest first.", "The offers.";
}

#[cfg(feature = "openapi")]
mod openapi {
    use super::Page;
    use std::borrow::Cow;
    use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, SchemaType, Type};
    use utoipa::openapi::{Ref, RefOr, Schema};
    use utoipa::{PartialSchema, ToSchema};

    /// What comes in pages, and how the description of the API speaks of a page of it.
    pub trait Paged: ToSchema {
        /// The name of the page's schema.
        const PAGE: &'static str;
        /// What the page is.
        const ABOUT: &'static str;
        /// What is on it.
        const ITEMS: &'static str;
    }

    impl<T: Paged> PartialSchema for Page<T> {
        fn schema() -> RefOr<Schema> {
            let items = ArrayBuilder::new().items(Ref::from_schema_name(T::name())).description(Some(T::ITEMS));
            let cursor = ObjectBuilder::new()
                .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
                .description(Some("Asks for the next page; `null` on the last."));
            let page = ObjectBuilder::new().description(Some(T::ABOUT));
            page.property("items", items).required("items").property("nextCursor", cursor).into()
        }
    }

    impl<T: Paged> ToSchema for Page<T> {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed(T::PAGE)
        }

        fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
            schemas.push((T::name().into_owned(), T::schema()));
            T::schemas(schemas);
        }
    }
}
