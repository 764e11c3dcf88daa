//! The keys of an operator from the first ceremony to a replaced root, by the program itself: nobody but the holders of root keys brings a
//! key set about, and what is in force is what a workstation believes.

use super::binary::program;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_directory::keys::PolicyKeys;
use domicile_policy::ceremony::read_root_for_ceremony;
use domicile_policy::keyset::{KeySet, verify_keyset};
use domicile_policy::root::Root;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// A folder with the keys of this build's root, as their holders have them.
pub(crate) struct Ceremony(tempfile::TempDir);

impl Ceremony {
    pub(crate) fn new() -> Self {
        let it = Self(tempfile::tempdir().unwrap());
        for at in 1..=3 {
            it.put(&format!("demo{at}.key"), &URL_SAFE_NO_PAD.encode(format!("domicile demo root {at}: no secret!")), 0o600);
        }
        it
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, text: &str, mode: u32) {
        std::fs::write(self.path(name), text).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(self.path(name), std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
        #[cfg(not(unix))]
        let _ = mode;
    }

    /// What it prints, and what it logs.
    fn run(&self, args: &[&str]) -> (String, String) {
        let output = program(self.0.path(), &[&["keys"], args].concat()).output().unwrap();
        let log = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{args:?}: {log}");
        (String::from_utf8(output.stdout).unwrap(), log)
    }

    pub(crate) fn does(&self, args: &[&str]) -> String {
        self.run(args).0
    }

    fn refuses(&self, args: &[&str]) -> String {
        let output = program(self.0.path(), &[&["keys"], args].concat()).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    pub(crate) fn sign(&self, key: &str) -> String {
        self.does(&["root", "sign-keyset", "keys/keyset.draft.json", "--key", key])
    }

    pub(crate) fn install(&self) {
        self.does(&["install", "keys/keyset.draft.json", "--folder", "keys"]);
    }

    /// The key set in force, as a workstation sees it.
    pub(crate) fn believed(&self) -> KeySet {
        verify_keyset(&std::fs::read(self.path("keys/keyset.json")).unwrap(), &Root::compiled_in(), 0, now()).unwrap()
    }

    pub(crate) fn lines(&self, state: &str) -> Vec<String> {
        let listed = self.does(&["list", "--folder", "keys"]);
        listed.lines().filter(|it| it.contains(&format!("\t{state}\t"))).map(str::to_owned).collect()
    }

    /// The files of the new root's private keys.
    fn new_root(&self, folder: &str) -> Vec<String> {
        let names = std::fs::read_dir(self.path(folder)).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
        names.filter(|it| Path::new(it).extension().is_some_and(|it| it == "key")).map(|it| format!("{folder}/{it}")).collect()
    }
}

fn now() -> i64 {
    Timestamp::now().as_second()
}

#[test]
fn a_root_is_made_with_each_key_in_a_file_of_its_own() {
    let ceremony = Ceremony::new();
    let said = ceremony.does(&["root", "create", "--keys", "3", "--threshold", "2", "--out", "root"]);
    assert!(said.contains("2 of 3 keys must sign"), "{said}");
    let keys = ceremony.new_root("root");
    assert_eq!(keys.len(), 3);
    #[cfg(unix)]
    for name in &keys {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |it: &Path| std::fs::metadata(it).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&ceremony.path(name)), mode(&ceremony.path("root"))), (0o600, 0o700));
    }
    let public = std::fs::read_to_string(ceremony.path("root/root.json")).unwrap();
    let root = read_root_for_ceremony(public.as_bytes()).unwrap();
    assert_eq!((root.version(), root.threshold(), root.keys().len()), (1, 2, 3));
    for name in &keys {
        let private = std::fs::read_to_string(ceremony.path(name)).unwrap();
        assert!(!public.contains(private.trim()) && !said.contains(private.trim()), "a private key stays in its file");
    }
    assert!(ceremony.refuses(&["root", "create", "--keys", "3", "--threshold", "2", "--out", "root"]).contains("there already"));
    for (keys, threshold) in [("3", "0"), ("3", "4"), ("0", "0"), ("0", "1")] {
        ceremony.refuses(&["root", "create", "--keys", keys, "--threshold", threshold, "--out", "other"]);
        assert!(!ceremony.path("other").exists());
    }
    assert!(ceremony.does(&["root", "show"]).contains("domicile-demo"));
}

