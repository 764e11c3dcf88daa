//! From a record as it came to one that counts. Every fault of a record is found, not the first only.

use super::{AccountRow, ContractRow, DomainRow, EntitlementRow, Fault, FaultCode, IdentityRow, PersonRow, ProductRow, Row};
use super::{parse_end, parse_start};
use crate::account::Federation;
use crate::country::CountryCode;
use crate::email::Email;
use crate::entitlement::{Entitlement, Territory, UsageType};
use crate::id::{AccountId, GroupId, UserId};
use crate::identifier::trimmed;
use crate::person::Role;
use crate::text::{NAME_MAX, clean_line};
use crate::wire::{AccountRecord, ContractRecord, DomainRecord, EntitlementRecord, PersonRecord, ProductRecord, Record};

/// The longest id.
const ID_MAX: usize = 64;
/// The longest issuer or subject, in bytes (OpenID Connect Core 2 has subjects of at most 255).
const IDENTITY_MAX: usize = 255;
/// How many days licences may count without the service.
const OFFLINE_DAYS: std::ops::RangeInclusive<u16> = 0..=30;
/// How many they are unless told.
const USUAL_OFFLINE_DAYS: u16 = 7;
/// The longest grace, in days: ten years.
const GRACE_MAX: u16 = 3660;
/// Languages that there are words in.
const LOCALES: [&str; 3] = ["en", "de", "es"];

/// Collects the faults of one record.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, field: &str, code: FaultCode, message: impl Into<String>) {
        self.0.push(Fault::of(field, code, message));
    }

    /// Takes what is right, and keeps the fault of what is not.
    fn take<T>(&mut self, checked: Result<T, Fault>) -> Option<T> {
        checked.map_err(|it| self.0.push(it)).ok()
    }

    /// The row, if nothing was wrong.
    fn row<T>(self, row: Option<T>) -> Result<T, Vec<Fault>> {
        match row {
            Some(row) if self.0.is_empty() => Ok(row),
            _ => Err(self.0),
        }
    }
}

/// An id that a vendor gives: letters, digits and `. _ ~ -`, which stand in addresses as they are.
fn id(field: &str, text: &str) -> Result<String, Fault> {
    if text.is_empty() {
        return Err(Fault::of(field, FaultCode::Missing, "an id is needed"));
    }
    if text.len() > ID_MAX {
        return Err(Fault::of(field, FaultCode::TooLong, format!("an id has at most {ID_MAX} characters")));
    }
    if !text.bytes().all(|it| it.is_ascii_alphanumeric() || b"._~-".contains(&it)) || text.bytes().all(|it| it == b'.') {
        return Err(Fault::of(field, FaultCode::Invalid, format!("“{text}” is no id: letters, digits and . _ ~ - only")));
    }
    Ok(text.to_owned())
}

fn name(field: &str, text: &str) -> Result<String, Fault> {
    let name = clean_line(text, NAME_MAX).map_err(|it| Fault::of(field, FaultCode::TooLong, it.to_string()))?;
    if name.is_empty() { Err(Fault::of(field, FaultCode::Missing, "a name is needed")) } else { Ok(name) }
}

fn one_of<T>(field: &str, text: &str, parse: impl Fn(&str) -> Option<T>, all: &[&str]) -> Result<T, Fault> {
    parse(text).ok_or_else(|| Fault::of(field, FaultCode::Invalid, format!("“{text}” is none of {}", all.join(", "))))
}

fn usage_type(text: &str) -> Result<UsageType, Fault> {
    one_of("usageType", text, UsageType::parse, &UsageType::ALL.map(UsageType::as_str))
}

fn country(field: &str, text: &str) -> Result<CountryCode, Fault> {
    if text.is_empty() {
        return Err(Fault::of(field, FaultCode::Missing, "a country is needed"));
    }
    CountryCode::parse(text).map_err(|_| {
        // The code that is not the country's, and that everybody takes for it.
        let meant = if text.trim().eq_ignore_ascii_case("UK") { "; the United Kingdom is GB" } else { "" };
        Fault::of(field, FaultCode::UnknownCountry, format!("“{text}” is no ISO 3166-1 alpha-2 code{meant}"))
    })
}

fn email(field: &str, text: &str) -> Result<Email, Fault> {
    Email::parse(text).map_err(|it| Fault::of(field, FaultCode::Invalid, format!("“{text}” is no address: {it}")))
}

