//! Fuzzes the C interface: an input is a program of calls.
#![no_main]

#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    // Structs end where their allocation ends: AddressSanitizer sees whatever goes beyond.
    targets::calls(input, 0);
});
