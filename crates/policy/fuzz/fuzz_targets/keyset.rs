//! Fuzzes a key set, or a payload that the root signed.
#![no_main]

#[path = "../targets.rs"]
#[allow(dead_code, reason = "the other targets use the rest")]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    targets::keyset(input);
});
