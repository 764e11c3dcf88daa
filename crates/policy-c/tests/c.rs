//! The example in C, built with the machine's compiler against both libraries, and run over caches that the Rust side wrote; and the
//! functions themselves with everything that C can get wrong.

#![allow(clippy::unwrap_used, reason = "tests may")]
#![expect(unsafe_code, reason = "calls what C calls")]

#[path = "../../policy/tests/support/mod.rs"]
mod support;

use domicile_policy::cache::Cache;
use domicile_policy::claims::DAY;
use domicile_policy::root::Root;
use domicile_policy::time::Clock;
use domicile_policy::{folder, machine};
use domicile_policy_c::*;
use std::ffi::{CStr, CString, c_char};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::ptr::{null, null_mut};
use tempfile::TempDir;

/// A data folder with a random machine id, for computers that have none.
fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join(machine::MACHINE_ID_FILE), "0123456789abcdef").unwrap();
    home
}

fn store(home: &Path, subject: &str, issued: i64) {
    let whom = support::expected(subject, &machine::known_id(home).unwrap());
    let policy = support::signer().sign(&support::claims(&whom, issued)).unwrap();
    support::store(&folder::policy_in(home), &whom, &policy, issued);
}

/// A policy that has expired, and that product taken along for 30 days when it was issued; whoever finds this now is told until when.
fn store_taken_along(home: &Path, product: &str) -> i64 {
    let (whom, issued) = (support::expected("ana-costa", &machine::known_id(home).unwrap()), now() - 10 * DAY);
    let policy = support::signer().sign(&support::standing_by(support::claims(&whom, issued), &[product])).unwrap();
    let place = folder::policy_in(home);
    support::store(&place, &whom, &policy, issued);
    let check_out = support::check_out_claims(&whom, product, issued, 30);
    let documents = [support::signer().sign_check_out(&check_out).unwrap()];
    Cache::at(&place).keep_check_outs(&Root::compiled_in(), &documents, &Clock::wall(issued)).unwrap();
    check_out.exp
}

fn now() -> i64 {
    Clock::system().wall
}

/// Beside the tests: target/<profile>/deps.
fn libraries() -> PathBuf {
    std::env::current_exe().unwrap().parent().unwrap().to_owned()
}

struct Example {
    _dir: TempDir,
    program: PathBuf,
}

impl Example {
    fn build(fixed: bool) -> Self {
        let (dir, here) = (TempDir::new().unwrap(), Path::new(env!("CARGO_MANIFEST_DIR")));
        let program = dir.path().join("check");
        let mut cc = Command::new("cc");
        cc.args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-o"]).arg(&program);
        cc.arg("-I").arg(here.join("include")).arg(here.join("examples/check.c"));
        if fixed {
            cc.arg(libraries().join("libdomicile_policy_c.a"));
            // What Rust's own library needs of the system; `rustc --print native-static-libs` names it.
            cc.args(if cfg!(target_os = "macos") {
                &["-liconv", "-lSystem", "-lc", "-lm"][..]
            } else {
                &["-lpthread", "-ldl", "-lm", "-lc"]
            });
        } else {
            cc.arg("-L").arg(libraries()).arg("-ldomicile_policy_c").arg(format!("-Wl,-rpath,{}", libraries().display()));
        }
        assert!(cc.status().unwrap().success());
        Self { _dir: dir, program }
    }

    fn run(&self, home: &Path, arguments: &[&str]) -> (Option<i32>, String) {
        let output = Command::new(&self.program).args(arguments).arg("--home").arg(home).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    }