fn roles(texts: &[String]) -> Result<Vec<Role>, Fault> {
    let role = |text: &String| {
        let names = || Role::ALL.map(Role::as_str).join(", ");
        Role::parse(text).ok_or_else(|| Fault::of("roles", FaultCode::UnknownRole, format!("“{text}” is no role: {}", names())))
    };
    let mut roles = texts.iter().map(role).collect::<Result<Vec<_>, Fault>>()?;
    roles.sort();
    roles.dedup();
    Ok(roles)
}

/// A domain in its ASCII form.
///
/// # Errors
/// [`Fault`] where it can be no domain of addresses.
pub fn parse_domain(field: &str, text: &str) -> Result<String, Fault> {
    let typed = trimmed(text).trim_start_matches('@').trim_end_matches('.');
    let fault = || Fault::of(field, FaultCode::Invalid, format!("“{text}” is no domain"));
    Email::parse(&format!("x@{typed}")).map(|it| it.domain().to_owned()).map_err(|_| fault())
}

/// An account's id.
///
/// # Errors
/// [`Fault`] where it can be none.
pub fn parse_account_id(field: &str, text: &str) -> Result<AccountId, Fault> {
    // The chain of events of no account has this name.
    if text == "-" {
        return Err(Fault::of(field, FaultCode::Invalid, "“-” is no id"));
    }
    id(field, text).map(AccountId::new)
}

/// A person's id: none of the words that stand for other authors of changes.
fn person_id(text: &str) -> Result<String, Fault> {
    match text {
        "system" | "operator" | "support" => Err(Fault::of("id", FaultCode::Invalid, format!("“{text}” is not free as an id"))),
        _ => id("id", text),
    }
}

/// A product.
///
/// # Errors
/// Every [`Fault`] of it.
pub fn check_product(it: &ProductRecord) -> Result<ProductRow, Vec<Fault>> {
    let mut faults = Faults::default();
    let (id, name) = (faults.take(id("id", &it.id)), faults.take(name("name", &it.name)));
    let usage = faults.take(it.usage_type.as_deref().map_or(Ok(UsageType::Production), usage_type));
    let row = || Some(ProductRow { id: id?, name: name?, usage_type: usage?, free_to_all: it.free_to_all, retired: it.retired });
    faults.row(row())
}

/// An account.
///
/// # Errors
/// Every [`Fault`] of it.
pub fn check_account(it: &AccountRecord) -> Result<AccountRow, Vec<Fault>> {
    let mut faults = Faults::default();
    let (id, name) = (faults.take(parse_account_id("id", &it.id)), faults.take(name("name", &it.name)));
    let kinds = Federation::ALL.map(Federation::as_str);
    let federation = it.federation.as_deref().map_or(Ok(Federation::None), |it| one_of("federation", it, Federation::parse, &kinds));
    let federation = faults.take(federation);
    let it_contact = faults.take(it.it_contact.as_deref().map(|it| email("itContact", it)).transpose());
    let offline_days = it.offline_days.unwrap_or(USUAL_OFFLINE_DAYS);
    if !OFFLINE_DAYS.contains(&offline_days) {
        faults.add("offlineDays", FaultCode::Invalid, format!("{offline_days} is not between 0 and 30"));
    }
    let row = || {
        Some(AccountRow {
            id: id?,
            name: name?,
            federation: federation?,
            it_contact: it_contact?.map(|it| it.as_str().to_owned()),
            offline_days,
            automatic_approval: it.automatic_approval.unwrap_or(federation? == Federation::Jit),
            closed: it.closed,
        })
    };
    faults.row(row())
}

/// A confirmed domain.
///
/// # Errors
/// Every [`Fault`] of it.
pub fn check_domain(it: &DomainRecord) -> Result<DomainRow, Vec<Fault>> {
    let mut faults = Faults::default();
    let (account, domain) = (faults.take(parse_account_id("account", &it.account)), faults.take(parse_domain("domain", &it.domain)));
    let row = || Some(DomainRow { account: account?, domain: domain? });
    faults.row(row())
}

/// A contract country.
///
/// # Errors
/// Every [`Fault`] of it.
pub fn check_contract(it: &ContractRecord) -> Result<ContractRow, Vec<Fault>> {
    let mut faults = Faults::default();
    let (account, code) = (faults.take(parse_account_id("account", &it.account)), faults.take(country("country", &it.country)));
    if it.annual_revenue < 0 {
        faults.add("annualRevenue", FaultCode::Invalid, format!("{} is less than nothing", it.annual_revenue));
    }
    let row = || Some(ContractRow { account: account?, country: code?, annual_revenue: it.annual_revenue });
    faults.row(row())
}

