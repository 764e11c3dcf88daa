//! The reader in Python, which knows docs/policy-format.md only, and ours: the same answer over every cache of the table.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]
#![cfg(unix)]

mod check_outs;
#[path = "../support/mod.rs"]
mod support;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_policy::cache::{Cache, Location, Received};
use domicile_policy::claims::*;
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{KeySetDraft, sign_keyset};
use domicile_policy::root::{Root, demo_signers};
use domicile_policy::time::{Boot, Clock};
use domicile_policy::verify::Expected;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// 2026-06-01T00:00:00Z.
const T: i64 = 1_780_272_000;
const OS_ID: &str = "0f9a4b0f9a4b0f9a4b";

/// Products that are asked about in every cache, with the version.
const QUESTIONS: &[(&str, Option<&str>)] = &[
    ("bridge-modeler", None),
    ("bridge-modeler", Some("no version")),
    ("cable-stayed", None),
    ("country-less", None),
    ("dam-designer", None),
    ("elsewhere", None),
    ("evaluated", None),
    ("future-plan", None),
    ("limited", None),
    ("limited", Some("2024.1.9")),
    ("limited", Some("2024.2")),
    ("limited", Some("2025.99.1")),
    ("limited", Some("2026")),
    ("limited", Some("2025-beta")),
    ("limited", Some("")),
    ("no-reason", None),
    ("rail-designer", None),
    ("restricted", None),
    ("trial-run", None),
    ("unheard-of", None),
    ("unknown-use", None),
];

struct Python {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Python {
    fn start() -> Self {
        // target/<profile>/deps/<test>
        let python = std::env::current_exe().unwrap().ancestors().nth(3).unwrap().join("python/bin/python");
        assert!(python.exists(), "{} is missing: cargo xtask test makes it", python.display());
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut command = Command::new(python);
        command.arg("-B").arg(here.join("tests/reader/read.py")).arg(here.join("demo-root.json"));
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (questions, answers) = (process.stdin.take().unwrap(), BufReader::new(process.stdout.take().unwrap()));
        Self { process, questions, answers }
    }

    fn ask(&mut self, question: &Value) -> Value {
        writeln!(self.questions, "{question}").unwrap();
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("no answer to {question}"))
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One cache, and how it is looked at.
struct Case {
    dir: TempDir,
    wall: i64,
    boot: Option<Boot>,
    machine: Option<&'static str>,
}

impl Case {
    fn empty() -> Self {
        Self { dir: TempDir::new().unwrap(), wall: T + 60, boot: None, machine: Some(OS_ID) }
    }

