//! Random histories of everything that people and administrators can do, against the service itself: whatever the order, nobody belongs
//! to two accounts, no account loses its last Fulfilment Contact or administrator, nobody reaches above their rank, every change is
//! written down, and an undo restores exactly what was taken.

use crate::sqlite::api::harness::Harness;
use axum::http::Method;
use jiff::SignedDuration;
use proptest::prelude::*;
use serde_json::{Value, json};

const PEOPLE: [(&str, &str); 8] = [
    ("maria-silva", "maria.silva@oldbridge.example.com"),
    ("tom-becker", "tom.becker@oldbridge.example.com"),
    ("ana-costa", "ana.costa@oldbridge.example.com"),
    ("piet-jansen", "piet.jansen@oldbridge.example.com"),
    ("nora-lindqvist", "nora.lindqvist@northwind.example.com"),
    ("paul-petit", "paul.petit@northwind.example.com"),
    ("yara-haddad", "yara.haddad@example.com"),
    ("sam-quarry", "sam.quarry@quarry.example.com"),
];
const ACCOUNTS: [&str; 2] = ["old-bridge", "northwind-rail"];
const ROLES: [&str; 4] = ["account_admin", "co_admin", "group_admin", "download"];

#[derive(Debug, Clone)]
struct Step {
    actor: usize,
    account: usize,
    target: usize,
    /// Whether the target is taken as it is, instead of somebody whom the step fits.
    wild: bool,
    action: StepAction,
}

