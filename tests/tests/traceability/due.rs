//! What must be held: field cases by their ids (W: workstation, S: service, H, M and L: the findings of an audit), security checks by number
//! and topic.

use std::collections::BTreeSet;

/// Cases of the workstation that failed when they were tried.
const WORKSTATION: &str = "W01a W01b W02a W02b W02c W02d W02e W02k W03a W03b W04a W04b W05a W05b W06a W06b W07a W07b W08a W08c W08d W09a W09b \
    W09c W10a W10b W11a W11b W12a W13a W13b W13c W14a W14c W15a W15f W16a W16c W16e W16f W19b W20a W22a";
/// Cases of the service that failed.
const SERVICE: &str = "S01a S02a S02b S03a S03b S03d S04 S05a S05b S05d S05e S06a S06b S07a S07b S08a S08b S09a S09b S10a S10b S11a S11c S12a \
    S12c S13 S14a S15a S16a S16b S17a S18a S18c S19a S19b S20 S21a S21b S22a S23 S24 S25a S26 S27a";
/// Findings of an audit, by severity.
const AUDIT: &str = "H1 H2 M1 M2 M3 M4 M5 M6 M7 M8 L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 L11 L12 L13 L14 L15 L16 L17 L18 L19";

/// Cases that held, and doubts: a test may name them, none must.
pub(crate) const MORE: &[&str] = &[
    "W01e", "W02j", "W03d", "W03e", "W07e", "W07f", "W08e", "W09g", "W10d", "W10e", "W10f", "W11d", "W12c", "W12d", "W13e", "W14d", "W15c",
    "W15d", "W15e", "W16g", "W17", "W18", "W19a", "W19c", "W19d", "W21", "W23a", "W23b", "W24", "D01", "D02", "D03", "D04", "D05", "D06",
    "D07", "D08", "D09", "D10",
];

/// Cases that no test holds yet. Goes when it is empty.
pub(crate) const NOT_HELD_YET: &[&str] = &[
    "W01a", "W01b", "W03a", "W03b", "W04a", "W04b", "W06a", "W06b", "W07a", "W07b", "W08c", "W10a", "W10b", "W11a", "W11b", "W12a", "W19b",
    "W20a", "S01a", "S02a", "S02b", "S03a", "S03b", "S03d", "S06a", "S06b", "S07a", "S07b", "S08a", "S08b", "S09a", "S09b", "S10a", "S10b",
    "S11a", "S11c", "S12a", "S12c", "S14a", "S15a", "S16a", "S16b", "S17a", "S18a", "S18c", "S20", "S23", "S24", "S25a", "S26", "S27a",
    "H1", "M2", "M3", "M5", "M7", "L1", "L2", "L3", "L4", "L6", "L9", "L10", "L14", "L18",
];

/// Topics of the security checks, each with its last number.
pub(crate) const TOPICS: &[(&str, u8)] =
    &[("Isolation", 6), ("Tokens", 12), ("Limits", 16), ("Secrets", 20), ("Clocks", 23), ("Audit", 27), ("Abuse", 30)];

/// Every id that must be held.
pub(crate) fn field_cases() -> BTreeSet<&'static str> {
    [WORKSTATION, SERVICE, AUDIT].iter().flat_map(|it| it.split_whitespace()).collect()
}

/// Every number that must be held.
pub(crate) fn security_checks() -> BTreeSet<String> {
    let last = TOPICS.last().map_or(0, |it| it.1);
    (1..=last).map(|it| it.to_string()).collect()
}

/// Where a field case is from.
pub(crate) fn source(id: &str) -> &'static str {
    match id.chars().next() {
        Some('W') => "The workstation",
        Some('S' | 'D') => "The service",
        _ => "Findings of an audit",
    }
}
