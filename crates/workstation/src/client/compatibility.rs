//! A service that is newer than this program, by the rule of `docs/compatibility.md`: every answer that the client reads, each time with one
//! word that it does not know, with a member that it does not know in every object, and with one row of a list that it cannot read.

use crate::Workstation;
use crate::api::{AdminApi, MeApi};
use crate::backend::{Backend, CheckOuts};
use crate::failure::{Cause, Failure, FailureKind, Text};
use crate::fake::{Mood, World, me};
use crate::request::Ask;
use domicile_model::adding::AddCode;
use domicile_model::id::{AccountId, CheckOutId, PersonRequestId, RemovalId, RemovalRequestId, UserId};
use domicile_model::person::Role;
use domicile_model::wire::{AddUser, FileRemoval, OfferTo, PatchMe, Word};
use serde::Serialize;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

/// A word that no version knows.
const NEW_WORD: &str = "never_heard_of";

fn person() -> Value {
    json!({"id": "ana-costa", "displayName": "Ana Costa", "email": "ana.costa@oldbridge.example.com"})
}

fn account() -> Value {
    json!({"id": "old-bridge", "name": "Old Bridge Ltd"})
}

fn delivery() -> Value {
    json!({"state": "refused", "reason": "mailbox_full", "since": "2026-06-01T00:00:00Z"})
}

fn request() -> Value {
    json!({
        "id": "r1", "state": "blocked", "route": "administrator", "account": account(), "user": person(), "to": person(), "reason": "new work",
        "note": null, "submitted": "2026-06-01T00:00:00Z", "seen": null, "ended": null, "expires": "2026-06-15T00:00:00Z",
        "blockers": ["fulfilment_contact", "assigned_licence"], "declineReason": null, "serviceRequest": null, "delivery": delivery(),
    })
}

fn person_request() -> Value {
    json!({
        "id": "a1", "kind": "role", "state": "seen", "route": "administrator", "account": account(), "email": "ana.costa@oldbridge.example.com",
        "user": person(), "country": null, "role": "beta", "to": person(), "note": "please", "submitted": "2026-06-01T00:00:00Z",
        "seen": "2026-06-02T00:00:00Z", "ended": null, "expires": "2026-06-15T00:00:00Z", "answeredBy": person(), "declineReason": null,
        "serviceRequest": null, "delivery": delivery(),
    })
}

fn entitlement() -> Value {
    json!({
        "product": {"id": "bridge-modeler", "name": "Bridge Modeler"}, "edition": "pro", "usageType": "production", "countries": ["GB"],
        "seats": 10, "starts": "2026-01-01T00:00:00Z", "ends": "2026-12-31T23:59:59Z", "graceDays": 14, "roles": ["beta"],
        "groups": [{"id": "g1", "name": "Bridges"}],
    })
}

fn offer() -> Value {
    json!({
        "id": "t1", "account": account(), "state": "offered", "roles": ["download"], "country": "FR",
        "offered": "2026-06-01T00:00:00Z", "expires": "2026-07-01T00:00:00Z",
    })
}

fn transfer() -> Value {
    json!({
        "id": "t1", "email": "ana.costa@oldbridge.example.com", "state": "offered", "offeredBy": person(), "roles": ["download"],
        "country": "FR", "offered": "2026-06-01T00:00:00Z", "expires": "2026-07-01T00:00:00Z", "ended": null, "delivery": delivery(),
    })
}

fn invitation() -> Value {
    json!({
        "id": "i1", "email": "ana.costa@oldbridge.example.com", "state": "invited", "invitedBy": person(), "roles": ["download"],
        "country": "FR", "invited": "2026-06-01T00:00:00Z", "expires": "2026-07-01T00:00:00Z", "ended": null, "restores": false,
        "firstSignIn": false, "delivery": delivery(),
    })
}

fn licence() -> Value {
    json!({"id": "l1", "product": {"id": "bridge-modeler", "name": "Bridge Modeler"}, "user": person(), "assigned": "2026-06-01T00:00:00Z"})
}

