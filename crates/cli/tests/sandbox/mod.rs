//! The real binary in a folder of its own, with a licence file signed by the demo keys where a test wants one.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses some of it")]

mod schema;

use domicile_policy::cache::{Cache, Received};
use domicile_policy::claims::{
    AUDIENCE, Account, Countries, Country, DAY, Entitlement, Machine, PolicyClaims, Reason, UsageType, Verdict, Withdrawn,
};
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{KeySetDraft, sign_keyset};
use domicile_policy::machine::fingerprint;
use domicile_policy::root::{self, Root};
use domicile_policy::time::Clock;
use domicile_policy::verify::Expected;
use domicile_workstation::data_dir::{DataDir, Environment};
use domicile_workstation::machine;
use serde_json::Value;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A data folder, and nothing else of the person who runs the tests.
pub struct Sandbox {
    folder: TempDir,
}

/// Long after these tests have run (seconds since 1970).
const FAR: i64 = 40_000_000_000;

/// What a run left behind.
#[derive(Debug)]
pub struct RunOutput {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl RunOutput {
    /// The one document on stdout, held against its schema.
    pub fn json(&self) -> Value {
        assert_eq!(self.stdout.lines().count(), 1, "one document, nothing else: {self:?}");
        let document = serde_json::from_str(&self.stdout).unwrap();
        schema::assert_valid(&document, concat!(env!("CARGO_MANIFEST_DIR"), "/schemas").as_ref());
        document
    }
}

impl From<Output> for RunOutput {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

impl Sandbox {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub fn home(&self) -> DataDir {
        DataDir::locate(&Environment { home: Some(self.folder.path().join("home").into()), service_url: None }).unwrap()
    }

    /// The binary, with an environment in which nothing of the person's is to be found.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_domicile"));
        command.env_clear().env("DOMICILE_HOME", self.home().root()).env("HOME", self.folder.path().join("nobody"));
        command.env("TZ", "UTC").env("PATH", "").stdin(Stdio::null());
        if let Some(system) = std::env::var_os("SystemRoot") {
            // Without it Windows loads no library for the network.
            command.env("SystemRoot", system);
        }
        command.args(line.split_whitespace());
        command
    }

    pub fn run(&self, line: &str) -> RunOutput {
        self.command(line).output().unwrap().into()
    }

    /// Keeps a policy that these changes were made to, as a refresh would.
    pub fn store_policy(&self, change: impl FnOnce(&mut PolicyClaims)) {
        let now = Clock::system();
        let root = Root::compiled_in();
        let home = self.home();
        home.prepare().unwrap();
        let id = fingerprint(&machine::id(&home).unwrap(), root.issuer(), "ana-costa");
        let expected = Expected { issuer: root.issuer().to_owned(), subject: "ana-costa".to_owned(), machine: id.clone() };
        let mut claims = PolicyClaims {
            iss: root.issuer().to_owned(),
            sub: "ana-costa".to_owned(),
            aud: AUDIENCE.to_owned(),
            iat: now.wall - 60,
            nbf: now.wall - 60,
            exp: now.wall + 7 * DAY,
            jti: String::new(),
            epoch: 1,
            version: 41,
            account: Some(Account { id: "old-bridge".to_owned(), name: "Old Bridge Ltd".to_owned() }),
            country: Country { code: Some("GB".to_owned()), decided_by: "revenue".to_owned() },
            machine: Machine { id, name: "test".to_owned() },
            offline_days: 7,
            refresh_after: now.wall + DAY / 2,
            withdrawn: None,
            entitlements: vec![
                product("archive-reader", Verdict::Denied, Some(Reason::Ended)),
                product("bridge-modeler", Verdict::Allowed, None),
                product("rail-designer", Verdict::Denied, Some(Reason::NotOwned)),
            ],
            check_outs: Vec::new(),
        };
        change(&mut claims);
        let signer = PolicySigner::from_seed("key-1", &[7; 32]);
        let keys = vec![signer.public(0, FAR)];
        // The same bytes each time: two key sets of one version would be refused.
        let draft = KeySetDraft { issuer: root.issuer().to_owned(), version: 1, iat: 0, exp: FAR, keys };
        let keyset = sign_keyset(&draft, &root::demo_signers().unwrap()).unwrap();
        let policy = signer.sign(&claims).unwrap();
        let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: None, server_time: Some(now.wall) };
        Cache::at(&home.policy()).store(&root, &expected, &received, &now).unwrap();
    }
}

pub fn product(id: &str, verdict: Verdict, reason: Option<Reason>) -> Entitlement {
    let name = id.split('-').map(|it| it[..1].to_uppercase() + &it[1..]).collect::<Vec<_>>().join(" ");
    Entitlement {
        product: id.to_owned(),
        name,
        edition: None,
        usage_type: UsageType::Production,
        verdict,
        reason,
        contract_starts: None,
        contract_ends: None,
        grace_days: 0,
        countries: Countries::Global,
        versions: None,
    }
}

/// What a lock leaves of a policy.
pub fn lock_claims(claims: &mut PolicyClaims) {
    claims.withdrawn = Some(Withdrawn::Locked);
    for it in &mut claims.entitlements {
        it.verdict = Verdict::Denied;
        it.reason = Some(Reason::Locked);
    }
}
