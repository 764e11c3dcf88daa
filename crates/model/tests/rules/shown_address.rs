//! Addresses as they may be shown.

use domicile_model::shown_address::shown_address;
use proptest::prelude::*;

#[test]
fn an_address_is_shown_without_what_it_hides() {
    for (typed, shown) in [
        ("https://directory.example.com/", "https://directory.example.com/"),
        (" https://directory.example.com:8443/base ", "https://directory.example.com:8443/base"),
        ("https://ana:secret@directory.example.com/base", "https://directory.example.com/base"),
        ("https://directory.example.com/?token=secret#part", "https://directory.example.com/"),
        ("https://directory.example.com/@ana", "https://directory.example.com/@ana"),
        ("https://ana:sec/ret@directory.example.com", "https://directory.example.com"),
        ("https://ana:12/34@directory.example.com", "https://ana:12/"),
        ("postgres://domicile:secret@db.example.com/domicile", "postgres://db.example.com/domicile"),
        ("ana:secret@directory.example.com", "directory.example.com"),
        ("localhost:8080", "localhost:8080"),
        ("not an address", "not an address"),
        ("https://\u{1b}[31mred", "https://[31mred"),
        ("", ""),
    ] {
        assert_eq!(shown_address(typed), shown, "{typed}");
    }
}

proptest! {
    /// Whatever stands in it, and where.
    #[test]
    fn a_secret_before_the_host_is_never_shown(secret in "[a-z?#/:&=]{0,8}SECRET[a-z?#/:&=]{0,8}", path in "(/[a-z]{0,5}){0,3}") {
        let shown = shown_address(&format!("https://ana:{secret}@directory.example.com{path}"));
        prop_assert!(!shown.contains("SECRET"), "{shown}");
    }

    #[test]
    fn a_query_is_never_shown(host in "[a-z]{1,9}(:[0-9]{1,4})?", value in "[a-zA-Z0-9%=&:/]{0,20}") {
        let shown = shown_address(&format!("https://{host}/?token=SECRET{value}"));
        prop_assert!(!shown.contains("SECRET"), "{shown}");
    }
}