fn member() -> Value {
    json!({
        "user": person(), "roles": ["download"], "groupRoles": ["beta"], "groups": [{"id": "g1", "name": "Testers"}],
        "locks": [{"reason": "administrator", "since": "2026-06-01T00:00:00Z"}], "country": {"code": "GB", "decidedBy": "explicit"},
        "explicitCountry": "GB", "provisioned": false, "since": "2026-01-01T00:00:00Z", "fulfilmentContact": {"country": null},
        "licences": [licence()], "mayLeaveUntil": null, "request": request(), "limited": false, "delivery": delivery(),
    })
}

fn check_out() -> Value {
    json!({
        "id": "c1", "user": person(), "account": account(), "product": {"id": "bridge-modeler", "name": "Bridge Modeler"},
        "machine": {"id": "m", "name": "ana-laptop"}, "state": "asked", "days": 14, "asked": "2026-06-01T00:00:00Z", "answered": null,
        "answeredBy": null, "reason": null, "until": "2026-07-01T00:00:00Z", "ended": null, "document": null,
    })
}

/// As the person who asked sees it.
fn my_check_out() -> Value {
    let mut mine = check_out();
    mine["delivery"] = delivery();
    mine
}

fn whole_me() -> Value {
    let mut me = me();
    me["offers"] = json!([offer()]);
    me["invitations"] = json!([{
        "id": "i1", "account": account(), "roles": ["download"], "country": "FR", "invited": "2026-06-01T00:00:00Z",
        "expires": "2026-07-01T00:00:00Z", "restores": false,
    }]);
    me["lock"] = json!({"reasons": [{"reason": "administrator", "since": "2026-06-01T00:00:00Z"}]});
    me["request"] = request();
    me["removal"] = json!({"route": "administrator", "blockers": ["last_administrator"]});
    me["awaitsApproval"] = account();
    me["serviceRequest"] =
        json!({"id": "s1", "state": "open", "text": "Help", "opened": "2026-06-01T00:00:00Z", "answer": null, "answered": null});
    me["inbox"] = json!({"openRequests": 1, "openPersonRequests": 1, "openApprovals": 0, "openCheckOuts": 0});
    me["requests"] = json!([person_request()]);
    me["mayAskToJoin"] = json!([account()]);
    me["fulfilmentContact"] = json!({"onlyOne": true});
    me
}

fn add_answer() -> Value {
    json!({"code": "created", "email": "a@b.example", "user": "u", "member": member(), "invitation": invitation(), "transfer": transfer()})
}

fn page(row: &Value) -> Value {
    json!({"items": [row], "nextCursor": null})
}

