//! Fuzzes a check-out, a payload or header behind a good signature, or the file of check-outs.
#![no_main]

#[path = "../targets.rs"]
#[allow(dead_code, reason = "the other targets use the rest")]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    targets::check_out(input);
});
