use super::*;
use domicile_model::operator::FaultCode;

/// A line, and its record or what is wrong with it.
type Found = (u64, Result<Record, Vec<(Option<String>, FaultCode)>>);

fn read(document: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    read_document::<std::io::Error>(document, |(line, read)| {
        found.push((line, read.map_err(|faults| faults.into_iter().map(|it| (it.field, it.code)).collect())));
        Ok(())
    })
    .unwrap();
    found
}

fn faults(document: &[u8]) -> Vec<(u64, Option<String>, FaultCode)> {
    let named = |(line, read): Found| read.err().into_iter().flatten().map(move |(field, code)| (line, field, code));
    read(document).into_iter().flat_map(named).collect()
}

fn field(name: &str) -> Option<String> {
    Some(name.to_owned())
}

const CONTRACT: &str = r#"{"record":"contract","account":"a","country":"GB"}"#;

#[test]
fn lines_are_counted_with_those_that_say_nothing() {
    let document = format!("\u{feff}\r\n{CONTRACT}\r\n\n  \n{CONTRACT}");
    let lines: Vec<_> = read(document.as_bytes()).into_iter().map(|(line, read)| (line, read.is_ok())).collect();
    assert_eq!(lines, [(2, true), (5, true)]);
    assert_eq!(read(b""), []);
}

#[test]
fn what_is_wrong_is_named_by_line_and_field() {
    let document = [
        CONTRACT,
        r#"{"record":"product","id":"a"}"#,
        r#"{"record":"contract","account":"a","country":"GB","annualRevenue":"much"}"#,
        r#"{"record":"contract","account":"a","country":"GB","colour":"red"}"#,
        r#"{"record":"colour"}"#,
        r#"{"account":"a"}"#,
        r#"["contract","a","GB",5]"#,
        r#"{"record":"con"#,
        // The last one of two counts, as in most readers.
        r#"{"record":"contract","account":"a","country":"GB","record":"contract"}"#,
    ]
    .join("\n");
    assert_eq!(
        faults(document.as_bytes()),
        [
            (2, field("name"), FaultCode::Missing),
            (3, field("annualRevenue"), FaultCode::Invalid),
            (4, field("colour"), FaultCode::UnknownMember),
            (5, field("record"), FaultCode::UnknownRecord),
            (6, field("record"), FaultCode::Missing),
            (7, None, FaultCode::Malformed),
            (8, None, FaultCode::Malformed),
        ]
    );
}

#[test]
fn a_line_beyond_all_measure_is_passed_over() {
    let document = format!("{CONTRACT}\n{{\"record\":\"{}\"}}\n{CONTRACT}\n{}", "x".repeat(200_000), "y".repeat(200_000));
    let found: Vec<_> = read(document.as_bytes()).into_iter().map(|(line, read)| (line, read.is_ok())).collect();
    assert_eq!(found, [(1, true), (2, false), (3, true), (4, false)]);
}

#[test]
fn tables_are_read_as_spreadsheets_write_them() {
    for document in [
        "id,account,product,starts,countries,seats\r\nE-1,4711,\"bridge\",2026-01-01,GB FR,5\r\n",
        "\u{feff}ID;Account;Product;Starts;Countries;Seats\r\nE-1;4711;bridge;2026-01-01;\"GB|FR\";5",
        "id\taccount\tproduct\tstarts\tcountries\tseats\nE-1\t4711\tbridge\t2026-01-01\tGB,FR\t5\n\n",
    ] {
        let found = read(document.as_bytes());
        let [(2, Ok(Record::Entitlement(it)))] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((it.product.as_str(), it.countries.as_slice(), it.seats), ("bridge", &["GB".to_owned(), "FR".to_owned()][..], Some(5)));
    }
    let people = "e-mail;display name;account\nana@example.com;\"Costa; Ana \"\"A\"\"\";4711\n";
    let found = read(people.as_bytes());
    let [(2, Ok(Record::Person(it)))] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((it.display_name.as_deref(), it.roles.as_ref()), (Some("Costa; Ana \"A\""), None));
}

#[test]
fn a_table_that_is_none_is_told_once() {
    assert_eq!(faults(b"hello\nworld\n"), [(1, None, FaultCode::Malformed)]);
    assert_eq!(
        faults(b"id,product,colour\n1,2,3\n"),
        [
            (1, field("colour"), FaultCode::UnknownMember),
            (1, field("account"), FaultCode::Missing),
            (1, field("starts"), FaultCode::Missing)
        ]
    );
    let cells = b"email,account\nx@example.com\n,4711\n\xe4@example.com,4711\n";
    assert_eq!(
        faults(cells),
        [(2, None, FaultCode::Malformed), (3, field("email"), FaultCode::Missing), (4, field("email"), FaultCode::Malformed)]
    );
    assert_eq!(faults(b"email,issuer,subject\nx@example.com,https://i,\n"), [(2, field("subject"), FaultCode::Missing)]);
}