/// Every answer that the client reads: a name for [`read`], the route, and the answer of today.
fn answers() -> Vec<(&'static str, &'static str, Value)> {
    let rights = json!({
        "asOf": "2026-06-01T00:00:00Z", "policyVersion": 10, "country": {"code": "GB", "decidedBy": "revenue"}, "withdrawn": null,
        "items": [{
            "product": {"id": "bridge-modeler", "name": "Bridge Modeler"}, "state": "valid", "mayRun": true, "reason": null,
            "usageType": "production", "countries": ["GB"], "contractStarts": null, "contractEnds": null, "graceEnds": null,
            "chain": [{"rule": "affiliated", "outcome": "passed"}], "fix": {"action": "unlock", "who": "administrator"},
        }],
    });
    let details = json!({
        "id": "old-bridge", "name": "Old Bridge Ltd", "federation": "none", "itContact": null, "lastSynchronised": null,
        "confirmedDomains": ["oldbridge.example.com"], "automaticApproval": false, "contractCountries": ["GB"], "offlineDays": 7,
        "openRequests": 1, "openApprovals": 0, "limited": false,
    });
    let preflight = json!({"user": person(), "blockers": ["fulfilment_contact"], "blocked": true, "licences": [licence()]});
    let removal = json!({
        "id": "x1", "user": person(), "removed": "2026-06-01T00:00:00Z", "undoUntil": "2026-08-30T00:00:00Z", "needsConsent": false,
    });
    let approval = json!({"user": "u", "email": "a@b.example", "asked": "2026-06-01T00:00:00Z"});
    vec![
        ("me", "GET /v1/me", whole_me()),
        ("update_me", "PATCH /v1/me", whole_me()),
        ("my_removals", "GET /v1/me/removal-requests", page(&request())),
        ("file_removal", "POST /v1/me/removal-requests", request()),
        ("resend_removal", "POST /v1/me/removal-requests/r1/resend", request()),
        ("my_requests", "GET /v1/me/requests", page(&person_request())),
        ("file_request", "POST /v1/me/requests", person_request()),
        ("accept_offer", "POST /v1/me/transfers/t1/accept", json!({"offer": offer(), "request": request()})),
        ("accept_invitation", "POST /v1/me/invitations/i1/accept", json!({"account": account()})),
        ("leave", "POST /v1/me/leave", json!({"account": account()})),
        ("my_check_outs", "GET /v1/me/check-outs", json!({"items": [my_check_out()]})),
        ("account", "GET /v1/accounts/a", details),
        ("entitlements", "GET /v1/accounts/a/entitlements", json!({"items": [entitlement()]})),
        ("licence_assignments", "GET /v1/accounts/a/licence-assignments", page(&licence())),
        ("members", "GET /v1/accounts/a/users", page(&member())),
        ("member", "GET /v1/accounts/a/users/u", member()),
        ("rights", "GET /v1/accounts/a/users/u/rights", rights),
        ("look_up", "POST /v1/accounts/a/users", add_answer()),
        ("preflight", "GET /v1/accounts/a/users/u/removal-preflight", preflight),
        ("removals", "GET /v1/accounts/a/removals", page(&removal)),
        ("restore", "POST /v1/accounts/a/removals/x1/undo", json!({"member": member(), "invitation": invitation()})),
        ("requests", "GET /v1/accounts/a/removal-requests", page(&request())),
        ("open_request", "POST /v1/accounts/a/removal-requests/r1/seen", request()),
        ("person_requests", "GET /v1/accounts/a/requests", page(&person_request())),
        ("open_person_request", "POST /v1/accounts/a/requests/a1/seen", person_request()),
        ("approve_person_request", "POST /v1/accounts/a/requests/a1/approve", person_request()),
        ("transfers", "GET /v1/accounts/a/transfers", page(&transfer())),
        ("offer", "POST /v1/accounts/a/transfers", transfer()),
        ("invitations", "GET /v1/accounts/a/invitations", page(&invitation())),
        ("approvals", "GET /v1/accounts/a/approvals", page(&approval)),
        ("check_outs", "GET /v1/accounts/a/check-outs", page(&check_out())),
        ("allow_check_out", "POST /v1/accounts/a/check-outs/c1/allow", check_out()),
    ]
}

