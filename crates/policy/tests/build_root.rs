//! The build script itself, run as cargo runs it: which root a build trusts, and that a release build without one does not come about.

#![allow(clippy::unwrap_used, reason = "tests may")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The build script that made this test's own `OUT_DIR`: the newest one, since older ones may lie beside it.
fn build_script() -> PathBuf {
    let all = Path::new(env!("OUT_DIR")).ancestors().nth(2).unwrap();
    let found = std::fs::read_dir(all).unwrap().map(|it| it.unwrap().path());
    let scripts = found.filter(|it| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with("domicile-policy-")));
    let scripts = scripts.map(|it| it.join(format!("build-script-main{}", std::env::consts::EXE_SUFFIX))).filter(|it| it.exists());
    scripts.max_by_key(|it| it.metadata().unwrap().modified().unwrap()).unwrap()
}

fn build(profile: &str, feature: bool, root: Option<&Path>) -> (Output, String) {
    let (output, out) = build_for(profile, feature, root, None);
    (output, std::fs::read_to_string(out.path().join("root.rs")).unwrap_or_default())
}

fn build_for(profile: &str, feature: bool, root: Option<&Path>, operator: Option<&Path>) -> (Output, tempfile::TempDir) {
    let out = tempfile::tempdir().unwrap();
    let mut script = Command::new(build_script());
    script.env_remove("CARGO_FEATURE_DEMO_ROOT").env_remove("DOMICILE_ROOT").env_remove("DOMICILE_OPERATOR").env("PROFILE", profile);
    script.env("OUT_DIR", out.path()).env("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR"));
    if feature {
        script.env("CARGO_FEATURE_DEMO_ROOT", "1");
    }
    if let Some(root) = root {
        script.env("DOMICILE_ROOT", root);
    }
    if let Some(operator) = operator {
        script.env("DOMICILE_OPERATOR", operator);
    }
    (script.output().unwrap(), out)
}

#[test]
#[cfg_attr(windows, ignore = "where this is built on another system, the build script is a program of that system")]
fn an_operators_file_names_the_service_and_the_root_of_a_build() {
    let folder = tempfile::tempdir().unwrap();
    let signer = domicile_policy::root::RootSigner::from_seed("root-a", &[7; 32]);
    let root = domicile_policy::ceremony::root("an-operator", 3, 1, vec![("root-a".to_owned(), signer.public())]).unwrap();
    std::fs::write(folder.path().join("root.json"), domicile_policy::ceremony::write_root(&root).unwrap()).unwrap();
    let path = folder.path().join("operator.toml");
    let good = "name = \"Example Software\"\nserviceUrl = \"https://domicile.example.com\"\nroot = \"root.json\"\n";
    std::fs::write(&path, format!("{good}supportAddress = \"help@example.com\"\n")).unwrap();
    let (output, out) = build_for("release", false, None, Some(&path));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let built = |name: &str| std::fs::read_to_string(out.path().join(name)).unwrap();
    assert!(built("root.rs").contains("\"an-operator\""));
    assert!(built("operator.rs").contains("\"https://domicile.example.com\"") && built("operator.rs").contains("help@example.com"));
    for (broken, said) in [
        (format!("{good}colour = \"red\"\n"), "there is no member `colour`"),
        (good.replace("https://domicile", "http://domicile"), "`serviceUrl` must be an https address"),
        (good.replace("name = \"Example Software\"\n", ""), "`name` is missing"),
        (format!("{good}supportAddress = \"help\"\n"), "`supportAddress` must be an e-mail address"),
        (good.replace("root.json", "nowhere.json"), "nowhere.json"),
        ("name = ".to_owned(), "operator.toml"),
    ] {
        std::fs::write(&path, &broken).unwrap();
        let (output, _) = build_for("release", false, None, Some(&path));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && told.contains(said), "{broken}: {told}");
    }
}

#[cfg_attr(windows, ignore = "where this is built on another system, the build script is a program of that system")]
#[test]
fn a_release_build_needs_an_operators_root_or_says_demo() {
    let (output, root) = build("release", false, None);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && root.is_empty(), "no build without a root");
    assert!(said.contains("DOMICILE_ROOT") && said.contains("demo-root"), "{said}");
    for (profile, feature) in [("debug", false), ("release", true)] {
        let (output, root) = build(profile, feature, None);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(root.contains("\"domicile-demo\"") && String::from_utf8_lossy(&output.stdout).contains("rustc-cfg=demo_root"));
    }
}

#[cfg_attr(windows, ignore = "where this is built on another system, the build script is a program of that system")]
#[test]
fn an_operators_root_is_built_in_and_the_private_demo_keys_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.json");
    let signer = domicile_policy::root::RootSigner::from_seed("root-a", &[7; 32]);
    let root = domicile_policy::ceremony::root("an-operator", 3, 1, vec![("root-a".to_owned(), signer.public())]).unwrap();
    std::fs::write(&path, domicile_policy::ceremony::write_root(&root).unwrap()).unwrap();
    for profile in ["debug", "release"] {
        let (output, built) = build(profile, false, Some(&path));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(built.contains("\"an-operator\"") && built.contains("VERSION: u64 = 3") && built.contains("\"root-a\""), "{built}");
        assert!(!String::from_utf8_lossy(&output.stdout).contains("cfg=demo_root"), "{profile}");
    }
    for broken in ["", "{}", "{\"issuer\":\"x\",\"threshold\":1,\"keys\":[]}"] {
        std::fs::write(&path, broken).unwrap();
        let (output, built) = build("release", true, Some(&path));
        assert!(!output.status.success() && built.is_empty(), "{broken}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("root.json"), "the file is named");
    }
    assert!(
        !build("release", true, Some(&folder.path().join("nowhere"))).0.status.success(),
        "a named root that is missing is not the demo's"
    );
}
