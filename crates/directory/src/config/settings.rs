//! Every setting of the file with its default, and what a running service does with it when the file is read again. The list is held against
//! the structs that are read, and `docs/configuration.md` against the list.

use std::collections::BTreeSet;
use toml::{Table, Value};

/// What becomes of a setting that changes while a service runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reread {
    /// It counts as soon as the file was read again.
    AtOnce,
    /// It counts after the next start.
    AtStart,
    /// It is for commands, which read it each time.
    ByCommands,
}

/// A setting.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// As it stands in the file; below its table, with a dot between.
    pub(crate) name: &'static str,
    /// What holds where it does not stand there, as the file would have it; or a word for what cannot be written so.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the page that lists them"))]
    pub(crate) default: &'static str,
    /// What becomes of it when it changes.
    pub(crate) reread: Reread,
}

const fn setting(name: &'static str, default: &'static str, reread: Reread) -> Setting {
    Setting { name, default, reread }
}

use Reread::{AtOnce, AtStart, ByCommands};

/// All of them, in the order of the page.
pub(crate) const SETTINGS: &[Setting] = &[
    setting("database", "sqlite:domicile-directory.sqlite3", AtStart),
    setting("unverifiedDatabaseServer", "false", AtStart),
    setting("publicUrl", "where it listens", AtStart),
    setting("keys", "–", AtStart),
    setting("auditHeads", "the log only", AtStart),
    setting("trustedProxies", r#"["127.0.0.0/8", "::1"]"#, AtStart),
    setting("issuer.issuer", "–", AtOnce),
    setting("issuer.clientId", "–", AtOnce),
    setting("issuer.audience", "the public URL", AtOnce),
    setting("issuer.jwksUri", "by discovery", AtOnce),
    setting("issuer.allowTypJwt", "false", AtOnce),
    setting("issuer.allowMissingTyp", "false", AtOnce),
    setting("issuer.allowMissingAudience", "false", AtOnce),
    setting("issuer.leewaySeconds", "60", AtOnce),
    setting("issuer.emailVerifiedClaim", "email_verified", AtOnce),
    setting("issuer.clients", "any", AtOnce),
    setting("issuer.scopes.read", "none", AtOnce),
    setting("issuer.scopes.full", "none", AtOnce),
    setting("issuer.requestScopes", r#"["openid", "profile", "email", "offline_access"]"#, AtOnce),
    setting("issuer.domains", "all, of an only issuer", AtOnce),
    setting("issuer.accounts", "all, of an only issuer", AtOnce),
    setting("operatorIssuer.issuer", "–", AtOnce),
    setting("operatorIssuer.audience", "the public URL", AtOnce),
    setting("operatorIssuer.jwksUri", "by discovery", AtOnce),
    setting("operatorIssuer.allowTypJwt", "false", AtOnce),
    setting("operatorIssuer.allowMissingTyp", "false", AtOnce),
    setting("operatorIssuer.leewaySeconds", "60", AtOnce),
    setting("operatorClient.client", "–", AtOnce),
    setting("operatorClient.issuer", "–", AtOnce),
    setting("operatorClient.subject", "the client itself", AtOnce),
    setting("operatorClient.source", "the client, made fit", AtOnce),
    setting("operatorClient.scopes", "–", AtOnce),
    setting("mail.smtp", "–", AtOnce),
    setting("mail.from", "–", AtOnce),
    setting("mail.user", "nobody signs in", AtOnce),
    setting("mail.passwordFile", "nobody signs in", AtOnce),
    setting("mail.caFile", "those of the system", AtOnce),
    setting("limits.connections", "10000", AtStart),
    setting("limits.connectionsPerAddress", "512", AtStart),
    setting("limits.headSeconds", "10.0", AtStart),
    setting("limits.headBytes", "32768", AtStart),
    setting("limits.idleSeconds", "75.0", AtStart),
    setting("limits.stalledSeconds", "60.0", AtStart),
    setting("limits.bodySeconds", "10.0", AtStart),
    setting("limits.bodyIdleSeconds", "4.0", AtStart),
    setting("limits.requestsAtOnce", "512", AtStart),
    setting("limits.requestsAtOncePerPerson", "64", AtStart),
    setting("limits.policiesAtOncePerPerson", "8", AtStart),
    setting("limits.readBurst", "1000", AtStart),
    setting("limits.readsPerSecond", "20.0", AtStart),
    setting("limits.writeBurst", "300", AtStart),
    setting("limits.writesPerSecond", "5.0", AtStart),
    setting("limits.writesPerDay", "20000", AtStart),
    setting("limits.signatureBurst", "200", AtStart),
    setting("limits.signaturesPerSecond", "2.0", AtStart),
    setting("limits.anonymousBurst", "600", AtStart),
    setting("limits.anonymousPerSecond", "10.0", AtStart),
    setting("limits.refusalPauseSeconds", "0.25", AtStart),
    setting("limits.operatorRequestsAtOnce", "8", AtStart),
    setting("limits.operatorRequestsAtOncePerClient", "4", AtStart),
    setting("limits.operatorReadBurst", "1000", AtStart),
    setting("limits.operatorReadsPerSecond", "50.0", AtStart),
    setting("limits.operatorWriteBurst", "500", AtStart),
    setting("limits.operatorWritesPerSecond", "20.0", AtStart),
    setting("securityEvents.to", r#""stderr""#, AtStart),
    setting("securityEvents.burst", "20", AtStart),
    setting("securityEvents.burstSeconds", "60", AtStart),
    setting("retention.lookUps", "1", AtStart),
    setting("retention.answers", "1", AtStart),
    setting("retention.machineReports", "90", AtStart),
    setting("retention.requests", "730", AtStart),
    setting("retention.offers", "365", AtStart),
    setting("retention.invitations", "365", AtStart),
    setting("retention.checkOuts", "365", AtStart),
    setting("retention.cases", "730", AtStart),
    setting("retention.formerMembers", "730", AtStart),
    setting("import.guardCount", "20", ByCommands),
    setting("import.guardPercent", "10", ByCommands),
];

/// What becomes of a setting by its name; of one inside a list by the list's.
fn reread(name: &str) -> Reread {
    let is_named = |it: &&Setting| it.name == name || it.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    SETTINGS.iter().find(is_named).map_or(AtStart, |it| it.reread)
}

/// What differs between two files, by names of settings; a list counts as one.
fn differences(before: &Table, after: &Table) -> BTreeSet<String> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut found = BTreeSet::new();
    for name in names {
        match (before.get(name), after.get(name)) {
            (one, other) if one == other => {}
            (Some(Value::Table(one)), Some(Value::Table(other))) => {
                found.extend(differences(one, other).into_iter().map(|it| format!("{name}.{it}")));
            }
            (Some(Value::Table(only)), None) | (None, Some(Value::Table(only))) => {
                found.extend(only.keys().map(|it| format!("{name}.{it}")));
            }
            (_, _) => {
                found.insert(name.clone());
            }
        }
    }
    found
}

/// What changed between what is in force and a file that was read again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Counts at once.
    pub(crate) at_once: Vec<String>,
    /// Counts after the next start.
    pub(crate) at_start: Vec<String>,
}

impl Changes {
    /// Those between these two.
    pub(crate) fn between(in_force: &Table, read: &Table) -> Self {
        let mut changes = Self::default();
        for name in differences(in_force, read) {
            match reread(&name) {
                AtOnce => changes.at_once.push(name),
                AtStart => changes.at_start.push(name),
                ByCommands => {}
            }
        }
        changes
    }
}

/// What is in force once what counts at once was taken from a file that was read again.
pub(crate) fn taken(in_force: &Table, read: &Table) -> Table {
    let counts_at_once = |name: &str| reread(name) == AtOnce;
    let stays = in_force.iter().filter(|it| !counts_at_once(it.0));
    let comes = read.iter().filter(|it| counts_at_once(it.0));
    stays.chain(comes).map(|(name, value)| (name.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Import};
    use crate::limits::LimitSettings;
    use crate::retention::RetentionSettings;
    use crate::security_events::SecurityEventSettings;
    use domicile_model::operator::Guard;

    /// The names that may stand at a place of the file: whoever reads it names them where one is unknown.
    fn names_at(text: &str) -> BTreeSet<String> {
        let said = toml::from_str::<Config>(text).map(drop).unwrap_err().message().to_owned();
        let (_, expected) = said.split_once("expected ").unwrap_or_else(|| panic!("{said}"));
        expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn the_list_has_every_setting_that_can_be_read() {
        let mut real = BTreeSet::new();
        let tables = [
            ("issuer", "[[issuer]]\nno-setting = 1\n"),
            ("issuer.scopes", "[[issuer]]\nscopes = { no-setting = 1 }\n"),
            ("operatorIssuer", "[[operatorIssuer]]\nno-setting = 1\n"),
            ("operatorClient", "[[operatorClient]]\nno-setting = 1\n"),
            ("retention", "[retention]\nno-setting = 1\n"),
            ("mail", "[mail]\nno-setting = 1\n"),
            ("limits", "[limits]\nno-setting = 1\n"),
            ("securityEvents", "[securityEvents]\nno-setting = 1\n"),
            ("import", "[import]\nno-setting = 1\n"),
        ];
        let is_table = |name: &str| tables.iter().any(|it| it.0 == name);
        real.extend(names_at("no-setting = 1\n").into_iter().filter(|it| !is_table(it)));
        for (table, text) in tables {
            real.extend(names_at(text).into_iter().map(|it| format!("{table}.{it}")).filter(|it| !is_table(it)));
        }
        let listed: BTreeSet<String> = SETTINGS.iter().map(|it| it.name.to_owned()).collect();
        assert_eq!(listed, real);
        assert_eq!(listed.len(), SETTINGS.len(), "one stands there twice");
    }

    /// A table of the file with every default of the list.
    fn defaults(table: &str) -> String {
        let own = SETTINGS.iter().filter_map(|it| Some((it.name.strip_prefix(table)?.strip_prefix('.')?, it.default)));
        own.map(|(name, default)| format!("{name} = {default}\n")).collect()
    }

    #[test]
    fn the_defaults_of_the_list_are_those_that_hold() {
        assert_eq!(toml::from_str::<LimitSettings>(&defaults("limits")).unwrap(), LimitSettings::default());
        assert_eq!(toml::from_str::<SecurityEventSettings>(&defaults("securityEvents")).unwrap(), SecurityEventSettings::default());
        assert_eq!(toml::from_str::<RetentionSettings>(&defaults("retention")).unwrap(), RetentionSettings::default());
        let import: Import = toml::from_str(&defaults("import")).unwrap();
        assert_eq!(import.guard(), Guard::default());
        let default = |name: &str| SETTINGS.iter().find(|it| it.name == name).unwrap().default;
        let proxies: Config = toml::from_str(&format!("trustedProxies = {}", default("trustedProxies"))).unwrap();
        assert_eq!(proxies.trusted_proxies, Config::default().trusted_proxies);
        let issuer = format!("[[issuer]]\nissuer = 'i'\nclientId = 'c'\nleewaySeconds = {}\n", default("issuer.leewaySeconds"));
        let named: Config = toml::from_str(&issuer).unwrap();
        let unnamed: Config = toml::from_str("[[issuer]]\nissuer = 'i'\nclientId = 'c'\n").unwrap();
        assert_eq!(named.issuers[0].to_bearer("r").leeway, unnamed.issuers[0].to_bearer("r").leeway);
        assert_eq!(format!("{:?}", unnamed.issuers[0].requested_scopes()), default("issuer.requestScopes"));
    }

    #[test]
    fn the_page_lists_every_setting_with_its_default_and_what_a_change_needs() {
        let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md")).unwrap();
        let rows: Vec<&str> = page.lines().filter(|it| it.starts_with("| `")).collect();
        let told = |it: &Setting| match it.reread {
            AtOnce => "at once",
            AtStart => "needs a restart",
            ByCommands => "read by each command",
        };
        let expected: Vec<String> = SETTINGS.iter().map(|it| format!("| `{}` | `{}` | {} |", it.name, it.default, told(it))).collect();
        for (row, expected) in rows.iter().zip(&expected) {
            assert!(row.starts_with(expected), "{row}\nbegins with\n{expected}");
        }
        assert_eq!(rows.len(), expected.len(), "{:#?}", expected);
    }

    fn table(text: &str) -> Table {
        text.parse().unwrap()
    }

    #[test]
    fn changes_are_named_and_sorted_by_when_they_count() {
        let before = table("keys = 'k'\n[[issuer]]\nissuer = 'a'\n[limits]\nreadBurst = 5\n[mail]\nfrom = 'a'\nsmtp = 's'\n");
        assert_eq!(Changes::between(&before, &before), Changes::default());
        let after = table(
            "[[issuer]]\nissuer = 'a'\n[[issuer]]\nissuer = 'b'\n[limits]\nreadBurst = 6\n[mail]\nfrom = 'a'\nsmtp = 't'\n[import]\nguardCount = 3\n",
        );
        let changes = Changes::between(&before, &after);
        assert_eq!(
            (changes.at_once, changes.at_start),
            (vec!["issuer".to_owned(), "mail.smtp".to_owned()], vec!["keys".to_owned(), "limits.readBurst".to_owned()])
        );
        // What waits for a restart waits, however often the file is read.
        let in_force = taken(&before, &after);
        let again = Changes::between(&in_force, &after);
        assert_eq!((again.at_once.len(), again.at_start), (0, vec!["keys".to_owned(), "limits.readBurst".to_owned()]));
        let without_mail = Changes::between(&in_force, &table("keys = 'k'\n[limits]\nreadBurst = 5\n"));
        assert_eq!(without_mail.at_once, ["issuer", "mail.from", "mail.smtp"]);
    }
}
