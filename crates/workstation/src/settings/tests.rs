//! Settings: precedence, locks, broken files, what survives a change.

use super::*;

fn data_dir() -> (tempfile::TempDir, DataDir) {
    let dir = tempfile::tempdir().unwrap();
    let data_dir = DataDir::locate(&Environment { home: Some(dir.path().join("home").into()), service_url: None }).unwrap();
    data_dir.prepare().unwrap();
    (dir, data_dir)
}

#[test]
fn a_build_of_an_operator_needs_no_typing_and_what_is_set_wins() {
    let (dir, data_dir) = data_dir();
    let operator = Operator {
        name: "Example Software",
        service_url: "https://domicile.example.com",
        support_contact: None,
        support_address: None,
        support_page: Some("https://example.com/help"),
        privacy_page: None,
    };
    let load =
        |env: Option<&str>, managed: Option<&Path>| Settings::load_of(&data_dir, &environment(env), managed, Some(&operator)).unwrap();
    let usual = load(None, None);
    assert_eq!(usual.service_url.value.unwrap().as_str(), "https://domicile.example.com/");
    assert_eq!((usual.support_url.value.unwrap().as_str(), usual.service_url.source), ("https://example.com/help", Source::Default));
    assert_eq!(load(Some("https://env.example.com"), None).service_url.source, Source::Environment);
    change(&data_dir, &Change::ServiceUrl(service_url("https://user.example.com").unwrap())).unwrap();
    assert_eq!(load(None, None).service_url.value.unwrap().as_str(), "https://user.example.com/");
    drop(dir);
}

fn environment(url: Option<&str>) -> Environment {
    Environment { home: None, service_url: url.map(str::to_owned) }
}

#[cfg(unix)]
fn managed(dir: &tempfile::TempDir, text: &str) -> PathBuf {
    let path = dir.path().join("managed.toml");
    atomic_file::replace(&path, text.as_bytes()).unwrap();
    path
}

#[test]
fn without_anything_there_is_no_service() {
    let (_dir, data_dir) = data_dir();
    let settings = Settings::load_with(&data_dir, &environment(None), None).unwrap();
    assert_eq!(settings.service_url, Value { value: None, source: Source::Default });
    assert_eq!(settings.theme, Value { value: Theme::System, source: Source::Default });
    assert!(!settings.service_url.is_managed());
}

#[test]
fn environment_beats_the_persons_file() {
    let (_dir, data_dir) = data_dir();
    change(&data_dir, &Change::ServiceUrl(service_url("https://user.example.com").unwrap())).unwrap();
    let user = Settings::load_with(&data_dir, &environment(None), None).unwrap().service_url;
    assert_eq!((user.value.as_ref().map(Url::as_str), user.source), (Some("https://user.example.com/"), Source::User));
    let env = Settings::load_with(&data_dir, &environment(Some("https://env.example.com/d")), None).unwrap().service_url;
    assert_eq!((env.value.as_ref().map(Url::as_str), env.source), (Some("https://env.example.com/d/"), Source::Environment));
    assert!(env.is_managed());
}

/// Only root can make a file that belongs to root; without that the file is ignored, which the next test shows.
#[cfg(unix)]
#[test]
fn the_organisation_locks_on_top_where_root_wrote_it() {
    use std::os::unix::fs::MetadataExt;
    let (dir, data_dir) = data_dir();
    let path = managed(&dir, "service_url = \"https://work.example.com\"\ntheme = \"dark\"\n");
    let settings = Settings::load_with(&data_dir, &environment(Some("https://env.example.com")), Some(&path)).unwrap();
    if std::fs::metadata(&path).unwrap().uid() == 0 {
        assert_eq!(settings.service_url.source, Source::Managed);
        assert_eq!(settings.theme, Value { value: Theme::Dark, source: Source::Managed });
        assert_eq!(settings.ignored_managed, None);
    } else {
        assert!(settings.ignored_managed.unwrap().contains("not owned by root"));
        assert_eq!(settings.service_url.source, Source::Environment);
    }
}

#[cfg(unix)]
#[test]
fn a_managed_file_that_others_can_write_is_ignored_and_reported() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, data_dir) = data_dir();
    let path = managed(&dir, "service_url = \"https://evil.example.com\"\n");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o666)).unwrap();
    let settings = Settings::load_with(&data_dir, &environment(None), Some(&path)).unwrap();
    assert_eq!(settings.service_url.value, None);
    assert!(settings.ignored_managed.unwrap().contains("ignored"));
}

