//! The command line in German and Spanish: `--lang`, what was chosen in Settings, or what the environment says. What machines read
//! is the same in every language.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sandbox;

use domicile_words::Language;
use domicile_workstation::settings::{self, Change};
use sandbox::{RunOutput, Sandbox, lock_claims};
use serde_json::Value;

fn with(sandbox: &Sandbox, line: &str, environment: &[(&str, &str)]) -> RunOutput {
    let mut command = sandbox.command(line);
    command.env("DOMICILE_SERVICE_URL", "http://127.0.0.1:1").envs(environment.iter().copied()).output().unwrap().into()
}

#[test]
fn a_few_verbs_say_their_sentences_in_german_and_spanish() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|_| {});
    for (language, status, licences, next, check) in [
        ("de", "Nicht angemeldet\n", "Lizenzen: 1 Produkt ", "Als Nächstes: domicile login\n", "Bridge Modeler darf hier laufen."),
        ("es", "Sin sesión iniciada\n", "Licencias: 1 producto ", "A continuación: domicile login\n", "Bridge Modeler se puede usar aquí."),
    ] {
        let ran = with(&sandbox, &format!("--lang {language} status"), &[]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.stdout.starts_with(status) && ran.stdout.contains(licences), "{ran:?}");
        assert!(ran.stderr.ends_with(next), "{ran:?}");
        let ran = sandbox.run(&format!("check bridge-modeler --lang={language}"));
        assert!(ran.code == 0 && ran.stdout.starts_with(check), "{ran:?}");
    }
    sandbox.store_policy(|claims| {
        claims.version += 1;
        lock_claims(claims);
    });
    for (language, why) in [("de", "Bridge Modeler darf hier nicht laufen: Sie sind gesperrt."), ("es", "su acceso está bloqueado.")] {
        let ran = sandbox.run(&format!("check bridge-modeler --lang {language}"));
        assert!(ran.code == 3 && ran.stdout.contains(why), "{ran:?}");
    }
}

#[test]
fn failures_and_wrong_usage_are_told_in_the_language() {
    let sandbox = Sandbox::new();
    for (language, what, next) in [
        ("de", "Bitte melden Sie sich an", "Als Nächstes: domicile login, oder ohne Browser domicile login --device"),
        ("es", "Inicie sesión", "A continuación: domicile login, o domicile login --device si no hay navegador"),
    ] {
        let ran = with(&sandbox, &format!("whoami --lang {language}"), &[("DOMICILE_SERVICE_URL", "http://127.0.0.1:9")]);
        assert_eq!((ran.code, ran.stdout.as_str()), (4, ""), "{ran:?}");
        assert!(ran.stderr.starts_with(what) && ran.stderr.contains(next), "{ran:?}");
    }
    assert!(sandbox.run("chek --lang de").stderr.starts_with("Den Befehl \"domicile chek\" gibt es nicht."));
    assert!(sandbox.run("--lang es chek").stderr.starts_with("La orden \"domicile chek\" no existe."));
}

#[test]
fn help_is_in_the_language_too() {
    let sandbox = Sandbox::new();
    let german = sandbox.run("help --lang de").stdout;
    assert!(german.starts_with("Ihr Konto, Ihre Lizenzen und Ihr Weg von einem Konto zum anderen."), "{german}");
    assert!(german.contains("Beispiele:\n") && german.contains("Refresh Policy: Ihre Lizenzen abrufen"), "{german}");
    assert!(german.contains("\nIhr Wechsel:\n") && german.contains("\nOptionen:\n"), "{german}");
    let spanish = sandbox.run("help --lang es").stdout;
    assert!(spanish.contains("\nSu cambio de cuenta:\n") && spanish.contains("\nEste equipo:\n"), "{spanish}");
    let german = sandbox.run("request new --help --lang de").stdout;
    assert!(german.contains("\nAufruf: domicile request new [OPTIONS]\n") && german.contains("\nOptionen:\n"), "{german}");
    assert!(german.contains("[mögliche Werte: ") && german.contains("Diese Hilfe zeigen"), "{german}");
    let english = ["Usage:", "\nOptions:", "Print help", "possible values"];
    assert!(!english.iter().any(|it| german.contains(it)), "{german}");
    let spanish = sandbox.run("help exit-codes --lang es").stdout;
    assert!(spanish.starts_with("Código  Significado\n") && spanish.contains("130     interrumpido\n"), "{spanish}");
}

