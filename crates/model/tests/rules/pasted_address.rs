//! Addresses as mail programs copy them.

use domicile_model::pasted_address::address_in;

/// Field case W07f: the one address in what was pasted from a mail program is taken; of several none is chosen.
#[test]
fn the_one_address_in_what_was_pasted_is_taken() {
    let ana = "ana.costa@oldbridge.example.com";
    for pasted in [
        "ana.costa@oldbridge.example.com",
        " ana.costa@oldbridge.example.com\r\n",
        "Ana Costa <ana.costa@oldbridge.example.com>",
        "\"Costa, Ana\" <ana.costa@oldbridge.example.com>;",
        "<ana.costa@oldbridge.example.com>",
        "mailto:ana.costa@oldbridge.example.com",
        "MAILTO:ana.costa@oldbridge.example.com?subject=Hello",
        "<mailto:ana.costa@oldbridge.example.com>",
        "\"ana.costa@oldbridge.example.com\"",
        "'ana.costa@oldbridge.example.com',",
        "ana.costa@oldbridge.example.com;",
    ] {
        assert_eq!(address_in(pasted), ana, "{pasted:?}");
    }
    for other in ["", "Ana Costa", "user-17", "a@b.example, c@d.example", "<a@b.example> <c@d.example>", "Ana ana@b.example", "<@"] {
        assert_eq!(address_in(other), other.trim(), "{other:?}");
    }
}