    /// Version 10, then version 11 ten seconds later.
    fn good() -> Self {
        let case = Self::empty();
        case.store(&sign(&numbered(10, 0)));
        case.store(&sign(&numbered(11, 10)));
        case
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("policy")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    fn store(&self, policy: &str) {
        support::store(&self.folder(), &ana(), policy, T);
    }

    fn store_with(&self, claims: &PolicyClaims, keys: &str, clock: &Clock) {
        let policy = sign(claims);
        let received = Received { policy: policy.as_bytes(), keyset: Some(keys.as_bytes()), etag: None, server_time: Some(T) };
        Cache::at(&self.folder()).store(&Root::compiled_in(), &ana(), &received, clock).unwrap();
    }

    fn put(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        fs::write(self.file(name), bytes).unwrap();
        self
    }

    fn without(self, name: &str) -> Self {
        fs::remove_file(self.file(name)).unwrap();
        self
    }

    fn at(self, wall: i64) -> Self {
        Self { wall, ..self }
    }

    fn state(self, change: impl FnOnce(&mut Value)) -> Self {
        let mut state: Value = serde_json::from_slice(&fs::read(self.file("state.json")).unwrap()).unwrap();
        change(&mut state);
        self.put("state.json", state.to_string())
    }
}

fn ana() -> Expected {
    support::expected("ana-costa", OS_ID)
}

fn sign(claims: &PolicyClaims) -> String {
    support::signer().sign(claims).unwrap()
}

fn numbered(version: u64, later: i64) -> PolicyClaims {
    let mut claims = support::claims(&ana(), T);
    claims.version = version;
    for date in [&mut claims.iat, &mut claims.nbf, &mut claims.exp, &mut claims.refresh_after] {
        *date += later;
    }
    claims
}

/// Claims of version 12, as JSON, signed whatever they say.
fn forged(change: impl FnOnce(&mut Value)) -> String {
    let mut claims = serde_json::to_value(numbered(12, 20)).unwrap();
    change(&mut claims);
    signed_as(&json!({ "alg": "EdDSA", "typ": "policy+jwt", "kid": "key-1" }).to_string(), claims.to_string().as_bytes(), support::SEED)
}

fn text_forged(change: impl FnOnce(String) -> String) -> String {
    let claims = change(serde_json::to_string(&numbered(12, 20)).unwrap());
    signed_as(r#"{"alg":"EdDSA","typ":"policy+jwt","kid":"key-1"}"#, claims.as_bytes(), support::SEED)
}

fn headed(header: &str) -> String {
    signed_as(header, &serde_json::to_vec(&numbered(12, 20)).unwrap(), support::SEED)
}

fn signed_as(header: &str, payload: &[u8], seed: [u8; 32]) -> String {
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    let signature = SigningKey::from_bytes(&seed).sign(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

/// A key set that says whatever it says, signed by two root keys.
fn keys_forged(change: impl FnOnce(&mut Value)) -> String {
    let mut general: Value = serde_json::from_str(&support::keyset(1, T)).unwrap();
    let mut payload: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(general["payload"].as_str().unwrap()).unwrap()).unwrap();
    change(&mut payload);
    general["payload"] = URL_SAFE_NO_PAD.encode(payload.to_string()).into();
    signed_by(&mut general, "policy-keys+jws", &["demo-root-1", "demo-root-2"]);
    general.to_string()
}

/// Signs in general form, by these root keys: those of the demo, or new ones.
fn signed_by(general: &mut Value, typ: &str, kids: &[&str]) {
    let payload = URL_SAFE_NO_PAD.decode(general["payload"].as_str().unwrap()).unwrap();
    let sign = |kid: &&str| {
        let jws = signed_as(&json!({ "alg": "EdDSA", "typ": typ, "kid": kid }).to_string(), &payload, root_seed(kid));
        let mut parts = jws.split('.');
        json!({ "protected": parts.next().unwrap(), "signature": parts.nth(1).unwrap() })
    };
    general["signatures"] = kids.iter().map(sign).collect();
}

fn root_seed(kid: &str) -> [u8; 32] {
    match kid {
        "new-1" => [21; 32],
        "new-2" => [22; 32],
        _ => format!("domicile {}: no secret!", kid.replace('-', " ")).into_bytes().try_into().unwrap(),
    }
}

/// A key set signed by `keys_by`, with a replacement of the root by two new keys, signed by `root_by`.
fn replaced(keys_by: &[&str], root_by: &[&str], change: impl FnOnce(&mut Value)) -> String {
    let keys = ["new-1", "new-2"].map(|kid| {
        let x = SigningKey::from_bytes(&root_seed(kid)).verifying_key().to_bytes();
        json!({ "kty": "OKP", "crv": "Ed25519", "kid": kid, "x": URL_SAFE_NO_PAD.encode(x) })
    });
    let mut root = json!({ "issuer": "domicile-demo", "version": 2, "threshold": 2, "keys": keys });
    change(&mut root);
    let mut replacement = json!({ "payload": URL_SAFE_NO_PAD.encode(root.to_string()) });
    signed_by(&mut replacement, "policy-root+jws", root_by);
    let mut general: Value = serde_json::from_str(&support::keyset(1, T)).unwrap();
    signed_by(&mut general, "policy-keys+jws", keys_by);
    general["roots"] = json!([replacement]);
    general.to_string()
}

const OLD: &[&str] = &["demo-root-1", "demo-root-2"];
const NEW: &[&str] = &["new-1", "new-2"];
const BOTH: &[&str] = &["demo-root-1", "new-1", "demo-root-3", "new-2"];

/// The last letter with one of its unused bits set.
fn next_letter(jws: &str) -> char {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let at = LETTERS.find(jws.chars().last().unwrap()).unwrap();
    LETTERS.chars().nth(at + 1).unwrap()
}

fn remove(value: &mut Value, name: &str) {
    value.as_object_mut().unwrap().remove(name).unwrap();
}

fn good_caches() -> Vec<(&'static str, Case)> {
    let exp = numbered(11, 10).exp;
    let withdrawn = |cause: &'static str| Case::good().put("policy.jws", forged(|it| it["withdrawn"] = cause.into()));
    let boot = |elapsed: i64, id: &str| Some(Boot { id: Some(id.into()), elapsed });
    let with_boot = |now: Option<Boot>| {
        let case = Case::empty();
        case.store_with(&numbered(10, 0), &support::keyset(1, T), &Clock { wall: T, boot: boot(1000, "a") });
        Case { boot: now, ..case }
    };
    let second_epoch = Case::good();
    let mut restored = numbered(3, -3 * DAY);
    restored.epoch = 2;
    second_epoch.store(&sign(&restored));
    let renamed = Case::good();
    let mut claims = numbered(11, 10);
    claims.machine.name = "Ünïcode\u{7f}\u{1}\t\"\\/".into();
    renamed.store(&sign(&claims));
    let next = Case::good().state(|it| {
        it["next"] = it["expected"].clone();
        it["expected"] = json!({ "issuer": "domicile-demo", "subject": "tom-becker", "machine": "other" });
    });
    let unsettled = Case::empty();
    let mut retired = draft_with(|it| it.version = 2);
    retired.keys[0].retires = T + 100;
    unsettled.store_with(&numbered(10, 0), &sign_keyset(&retired, &demo_signers().unwrap()).unwrap(), &Clock::wall(T));
    vec![
        ("valid", Case::good()),
        ("clock ten minutes back", Case::good().at(T - 600)),
        ("clock a day back", Case::good().at(T + 10 - DAY)),
        ("refresh due", Case::good().at(T + 10 + WINDOW)),
        ("grace over", Case::good().at(T + 7 * DAY)),
        ("last second", Case::good().at(exp - 1)),
        ("expired", Case::good().at(exp)),
        ("still readable", Case::good().at(exp + 21 * DAY - 1)),
        ("no longer readable", Case::good().at(exp + 21 * DAY)),
        ("machine not known", Case { machine: None, ..Case::good() }),
        ("removed", withdrawn("removed")),
        ("locked", withdrawn("locked")),
        ("unaffiliated", withdrawn("unaffiliated")),
        ("disabled", withdrawn("disabled")),
        ("a cause of a later format", withdrawn("eclipsed")),
        ("members of a later format", Case::good().put("policy.jws", forged(|it| it["later"] = json!({ "a": [1, 2.5, null] })))),
        ("absent members", Case::good().put("policy.jws", forged(|it| ["account", "jti"].into_iter().for_each(|name| remove(it, name))))),
        ("null members", Case::good().put("policy.jws", forged(|it| (it["account"], it["withdrawn"]) = (Value::Null, Value::Null)))),
        ("a verdict of a later format", Case::good().put("policy.jws", forged(|it| it["entitlements"][0]["verdict"] = "perhaps".into()))),
        ("a reason of a later format", Case::good().put("policy.jws", forged(|it| it["entitlements"][9]["reason"] = "whim".into()))),
        (
            "a limit that cannot be read",
            Case::good().put("policy.jws", forged(|it| it["entitlements"][7]["versions"]["upTo"] = "next".into())),
        ),
        ("a higher epoch with lower numbers", second_epoch),
        ("a renamed machine", renamed),
        ("somebody else's policy on its way in", next),
        ("key retired since", unsettled.at(T + 5 * DAY)),
        ("marks fallen", Case::good().state(|it| it["marks"] = json!([]))),
        (
            "countries that are a word",
            Case::good().put("policy.jws", forged(|it| it["entitlements"][0]["countries"] = "everywhere".into())),
        ),
        ("an account of a later format", Case::good().put("policy.jws", forged(|it| it["account"] = json!({ "ids": ["a"] })))),
        ("a country of a later format", Case::good().put("policy.jws", forged(|it| it["country"] = json!(["GB"])))),
        ("no country", Case::good().put("policy.jws", forged(|it| remove(it, "country")))),
        (
            "an odd entitlement beside others",
            Case::good().put("policy.jws", forged(|it| it["entitlements"][2]["versions"] = json!(["2025"]))),
        ),
        ("one whose product nobody can tell", Case::good().put("policy.jws", forged(|it| it["entitlements"][2] = json!(["dam-designer"])))),
        (
            "a verdict that is an object",
            Case::good().put("policy.jws", forged(|it| it["entitlements"][2]["verdict"] = json!({ "allowed": null }))),
        ),
        ("a usage that is a number", Case::good().put("policy.jws", forged(|it| it["entitlements"][2]["usageType"] = json!(1)))),
        ("check-outs of a later format", Case::good().put("policy.jws", forged(|it| it["checkOuts"] = json!({ "later": [] })))),
        (
            "what the service said of time",
            Case::good().state(|it| it["soft"] = json!({ "serverTime": T + 3 * DAY, "boot": { "elapsed": 1 } })),
        ),
        ("what the service's clock said", Case::good().state(|it| it["soft"]["serviceAhead"] = json!(90 * DAY))),
        (
            "a key of a later form",
            Case::good()
                .put("keyset.json", keys_forged(|it| it["keys"].as_array_mut().unwrap().push(json!({ "kty": "AKP", "pub": "AQAB" })))),
        ),
        ("a lone state", Case::good().state(|it| *it = json!({ "format": 1, "expected": it["expected"] }))),
        ("policy missing, the one before is below the marks", Case::good().without("policy.jws")),
        ("policy missing, the one before may grant", Case::good().without("policy.jws").state(|it| it["marks"] = json!([]))),
        ("policy damaged, the one before may grant", Case::good().put("policy.jws", "x").state(|it| it["marks"] = json!([]))),
        ("boot clock agrees", with_boot(boot(1060, "a"))),
        ("boot clock went on", with_boot(boot(1000 + 13 * 3600, "a"))),
        ("boot clock went on for days", with_boot(boot(1000 + 2 * DAY, "a"))),
        ("restarted", with_boot(boot(500, "b"))),
        ("restarted and ran on", with_boot(boot(WINDOW + 100, "b"))),
        ("not restarted and ran on as long", with_boot(boot(WINDOW + 100, "a"))),
        ("a boot clock without name", with_boot(Some(Boot { id: None, elapsed: 1000 + 13 * 3600 }))),
        ("a boot clock that fell", with_boot(Some(Boot { id: None, elapsed: 900 }))),
        (
            "more root signatures than needed",
            Case::good().put("keyset.json", sign_keyset(&support::draft(1, T), &demo_signers().unwrap()).unwrap()),
        ),
        (
            "keys of a later format",
            Case::good().put(
                "keyset.json",
                keys_forged(|it| {
                    it["keys"]
                        .as_array_mut()
                        .unwrap()
                        .push(json!({ "kty": "RSA", "crv": "", "kid": "r", "n": "AQAB", "activates": 1, "retires": 2 }))
                }),
            ),
        ),
    ]
}

fn draft_with(change: impl FnOnce(&mut KeySetDraft)) -> KeySetDraft {
    let mut draft = support::draft(1, T);
    change(&mut draft);
    draft
}

fn bad_caches() -> Vec<(&'static str, Case)> {
    let policy = |bytes: &str| Case::good().put("policy.jws", bytes);
    let signed_by = |kid: &str, seed: u8, claims: &PolicyClaims| policy(&PolicySigner::from_seed(kid, &[seed; 32]).sign(claims).unwrap());
    let keys = |bytes: &str| Case::good().put("keyset.json", bytes);
    let good = sign(&numbered(11, 10));
    let flipped = |at: usize| {
        let mut bytes = good.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        String::from_utf8(bytes).unwrap()
    };
    let (first, second) = (good.find('.').unwrap(), good.rfind('.').unwrap());
    let mut equivocal = numbered(11, 10);
    equivocal.entitlements.pop();
    let mut lower_epoch = numbered(12, 20);
    lower_epoch.epoch = 0;
    let tom = support::expected("tom-becker", OS_ID);
    // The identity as key and as half of a signature: what is not strict takes it for a signature over anything.
    let weak = keys_forged(|it| it["keys"][0]["x"] = URL_SAFE_NO_PAD.encode([&[1][..], &[0; 31]].concat()).into());
    let weakly_signed = format!("{}.{}", &good[..second], URL_SAFE_NO_PAD.encode([&[1][..], &[0; 63]].concat()));
    let header = |name: &str, value: Value| {
        let mut header = json!({ "alg": "EdDSA", "typ": "policy+jwt", "kid": "key-1" });
        header[name] = value;
        policy(&headed(&header.to_string()))
    };
    let one_root = |signers: &[usize]| {
        let all = demo_signers().unwrap();
        let chosen: Vec<_> = all.into_iter().enumerate().filter(|(at, _)| signers.contains(at)).map(|(_, it)| it).collect();
        sign_keyset(&support::draft(1, T), &chosen).unwrap()
    };
    let twice = {
        let mut general: Value = serde_json::from_str(&one_root(&[0])).unwrap();
        let signature = general["signatures"][0].clone();
        general["signatures"].as_array_mut().unwrap().push(signature);
        general.to_string()
    };
    let mut cases = vec![
        ("nothing", Case::empty()),
        ("no policies", Case::good().without("policy.jws").without("policy.prev.jws")),
        ("only a damaged one before", Case::good().without("policy.jws").put("policy.prev.jws", "x")),
        ("no state", Case::good().without("state.json")),
        ("no keys", Case::good().without("keyset.json")),
        ("clock a day and a second back", Case::good().at(T + 10 - DAY - 1)),
        ("clock a year back", Case::good().at(T - 365 * DAY)),
        ("clock at the beginning", Case::good().at(0)),
        ("a later time was noted", Case::good().state(|it| it["soft"] = json!({ "wallSeen": T + 3 * DAY }))),
        ("the date of what was taken in is later", Case::good().state(|it| it["soft"] = json!({ "signedTime": T + 3 * DAY }))),
        ("another machine", Case { machine: Some("another-machine-id"), ..Case::good() }),
        ("another person's", policy(&sign(&support::claims(&tom, T)))),
        ("nobody expected", Case::good().state(|it| it["expected"] = Value::Null)),
        ("another operator expected", Case::good().state(|it| it["expected"]["issuer"] = "elsewhere".into())),
        ("an older one put back", policy(&sign(&numbered(10, 0)))),
        ("an older one with a newer date", policy(&sign(&numbered(10, 60)))),
        ("a newer one with an older date", policy(&sign(&numbered(12, 0)))),
        ("a lower epoch", policy(&sign(&lower_epoch))),
        ("the same numbers, another content", policy(&sign(&equivocal))),
        ("signed by an unknown key", signed_by("key-9", 9, &numbered(12, 20))),
        ("signed by a retired key", signed_by("key-0", 6, &numbered(12, 20))),
        ("signed by a revoked key", signed_by("key-x", 8, &numbered(12, 20))),
        ("signed under another's name", signed_by("key-1", 9, &numbered(12, 20))),
        ("a weak key", keys(&weak).put("policy.jws", &weakly_signed)),
        ("empty", policy("")),
        ("not base64url", policy("a.b.c")),
        ("two parts", policy(&good[..second])),
        ("four parts", policy(&format!("{good}.AA"))),
        ("unused bits", policy(&format!("{}{}", &good[..good.len() - 1], next_letter(&good)))),
        ("a letter that is none", policy(&good.replacen(".", "!.", 1))),
        ("a header with space before it", policy(&headed(r#" {"alg":"EdDSA","typ":"policy+jwt","kid":"key-1"}"#))),
        ("padding", policy(&format!("{good}="))),
        ("a newline at the end", policy(&format!("{good}\n"))),
        ("too large", policy(&"a".repeat(1 << 21))),
        ("header changed", policy(&flipped(first - 3))),
        ("payload changed", policy(&flipped(first + 40))),
        ("signature changed", policy(&flipped(second + 10))),
        ("signature cut", policy(&good[..good.len() - 4])),
        ("no signature", policy(&good[..=second])),
        ("alg none", header("alg", "none".into())),
        ("alg of another family", header("alg", "HS256".into())),
        ("alg by its new name", header("alg", "Ed25519".into())),
        ("another typ", header("typ", "JWT".into())),
        ("crit", header("crit", json!(["exp"]))),
        ("no kid", policy(&headed(r#"{"alg":"EdDSA","typ":"policy+jwt"}"#))),
        ("kid twice", policy(&headed(r#"{"alg":"EdDSA","typ":"policy+jwt","kid":"key-1","kid":"key-1"}"#))),
        ("a header that is a list", policy(&headed(r#"["EdDSA","policy+jwt","key-1"]"#))),
        ("a key in the header", header("jwk", json!({ "kty": "OKP", "crv": "Ed25519", "x": "AQ" }))),
        ("an issuer that is another", policy(&forged(|it| it["iss"] = "elsewhere".into()))),
        ("an audience that is another", policy(&forged(|it| it["aud"] = "elsewhere".into()))),
        ("a machine that is another", policy(&forged(|it| it["machine"]["id"] = "elsewhere".into()))),
        ("dates out of order", policy(&forged(|it| it["nbf"] = json!(T + 30)))),
        ("valid for too long", policy(&forged(|it| it["exp"] = json!(T + 40 * DAY)))),
        ("offline for too long", policy(&forged(|it| it["offlineDays"] = 31.into()))),
        ("refresh before issue", policy(&forged(|it| it["refreshAfter"] = json!(T)))),
        ("products out of order", policy(&forged(|it| it["entitlements"].as_array_mut().unwrap().swap(0, 1)))),
        ("a product twice", policy(&forged(|it| it["entitlements"][1] = it["entitlements"][0].clone()))),
        ("a date that is a fraction", policy(&forged(|it| it["iat"] = json!(T as f64 + 0.5)))),
        ("a date that is a text", policy(&forged(|it| it["exp"] = "2026".into()))),
        ("a version below zero", policy(&forged(|it| it["version"] = json!(-1)))),
        ("a grace that is too large", policy(&forged(|it| it["entitlements"][0]["graceDays"] = 65_536.into()))),
        ("a grace that is null", policy(&forged(|it| it["entitlements"][0]["graceDays"] = Value::Null))),
        ("a cause that is a number", policy(&forged(|it| it["withdrawn"] = 1.into()))),
        ("a member twice", policy(&text_forged(|it| it.replacen("{", "{\"exp\":1,", 1)))),
        ("a payload with space before it", policy(&text_forged(|it| format!(" {it}")))),
        ("a payload with more behind it", policy(&text_forged(|it| format!("{it}{{}}")))),
        (
            "a payload that is no UTF-8",
            policy(&signed_as(r#"{"alg":"EdDSA","typ":"policy+jwt","kid":"key-1"}"#, b"{\"iss\":\"\xff\"}", support::SEED)),
        ),
        ("keys signed by one root key", keys(&one_root(&[1]))),
        ("keys signed twice by one root key", keys(&twice)),
        ("keys signed by nobody", keys(r#"{"payload":"","signatures":[]}"#)),
        ("keys that are none", keys("[]")),
        ("keys of another operator", keys(&keys_forged(|it| it["issuer"] = "elsewhere".into()))),
        ("keys without dates", keys(&keys_forged(|it| remove(it, "exp")))),
        ("a key twice", keys(&keys_forged(|it| it["keys"][1] = it["keys"][0].clone()))),
        ("a key that retires before it begins", keys(&keys_forged(|it| it["keys"][1]["retires"] = 5.into()))),
        (
            "a key with unused bits",
            keys(&keys_forged(|it| {
                let x = it["keys"][0]["x"].as_str().unwrap().to_owned();
                it["keys"][0]["x"] = format!("{}{}", &x[..x.len() - 1], next_letter(&x)).into();
            })),
        ),
        ("a key that is too short", keys(&keys_forged(|it| it["keys"][1]["x"] = "AQAB".into()))),
        ("keys that ended before the policy was issued", keys(&keys_forged(|it| it["exp"] = json!(T + 5)))),
        ("a key that begins after the policy was issued", keys(&keys_forged(|it| it["keys"][0]["activates"] = json!(T + 11)))),
        ("a replaced root, keys of the old one", keys(&replaced(OLD, BOTH, |_| ()))),
        ("a new root not signed by the old", keys(&replaced(NEW, &["demo-root-1", "new-1", "new-2"], |_| ()))),
        ("a new root not signed by itself", keys(&replaced(NEW, &["demo-root-1", "demo-root-2", "new-2"], |_| ()))),
        ("a new root that leaves one out", keys(&replaced(NEW, BOTH, |it| it["version"] = 3.into()))),
        ("a new root of another operator", keys(&replaced(NEW, BOTH, |it| it["issuer"] = "elsewhere".into()))),
        ("a new root out of reach", keys(&replaced(NEW, BOTH, |it| it["threshold"] = 3.into()))),
        ("a new root with one key twice", keys(&replaced(NEW, BOTH, |it| it["keys"][1]["x"] = it["keys"][0]["x"].clone()))),
        ("keys of an older root", Case::good().state(|it| it["rootVersion"] = 2.into())),
        ("older keys put back", Case::good().state(|it| it["keysetVersion"] = 2.into())),
        ("state empty", Case::good().put("state.json", "")),
        ("state of a later format", Case::good().state(|it| it["format"] = 2.into())),
        ("state with null marks", Case::good().state(|it| it["marks"] = Value::Null)),
        ("state with a bad date", Case::good().state(|it| it["soft"]["serverTime"] = "now".into())),
    ];
    for name in ["iss", "sub", "aud", "iat", "nbf", "exp", "epoch", "version", "machine", "offlineDays", "refreshAfter", "entitlements"] {
        cases.push((name, policy(&forged(|it| remove(it, name)))));
    }
    for name in ["product", "name", "usageType", "verdict", "countries"] {
        cases.push((name, policy(&forged(|it| remove(&mut it["entitlements"][0], name)))));
    }
    cases
}

#[test]
fn both_readers_answer_the_same() {
    let mut python = Python::start();
    let mut seen = BTreeSet::new();
    for (name, case) in good_caches().into_iter().chain(check_outs::caches()).chain(bad_caches()) {
        let clock = Clock { wall: case.wall, boot: case.boot.clone() };
        let reading = Cache::at(&case.folder()).read(&Root::compiled_in(), &clock, case.machine);
        // Where nothing is in force, one product is like another.
        let asked = if reading.policy.is_some() { QUESTIONS } else { &QUESTIONS[..2] };
        for (product, version) in asked {
            let ours = reading.decide(product, *version);
            let theirs = python.ask(&json!({
                "folder": case.folder(), "wall": case.wall, "boot": case.boot, "machine": case.machine, "product": product, "version": version,
            }));
            let ours = json!({
                "state": ours.state.as_str(), "reason": ours.reason.map(|it| it.as_str()), "until": ours.checked_out_until,
            });
            assert_eq!(theirs, ours, "{name}: {product} {version:?}, {:?} {:?}", reading.refusal, reading.keyset_refusal);
            seen.extend(ours.as_object().unwrap().values().filter_map(|it| it.as_str().map(str::to_owned)));
        }
    }
    // Nothing was agreed upon by never being asked.
    let states = "valid refresh_due grace trial expired not_entitled clock_suspect rolled_back wrong_machine unknown_key corrupt no_policy";
    let reasons = "not_owned other_country country_without_entitlements restricted not_yet_started ended locked unaffiliated version_not_covered other";
    let named: BTreeSet<String> = states.split(' ').chain(reasons.split(' ')).map(str::to_owned).collect();
    assert_eq!(seen, named);
    // And the page names each of them.
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/policy-format.md")).unwrap();
    for name in named {
        assert!(page.contains(&name), "docs/policy-format.md does not name {name}");
    }
}

/// Field case W19b: a reader by the page alone finds the folder of its machine in a home that two machines share.
#[test]
fn both_readers_find_the_folder_of_their_machine() {
    let mut python = Python::start();
    let home = TempDir::new().unwrap();
    let ids = ["0f9a4b0f9a4b0f9a4b", "11111111111111111111", "22222222222222222222"];
    for (at, id) in ids.iter().take(2).enumerate() {
        let location = Location::for_machine(home.path(), vec![(*id).to_owned()]);
        let whom = support::expected("ana-costa", id);
        let mut claims = support::claims(&whom, T);
        claims.version = 10 + at as u64;
        support::store(location.to_write().folder(), &whom, &sign(&claims), T);
    }
    let states = ids.map(|id| {
        let location = Location::for_machine(home.path(), vec![id.to_owned()]);
        let ours = location.to_read().read(&Root::compiled_in(), &Clock::wall(T + 60), Some(id)).decide("bridge-modeler", None);
        let question =
            json!({ "home": home.path(), "wall": T + 60, "boot": null, "machine": id, "product": "bridge-modeler", "version": null });
        let theirs = python.ask(&question)["state"].clone();
        assert_eq!(theirs, ours.state.as_str(), "{id}");
        ours.state.as_str()
    });
    assert_eq!(states, ["valid", "valid", "wrong_machine"]);
}

#[test]
fn no_bad_cache_grants_anything() {
    for (name, case) in bad_caches() {
        let clock = Clock { wall: case.wall, boot: case.boot.clone() };
        let reading = Cache::at(&case.folder()).read(&Root::compiled_in(), &clock, case.machine);
        let may_run = reading.decide("bridge-modeler", None).may_run;
        // A key in the header is not looked at, and does no harm.
        assert_eq!(may_run, name == "a key in the header", "{name}");
    }
}
