//! What every sequence of calls from C must keep to. Shared by the fuzzer and by a test on stable; uses nothing but what the header has.
//!
//! An input is a program: one byte names the call, the next ones its arguments. Objects are used and freed as the header asks for;
//! everything else is open: nulls, texts of any bytes, structs of any size, numbers that mean nothing, files of any content.

#[path = "../../policy/tests/support/mod.rs"]
mod support;

use domicile_policy::cache::Cache;
use domicile_policy::root::Root;
use domicile_policy::time::Clock;
use domicile_policy::{folder, machine};
use domicile_policy_c::*;
use std::ffi::{CStr, CString, c_char};
use std::fs;
use std::path::Path;
use std::ptr::{null, null_mut};
use tempfile::TempDir;

/// The files of a good folder, and what each is.
const FILES: [&str; 5] = ["policy.jws", "policy.prev.jws", "keyset.json", "state.json", "check-outs.json"];
/// What may run in it, whatever is done to its files.
const ALLOWED: [&str; 5] = ["bridge-modeler", "cable-stayed", "evaluated", "limited", "trial-run"];
const TEXTS: [&CStr; 6] = [c"bridge-modeler", c"rail-designer", c"limited", c"2025.1", c"2026", c"\xff\xfe"];

/// A good folder, made once for each thread, with the bytes to mend it.
struct Home {
    dir: TempDir,
    good: Vec<Vec<u8>>,
}

impl Home {
    fn make() -> Self {
        let memory = Path::new("/dev/shm");
        let dir = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.expect("a folder");
        fs::write(dir.path().join(machine::MACHINE_ID_FILE), "0123456789abcdef").expect("room for it");
        let whom = support::expected("ana-costa", &machine::known_id(dir.path()).expect("a machine id"));
        let (place, now) = (folder::policy_in(dir.path()), Clock::system().wall - 60);
        for version in [10, 11] {
            let mut claims = support::standing_by(support::claims(&whom, now), &["bridge-modeler", "rail-designer"]);
            claims.version = version;
            support::store(&place, &whom, &support::signer().sign(&claims).expect("good claims"), now);
        }
        let check_out = |it| support::signer().sign_check_out(&support::check_out_claims(&whom, it, now, 30)).expect("good claims");
        let documents = ["bridge-modeler", "rail-designer"].map(check_out);
        Cache::at(&place).keep_check_outs(&Root::compiled_in(), &documents, &Clock::wall(now)).expect("good documents");
        let good = FILES.map(|it| fs::read(place.join(it)).expect("a good file")).to_vec();
        Self { dir, good }
    }

    fn put(&self, which: usize, bytes: Option<&[u8]>) {
        let place = folder::policy_in(self.dir.path()).join(FILES[which]);
        match bytes {
            Some(bytes) => fs::write(place, bytes).expect("room for it"),
            None => drop(fs::remove_file(place)),
        }
    }
}

/// The rest of the input. Where it is over, everything is zero.
struct Tape<'a>(&'a [u8]);

impl<'a> Tape<'a> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    fn bytes(&mut self) -> &'a [u8] {
        let length = usize::from(self.byte()).min(self.0.len());
        let (found, rest) = self.0.split_at(length);
        self.0 = rest;
        found
    }

    /// Mostly a small number, at times one from the edges.
    fn number(&mut self) -> i32 {
        match self.byte() {
            0xff => i32::MAX,
            0xfe => i32::MIN,
            0xfd => -1,
            it => i32::from(it),
        }
    }

    /// Nothing, a text that means something, or any bytes.
    fn text(&mut self) -> Option<CString> {
        match self.byte() {
            0 => None,
            it if usize::from(it) <= TEXTS.len() => Some(TEXTS[usize::from(it) - 1].to_owned()),
            _ => {
                let bytes = self.bytes();
                Some(CString::new(bytes.split(|it| *it == 0).next().unwrap_or_default()).expect("cut before the first zero"))
            }
        }
    }
}

