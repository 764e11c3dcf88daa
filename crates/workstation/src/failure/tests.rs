//! Every failure of ours has all its sentences, and none leaves a blank open.

use super::{AddressFault, Cause, Failure, Intruder, Obstacle, ProxyFault, Text, Theirs};
use domicile_words::{Arg, Language, Words};

fn cannot_write(obstacle: Obstacle) -> Cause {
    Cause::CannotWrite { path: "path".to_owned(), reason: "reason".into(), obstacle: Box::new(obstacle) }
}

fn cannot_read(obstacle: Obstacle) -> Cause {
    Cause::CannotRead { path: "path".to_owned(), reason: "reason".into(), obstacle: Box::new(obstacle) }
}

fn every() -> Vec<Cause> {
    let (host, reason, path) = (|| "host".to_owned(), || "reason".to_owned(), || "path".to_owned());
    vec![
        Cause::NoService,
        Cause::BadServiceUrl { url: host(), what: AddressFault::NoAddress },
        Cause::BadServiceUrl { url: host(), what: AddressFault::NotHttps },
        Cause::BadServiceUrl { url: host(), what: AddressFault::Secret },
        Cause::OtherAddress { host: host(), named: host() },
        Cause::NameNotFound { host: host() },
        Cause::CannotConnect { host: host(), reason: reason() },
        Cause::Tls { host: host(), reason: reason() },
        Cause::Proxy { host: host(), proxy: host(), what: ProxyFault::Refused(403) },
        Cause::Proxy { host: host(), proxy: host(), what: ProxyFault::WantsPassword },
        Cause::Proxy { host: host(), proxy: host(), what: ProxyFault::Dead },
        Cause::Proxy { host: host(), proxy: host(), what: ProxyFault::Silent },
        Cause::Proxy { host: host(), proxy: host(), what: ProxyFault::Unusable },
        Cause::Timeout { host: host() },
        Cause::Truncated { host: host(), reason: reason() },
        Cause::Oversized { host: host(), limit: 1 },
        Cause::ServerError { host: host(), status: 500 },
        Cause::NotTheService { host: host(), what: Intruder::Page(200) },
        Cause::NotTheService { host: host(), what: Intruder::Redirect },
        Cause::NotTheService { host: host(), what: Intruder::WantsSignIn },
        Cause::NotTheService { host: host(), what: Intruder::Status(401) },
        Cause::NotTheService { host: host(), what: Intruder::Other(reason()) },
        Cause::IssuerTrouble { host: host(), reason: reason() },
        Cause::NotUnderstood { host: host(), reason: reason() },
        Cause::SignInNeeded,
        Cause::SignInInvalid { reason: reason() },
        Cause::SomebodyElse { hinted: host(), came: host() },
        Cause::ClockAhead { by: host() },
        Cause::RenewalNotConfirmed { reason: reason() },
        Cause::RenewalCutOff,
        Cause::WrongIssuer { expected: host() },
        Cause::SignInDenied { reason: reason() },
        Cause::ProgramRefused { host: host(), reason: reason() },
        Cause::BrowserTimeout,
        Cause::DeviceExpired,
        Cause::DeviceUnsupported,
        Cause::CannotListen { reason: reason() },
        Cause::Cancelled,
        Cause::Superseded,
        Cause::NoKeychain { reason: reason() },
        Cause::KeychainLocked { reason: reason() },
        Cause::KeychainTimeout { seconds: 5 },
        cannot_write(Obstacle::Full),
        cannot_write(Obstacle::ReadOnly),
        cannot_write(Obstacle::Rights),
        cannot_write(Obstacle::Foreign { owner: host(), place: path() }),
        cannot_write(Obstacle::Elsewhere { owner: host() }),
        cannot_write(Obstacle::NoLocks),
        cannot_write(Obstacle::Held),
        cannot_write(Obstacle::InTheWay),
        cannot_write(Obstacle::Other),
        cannot_read(Obstacle::Rights),
        cannot_read(Obstacle::Foreign { owner: host(), place: path() }),
        cannot_read(Obstacle::Elsewhere { owner: host() }),
        cannot_read(Obstacle::InTheWay),
        cannot_read(Obstacle::Other),
        Cause::NotYours { path: path(), reason: reason().into(), theirs: Box::new(Theirs { owner: host(), place: Some(path()) }) },
        Cause::NotYours { path: path(), reason: reason().into(), theirs: Box::new(Theirs { owner: host(), place: None }) },
        Cause::NoHome,
        Cause::SettingsBroken { path: path(), line: 2, reason: reason().into() },
        Cause::Managed { key: "theme" },
        Cause::SignedInAlready,
        Cause::SessionBusy,
        Cause::CannotCopy { reason: reason() },
        Cause::CannotOpen { what: "a page", reason: reason() },
        Cause::PolicyInvalid { reason: reason() },
        Cause::PolicyRolledBack,
        Cause::PolicyNotSaved { reason: reason() },
        Cause::ClockSuspect,
        Cause::FileTooLarge,
        Cause::FileNotOurs,
        Cause::FileDamaged,
        Cause::FileOfLaterVersion,
        Cause::FileOfAnotherService { issuer: host() },
        Cause::FileOfAnotherPerson { person: host() },
        Cause::FileOfAnotherMachine { name: host() },
        Cause::PersonNotKnown,
        Cause::NotCheckedOut { product: host() },
        Cause::Unexpected { reason: reason() },
    ]
}