#[derive(Debug, Clone)]
enum StepAction {
    Remove,
    Undo,
    Lock,
    Unlock,
    Roles(u8),
    Country(bool),
    Designate(bool),
    Add(&'static str),
    Group(bool),
    Licence,
    File,
    Answer(&'static str),
    Mine(&'static str, &'static str),
    Leave,
    AskCheckOut,
    CheckOut(&'static str),
}

fn step_action() -> impl Strategy<Value = StepAction> {
    prop_oneof![
        3 => Just(StepAction::Remove),
        3 => Just(StepAction::Undo),
        2 => Just(StepAction::Lock),
        2 => Just(StepAction::Unlock),
        3 => (0..16_u8).prop_map(StepAction::Roles),
        1 => any::<bool>().prop_map(StepAction::Country),
        2 => any::<bool>().prop_map(StepAction::Designate),
        4 => prop_oneof![Just("addToAccount"), Just("invite"), Just("offerTransfer"), Just("create")].prop_map(StepAction::Add),
        3 => prop_oneof![3 => Just(true), 1 => Just(false)].prop_map(StepAction::Group),
        1 => Just(StepAction::Licence),
        2 => Just(StepAction::File),
        2 => prop_oneof![Just("approve"), Just("seen")].prop_map(StepAction::Answer),
        3 => (prop_oneof![Just("invitations"), Just("transfers")], prop_oneof![3 => Just("accept"), 1 => Just("decline")])
            .prop_map(|(kind, answer)| StepAction::Mine(kind, answer)),
        1 => Just(StepAction::Leave),
        5 => Just(StepAction::AskCheckOut),
        3 => prop_oneof![3 => Just("allow"), 1 => Just("end"), 1 => Just("return")].prop_map(StepAction::CheckOut),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    // Administrators act more often than others, and at home more often than elsewhere, so that something happens.
    let actor = prop_oneof![4 => prop_oneof![Just(0), Just(1), Just(4)], 1 => 0..PEOPLE.len()];
    let wild = prop_oneof![6 => Just(false), 1 => Just(true)];
    (actor, wild, any::<bool>(), 0..PEOPLE.len(), step_action()).prop_map(|(actor, wild, elsewhere, target, action)| {
        let home = usize::from(actor >= 4);
        Step { actor, account: if wild && elsewhere { 1 - home } else { home }, target, wild, action }
    })
}

/// What an undo restores.
fn restorable(member: &Value) -> Value {
    let kept_back = |role: &Value| ["account_admin", "co_admin", "group_admin"].iter().any(|it| role == it);
    let roles: Vec<&Value> = member["roles"].as_array().into_iter().flatten().filter(|it| !kept_back(it)).collect();
    json!({"roles": roles, "groups": member["groups"], "explicitCountry": member["explicitCountry"], "since": member["since"]})
}

fn rank(me: &Value) -> usize {
    let has = |role: &str| me["roles"].as_array().is_some_and(|it| it.iter().any(|it| it == role));
    if has("account_admin") { 2 } else { usize::from(has("co_admin")) }
}

struct World {
    harness: Harness,
    group: [String; 2],
    /// Of each person as they were at their last removal: the account, the removal's id, what it took.
    taken: Vec<Option<(usize, String, Value)>>,
    /// Where each person belongs.
    at: [Option<usize>; PEOPLE.len()],
    /// The tag of each person's policy as they had it last.
    held: Vec<String>,
}

impl World {
    async fn new() -> Self {
        let harness = Harness::new().await;
        // Old Bridge's domain would keep new addresses out of the other account's reach: everything shall meet everything.
        let mut group = [String::new(), String::new()];
        for (n, (admin, account)) in [("maria-silva", ACCOUNTS[0]), ("nora-lindqvist", ACCOUNTS[1])].into_iter().enumerate() {
            let made = harness.post(admin, &format!("/v1/accounts/{account}/groups"), json!({"name": "Site"})).await.ok(201);
            group[n] = made["id"].as_str().unwrap().to_owned();
        }
        let at = [Some(0), Some(0), Some(0), Some(0), Some(1), Some(1), None, None];
        Self { harness, group, taken: vec![None; PEOPLE.len()], at, held: vec![String::new(); PEOPLE.len()] }
    }

    /// Most steps come to nothing but on somebody of the account, or on somebody else.
    fn aimed(&self, step: &Step) -> Step {
        let inside = match step.action {
            StepAction::Undo | StepAction::File | StepAction::Answer(_) | StepAction::Mine(..) | StepAction::Leave => return step.clone(),
            StepAction::Add(_) => false,
            _ => true,
        };
        let fitting: Vec<usize> = (0..PEOPLE.len()).filter(|it| (self.at[*it] == Some(step.account)) == inside).collect();
        let target = if step.wild || fitting.is_empty() { step.target } else { fitting[step.target % fitting.len()] };
        Step { target, ..step.clone() }
    }

    async fn run(&mut self, step: &Step) {
        let step = &self.aimed(step);
        let (harness, (actor, _), (target, email)) = (&self.harness, PEOPLE[step.actor], PEOPLE[step.target]);
        let account = format!("/v1/accounts/{}", ACCOUNTS[step.account]);
        let user = format!("{account}/users/{target}");
        let (actor_before, before) = (harness.me(actor).await, harness.me(target).await);
        let member_before = self.member(step.account, &before).await;
        let events_before = self.events().await;
        let call = async |method: Method, path: &str, body: Option<Value>| harness.call(actor, method, path, &[], body).await;
        let answer = match &step.action {
            StepAction::Remove => call(Method::DELETE, &user, None).await,
            StepAction::Undo => {
                let Some((at, id, _)) = &self.taken[step.target] else { return };
                call(Method::POST, &format!("/v1/accounts/{}/removals/{id}/undo", ACCOUNTS[*at]), None).await
            }
            StepAction::Lock => call(Method::POST, &format!("{user}/lock"), None).await,
            StepAction::Unlock => {
                let lock = before["lock"]["reasons"][0]["reason"].as_str().unwrap_or("administrator");
                call(Method::POST, &format!("{user}/unlock"), Some(json!({ "lock": lock }))).await
            }
            StepAction::Roles(bits) => {
                let roles: Vec<&str> = (0..ROLES.len()).filter(|n| bits & (1 << n) != 0).map(|n| ROLES[n]).collect();
                call(Method::PUT, &format!("{user}/roles"), Some(json!({ "roles": roles }))).await
            }
            StepAction::Country(set) => {
                let country = if *set { json!("FR") } else { Value::Null };
                call(Method::PUT, &format!("{user}/entitlement-country"), Some(json!({ "country": country }))).await
            }
            StepAction::Designate(on) => {
                let method = if *on { Method::PUT } else { Method::DELETE };
                call(method, &format!("{account}/fulfilment-contacts/{target}"), None).await
            }
            StepAction::Add(action) => {
                call(Method::POST, &format!("{account}/users"), Some(json!({"email": email, "action": action}))).await
            }
            StepAction::Group(on) => {
                let method = if *on { Method::PUT } else { Method::DELETE };
                call(method, &format!("{account}/groups/{}/members/{target}", self.group[step.account]), None).await
            }
            StepAction::Licence => {
                let product = ["bridge-modeler", "rail-designer"][step.account];
                let body = json!({"product": product, "user": target});
                call(Method::POST, &format!("{account}/licence-assignments"), Some(body)).await
            }
            StepAction::File => harness.post(target, "/v1/me/removal-requests", json!({})).await,
            StepAction::Answer(answer) => {
                let Some(id) = before["request"]["id"].as_str() else { return };
                call(Method::POST, &format!("{account}/removal-requests/{id}/{answer}"), None).await
            }
            StepAction::Mine(kind, answer) => {
                let list = if *kind == "invitations" { &before["invitations"] } else { &before["offers"] };
                let Some(id) = list[0]["id"].as_str() else { return };
                harness.call(target, Method::POST, &format!("/v1/me/{kind}/{id}/{answer}"), &[], None).await
            }
            StepAction::Leave => harness.call(target, Method::POST, "/v1/me/leave", &[], None).await,
            StepAction::AskCheckOut => {
                let body = json!({"product": "terrain-viewer", "machine": {"id": "machine-1", "name": "Laptop"}, "days": 7});
                harness.post(target, "/v1/me/check-outs", body).await
            }
            StepAction::CheckOut(answer) => {
                let mine = harness.get(target, "/v1/me/check-outs").await.ok(200);
                let Some(id) = mine["items"][0]["id"].as_str() else { return };
                match *answer {
                    "return" => harness.call(target, Method::POST, &format!("/v1/me/check-outs/{id}/return"), &[], None).await,
                    "end" => call(Method::DELETE, &format!("{account}/check-outs/{id}"), None).await,
                    _ => call(Method::POST, &format!("{account}/check-outs/{id}/allow"), None).await,
                }
            }
        };
        assert!(answer.status.as_u16() < 500, "{step:?}: {answer:?}");

        let (actor_after, after) = (harness.me(actor).await, harness.me(target).await);
        let by_actor = !matches!(step.action, StepAction::File | StepAction::Mine(..) | StepAction::Leave | StepAction::AskCheckOut);
        if by_actor {
            self.ranks_hold(step, (&actor_before, &actor_after), (&before, &after));
        }
        let strip = |me: &Value| {
            json!([me["affiliation"], me["roles"], me["lock"], me["country"], me["fulfilmentContact"], me["request"]["state"]])
        };
        if strip(&before) != strip(&after) {
            assert!(self.events().await > events_before, "{step:?} changed something that nobody wrote down");
        }
        self.at[step.target] = ACCOUNTS.iter().position(|it| after["affiliation"]["account"]["id"] == *it);
        self.remember(step, (&before, &after), member_before).await;
    }

    /// The person as their administrators see them, read through one who is not locked.
    async fn member(&self, account: usize, me: &Value) -> Option<Value> {
        let id = me["user"]["id"].as_str().unwrap();
        (me["affiliation"]["account"]["id"] == ACCOUNTS[account]).then_some(())?;
        for (reader, _) in PEOPLE {
            let answer = self.harness.get(reader, &format!("/v1/accounts/{}/users/{id}", ACCOUNTS[account])).await;
            if answer.status == 200 {
                return Some(answer.json());
            }
        }
        None
    }

    async fn events(&self) -> usize {
        let count = self.harness.query_column("SELECT CAST(COUNT(*) AS TEXT) FROM audit_events").await;
        count[0].as_ref().unwrap().parse().unwrap()
    }

    /// Nobody raises themselves; nobody changes the roles or locks of who is above; only an account administrator makes one.
    fn ranks_hold(&self, step: &Step, actor: (&Value, &Value), target: (&Value, &Value)) {
        assert!(rank(actor.1) <= rank(actor.0), "{step:?} raised the one who did it");
        let acts_here = actor.0["affiliation"]["account"]["id"] == ACCOUNTS[step.account] || matches!(step.action, StepAction::Undo);
        let changed = ["roles", "lock", "affiliation"].iter().any(|it| target.0[it] != target.1[it]);
        if changed {
            assert!(acts_here && rank(actor.0) > 0 && actor.0["lock"].is_null(), "{step:?} was done by who may not");
            assert!(rank(target.0) <= rank(actor.0), "{step:?} reached above");
        }
        if rank(target.1) == 2 && rank(target.0) < 2 {
            assert_eq!(rank(actor.0), 2, "{step:?}");
        }
    }

    /// Keeps what a removal took, and compares it with what an undo restored.
    async fn remember(&mut self, step: &Step, (before, after): (&Value, &Value), member_before: Option<Value>) {
        let (was, is) = (&before["affiliation"]["account"]["id"], &after["affiliation"]["account"]["id"]);
        let target = PEOPLE[step.target].0;
        if was.is_null() && !is.is_null() {
            let restored =
                self.harness.query_column(&format!("SELECT id FROM removals WHERE user_id = '{target}' AND undone_at IS NOT NULL")).await;
            if let Some((account, id, taken)) = self.taken[step.target].take()
                && restored.contains(&Some(id))
            {
                let member = self.member(account, after).await;
                // Without an administrator to look through there is nobody to ask.
                if let Some(member) = member {
                    assert_eq!(restorable(&member), taken, "{step:?} did not restore what was taken");
                }
            }
        }
        if !was.is_null() && was != is {
            let sql = format!("SELECT id FROM removals WHERE user_id = '{target}' ORDER BY removed_at DESC, id DESC");
            let newest = self.harness.query_column(&sql).await.into_iter().next().flatten().unwrap();
            let at = ACCOUNTS.iter().position(|it| was == it);
            self.taken[step.target] = at.zip(member_before).map(|(at, member)| (at, newest, restorable(&member)));
        }
    }

    /// Who holds a policy is told that it is the current one exactly when it is: what is sent to who holds none is always signed afresh.
    async fn policies_are_current(&mut self, step: &Step) {
        for ((person, _), held) in PEOPLE.iter().zip(&mut self.held) {
            let asked = self.harness.policy(person, &[("if-none-match", held)]).await;
            let fresh = self.harness.policy(person, &[]).await;
            assert_eq!(asked.status == 304, fresh.header("etag") == held, "{person} after {step:?}");
            fresh.header("etag").clone_into(held);
        }
    }

    /// What is true of the whole database, whatever happened.
    async fn invariants(&self, step: &Step) {
        // One query, so that the test is about the service and not about opening connections.
        let rules = [
            (
                "an account without a Fulfilment Contact",
                "SELECT id FROM accounts WHERE id NOT IN (SELECT account_id FROM fulfilment_contacts)",
            ),
            (
                "a Fulfilment Contact of another account",
                "SELECT f.user_id FROM fulfilment_contacts f JOIN users u ON u.id = f.user_id WHERE u.account_id IS NULL OR u.account_id <> f.account_id",
            ),
            (
                "an account that lost its last administrator",
                "SELECT id FROM accounts WHERE id <> 'quarry' AND id NOT IN (SELECT u.account_id FROM users u JOIN user_roles r ON r.user_id = u.id \
                 WHERE r.role IN ('account_admin', 'co_admin') AND u.account_id IS NOT NULL AND u.id NOT IN (SELECT user_id FROM user_locks))",
            ),
            (
                "roles of somebody who belongs to nobody",
                "SELECT r.user_id FROM user_roles r JOIN users u ON u.id = r.user_id WHERE u.account_id IS NULL",
            ),
            (
                "a role of an administrator beside which another account stands, or none",
                "SELECT r.user_id FROM user_roles r JOIN users u ON u.id = r.user_id WHERE r.role IN ('account_admin', 'co_admin') \
                 AND (r.account_id IS NULL OR r.account_id <> u.account_id)",
            ),
            (
                "membership in another account's group",
                "SELECT m.user_id FROM group_members m JOIN account_groups g ON g.id = m.group_id JOIN users u ON u.id = m.user_id \
                 WHERE u.account_id IS NULL OR u.account_id <> g.account_id",
            ),
            (
                "a licence held outside",
                "SELECT l.user_id FROM licence_assignments l JOIN users u ON u.id = l.user_id WHERE u.account_id IS NULL OR u.account_id <> l.account_id",
            ),
            (
                "found in an account that is not theirs",
                "SELECT t.user_id FROM user_terms t JOIN users u ON u.id = t.user_id WHERE u.account_id IS NULL OR u.account_id <> t.account_id",
            ),
            (
                "in an account, and not found there",
                "SELECT id FROM users WHERE account_id IS NOT NULL AND id NOT IN (SELECT user_id FROM user_terms)",
            ),
            (
                "something checked out by who is locked, or from an account that was left",
                "SELECT c.id FROM check_outs c JOIN users u ON u.id = c.user_id WHERE c.state IN ('asked', 'checked_out') \
                 AND (u.account_id IS NULL OR u.account_id <> c.account_id OR u.id IN (SELECT user_id FROM user_locks))",
            ),
            (
                "two open requests, or one to an account that was left",
                "SELECT r.id FROM removal_requests r JOIN users u ON u.id = r.user_id WHERE r.state IN ('submitted', 'seen', 'blocked', 'approved') \
                 AND (u.account_id IS NULL OR u.account_id <> r.account_id)",
            ),
        ];
        let each = rules.iter().map(|(action, sql)| format!("SELECT '{}' FROM ({sql}) broken", action.replace('\'', "''")));
        let broken = self.harness.query_column(&each.collect::<Vec<_>>().join(" UNION ALL ")).await;
        assert_eq!(broken, Vec::<Option<String>>::new(), "after {step:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, max_shrink_iters: 64, ..ProptestConfig::default() })]

    /// Security check 24: Whatever happens, every change leaves its event.
    #[test]
    fn whatever_happens_the_rules_hold(steps in proptest::collection::vec(step(), 25..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut world = World::new().await;
            for step in &steps {
                world.run(step).await;
                world.invariants(step).await;
                world.policies_are_current(step).await;
                world.harness.advance(SignedDuration::from_secs(61));
            }
        });
    }
}