fn pointer(text: Option<&CString>) -> *const c_char {
    text.map_or(null(), |it| it.as_ptr())
}

/// A struct of C with so many bytes as its `struct_size` says, filled with rubbish, between bytes that nobody may touch.
struct GuardedStruct {
    bytes: Vec<u8>,
    size: usize,
    beyond: usize,
}

const BEFORE: usize = 16;
const RUBBISH: u8 = 0xa5;

impl GuardedStruct {
    fn new(size: usize, beyond: usize) -> Self {
        let mut bytes = vec![RUBBISH; BEFORE + size.max(4) + beyond];
        bytes[BEFORE..BEFORE + 4].copy_from_slice(&(size as u32).to_ne_bytes());
        Self { bytes, size, beyond }
    }

    fn pointer<T>(&mut self) -> *mut T {
        self.bytes[BEFORE..].as_mut_ptr().cast()
    }

    fn number(&self, at: usize) -> i32 {
        let bytes = &self.bytes[BEFORE + at..BEFORE + at + 4];
        i32::from_ne_bytes(bytes.try_into().expect("four bytes"))
    }

    /// Nothing outside was touched; inside nothing either where the size was refused, and no rubbish is left where it was taken.
    fn hold(&self, first: usize, result: i32) {
        let (inside, after) = self.bytes[BEFORE..].split_at(self.size.max(4));
        assert!(self.bytes[..BEFORE].iter().chain(after).all(|it| *it == RUBBISH) && after.len() == self.beyond, "wrote beyond");
        assert_eq!(self.number(0), self.size as i32, "the size stays");
        if self.size < first {
            assert!(inside[4..].iter().all(|it| *it == RUBBISH) && result != DOMICILE_OK, "too small, and written to");
        } else {
            assert!(inside[4..].windows(8).all(|it| it != [RUBBISH; 8]), "rubbish is left");
        }
    }
}

/// What was opened. Everything is freed once, in the end at the latest.
struct Session {
    licences: Vec<*mut domicile_licences>,
    lists: Vec<*mut domicile_list>,
    check_outs: Vec<*mut domicile_check_outs>,
    stamp: u64,
    beyond: usize,
}

impl Drop for Session {
    fn drop(&mut self) {
        // SAFETY: each came from this library and is freed here only.
        unsafe {
            self.licences.drain(..).for_each(|it| domicile_close(it));
            self.lists.drain(..).for_each(|it| domicile_list_free(it));
            self.check_outs.drain(..).for_each(|it| domicile_check_outs_free(it));
        }
    }
}

fn one<T>(list: &[*mut T], which: u8) -> *mut T {
    if list.is_empty() || which == 0xff { null_mut() } else { list[usize::from(which) % list.len()] }
}

/// A text that came out, freed; nothing where the call failed.
fn came_out(text: *mut c_char, result: i32) -> Option<String> {
    assert!(result == DOMICILE_OK || text.is_null(), "a text beside a refusal");
    if text.is_null() {
        return None;
    }
    // SAFETY: a text of the library, freed once.
    unsafe {
        let found = CStr::from_ptr(text).to_str().expect("UTF-8").to_owned();
        domicile_string_free(text);
        Some(found)
    }
}

/// Runs a program, with so many guarded bytes behind each struct. Whether something could run.
pub fn calls(input: &[u8], beyond: usize) -> bool {
    thread_local! {
        static HOME: Home = Home::make();
    }
    HOME.with(|home| {
        let mut session = Session { licences: Vec::new(), lists: Vec::new(), check_outs: Vec::new(), stamp: 0, beyond };
        let (mut tape, mut touched, mut ran) = (Tape(input), [false; FILES.len()], false);
        let good = CString::new(home.dir.path().to_str().expect("UTF-8")).expect("no zero");
        for _ in 0..64 {
            if tape.0.is_empty() {
                break;
            }
            match tape.byte() % 16 {
                0 => write(home, &mut tape, &mut touched),
                call => ran |= session.call(call, &mut tape, &good),
            }
        }
        for (which, _) in touched.iter().enumerate().filter(|(_, it)| **it) {
            home.put(which, Some(&home.good[which]));
        }
        ran
    })
}

