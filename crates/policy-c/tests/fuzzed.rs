//! The fuzz target of the C interface on stable: over its committed corpus and a few thousand mutations of it, the same ones in every run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    unreachable_pub,
    reason = "tests may; shared with the fuzzer"
)]
#![expect(unsafe_code, reason = "calls what C calls")]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

/// Bytes behind each struct that nobody may touch.
const BEYOND: usize = 16;
const TIMES: usize = 3000;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    /// One of `0..sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

fn mutated(seed: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(bytes.len());
        let end = at + dice.roll(bytes.len() - at + 1).min(8);
        match dice.roll(4) {
            0 if at < bytes.len() => bytes[at] = dice.roll(256) as u8,
            1 => drop(bytes.drain(at..end)),
            2 => bytes.insert(at, dice.roll(256) as u8),
            _ => {
                let from = dice.roll(other.len());
                let piece = other[from..(from + dice.roll(20)).min(other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

#[test]
fn any_calls() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/calls");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    let inputs: Vec<_> = files.iter().map(|it| fs::read(it).unwrap()).collect();
    assert!(targets::calls(&fs::read(files.iter().find(|it| it.ends_with("good")).unwrap()).unwrap(), BEYOND), "a good program runs");
    let (mut dice, mut ran) = (Dice(1), 0);
    for round in 0..inputs.len() + TIMES {
        let input = inputs.get(round).cloned();
        let input = input.unwrap_or_else(|| mutated(&inputs[dice.roll(inputs.len())], &inputs[dice.roll(inputs.len())], &mut dice));
        match catch_unwind(|| targets::calls(&input, BEYOND)) {
            Ok(yes) => ran += usize::from(yes),
            Err(_) => panic!("round {round}: {input:?}"),
        }
    }
    assert!(ran > TIMES / 100 && ran < TIMES, "some let a product run: {ran} of {TIMES}");
}
