//! The fuzz targets on stable: over the committed corpora and a few thousand mutations of them, the same ones in every run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    unreachable_pub,
    reason = "tests may; shared with the fuzzers"
)]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    /// One of `0..sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((it ^ (it >> 31)) % sides.max(1) as u64) as usize
    }
}

/// Values that such documents trip over.
const TOKENS: [&str; 18] = [
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "-1",
    "0",
    "1e999",
    "9007199254740991",
    "9223372036854775807",
    "18446744073709551616",
    "\\u0000",
    "\\ud800",
    "allowed",
    "global",
    "}",
    ",",
    ".",
];

fn mutated(seed: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(5) / 3 {
        // The first byte says what an input is; it is changed as seldom as any other.
        let at = dice.roll(bytes.len());
        let end = at + dice.roll(bytes.len() - at + 1).min(6);
        match dice.roll(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
            1 if at < bytes.len() => bytes[at] = dice.roll(256) as u8,
            2 => bytes.insert(at, dice.roll(256) as u8),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            5 => drop(bytes.splice(at..end, TOKENS[dice.roll(TOKENS.len())].bytes())),
            6 => {
                let from = dice.roll(other.len());
                let piece = other[from..(from + dice.roll(12)).min(other.len())].to_vec();
                bytes.splice(at..end, piece);
            }
            // A whole value of the JSON replaced: what stands between a colon and the next comma.
            _ => {
                let colons: Vec<usize> = bytes.iter().enumerate().filter(|(_, it)| **it == b':').map(|(at, _)| at + 1).collect();
                if let Some(from) = colons.get(dice.roll(colons.len())) {
                    let length = bytes[*from..].iter().position(|it| b",}]".contains(it)).unwrap_or(0);
                    bytes.splice(*from..from + length, TOKENS[dice.roll(TOKENS.len())].bytes());
                }
            }
        }
    }
    bytes
}

fn run(target: &str, times: usize, act: fn(&[u8]) -> bool) {
    let seeds = targets::seeds(target);
    assert!(seeds.iter().all(|it| act(it)), "what the mutations begin with is good");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "a corpus is committed");
    let mut inputs = seeds.clone();
    inputs.extend(files.iter().map(|it| fs::read(it).unwrap()));
    let (mut dice, mut believed) = (Dice(1), 0);
    for round in 0..inputs.len() + times {
        let input = inputs.get(round).cloned().unwrap_or_else(|| {
            // Half of the time from the good documents, else from what the fuzzers found.
            let most = if round % 2 == 0 { seeds.len() } else { inputs.len() };
            mutated(&inputs[dice.roll(most)], &inputs[dice.roll(inputs.len())], &mut dice)
        });
        match catch_unwind(|| act(&input)) {
            Ok(yes) => believed += usize::from(yes),
            Err(_) => panic!("{target}, round {round}: {:?}", String::from_utf8_lossy(&input)),
        }
    }
    assert!(believed > times / 100 && believed < times * 9 / 10, "some get past the first gate and some do not: {believed} of {times}");
}

#[test]
fn policies() {
    run("policy", 4000, targets::policy);
}

#[test]
fn key_sets() {
    run("keyset", 2500, targets::keyset);
}

#[test]
fn state_files() {
    run("state", 800, targets::state);
}

#[test]
fn check_outs() {
    run("check_out", 2500, targets::check_out);
}