#[test]
fn a_broken_file_says_where_and_is_not_touched() {
    let (_dir, data_dir) = data_dir();
    let text = "theme = \"dark\"\nservice_url = https://oops\n";
    std::fs::write(data_dir.settings(), text).unwrap();
    let Err(Cause::SettingsBroken { line, .. }) = Settings::load_with(&data_dir, &environment(None), None) else { panic!() };
    assert_eq!(line, 2);
    let loaded = Settings::load(&data_dir, &environment(Some("https://env.example.com")));
    assert_eq!(loaded.problem.unwrap().code(), "settings_broken");
    assert_eq!(loaded.service_url.value, None);
    assert!(matches!(change(&data_dir, &Change::Theme(Theme::Light)), Err(Cause::SettingsBroken { .. })));
    assert_eq!(std::fs::read_to_string(data_dir.settings()).unwrap(), text);
    let slips: [(&[u8], usize); 3] = [(b"theme = 7\n", 1), (b"theme = \"dark\"\n= 7\n", 2), (b"# mine\n\ntheme = \"\xff\"\n", 3)];
    for (text, line) in slips {
        std::fs::write(data_dir.settings(), text).unwrap();
        let Err(Cause::SettingsBroken { line: found, .. }) = Settings::load_with(&data_dir, &environment(None), None) else { panic!() };
        assert_eq!(found, line);
    }
}

#[test]
fn a_word_of_a_newer_version_counts_as_not_set() {
    let (_dir, data_dir) = data_dir();
    std::fs::write(data_dir.settings(), "theme = \"purple\"\nsecret_store = \"tpm\"\nservice_url = \"https://d.example.com\"\n").unwrap();
    let settings = Settings::load_with(&data_dir, &environment(None), None).unwrap();
    assert_eq!((settings.theme.value, settings.secret_store.value), (Theme::System, StoreChoice::Keychain));
    assert_eq!(settings.service_url.value.unwrap().as_str(), "https://d.example.com/", "everything else is as it was set");
    change(&data_dir, &Change::Language(Some(Language::De))).unwrap();
    assert!(std::fs::read_to_string(data_dir.settings()).unwrap().contains("purple"), "and it stays for the newer version");
}

#[test]
fn a_change_keeps_what_it_does_not_know() {
    let (_dir, data_dir) = data_dir();
    std::fs::write(data_dir.settings(), "from_the_future = 7\nsecret_store = \"file\"\n").unwrap();
    change(&data_dir, &Change::Theme(Theme::Light)).unwrap();
    let text = std::fs::read_to_string(data_dir.settings()).unwrap();
    assert!(text.contains("from_the_future = 7"), "{text}");
    let settings = Settings::load_with(&data_dir, &environment(None), None).unwrap();
    assert_eq!((settings.theme.value, settings.secret_store.value), (Theme::Light, StoreChoice::File));
}

#[test]
fn the_language_is_kept_and_a_newer_one_is_the_systems() {
    let (_dir, data_dir) = data_dir();
    let kept = || Settings::load_with(&data_dir, &environment(None), None).unwrap().language;
    assert_eq!(kept(), Value { value: None, source: Source::Default });
    change(&data_dir, &Change::Language(Some(Language::De))).unwrap();
    assert_eq!(kept(), Value { value: Some(Language::De), source: Source::User });
    change(&data_dir, &Change::Language(None)).unwrap();
    assert_eq!(kept(), Value { value: None, source: Source::User });
    std::fs::write(data_dir.settings(), "language = \"tlh\"\n").unwrap();
    assert_eq!(kept(), Value { value: None, source: Source::User });
}

#[test]
fn service_addresses_are_https_or_loopback() {
    for (text, url) in [
        ("https://d.example.com", "https://d.example.com/"),
        (" https://d.example.com/base ", "https://d.example.com/base/"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
    ] {
        assert_eq!(service_url(text).unwrap().as_str(), url);
    }
    for text in
        ["", "d.example.com", "http://d.example.com", "https://u:p@d.example.com", "https://d.example.com/?x=1", "javascript:alert(1)"]
    {
        assert!(matches!(service_url(text), Err(Cause::BadServiceUrl { .. })), "{text}");
    }
}