    fn answers(&self) {
        let check = |home: &Path, product: &str| self.run(home, &[product]);
        let empty = home();
        assert_eq!(check(empty.path(), "bridge-modeler"), (Some(3), "no_policy none\n".into()));
        assert_eq!(check(&empty.path().join("not/there"), "bridge-modeler"), (Some(3), "no_policy none\n".into()));

        let good = home();
        store(good.path(), "ana-costa", now() - 3600);
        let account = "account Old Brücke \"Ltd\"\n";
        for (arguments, code, words) in [
            (&["bridge-modeler"][..], 0, "valid none"),
            (&["cable-stayed"], 0, "grace none"),
            (&["trial-run"], 0, "trial none"),
            (&["limited", "2025.3"], 0, "valid none"),
            (&["limited", "2026"], 3, "not_entitled version_not_covered"),
            (&["rail-designer"], 3, "not_entitled not_owned"),
            (&["dam-designer"], 3, "not_entitled ended"),
            (&["unheard-of"], 3, "not_entitled not_owned"),
        ] {
            assert_eq!(self.run(good.path(), arguments), (Some(code), format!("{account}{words}\n")), "{arguments:?}");
        }
        let (code, list) = self.run(good.path(), &["--list"]);
        assert_eq!((code, list.lines().count()), (Some(0), 14), "{list}");
        assert!(list.contains("\nbridge-modeler valid none\n") && list.contains("\nfuture-plan not_entitled not_yet_started\n"), "{list}");

        for (arguments, code, words) in [
            (&["--why", "bridge-modeler"][..], 0, "valid of 18 rules, fix none by none"),
            (&["--why", "trial-run"], 0, "full_right noted\ntrial of 18 rules, fix buy by administrator"),
            (&["--why", "cable-stayed"], 0, "not_ended noted\ngrace of 18 rules, fix renew by administrator"),
            (&["--why", "limited", "2026"], 3, "version_covered refused\nnot_entitled of 15 rules, fix use_covered_version by you"),
            (&["--why", "restricted"], 3, "unrestricted refused\nnot_entitled of 12 rules, fix lift_restriction by administrator"),
        ] {
            assert_eq!(self.run(good.path(), arguments), (Some(code), format!("{account}{words}\n")), "{arguments:?}");
        }
        let nothing = "present refused\nno_policy of 1 rules, fix refresh_policy by you\n";
        assert_eq!(self.run(empty.path(), &["--why", "bridge-modeler"]), (Some(3), nothing.into()));

        let away = home();
        let until = store_taken_along(away.path(), "bridge-modeler");
        let words = format!("{account}in_date noted\nvalid of 18 rules, fix none by none\n");
        assert_eq!(self.run(away.path(), &["--why", "bridge-modeler"]), (Some(0), words));
        assert_eq!(check(away.path(), "cable-stayed"), (Some(3), format!("{account}expired none\n")), "one product, not all");
        assert_eq!(self.run(away.path(), &["--check-outs"]), (Some(0), format!("{account}bridge-modeler until {until}\n")));
        assert_eq!(self.run(good.path(), &["--check-outs"]), (Some(0), account.into()));

        let due = home();
        store(due.path(), "ana-costa", now() - 13 * 3600);
        assert_eq!(check(due.path(), "bridge-modeler"), (Some(0), format!("{account}refresh_due none\n")));
        let expired = home();
        store(expired.path(), "ana-costa", now() - 10 * DAY);
        assert_eq!(check(expired.path(), "bridge-modeler"), (Some(3), format!("{account}expired none\n")));
        let suspect = home();
        store(suspect.path(), "ana-costa", now() + 10 * DAY);
        assert_eq!(check(suspect.path(), "bridge-modeler"), (Some(3), format!("{account}clock_suspect none\n")));

        let corrupt = home();
        store(corrupt.path(), "ana-costa", now() - 3600);
        fs::write(folder::policy_in(corrupt.path()).join("policy.jws"), "a.b.c").unwrap();
        assert_eq!(check(corrupt.path(), "bridge-modeler"), (Some(3), "corrupt none\n".into()));
        let foreign = home();
        store(foreign.path(), "ana-costa", now() - 3600);
        let toms = home();
        store(toms.path(), "tom-becker", now() - 3600);
        let file = |home: &TempDir| folder::policy_in(home.path()).join("policy.jws");
        fs::copy(file(&toms), file(&foreign)).unwrap();
        assert_eq!(check(foreign.path(), "bridge-modeler"), (Some(3), "wrong_machine none\n".into()));
        let keyless = home();
        store(keyless.path(), "ana-costa", now() - 3600);
        fs::remove_file(folder::policy_in(keyless.path()).join("keyset.json")).unwrap();
        assert_eq!(check(keyless.path(), "bridge-modeler"), (Some(3), "unknown_key none\n".into()));
        assert_eq!(Command::new(&self.program).status().unwrap().code(), Some(2));
    }
}

#[test]
fn a_program_in_c_gets_its_answers_from_the_shared_library() {
    Example::build(false).answers();
}

#[test]
fn a_program_in_c_gets_its_answers_from_the_static_library() {
    Example::build(true).answers();
}