#[test]
fn the_first_variable_that_is_set_decides_and_the_flag_decides_over_it() {
    let sandbox = Sandbox::new();
    let first_line = |line: &str, environment: &[(&str, &str)]| with(&sandbox, line, environment).stdout.lines().next().unwrap().to_owned();
    assert_eq!(first_line("status", &[("LANG", "de_DE.UTF-8")]), "Nicht angemeldet");
    assert_eq!(first_line("status", &[("LC_ALL", "es_MX.UTF-8"), ("LANG", "de_DE.UTF-8")]), "Sin sesión iniciada");
    assert_eq!(first_line("status", &[("LC_MESSAGES", "C.UTF-8"), ("LANG", "de_DE.UTF-8")]), "Not signed in");
    assert_eq!(first_line("status --lang en", &[("LANG", "de_DE.UTF-8")]), "Not signed in");
}

#[test]
fn what_settings_choose_counts_over_the_system_and_below_the_flag() {
    let choose = |language| {
        let sandbox = Sandbox::new();
        settings::change(&sandbox.home(), &Change::Language(language)).unwrap();
        sandbox
    };
    let write = |text: &str| {
        let sandbox = Sandbox::new();
        sandbox.home().prepare().unwrap();
        std::fs::write(sandbox.home().settings(), text).unwrap();
        sandbox
    };
    let (english, german, spanish) = ("x may not run here", "x darf hier nicht laufen", "x no se puede usar aquí");
    let german_system: &[(&str, &str)] = &[("LANG", "de_DE.UTF-8")];
    for (what, sandbox, line, system, expected) in [
        ("chosen", choose(Some(Language::Es)), "check x", german_system, spanish),
        ("chosen, over what speaks loudest of the system", choose(Some(Language::Es)), "check x", &[("LC_ALL", "de_DE.UTF-8")], spanish),
        ("chosen, and no word from the system", choose(Some(Language::De)), "check x", &[], german),
        ("the flag", choose(Some(Language::Es)), "check x --lang en", german_system, english),
        ("the system's by choice", choose(None), "check x", german_system, german),
        ("of a later version", write("language = \"tlh\"\n"), "check x", german_system, german),
        ("settings that are broken", write("language = \n"), "check x", german_system, german),
        ("nothing chosen", write("theme = \"dark\"\n"), "check x", german_system, german),
    ] {
        let ran = with(&sandbox, line, system);
        assert!(ran.stdout.starts_with(expected), "{what}: {ran:?}");
    }
    let sandbox = choose(Some(Language::De));
    assert!(with(&sandbox, "status", &[]).stdout.starts_with("Nicht angemeldet\n"));
    assert!(sandbox.run("chek").stderr.starts_with("Den Befehl \"domicile chek\" gibt es nicht."));
    assert!(sandbox.run("help").stdout.contains("Beispiele:\n"));
    assert!(sandbox.run("chek --lang=es").stderr.starts_with("La orden \"domicile chek\" no existe."));
}

/// Keys, codes and times; sentences are replaced by what they are.
fn for_machines(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields.iter().map(|(key, it)| (key.clone(), for_machines(it))).collect(),
        Value::Array(items) => items.iter().map(for_machines).collect(),
        Value::String(text) if text.contains(' ') || !text.is_ascii() => Value::from("a sentence"),
        other => other.clone(),
    }
}

#[test]
fn documents_have_the_same_keys_and_codes_in_every_language() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|_| {});
    for line in [
        "licence list --json",
        "licence show rail-designer --json",
        "check bridge-modeler --json",
        "check rail-designer --json",
        "version --json",
        "whoami --json",
    ] {
        let [english, german, spanish] = ["en", "de", "es"].map(|it| sandbox.run(&format!("{line} --lang {it}")));
        assert_eq!((german.code, spanish.code), (english.code, english.code), "{line}");
        let [english, german, spanish] = [english, german, spanish].map(|it| for_machines(&it.json()));
        let named = |document: &Value| (document["schema"].clone(), document["ok"].clone(), document["error"]["code"].clone());
        assert_eq!((named(&german), named(&spanish)), (named(&english), named(&english)), "{line}");
        let keys = |document: &Value| document.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!((keys(&german), keys(&spanish)), (keys(&english), keys(&english)), "{line}");
    }
}