/// An entitlement.
///
/// # Errors
/// Every [`Fault`] of it.
pub fn check_entitlement(it: &EntitlementRecord) -> Result<EntitlementRow, Vec<Fault>> {
    let mut faults = Faults::default();
    let (own, account) = (faults.take(id("id", &it.id)), faults.take(parse_account_id("account", &it.account)));
    let product = faults.take(id("product", &it.product));
    let edition = faults.take(it.edition.as_deref().map(|it| name("edition", it)).transpose());
    let usage = faults.take(it.usage_type.as_deref().map(usage_type).transpose());
    let countries = it.countries.iter().map(|it| country("countries", it)).collect::<Result<Vec<_>, _>>();
    let territory = faults.take(countries).map(|mut codes| {
        codes.sort();
        codes.dedup();
        if codes.is_empty() { Territory::Global } else { Territory::Countries(codes) }
    });
    let roles = faults.take(roles(&it.roles));
    let groups = it.groups.iter().map(|it| id("groups", it).map(GroupId::new)).collect::<Result<Vec<_>, _>>();
    let groups = faults.take(groups).map(|mut it| {
        it.sort();
        it.dedup();
        it
    });
    let moment = |field: &str, text: &str, read: fn(&str) -> Option<jiff::Timestamp>| {
        read(text).ok_or_else(|| {
            Fault::of(field, FaultCode::Invalid, format!("“{text}” is no day (2026-01-31) and no moment (2026-01-31T12:00:00Z)"))
        })
    };
    let starts = faults.take(moment("starts", &it.starts, parse_start));
    let ends = faults.take(it.ends.as_deref().map(|it| moment("ends", it, parse_end)).transpose());
    if let (Some(starts), Some(Some(ends))) = (starts, ends)
        && ends < starts
    {
        faults.add("ends", FaultCode::EndsBeforeStart, format!("it ends ({ends}) before it starts ({starts})"));
    }
    if it.grace_days > GRACE_MAX {
        faults.add("graceDays", FaultCode::Invalid, format!("{} days are more than {GRACE_MAX}", it.grace_days));
    }
    let row = || {
        let right = Entitlement {
            territory: territory?,
            starts: starts?,
            ends: ends?,
            grace_days: it.grace_days,
            restricted_to_roles: roles?,
            restricted_to_groups: groups?,
        };
        Some(EntitlementRow {
            id: own?,
            account: account?,
            product: product?,
            edition: edition?,
            usage_type: usage?,
            seats: it.seats,
            right,
        })
    };
    faults.row(row())
}

/// A person.
///
/// # Errors
/// Every [`Fault`] of it.
pub fn check_person(it: &PersonRecord) -> Result<PersonRow, Vec<Fault>> {
    let mut faults = Faults::default();
    // Ids stand in records that are kept when the person is erased, so an address can be none; `@` is no character of an id.
    let own = faults.take(it.id.as_deref().map(person_id).transpose());
    let email = faults.take(email("email", &it.email));
    let display_name = faults.take(it.display_name.as_deref().map(|it| name("displayName", it)).transpose());
    let locale = it.locale.as_deref().map(|it| one_of("locale", it, |it| LOCALES.into_iter().find(|known| *known == it), &LOCALES));
    let locale = faults.take(locale.transpose());
    let account = faults.take(it.account.as_deref().map(|it| parse_account_id("account", it)).transpose());
    let roles = faults.take(it.roles.as_deref().map(roles).transpose());
    let code = faults.take(it.country.as_deref().map(|it| country("country", it)).transpose());
    for identity in &it.identities {
        for (what, text) in [("issuer", &identity.issuer), ("subject", &identity.subject)] {
            if text.is_empty() || text.trim() != text || text.len() > IDENTITY_MAX || text.contains(char::is_control) {
                faults.add("identities", FaultCode::Invalid, format!("the {what} “{text}” is not one that a token can have"));
            }
        }
    }
    let identities = it.identities.iter().map(|it| IdentityRow { issuer: it.issuer.clone(), subject: it.subject.clone() }).collect();
    let row = || {
        Some(PersonRow {
            id: own?.map(UserId::new),
            email: email?,
            display_name: display_name?,
            locale: locale?.map(str::to_owned),
            account: account?,
            roles: roles?,
            country: code?,
            identities,
        })
    };
    faults.row(row())
}

