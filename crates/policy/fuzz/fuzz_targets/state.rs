//! Fuzzes a state file beside good policies.
#![no_main]

#[path = "../targets.rs"]
#[allow(dead_code, reason = "the other targets use the rest")]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    targets::state(input);
});