/// Asks by the real client and gives what it read, as JSON.
async fn read(station: &Workstation, name: &str) -> Result<Value, Failure> {
    fn value(it: impl Serialize) -> Value {
        serde_json::to_value(it).unwrap()
    }
    let me: Box<dyn MeApi> = station.me_api().unwrap();
    let admin: Box<dyn AdminApi> = station.admin_api().unwrap();
    let (account, user) = (AccountId::new("a"), UserId::new("u"));
    Ok(match name {
        "me" => value(station.me().await?),
        "update_me" => value(me.update_me(PatchMe { locale: Some("de".to_owned()), profile_country: None }).await?),
        "my_removals" => json!({"items": me.removals().await?}),
        "file_removal" => value(me.file_removal(FileRemoval::default()).await?),
        "resend_removal" => value(me.resend_removal("r1", None).await?),
        "my_requests" => json!({"items": me.person_requests().await?}),
        "file_request" => value(me.file_person_request(Ask::Unlock.into()).await?),
        "accept_offer" => value(me.accept_offer("t1").await?),
        "accept_invitation" => value(me.accept_invitation("i1").await?),
        "leave" => value(me.leave().await?),
        "my_check_outs" => json!({"items": station.check_outs().await?}),
        "account" => value(admin.account(&account).await?),
        "entitlements" => json!({"items": admin.entitlements(&account).await?}),
        "licence_assignments" => value(admin.licence_assignments(&account).await?),
        "members" => value(admin.members(&account, "", None).await?),
        "member" => value(admin.member(&account, &user).await?),
        "rights" => value(admin.rights(&account, &user).await?),
        "look_up" => value(admin.look_up(&account, "a@b.example").await?),
        "preflight" => value(admin.preflight(&account, &user).await?),
        "removals" => json!({"items": admin.removals(&account).await?}),
        "restore" => value(admin.restore(&account, &RemovalId::new("x1")).await?),
        "requests" => json!({"items": admin.requests(&account).await?}),
        "open_request" => value(admin.open_request(&account, &RemovalRequestId::new("r1")).await?),
        "person_requests" => json!({"items": admin.person_requests(&account).await?}),
        "open_person_request" => value(admin.open_person_request(&account, &PersonRequestId::new("a1")).await?),
        "approve_person_request" => value(admin.approve_person_request(&account, &PersonRequestId::new("a1")).await?),
        "transfers" => json!({"items": admin.transfers(&account).await?}),
        "offer" => value(admin.offer(&account, OfferTo { email: "a@b.example".to_owned(), roles: Vec::new(), country: None }).await?),
        "invitations" => json!({"items": admin.invitations(&account).await?}),
        "approvals" => json!({"items": admin.approvals(&account).await?}),
        "check_outs" => json!({"items": admin.check_outs(&account).await?}),
        "allow_check_out" => value(admin.allow_check_out(&account, &CheckOutId::new("c1"), None).await?),
        other => panic!("{other} is no answer of the table"),
    })
}

async fn signed_in() -> (World, Workstation) {
    let world = World::start().await;
    let station = world.workstation();
    station.sign_in_browser(None, Box::new(|_| ()), CancellationToken::new()).await.unwrap();
    (world, station)
}

/// Where the words of enums stand, as JSON pointers.
fn words(value: &Value, at: &str, found: &mut Vec<String>) {
    const NAMES: [&str; 11] =
        ["kind", "state", "route", "role", "federation", "decidedBy", "usageType", "code", "rule", "outcome", "action"];
    const LISTS: [&str; 3] = ["roles", "groupRoles", "blockers"];
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let here = format!("{at}/{name}");
                let of_lock = name == "reason" && (at.contains("/reasons/") || at.contains("/locks/") || at.ends_with("/delivery"));
                let is_word = NAMES.contains(&name.as_str()) || of_lock;
                match value {
                    // Two letters that grow without a new version: a code, not a word.
                    Value::String(_) if name == "code" && at.ends_with("/country") => {}
                    Value::String(_) if is_word => found.push(here),
                    Value::Array(all) if LISTS.contains(&name.as_str()) => found.extend((0..all.len()).map(|n| format!("{here}/{n}"))),
                    other => words(other, &here, found),
                }
            }
        }
        Value::Array(all) => all.iter().enumerate().for_each(|(n, it)| words(it, &format!("{at}/{n}"), found)),
        _ => {}
    }
}

fn add_members(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(add_members);
            members.insert("aMemberOfTomorrow".to_owned(), json!({"with": ["more", 1, null]}));
        }
        Value::Array(all) => all.iter_mut().for_each(add_members),
        _ => {}
    }
}

/// Lists of objects, as JSON pointers.
fn lists(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, it)| lists(it, &format!("{at}/{name}"), found)),
        Value::Array(all) => {
            if all.first().is_some_and(Value::is_object) {
                found.push(at.to_owned());
            }
            all.iter().enumerate().for_each(|(n, it)| lists(it, &format!("{at}/{n}"), found));
        }
        _ => {}
    }
}

