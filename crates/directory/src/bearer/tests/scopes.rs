//! What a token may be used for, and for whom its issuer speaks: every combination.

use super::*;

const READ: &str = "domicile.read";
const FULL: &str = "domicile.full";

fn claims(scope: &[&str], client: Option<&str>) -> Claims {
    Claims {
        issuer_id: "one".into(),
        sub: "ana".into(),
        email: None,
        email_verified: None,
        name: None,
        auth_time: None,
        client_id: client.map(str::to_owned),
        scope: scope.iter().map(|it| (*it).to_owned()).collect(),
        roles: Vec::new(),
        is_client: false,
        exp: NOW,
    }
}

fn validator(configs: Vec<IssuerConfig>) -> Validator {
    Validator::new(configs, IssuerClient::new().unwrap())
}

/// Field case M5: Reading and changing need their scopes, and where clients are named, nobody else's token does.
#[test]
fn scope_and_client_decide_what_a_token_may_be_used_for() {
    let scopes = || Some(RequiredScopes { read: READ.into(), full: FULL.into() });
    let config = |scopes, clients: &[&str]| IssuerConfig {
        id: "one".into(),
        scopes,
        clients: clients.iter().map(|it| (*it).to_owned()).collect(),
        ..IssuerConfig::new("https://one.example.com", AUDIENCE)
    };
    let lacks = |scope: &str| Err(InsufficientScope::Scope(scope.to_owned()));
    for (required, clients) in [(scopes(), &[][..]), (scopes(), &["ours"][..]), (None, &["ours"][..]), (None, &[][..])] {
        let validator = validator(vec![config(required.clone(), clients)]);
        for client in [Some("ours"), Some("another"), None] {
            for (held, read, change) in [
                (&[][..], lacks(READ), lacks(FULL)),
                (&["openid", "domicile"][..], lacks(READ), lacks(FULL)),
                (&[READ][..], Ok(()), lacks(FULL)),
                (&[FULL][..], Ok(()), Ok(())),
                (&[READ, FULL][..], Ok(()), Ok(())),
            ] {
                for (access, expected) in [(Access::Read, read), (Access::Change, change)] {
                    let expected = match (&required, clients.is_empty() || client == Some("ours")) {
                        (_, false) => Err(InsufficientScope::Client),
                        (None, true) => Ok(()),
                        (Some(_), true) => expected,
                    };
                    assert_eq!(validator.authorise(&claims(held, client), access), expected, "{held:?} {client:?} {clients:?} {access:?}");
                }
            }
        }
    }
}

/// Field case H1: Each of several issuers speaks for its own domains and accounts only.
#[test]
fn each_issuer_speaks_for_its_own_only() {
    let issuer = |id: &str, domains: &[&str], accounts: &[&str], other_domains| IssuerConfig {
        id: id.into(),
        vouching: Vouching::Limited(Mandate {
            domains: domains.iter().map(|it| (*it).to_owned()).collect(),
            accounts: accounts.iter().map(|it| (*it).to_owned()).collect(),
            other_domains,
        }),
        ..IssuerConfig::new(&format!("https://{id}.example.com"), AUDIENCE)
    };
    let several = validator(vec![
        issuer("one", &["one.example"], &[], false),
        issuer("two", &["two.example"], &["harbour"], false),
        issuer("rest", &[], &[], true),
    ]);
    for (domain, account, who) in [
        ("one.example", None, "one"),
        ("one.example", Some("old-bridge"), "one"),
        ("two.example", None, "two"),
        ("two.example", Some("old-bridge"), "two"),
        ("free.example", None, "rest"),
        ("free.example", Some("old-bridge"), "rest"),
        ("sub.one.example", None, "rest"),
        // The account's sign-in, whatever the address.
        ("one.example", Some("harbour"), "two"),
        ("free.example", Some("harbour"), "two"),
    ] {
        for id in ["one", "two", "rest", "nobody"] {
            assert_eq!(several.vouches(id, domain, account), id == who, "{id} for {domain} of {account:?}");
        }
    }
    assert!(several.signs_in_for("two", "harbour") && !several.signs_in_for("one", "harbour") && several.signs_in_for("one", "old-bridge"));
    let only = validator(vec![IssuerConfig { id: "only".into(), ..IssuerConfig::new("https://only.example.com", AUDIENCE) }]);
    assert!(only.vouches("only", "any.example", Some("harbour")));
}