fn open(home: &Path) -> *mut domicile_licences {
    let (mut licences, home) = (null_mut(), CString::new(home.to_str().unwrap()).unwrap());
    // SAFETY: a text that ends with zero, and a place of this function.
    assert_eq!(unsafe { domicile_open(home.as_ptr(), &raw mut licences) }, DOMICILE_OK);
    licences
}

fn answer() -> domicile_answer {
    // SAFETY: plain numbers.
    domicile_answer { struct_size: size_of::<domicile_answer>() as u32, may_run: 1, ..unsafe { std::mem::zeroed() } }
}

/// Every pointer of every function may be null; a text may be anything. None of it ends the process, and nothing may run by mistake.
#[test]
fn what_c_gets_wrong_is_a_result() {
    let home = home();
    store(home.path(), "ana-costa", now() - 3600);
    let licences = open(home.path());
    let (product, bad) = (c"bridge-modeler".as_ptr(), c"\xff\xfe".as_ptr());
    // SAFETY: null, or places and objects of this function; no object is used after it was freed.
    unsafe {
        assert_eq!(domicile_open(null(), null_mut()), DOMICILE_NULL);
        let mut other = licences;
        assert_eq!((domicile_open(bad, &raw mut other), other), (DOMICILE_NOT_UTF8, null_mut()));

        for (licences, product, version, result) in [
            (null(), product, null(), DOMICILE_NULL),
            (licences.cast_const(), null(), null(), DOMICILE_NULL),
            (licences, bad, null(), DOMICILE_NOT_UTF8),
            (licences, product, bad, DOMICILE_NOT_UTF8),
        ] {
            let mut answer = answer();
            assert_eq!(domicile_check(licences, product, version, &raw mut answer), result);
            assert_eq!((answer.may_run, answer.state), (0, DOMICILE_STATE_CORRUPT), "what stood there before is gone");
        }
        assert_eq!(domicile_check(licences, product, null(), null_mut()), DOMICILE_NULL);
        let mut small = domicile_answer { struct_size: 8, ..answer() };
        assert_eq!(domicile_check(licences, product, null(), &raw mut small), DOMICILE_SIZE);
        let mut whole = answer();
        assert_eq!(domicile_check(licences, product, null(), &raw mut whole), DOMICILE_OK);
        assert_eq!((whole.may_run, whole.state, whole.usage_type), (1, DOMICILE_STATE_VALID, DOMICILE_USAGE_PRODUCTION));

        let mut status = domicile_status { struct_size: size_of::<domicile_status>() as u32, ..std::mem::zeroed() };
        assert_eq!(domicile_status_of(null(), &raw mut status), DOMICILE_NULL);
        assert_eq!(status.state, DOMICILE_STATE_CORRUPT);
        assert_eq!(domicile_status_of(licences, null_mut()), DOMICILE_NULL);
        assert_eq!(domicile_status_of(licences, &raw mut status), DOMICILE_OK);
        assert_eq!((status.state, status.policy_version, status.demo_keys), (DOMICILE_STATE_VALID, 10, domicile_demo_keys()));

        let mut text: *mut c_char = null_mut();
        assert_eq!(domicile_text(licences, DOMICILE_TEXT_SUBJECT, null_mut()), DOMICILE_NULL);
        assert_eq!(domicile_text(null(), DOMICILE_TEXT_SUBJECT, &raw mut text), DOMICILE_NULL);
        assert_eq!((domicile_text(licences, 77, &raw mut text), text), (DOMICILE_NO_SUCH, null_mut()));
        assert_eq!((domicile_text(licences, DOMICILE_TEXT_REFUSAL, &raw mut text), text), (DOMICILE_OK, null_mut()));
        assert_eq!(domicile_text(licences, DOMICILE_TEXT_SUBJECT, &raw mut text), DOMICILE_OK);
        assert_eq!(CStr::from_ptr(text), c"ana-costa");
        domicile_string_free(text);
        domicile_string_free(null_mut());

        let mut list = null_mut();
        assert_eq!(domicile_list_of(licences, null_mut()), DOMICILE_NULL);
        assert_eq!((domicile_list_of(null(), &raw mut list), list), (DOMICILE_NULL, null_mut()));
        assert_eq!(domicile_list_of(licences, &raw mut list), DOMICILE_OK);
        assert_eq!((domicile_list_length(list), domicile_list_length(null())), (13, 0));
        assert_eq!(domicile_list_answer(list, 13, &raw mut whole), DOMICILE_NO_SUCH);
        assert_eq!(whole.may_run, 0);
        assert_eq!(domicile_list_answer(null(), 0, &raw mut whole), DOMICILE_NULL);
        assert_eq!(domicile_list_text(list, 0, 9, &raw mut text), DOMICILE_NO_SUCH);
        assert_eq!(domicile_list_text(list, 13, DOMICILE_PRODUCT_ID, &raw mut text), DOMICILE_NO_SUCH);
        assert_eq!((domicile_list_text(list, 0, DOMICILE_PRODUCT_EDITION, &raw mut text), text), (DOMICILE_OK, null_mut()));
        domicile_list_free(list);
        domicile_list_free(null_mut());

        let (mut stamp, mut changed) = (0, 9);
        assert_eq!(domicile_wait(null(), 0, &raw mut stamp, &raw mut changed), DOMICILE_NULL);
        assert_eq!(domicile_wait(licences, 0, null_mut(), &raw mut changed), DOMICILE_NULL);
        assert_eq!(domicile_wait(licences, 0, &raw mut stamp, null_mut()), DOMICILE_NULL);
        assert_eq!((domicile_wait(licences, 0, &raw mut stamp, &raw mut changed), changed), (DOMICILE_OK, 1), "0 differs from everything");
        assert_eq!((domicile_wait(licences, 0, &raw mut stamp, &raw mut changed), changed), (DOMICILE_OK, 0));
        fs::write(folder::policy_in(home.path()).join("policy.jws"), "a.b.c").unwrap();
        assert_eq!((domicile_wait(licences, 0, &raw mut stamp, &raw mut changed), changed), (DOMICILE_OK, 1));
        assert_eq!(domicile_text(licences, DOMICILE_TEXT_REFUSAL, &raw mut text), DOMICILE_OK);
        assert_eq!(CStr::from_ptr(text), c"malformed");
        domicile_string_free(text);

        domicile_close(licences);
        domicile_close(null_mut());
    }
}