/// Field case W02a, W02b, W02c, W02d: a word that this version does not know costs nothing but itself, in every enum of every answer.
#[tokio::test]
async fn every_answer_is_read_with_a_word_of_tomorrow_in_each_enum() {
    let (world, station) = signed_in().await;
    let mut replaced = 0;
    for (name, route, today) in answers() {
        let mut places = Vec::new();
        words(&today, "", &mut places);
        for place in places {
            let mut tomorrow = today.clone();
            *tomorrow.pointer_mut(&place).unwrap() = NEW_WORD.into();
            world.state().answers = [(route.to_owned(), tomorrow)].into();
            let read = read(&station, name).await.unwrap_or_else(|failure| panic!("{name} {place}: {failure}"));
            assert_eq!(read.pointer(&place), Some(&Value::from(NEW_WORD)), "{name} {place}: the word stays as it came");
            let mut back = read.clone();
            *back.pointer_mut(&place).unwrap() = today.pointer(&place).unwrap().clone();
            assert_eq!(same_part(&back, &today), back, "{name} {place}: everything else is as it was");
            replaced += 1;
        }
    }
    assert!(replaced > 90, "only {replaced} words were tried: the table lost its answers");
}

/// Field case W02j: a member that this version does not know is passed over, in every object of every answer.
#[tokio::test]
async fn every_answer_is_read_with_a_member_of_tomorrow_in_each_object() {
    let (world, station) = signed_in().await;
    for (name, route, today) in answers() {
        let mut tomorrow = today.clone();
        add_members(&mut tomorrow);
        world.state().answers = [(route.to_owned(), tomorrow)].into();
        let read = read(&station, name).await.unwrap_or_else(|failure| panic!("{name}: {failure}"));
        assert_eq!(same_part(&read, &today), read, "{name}");
    }
}

/// What `today` has of the members of `read`: the client does not read everything.
fn same_part(read: &Value, today: &Value) -> Value {
    match (read, today) {
        (Value::Object(read), Value::Object(today)) => {
            Value::Object(read.iter().map(|(name, it)| (name.clone(), same_part(it, today.get(name).unwrap_or(&Value::Null)))).collect())
        }
        (Value::Array(read), Value::Array(today)) if read.len() == today.len() => {
            Value::Array(read.iter().zip(today).map(|(read, today)| same_part(read, today)).collect())
        }
        (_, today) => today.clone(),
    }
}

#[tokio::test]
async fn one_row_that_cannot_be_read_hides_no_other() {
    let (world, station) = signed_in().await;
    for (name, route, today) in answers() {
        let mut places = Vec::new();
        lists(&today, "", &mut places);
        // A lock that cannot be read must not look like none; it is kept as a word instead, and its row is never this odd.
        for place in places.into_iter().filter(|it| !it.ends_with("/locks")) {
            let mut tomorrow = today.clone();
            let rows = tomorrow.pointer_mut(&place).and_then(Value::as_array_mut).unwrap();
            rows.insert(0, json!({"of": "another kind"}));
            rows.push(json!("no object at all"));
            world.state().answers = [(route.to_owned(), tomorrow)].into();
            let read = read(&station, name).await.unwrap_or_else(|failure| panic!("{name} {place}: {failure}"));
            assert_eq!(read.pointer(&place).and_then(Value::as_array).map(Vec::len), Some(1), "{name} {place}");
        }
    }
}

#[tokio::test]
async fn a_country_that_this_version_does_not_list_is_a_country() {
    let (world, station) = signed_in().await;
    let mut tomorrow = whole_me();
    tomorrow["country"]["code"] = "XK".into();
    tomorrow["user"]["profileCountry"] = "a region".into();
    world.state().answers = [("GET /v1/me".to_owned(), tomorrow)].into();
    let me = station.me().await.unwrap();
    assert_eq!(me.country.code.map(|it| it.as_str().to_owned()).as_deref(), Some("XK"));
    assert_eq!(me.user.profile_country, None, "what is no code at all is not known");
}

