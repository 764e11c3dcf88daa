//! Fuzzes a policy document, or a payload or header behind a good signature.
#![no_main]

#[path = "../targets.rs"]
#[allow(dead_code, reason = "the other targets use the rest")]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    targets::policy(input);
});