#[test]
fn holders_sign_one_after_the_other_and_only_then_keys_are_in_force() {
    let ceremony = Ceremony::new();
    assert!(ceremony.refuses(&["list", "--folder", "keys"]).contains("keys rotate"));
    let (said, log) = ceremony.run(&["rotate", "--folder", "keys", "--because", "the first year"]);
    assert!(said.contains("5 new keys"), "{said}");
    assert!(log.contains("policy_keys.rotated") && log.contains("the first year"), "{log}");
    let install = ["install", "keys/keyset.draft.json", "--folder", "keys"];
    assert!(ceremony.refuses(&install).contains("not signed by enough root keys"));
    assert!(ceremony.sign("demo2.key").contains("signed by demo-root-2; 1 more needed"));
    let sign = |key| ceremony.refuses(&["root", "sign-keyset", "keys/keyset.draft.json", "--key", key]);
    assert!(sign("demo2.key").contains("has signed this already"));
    assert!(ceremony.refuses(&install).contains("not signed by enough root keys"));
    ceremony.put("stranger.key", &URL_SAFE_NO_PAD.encode([9; 32]), 0o600);
    assert!(sign("stranger.key").contains("belongs to none of the roots"));
    assert!(sign("nowhere.key").contains("There is no file"));
    #[cfg(unix)]
    {
        ceremony.put("open.key", &URL_SAFE_NO_PAD.encode("domicile demo root 1: no secret!"), 0o644);
        assert!(sign("open.key").contains("can be read by others"));
    }
    let signed = ceremony.does(&["root", "sign-keyset", "keys/keyset.draft.json", "--key", "demo3.key", "--out", "signed.json"]);
    assert!(signed.contains("demo-root-2, demo-root-3; enough"), "{signed}");
    assert!(ceremony.does(&["root", "show", "signed.json"]).contains("enough"));
    ceremony.does(&["install", "signed.json", "--folder", "keys"]);
    assert!(ceremony.refuses(&["install", "signed.json", "--folder", "keys"]).contains("in force already"));

    let (current, to_come) = (ceremony.lines("current"), ceremony.lines("to come"));
    assert_eq!((current.len(), to_come.len()), (1, 4));
    assert!(current.iter().chain(&to_come).all(|it| it.ends_with("\there")));
    assert!(ceremony.does(&["rotate", "--folder", "keys"]).contains("nothing to sign"));
    let set = ceremony.believed();
    assert!(set.version() == 1 && set.exp() >= now() + 365 * 86_400);
    PolicyKeys::from_folder(&ceremony.path("keys"), now()).unwrap();
}