/// Field case W02e: a refusal is the service's word whoever it says acts next; an actor that this version does not know is somebody.
#[tokio::test]
async fn a_problem_document_counts_as_far_as_it_can_be_read() {
    let (world, station) = signed_in().await;
    let refused = async |body: &'static str| {
        world.state().mood = Mood::Body(409, "application/problem+json", body);
        station.me_api().unwrap().file_removal(FileRemoval::default()).await.unwrap_err()
    };
    let failure = refused(
        r#"{"type":"x","title":"There is one already","status":409,"detail":"It waits.","code":"request_already_open","requestId":"r",
            "do":[{"who":"partner","text":"Answer it.","icon":1},{"text":"no actor"},{"who":"you","text":"Wait."}],"more":{"a":[]}}"#,
    )
    .await;
    assert_eq!((failure.code(), failure.kind()), ("request_already_open", FailureKind::Conflict));
    let described = failure.described();
    assert_eq!(described.what, Text::Finished("There is one already".to_owned()));
    let next: Vec<_> = described.next.iter().map(|(who, text, _)| (who.as_str(), text.clone())).collect();
    let says = |text: &str| Text::Finished(text.to_owned());
    assert_eq!(next, [("somebody", says("Answer it.")), ("you", says("Wait."))]);
    // Members of another kind, or none but the code.
    for body in [
        r#"{"code":"request_already_open"}"#,
        r#"{"code":"request_already_open","title":7,"status":"409","do":"nothing","requestId":null}"#,
    ] {
        let failure = refused(body).await;
        assert_eq!((failure.code(), failure.kind()), ("request_already_open", FailureKind::Conflict), "{body}");
        assert!(matches!(failure.described().what, Text::Ours(_)), "{body}: never without a title");
    }
    // What has no code is none of ours.
    let failure = refused(r#"{"type":"about:blank","title":"Conflict","status":409}"#).await;
    assert!(matches!(failure.cause, Cause::NotTheService { .. }), "{failure}");
}

#[tokio::test]
async fn roles_that_this_version_does_not_know_survive_a_change_of_roles() {
    let (world, station) = signed_in().await;
    let mut tomorrow = member();
    tomorrow["roles"] = json!(["download", "billing_admin"]);
    world.state().answers = [("GET /v1/accounts/a/users/u".to_owned(), tomorrow)].into();
    let member = station.admin_api().unwrap().member(&AccountId::new("a"), &UserId::new("u")).await.unwrap();
    let roles = member.with_unknown_roles(&[Role::Beta]);
    assert_eq!(roles, [Word::Known(Role::Beta), Word::Unknown("billing_admin".to_owned())]);
    station.admin_api().unwrap().set_roles(&AccountId::new("a"), &UserId::new("u"), &roles).await.unwrap();
    assert_eq!(world.state().body, json!({"roles": ["beta", "billing_admin"]}), "what is not sent is taken away");
}

#[tokio::test]
async fn a_code_of_adding_that_stands_against_it_is_a_word_as_well() {
    let (world, station) = signed_in().await;
    world.state().mood = Mood::Problem(409, "waiting_list");
    let ask = AddUser { email: "a@b.example".to_owned(), display_name: None, action: None, roles: Vec::new(), country: None };
    let failure = station.admin_api().unwrap().add(&AccountId::new("a"), ask).await.unwrap_err();
    assert_eq!((failure.code(), failure.kind()), ("waiting_list", FailureKind::Conflict), "with the service's sentences");
    assert_eq!(AddCode::parse("waiting_list"), None);
}

/// Field case W02k: what a newer program left is read as far as it can be read.
#[tokio::test]
async fn the_last_known_facts_of_a_newer_program_are_read_as_far_as_they_go() {
    let (world, station) = signed_in().await;
    let _ = station.me().await.unwrap();
    let path = world.data_dir().cached_me();
    let mut kept: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    kept["me"]["roles"] = json!(["billing_admin"]);
    kept["me"]["administrators"].as_array_mut().unwrap().push(json!({"id": 7}));
    kept["me"]["request"]["state"] = NEW_WORD.into();
    add_members(&mut kept);
    std::fs::write(&path, kept.to_string()).unwrap();
    let known = world.workstation().cached_me().unwrap();
    assert_eq!(known.affiliation.unwrap().account.name, "Old Bridge Ltd");
    assert_eq!((known.administrators.len(), known.roles[0].as_str()), (1, "billing_admin"));
}