/// Any record.
///
/// # Errors
/// Every [`Fault`] of it.
pub fn check_record(it: &Record) -> Result<Row, Vec<Fault>> {
    match it {
        Record::Product(it) => check_product(it).map(Row::Product),
        Record::Account(it) => check_account(it).map(Row::Account),
        Record::Domain(it) => check_domain(it).map(Row::Domain),
        Record::Contract(it) => check_contract(it).map(Row::Contract),
        Record::Entitlement(it) => check_entitlement(it).map(Row::Entitlement),
        Record::Person(it) => check_person(it).map(Row::Person),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::IdentityRecord;

    fn entitlement() -> EntitlementRecord {
        EntitlementRecord {
            id: "E-1".into(),
            account: "old-bridge".into(),
            product: "bridge-modeler".into(),
            edition: None,
            usage_type: None,
            countries: vec!["gb".into(), "FR".into(), "GB".into()],
            roles: Vec::new(),
            groups: Vec::new(),
            seats: Some(5),
            starts: "2026-01-01".into(),
            ends: Some("2026-12-31".into()),
            grace_days: 14,
        }
    }

    fn codes(faults: &[Fault]) -> Vec<(&str, FaultCode)> {
        faults.iter().map(|it| (it.field.as_deref().unwrap_or_default(), it.code)).collect()
    }

    #[test]
    fn an_entitlement_is_read_in_one_form() {
        let row = check_entitlement(&entitlement()).unwrap();
        let code = |it| CountryCode::parse(it).unwrap();
        assert_eq!(row.right.territory, Territory::Countries(vec![code("FR"), code("GB")]));
        assert_eq!(row.right.ends.unwrap().to_string(), "2026-12-31T23:59:59Z");
        let everywhere = check_entitlement(&EntitlementRecord { countries: Vec::new(), ends: None, ..entitlement() }).unwrap();
        assert_eq!((everywhere.right.territory, everywhere.right.ends), (Territory::Global, None));
    }

    #[test]
    fn every_fault_is_named_with_its_field() {
        let wrong = EntitlementRecord {
            id: "E 1".into(),
            product: String::new(),
            countries: vec!["UK".into()],
            roles: vec!["boss".into()],
            starts: "2026-01-01".into(),
            ends: Some("2025-12-31".into()),
            ..entitlement()
        };
        let faults = check_entitlement(&wrong).unwrap_err();
        let expected = [
            ("id", FaultCode::Invalid),
            ("product", FaultCode::Missing),
            ("countries", FaultCode::UnknownCountry),
            ("roles", FaultCode::UnknownRole),
            ("ends", FaultCode::EndsBeforeStart),
        ];
        assert_eq!(codes(&faults), expected);
        assert!(faults[2].message.contains("GB"), "{}", faults[2].message);
    }

    #[test]
    fn an_account_takes_what_is_usual() {
        let record = |federation: Option<&str>| AccountRecord {
            id: "4711".into(),
            name: " Old  Bridge\u{200b} Ltd".into(),
            federation: federation.map(str::to_owned),
            it_contact: None,
            offline_days: None,
            automatic_approval: None,
            closed: false,
        };
        let row = check_account(&record(None)).unwrap();
        assert_eq!((row.offline_days, row.automatic_approval, row.federation), (7, false, Federation::None));
        assert!(check_account(&record(Some("jit"))).unwrap().automatic_approval);
        let faults = check_account(&AccountRecord { offline_days: Some(31), ..record(Some("ldap")) }).unwrap_err();
        assert_eq!(codes(&faults), [("federation", FaultCode::Invalid), ("offlineDays", FaultCode::Invalid)]);
        assert!(check_account(&AccountRecord { id: "-".into(), ..record(None) }).is_err());
    }

    #[test]
    fn domains_are_compared_in_their_ascii_form() {
        let domain = |it: &str| check_domain(&DomainRecord { account: "a".into(), domain: it.into() }).map(|it| it.domain);
        assert_eq!(domain("@Brücke.Example.com").unwrap(), "xn--brcke-lva.example.com");
        assert_eq!(codes(&domain("not a domain").unwrap_err()), [("domain", FaultCode::Invalid)]);
    }

    #[test]
    fn an_address_is_no_id() {
        let record = PersonRecord {
            id: Some("ana@example.com".into()),
            email: "ana@example.com".into(),
            display_name: None,
            locale: Some("fr".into()),
            account: None,
            roles: None,
            country: None,
            identities: vec![IdentityRecord { issuer: "https://id.example.com".into(), subject: " 1".into() }],
        };
        let faults = check_person(&record).unwrap_err();
        let fields: Vec<_> = faults.iter().filter_map(|it| it.field.as_deref()).collect();
        assert_eq!(fields, ["id", "locale", "identities"]);
    }
}
