//! The demo root: three keys whose private parts are no secret, so that a debug build can play the whole game. Two must sign.

/// The public parts, as in `demo-root.json`: known in every build, so that a build which trusts them says so.
pub(super) const PUBLIC: [[u8; 32]; 3] = [
    [
        226, 193, 108, 172, 2, 29, 71, 22, 32, 14, 56, 133, 11, 228, 247, 79, 204, 36, 203, 117, 65, 164, 86, 62, 171, 170, 198, 65, 82,
        128, 230, 65,
    ],
    [
        170, 124, 208, 186, 175, 245, 137, 203, 131, 116, 160, 60, 237, 31, 193, 214, 69, 137, 19, 142, 166, 196, 201, 19, 2, 138, 248, 68,
        241, 223, 202, 214,
    ],
    [
        15, 124, 105, 232, 108, 193, 65, 35, 125, 176, 251, 174, 194, 198, 42, 5, 39, 137, 87, 161, 230, 13, 126, 167, 135, 152, 97, 211,
        55, 12, 13, 200,
    ],
];

#[cfg(demo_root)]
const SEEDS: [(&str, &[u8; 32]); 3] = [
    ("demo-root-1", b"domicile demo root 1: no secret!"),
    ("demo-root-2", b"domicile demo root 2: no secret!"),
    ("demo-root-3", b"domicile demo root 3: no secret!"),
];

#[cfg(demo_root)]
pub(super) fn signers() -> Vec<super::RootSigner> {
    SEEDS.iter().map(|(kid, seed)| super::RootSigner::from_seed(*kid, seed)).collect()
}
