//! Chooses the root that this build trusts and writes it down as Rust constants. The choice itself is in `choose.rs`.

#![expect(clippy::print_stdout, reason = "that is how a build script talks to cargo")]

mod choose;

use choose::{Choice, RootDocument};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-env-changed=DOMICILE_ROOT");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=demo-root.json");
    println!("cargo::rustc-check-cfg=cfg(demo_root)");
    let named = env::var("DOMICILE_ROOT").ok().filter(|it| !it.is_empty());
    let debug = env::var("PROFILE").is_ok_and(|it| it == "debug");
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let path = match choose::choose(named.as_deref(), debug, env::var_os("CARGO_FEATURE_DEMO_ROOT").is_some())? {
        Choice::Operator(path) => PathBuf::from(path),
        Choice::Demo => {
            println!("cargo::rustc-cfg=demo_root");
            manifest.join("demo-root.json")
        }
    };
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| format!("DOMICILE_ROOT: cannot read {}: {error}", path.display()))?;
    let root = choose::parse(&text).map_err(|error| format!("DOMICILE_ROOT: {}: {error}", path.display()))?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("root.rs"), as_rust(&root)?)?;
    Ok(())
}

fn as_rust(root: &RootDocument) -> Result<String, std::fmt::Error> {
    let mut text = format!(
        "const ISSUER: &str = {:?};\nconst VERSION: u64 = {};\nconst THRESHOLD: usize = {};\nconst KEYS: &[(&str, [u8; 32])] = &[\n",
        root.issuer, root.version, root.threshold
    );
    for (kid, key) in &root.keys {
        writeln!(text, "    ({kid:?}, {key:?}),")?;
    }
    text.push_str("];\n");
    Ok(text)
}
