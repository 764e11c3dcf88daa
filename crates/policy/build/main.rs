//! Chooses the root that this build trusts and writes it down as Rust constants. The choice itself is in `choose.rs`.

#![expect(clippy::print_stdout, reason = "that is how a build script talks to cargo")]

mod choose;
mod operator_file;

use choose::{Choice, RootDocument};
use operator_file::OperatorFile;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-env-changed=DOMICILE_ROOT");
    println!("cargo::rerun-if-env-changed=DOMICILE_OPERATOR");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=demo-root.json");
    println!("cargo::rustc-check-cfg=cfg(demo_root)");
    let operator = operator()?;
    // What the operator's file names, unless another root is named for this build.
    let named = env::var("DOMICILE_ROOT").ok().filter(|it| !it.is_empty());
    let named = named.or_else(|| operator.as_ref().and_then(|(folder, it)| Some(folder.join(it.root.as_ref()?).to_str()?.to_owned())));
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
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("root.rs"), as_rust(&root)?)?;
    fs::write(out.join("operator.rs"), operator_as_rust(operator.as_ref().map(|it| &it.1)))?;
    Ok(())
}

/// The file that `DOMICILE_OPERATOR` names, with its folder. A relative name counts from the checkout, wherever cargo was started.
fn operator() -> Result<Option<(PathBuf, OperatorFile)>, Box<dyn std::error::Error>> {
    let Some(named) = env::var_os("DOMICILE_OPERATOR").filter(|it| !it.is_empty()) else { return Ok(None) };
    let path = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../..").join(named);
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| format!("DOMICILE_OPERATOR: cannot read {}: {error}", path.display()))?;
    let table = text.parse::<toml::Table>().map_err(|error| format!("DOMICILE_OPERATOR: {}: {}", path.display(), error.message()))?;
    let file = operator_file::check(table).map_err(|error| format!("DOMICILE_OPERATOR: {}: {error}", path.display()))?;
    Ok(Some((path.parent().unwrap_or(Path::new(".")).to_owned(), file)))
}

fn operator_as_rust(operator: Option<&OperatorFile>) -> String {
    let Some(it) = operator else { return "const OPERATOR: Option<Operator> = None;\n".to_owned() };
    format!(
        "const OPERATOR: Option<Operator> = Some(Operator {{ name: {:?}, service_url: {:?}, support_contact: {:?}, support_address: {:?}, \
         support_page: {:?}, privacy_page: {:?} }});\n",
        it.name, it.service_url, it.support_contact, it.support_address, it.support_page, it.privacy_page
    )
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