/// A file of any content: new bytes, none, a part of a good one, a good one with a byte changed or in another's place.
fn write(home: &Home, tape: &mut Tape<'_>, touched: &mut [bool; FILES.len()]) {
    let (which, how, from) = (usize::from(tape.byte()) % FILES.len(), tape.byte() % 5, usize::from(tape.byte()) % FILES.len());
    touched[which] = true;
    let at = usize::from(tape.byte()) * 256 + usize::from(tape.byte());
    let mut bytes = home.good[if how == 4 { from } else { which }].clone();
    match how {
        0 => return home.put(which, Some(tape.bytes())),
        1 => return home.put(which, None),
        2 => bytes.truncate(at % bytes.len()),
        3 => {
            let at = at % bytes.len();
            bytes[at] ^= tape.byte();
        }
        _ => {}
    }
    home.put(which, Some(&bytes));
}

impl Session {
    /// Makes one call and holds what came of it. Whether something could run.
    fn call(&mut self, call: u8, tape: &mut Tape<'_>, good: &CString) -> bool {
        // SAFETY: objects are null or live, texts end with zero, structs have the bytes that they say; that is all the header asks for.
        unsafe {
            match call {
                1 => {
                    let home = if tape.byte() < 0xf0 { Some(good.clone()) } else { tape.text() };
                    let mut licences = null_mut();
                    let result = domicile_open(pointer(home.as_ref()), &raw mut licences);
                    assert_eq!(result == DOMICILE_OK, !licences.is_null());
                    self.licences.extend(Some(licences).filter(|it| !it.is_null()));
                    plain(result);
                }
                2 => {
                    let which = usize::from(tape.byte()) % self.licences.len().max(1);
                    domicile_close(if self.licences.is_empty() { null_mut() } else { self.licences.swap_remove(which) });
                }
                3 | 4 => return self.ask(call == 4, tape),
                5 => {
                    let mut place = GuardedStruct::new(usize::from(tape.byte()), self.beyond);
                    let result = domicile_status_of(one(&self.licences, tape.byte()), place.pointer());
                    place.hold(64, result);
                    plain(result);
                }
                6 => {
                    let mut text = null_mut();
                    let result = domicile_text(one(&self.licences, tape.byte()), tape.number(), &raw mut text);
                    came_out(text, result);
                    plain(result);
                }
                7 => {
                    let mut list = null_mut();
                    plain(domicile_list_of(one(&self.licences, tape.byte()), &raw mut list));
                    self.lists.extend(Some(list).filter(|it| !it.is_null()));
                }
                8 => {
                    let (list, index) = (one(&self.lists, tape.byte()), tape.number() as u32);
                    let mut place = GuardedStruct::new(usize::from(tape.byte()), self.beyond);
                    let result = domicile_list_answer(list, index, place.pointer());
                    place.hold(56, result);
                    assert!(result != DOMICILE_OK || index < domicile_list_length(list));
                    plain(result);
                }
                9 => {
                    let mut text = null_mut();
                    let result = domicile_list_text(one(&self.lists, tape.byte()), tape.number() as u32, tape.number(), &raw mut text);
                    came_out(text, result);
                    plain(result);
                }
                10 => {
                    let which = usize::from(tape.byte()) % self.lists.len().max(1);
                    domicile_list_free(if self.lists.is_empty() { null_mut() } else { self.lists.swap_remove(which) });
                }
                11 => {
                    let mut found = null_mut();
                    plain(domicile_check_outs_of(one(&self.licences, tape.byte()), &raw mut found));
                    self.check_outs.extend(Some(found).filter(|it| !it.is_null()));
                }
                12 => {
                    let (found, index, mut until) = (one(&self.check_outs, tape.byte()), tape.number() as u32, 7);
                    let result = domicile_check_outs_until(found, index, &raw mut until);
                    assert_eq!(result == DOMICILE_OK, index < domicile_check_outs_length(found) && until != DOMICILE_NO_TIME);
                    let mut text = null_mut();
                    let result = domicile_check_outs_text(found, index, tape.number(), &raw mut text);
                    came_out(text, result);
                    plain(result);
                }
                13 => {
                    let which = usize::from(tape.byte()) % self.check_outs.len().max(1);
                    domicile_check_outs_free(if self.check_outs.is_empty() { null_mut() } else { self.check_outs.swap_remove(which) });
                }
                14 => {
                    let (licences, mut changed) = (one(&self.licences, tape.byte()), 7);
                    let stamp = if tape.byte() == 0xff { null_mut() } else { &raw mut self.stamp };
                    plain(domicile_wait(licences, 0, stamp, &raw mut changed));
                    assert!(changed <= 1);
                }
                _ => {
                    let number = tape.number();
                    for name in [domicile_state_name, domicile_reason_name, domicile_rule_name, domicile_outcome_name, domicile_action_name]
                    {
                        assert!(CStr::from_ptr(name(number)).to_bytes().len() > 1);
                    }
                    assert!(CStr::from_ptr(domicile_who_name(number)).to_bytes().len() > 2);
                }
            }
        }
        false
    }