/// A program that was built when the answer ended with the policy's own end goes on as it was.
#[test]
fn a_program_of_the_first_version_gets_the_answer_that_it_knows() {
    let home = home();
    let until = store_taken_along(home.path(), "bridge-modeler");
    let licences = open(home.path());
    // SAFETY: objects and places of this function; the first answer says that it ends before its last member.
    unsafe {
        let mut first = domicile_answer { struct_size: 56, checked_out_until: 7, ..answer() };
        assert_eq!(domicile_check(licences, c"bridge-modeler".as_ptr(), null(), &raw mut first), DOMICILE_OK);
        assert_eq!((first.struct_size, first.may_run, first.state, first.checked_out_until), (56, 1, DOMICILE_STATE_VALID, 7));
        assert!(first.policy_valid_until < now() && first.policy_valid_until != DOMICILE_NO_TIME);
        let mut whole = answer();
        assert_eq!(domicile_check(licences, c"bridge-modeler".as_ptr(), null(), &raw mut whole), DOMICILE_OK);
        assert_eq!(whole.checked_out_until, until);
        assert_eq!(domicile_check(licences, c"cable-stayed".as_ptr(), null(), &raw mut whole), DOMICILE_OK);
        assert_eq!((whole.may_run, whole.checked_out_until), (0, DOMICILE_NO_TIME));
        domicile_close(licences);
    }
}

