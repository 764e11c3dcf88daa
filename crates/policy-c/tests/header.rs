//! The header is what the Rust code says: written from it, compared here, and its sizes and offsets held against those of C.

#![allow(clippy::unwrap_used, reason = "tests may")]

use domicile_policy_c::{domicile_answer, domicile_explanation, domicile_status};
use std::fmt::Write as _;
use std::fs;
use std::mem::offset_of;
use std::path::Path;
use std::process::Command;

#[test]
fn the_header_says_what_the_code_says() {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(crate_folder.join("cbindgen.toml")).unwrap();
    // File by file: asking for the crate would run cargo inside a test.
    let mut builder = cbindgen::Builder::new().with_config(config);
    for file in ["codes", "trace_codes", "session", "answer", "explain", "status", "list", "check_outs", "ffi"] {
        builder = builder.with_src(crate_folder.join("src").join(format!("{file}.rs")));
    }
    let mut bytes = Vec::new();
    builder.generate().unwrap().write(&mut bytes);
    let written = without_rust(&String::from_utf8(bytes).unwrap());
    let path = crate_folder.join("include/domicile_policy.h");
    if std::env::var_os("DOMICILE_RECORD").is_some() {
        fs::write(&path, &written).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == written, "{} drifted; run DOMICILE_RECORD=1 cargo test -p domicile-policy-c --test header", path.display());
}

/// The sections on safety speak to Rust; what they ask of C stands at the top of the header.
fn without_rust(header: &str) -> String {
    let mut kept = String::new();
    let mut lines = header.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim() == "//" && lines.peek().is_some_and(|it| it.trim() == "// # Safety") {
            while lines.peek().is_some_and(|it| it.trim_start().starts_with("//")) {
                lines.next();
            }
            continue;
        }
        writeln!(kept, "{}", line.trim_end().replace('`', "")).unwrap();
    }
    kept
}

/// Both compilers agree on every member.
#[test]
fn sizes_and_offsets_are_those_of_c() {
    let mut text = String::from("#include <stddef.h>\n#include \"domicile_policy.h\"\n");
    let mut hold = |what: String, number: usize| writeln!(text, "_Static_assert({what} == {number}, \"{what}\");").unwrap();
    macro_rules! members {
        ($name:ident: $($member:ident)*) => {
            hold(format!("sizeof({})", stringify!($name)), size_of::<$name>());
            $(hold(format!("offsetof({}, {})", stringify!($name), stringify!($member)), offset_of!($name, $member));)*
        };
    }
    members!(domicile_answer: struct_size may_run state reason usage_type reserved contract_starts contract_ends grace_ends policy_valid_until
        checked_out_until);
    members!(domicile_explanation: struct_size length action who rules outcomes);
    members!(domicile_status: struct_size state withdrawn demo_keys policy_version now issued valid_until refresh_after last_contact);
    // A struct only grows at its end: programs that were built with the sizes before are out there.
    assert_eq!(offset_of!(domicile_answer, checked_out_until), 56, "the first version's size");
    assert_eq!((size_of::<domicile_answer>(), size_of::<domicile_status>(), size_of::<domicile_explanation>()), (64, 64, 272));
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("sizes.c");
    for (source, compiler, language) in
        [(text.clone(), "cc", "-std=c11"), (text.replace("_Static_assert", "static_assert"), "c++", "-std=c++11")]
    {
        fs::write(&file, source).unwrap();
        let mut command = Command::new(compiler);
        command.args([
            language,
            "-x",
            if compiler == "cc" { "c" } else { "c++" },
            "-Wall",
            "-Wextra",
            "-Werror",
            "-pedantic",
            "-fsyntax-only",
        ]);
        let status = command.arg("-I").arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("include")).arg(&file).status().unwrap();
        assert!(status.success(), "{compiler}");
    }
}