    /// The question itself, with or without an explanation.
    fn ask(&self, explain: bool, tape: &mut Tape<'_>) -> bool {
        let licences = one(&self.licences, tape.byte());
        let (product, version) = (tape.text(), tape.text());
        let (product_at, version_at) = (pointer(product.as_ref()), pointer(version.as_ref()));
        let mut answer = GuardedStruct::new(usize::from(tape.byte()), self.beyond);
        // SAFETY: as in `call`.
        let result = unsafe {
            if explain {
                let mut why = GuardedStruct::new(usize::from(tape.byte()) + usize::from(tape.byte()), self.beyond);
                let result = domicile_explain(licences, product_at, version_at, answer.pointer(), why.pointer());
                // The answer is blanked first: where its size is refused, the explanation is not looked at.
                if answer.size >= 56 {
                    why.hold(272, result);
                }
                if result == DOMICILE_OK {
                    let length = why.number(4) as usize;
                    let rules: Vec<i32> = (0..32).map(|at| why.number(16 + 4 * at)).collect();
                    let outcomes: Vec<i32> = (0..32).map(|at| why.number(144 + 4 * at)).collect();
                    assert!((1..=18).contains(&length) && rules[..length].is_sorted() && rules[length..] == [0; 32][length..]);
                    let refused = outcomes.iter().position(|it| *it == DOMICILE_OUTCOME_REFUSED);
                    assert_eq!(refused, (answer.number(4) == 0).then(|| length - 1), "the one that refused is the last");
                }
                result
            } else {
                domicile_check(licences, product_at, version_at, answer.pointer())
            }
        };
        answer.hold(56, result);
        plain(result);
        if answer.size < 56 {
            return false;
        }
        let may_run = answer.number(4);
        assert!(may_run == 0 || may_run == 1 && result == DOMICILE_OK && (1..=4).contains(&answer.number(8)));
        let named = product.as_ref().is_some_and(|it| ALLOWED.iter().any(|allowed| allowed.as_bytes() == it.as_bytes()));
        assert!(may_run == 0 || named, "nothing runs that no signed policy allows");
        may_run == 1
    }
}

/// A result that the header names, and none that says that something failed inside.
fn plain(result: i32) {
    assert!([DOMICILE_OK, DOMICILE_NULL, DOMICILE_NOT_UTF8, DOMICILE_SIZE, DOMICILE_NO_SUCH].contains(&result), "{result}");
}