#[test]
fn a_revoked_key_is_replaced_once_the_holders_have_signed() {
    let ceremony = Ceremony::new();
    ceremony.does(&["rotate", "--folder", "keys"]);
    ceremony.sign("demo1.key");
    ceremony.sign("demo2.key");
    ceremony.install();
    let kid = ceremony.lines("current")[0].split('\t').next().unwrap().to_owned();
    assert!(ceremony.refuses(&["revoke", "nobody", "--folder", "keys", "--because", "x"]).contains("There is no key"));
    assert!(ceremony.refuses(&["revoke", &kid, "--folder", "keys", "--because", " "]).contains("--because"));
    let (_, log) = ceremony.run(&["revoke", &kid, "--folder", "keys", "--because", "a lost laptop"]);
    assert!(log.contains("policy_key.revoked") && log.contains("a lost laptop") && log.contains(&kid), "{log}");
    assert!(ceremony.lines("revoked").is_empty(), "not before the holders signed");
    // Made anew: the draft before, and the private key made for it, are gone.
    ceremony.does(&["revoke", &kid, "--folder", "keys", "--because", "again"]);
    let private = std::fs::read_dir(ceremony.path("keys"))
        .unwrap()
        .filter(|it| it.as_ref().unwrap().path().extension().is_some_and(|it| it == "key"));
    assert_eq!(private.count(), 6, "five of the year, one instead of the revoked one");
    ceremony.sign("demo1.key");
    ceremony.sign("demo3.key");
    ceremony.install();
    assert!(ceremony.lines("revoked")[0].starts_with(&kid));
    let current = ceremony.lines("current");
    assert!(current.len() == 1 && !current[0].starts_with(&kid) && current[0].ends_with("here"), "{current:?}");
    assert!(!ceremony.path(&format!("keys/{kid}.key")).exists());
    assert!(ceremony.believed().keys().iter().any(|it| it.kid == kid && it.revoked));
    PolicyKeys::from_folder(&ceremony.path("keys"), now()).unwrap();
}

#[test]
fn a_root_is_replaced_by_both_thresholds() {
    let ceremony = Ceremony::new();
    ceremony.does(&["rotate", "--folder", "keys"]);
    ceremony.sign("demo1.key");
    ceremony.sign("demo2.key");
    ceremony.install();
    ceremony.does(&["root", "create", "--keys", "2", "--threshold", "2", "--out", "root"]);
    let new = ceremony.new_root("root");
    let replace = ["root", "replace", "--out", "replacement.json", "--new", "root/root.json"];
    assert!(ceremony.does(&replace).contains("signed by nobody; 2 more needed"));
    for key in ["demo1.key", &new[0], &new[1]] {
        ceremony.does(&[&replace[..], &["--key", key]].concat());
    }
    let rotate = ["rotate", "--folder", "keys", "--root-replacement", "replacement.json"];
    assert!(ceremony.refuses(&rotate).contains("not signed by enough keys of the old one"));
    assert_eq!(ceremony.believed().root_version(), 1, "nothing happened yet");
    let said = ceremony.does(&[&replace[..], &["--key", "demo3.key"]].concat());
    assert_eq!(said.matches("; enough").count(), 2, "{said}");
    ceremony.does(&rotate);
    // Of the old holders a program that knows no other root may want signatures; they do not count for the new root.
    assert!(ceremony.sign("demo1.key").contains("signed by nobody; 2 more needed"));
    ceremony.sign(&new[0]);
    assert!(ceremony.refuses(&["install", "keys/keyset.draft.json", "--folder", "keys"]).contains("not signed by enough root keys"));
    assert!(ceremony.sign(&new[1]).contains("brings root version 2: 2 of 2 keys"));
    ceremony.install();
    let set = ceremony.believed();
    assert_eq!((set.root_version(), set.version()), (2, 2));
    PolicyKeys::from_folder(&ceremony.path("keys"), now()).unwrap();
    // The next build has the new root compiled in, and reads the same key set.
    let plain = ceremony.does(&["root", "show", "replacement.json", "--plain"]);
    let next = read_root_for_ceremony(plain.as_bytes()).unwrap();
    assert_eq!((next.issuer(), next.version()), ("domicile-demo", 2));
    assert_eq!(verify_keyset(&std::fs::read(ceremony.path("keys/keyset.json")).unwrap(), &next, 0, now()).unwrap().root_version(), 2);
    // And the year after that the chain comes along by itself.
    let kid = ceremony.lines("current")[0].split('\t').next().unwrap().to_owned();
    ceremony.does(&["revoke", &kid, "--folder", "keys", "--because", "a drill"]);
    ceremony.sign(&new[0]);
    ceremony.sign(&new[1]);
    ceremony.install();
    assert_eq!((ceremony.believed().root_version(), ceremony.believed().version()), (2, 3));
}