#[test]
fn what_c_gets_wrong_of_explanations_and_check_outs_is_a_result() {
    let home = home();
    let until = store_taken_along(home.path(), "bridge-modeler");
    let licences = open(home.path());
    let (product, bad) = (c"trial-run".as_ptr(), c"\xff\xfe".as_ptr());
    let size = size_of::<domicile_explanation>() as u32;
    // SAFETY: null, or places and objects of this function; no object is used after it was freed.
    unsafe {
        let rubbish = || domicile_explanation { struct_size: size, length: 9, ..std::mem::zeroed() };
        for (licences, product, version, result) in [
            (null(), product, null(), DOMICILE_NULL),
            (licences.cast_const(), null(), null(), DOMICILE_NULL),
            (licences, bad, null(), DOMICILE_NOT_UTF8),
            (licences, product, bad, DOMICILE_NOT_UTF8),
        ] {
            let (mut answer, mut why) = (answer(), rubbish());
            assert_eq!(domicile_explain(licences, product, version, &raw mut answer, &raw mut why), result);
            assert_eq!((answer.may_run, answer.state, why.length), (0, DOMICILE_STATE_CORRUPT, 0), "what stood there before is gone");
        }
        let (mut whole, mut why) = (answer(), rubbish());
        assert_eq!(domicile_explain(licences, product, null(), &raw mut whole, null_mut()), DOMICILE_NULL);
        assert_eq!(whole.may_run, 0);
        let mut small = domicile_explanation { struct_size: size - 1, ..rubbish() };
        assert_eq!((domicile_explain(licences, product, null(), null_mut(), &raw mut small), small.length), (DOMICILE_SIZE, 9));
        assert_eq!(domicile_explain(licences, product, null(), null_mut(), &raw mut why), DOMICILE_OK);
        assert_eq!((why.length, why.action, why.who), (7, DOMICILE_ACTION_REFRESH_POLICY, DOMICILE_WHO_YOU));
        assert_eq!((why.rules[6], why.outcomes[6], why.rules[7]), (DOMICILE_RULE_IN_DATE, DOMICILE_OUTCOME_REFUSED, 0));

        let mut found = null_mut();
        assert_eq!(domicile_check_outs_of(licences, null_mut()), DOMICILE_NULL);
        assert_eq!((domicile_check_outs_of(null(), &raw mut found), found), (DOMICILE_NULL, null_mut()));
        assert_eq!(domicile_check_outs_of(licences, &raw mut found), DOMICILE_OK);
        assert_eq!((domicile_check_outs_length(found), domicile_check_outs_length(null())), (1, 0));
        let mut told = 0;
        assert_eq!(domicile_check_outs_until(found, 0, null_mut()), DOMICILE_NULL);
        assert_eq!((domicile_check_outs_until(null(), 0, &raw mut told), told), (DOMICILE_NULL, DOMICILE_NO_TIME));
        assert_eq!((domicile_check_outs_until(found, 0, &raw mut told), told), (DOMICILE_OK, until));
        assert_eq!((domicile_check_outs_until(found, 1, &raw mut told), told), (DOMICILE_NO_SUCH, DOMICILE_NO_TIME));
        let mut text: *mut c_char = null_mut();
        assert_eq!(domicile_check_outs_text(found, 0, DOMICILE_CHECK_OUT_ID, null_mut()), DOMICILE_NULL);
        for (index, which) in [(1, DOMICILE_CHECK_OUT_ID), (0, 0), (0, 99)] {
            assert_eq!((domicile_check_outs_text(found, index, which, &raw mut text), text), (DOMICILE_NO_SUCH, null_mut()));
        }
        for (which, words) in [
            (DOMICILE_CHECK_OUT_ID, "out-bridge-modeler"),
            (DOMICILE_CHECK_OUT_PRODUCT, "bridge-modeler"),
            (DOMICILE_CHECK_OUT_NAME, "bridge modeler"),
            (DOMICILE_CHECK_OUT_ACCOUNT_ID, "old-bridge"),
            (DOMICILE_CHECK_OUT_ACCOUNT_NAME, "Old Brücke \"Ltd\""),
        ] {
            assert_eq!(domicile_check_outs_text(found, 0, which, &raw mut text), DOMICILE_OK);
            assert_eq!(CStr::from_ptr(text).to_str().unwrap(), words);
            domicile_string_free(text);
        }
        domicile_check_outs_free(found);
        domicile_check_outs_free(null_mut());
        domicile_close(licences);
    }
}

#[test]
fn which_library_this_is() {
    // SAFETY: texts of the library, which live forever.
    unsafe {
        assert_eq!(CStr::from_ptr(domicile_version()).to_str().unwrap(), env!("CARGO_PKG_VERSION"));
        assert_eq!(CStr::from_ptr(domicile_state_name(DOMICILE_STATE_GRACE)), c"grace");
        assert_eq!(CStr::from_ptr(domicile_state_name(i32::MIN)), c"unknown");
        assert_eq!(CStr::from_ptr(domicile_reason_name(DOMICILE_REASON_LOCKED)), c"locked");
        assert_eq!(CStr::from_ptr(domicile_rule_name(DOMICILE_RULE_OWNED)), c"owned");
        assert_eq!(CStr::from_ptr(domicile_who_name(DOMICILE_WHO_INTERNAL_IT)), c"internal_it");
    }
    assert_eq!((domicile_interface(), domicile_demo_keys()), (DOMICILE_INTERFACE, 1));
}