#[test]
fn every_failure_says_what_and_why_and_at_most_two_things_to_do() {
    let words = Words::new(Language::En);
    for cause in every() {
        let failure = Failure::new(cause);
        let described = failure.described();
        let mut said = vec![described.what, described.why];
        assert!(described.next.len() <= 2, "{failure}");
        said.extend(described.next.into_iter().map(|(_, text, _)| text));
        for (n, text) in said.into_iter().enumerate() {
            let Text::Ours(sentence) = text else { panic!("{failure}") };
            assert!(words.has(sentence.id), "{}: {} is missing", failure.code(), sentence.id);
            let args: Vec<(&str, Arg<'_>)> = sentence.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
            let text = words.format(sentence.id, &args);
            // A command may ask the shell who one is.
            assert!(!text.replace("$(id -un)", "").contains(['{', '$']), "{text}");
            assert!(n > 0 || text.chars().count() <= 60, "{text}");
        }
    }
}

/// Whatever cannot be read for its rights is told with whose it is, and with one command that helps.
#[cfg(unix)]
#[test]
fn what_cannot_be_read_for_its_rights_names_one_command() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    std::fs::write(&file, "").unwrap();
    let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    let words = Words::new(Language::En);
    let said = |cause: Cause| {
        let described = Failure::new(cause).described();
        let text = |it: Text| {
            let Text::Ours(sentence) = it else { panic!() };
            let args: Vec<(&str, Arg<'_>)> = sentence.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
            words.format(sentence.id, &args)
        };
        let next: Vec<String> = described.next.into_iter().map(|(_, it, _)| text(it)).collect();
        (text(described.why), next.join(" "))
    };
    let shown = file.display();
    for cause in [Cause::cannot_read(&file, &denied), Cause::cannot_read_given(&file, &denied)] {
        let (_, next) = said(cause);
        assert!(next.ends_with(&format!("chmod u+rX \"{shown}\"")), "{next}");
    }
    if !rustix::process::geteuid().is_root() {
        return;
    }
    std::os::unix::fs::chown(&file, Some(123_456), None).unwrap();
    let (why, next) = said(Cause::cannot_read(&file, &denied));
    assert!(why.contains("belongs to 123456") && next.ends_with(&format!("sudo chown -R \"$(id -un)\" \"{shown}\"")), "{why} {next}");
    // What was carried here is left to whose it is.
    let (why, next) = said(Cause::cannot_read_given(&file, &denied));
    assert!(
        why.contains("belongs to 123456") && next.ends_with(&format!("sudo install -o \"$(id -un)\" -m 600 \"{shown}\" .")),
        "{why} {next}"
    );
}
