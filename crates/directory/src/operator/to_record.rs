//! From rows back to records: what is exported, answered and written into events.

use domicile_model::country::CountryCode;
use domicile_model::entitlement::{Territory, UsageType};
use domicile_model::id::{AccountId, GroupId, UserId};
use domicile_model::operator::{AccountRow, ContractRow, DomainRow, EntitlementRow, PersonRow, ProductRow, as_end, as_start};
use domicile_model::person::Role;
use domicile_model::wire::{AccountRecord, ContractRecord, DomainRecord, EntitlementRecord, IdentityRecord, PersonRecord, ProductRecord};

/// A product.
pub(crate) fn product_record(it: &ProductRow) -> ProductRecord {
    ProductRecord {
        id: it.id.clone(),
        name: it.name.clone(),
        usage_type: Some(it.usage_type.as_str().to_owned()),
        free_to_all: it.free_to_all,
        retired: it.retired,
    }
}

/// An account.
pub(crate) fn account_record(it: &AccountRow) -> AccountRecord {
    AccountRecord {
        id: it.id.to_string(),
        name: it.name.clone(),
        federation: Some(it.federation.as_str().to_owned()),
        it_contact: it.it_contact.clone(),
        offline_days: Some(it.offline_days),
        automatic_approval: Some(it.automatic_approval),
        closed: it.closed,
    }
}

/// A confirmed domain.
pub(crate) fn domain_record(it: &DomainRow) -> DomainRecord {
    DomainRecord { account: it.account.to_string(), domain: it.domain.clone() }
}

/// A contract country.
pub(crate) fn contract_record(it: &ContractRow) -> ContractRecord {
    ContractRecord { account: it.account.to_string(), country: it.country.to_string(), annual_revenue: it.annual_revenue }
}

/// An entitlement.
pub(crate) fn entitlement_record(it: &EntitlementRow) -> EntitlementRecord {
    EntitlementRecord {
        id: it.id.clone(),
        account: it.account.to_string(),
        product: it.product.clone(),
        edition: it.edition.clone(),
        usage_type: it.usage_type.map(UsageType::as_str).map(str::to_owned),
        countries: match &it.right.territory {
            Territory::Global => Vec::new(),
            Territory::Countries(codes) => codes.iter().map(CountryCode::to_string).collect(),
        },
        roles: names(&it.right.restricted_to_roles),
        groups: it.right.restricted_to_groups.iter().map(GroupId::to_string).collect(),
        seats: it.seats,
        starts: as_start(it.right.starts),
        ends: it.right.ends.map(as_end),
        grace_days: it.right.grace_days,
    }
}

/// A person.
pub(crate) fn person_record(it: &PersonRow) -> PersonRecord {
    PersonRecord {
        id: it.id.as_ref().map(UserId::to_string),
        email: it.email.as_str().to_owned(),
        display_name: it.display_name.clone(),
        locale: it.locale.clone(),
        account: it.account.as_ref().map(AccountId::to_string),
        // Of who belongs to no account there is nothing to say.
        roles: it.roles.as_deref().filter(|_| it.account.is_some()).map(names),
        country: it.country.map(|it| it.to_string()),
        identities: it.identities.iter().map(|it| IdentityRecord { issuer: it.issuer.clone(), subject: it.subject.clone() }).collect(),
    }
}

fn names(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|it| it.as_str().to_owned()).collect()
}
