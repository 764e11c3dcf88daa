//! What an operator names once for a build: who they are, where their service is, who helps. Shared by the build script and its tests; reads
//! no file itself. `docs/operator-build.md` describes it.

use std::collections::BTreeMap;
use toml::Table;

/// The members of the file. Another one is an error: a misspelt name must not be ignored in silence.
const MEMBERS: [&str; 7] = ["name", "serviceUrl", "root", "supportContact", "supportAddress", "supportPage", "privacyPage"];

/// The operator's file, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OperatorFile {
    /// The operator's name, as people read it.
    pub(crate) name: String,
    /// Where the directory is.
    pub(crate) service_url: String,
    /// The root document, as it is named: relative to the file.
    pub(crate) root: Option<String>,
    /// Who helps.
    pub(crate) support_contact: Option<String>,
    /// Their e-mail address.
    pub(crate) support_address: Option<String>,
    /// Their page.
    pub(crate) support_page: Option<String>,
    /// What becomes of personal data.
    pub(crate) privacy_page: Option<String>,
}

/// Checks it.
pub(crate) fn check(table: Table) -> Result<OperatorFile, String> {
    let mut members = BTreeMap::new();
    for (name, value) in table {
        if !MEMBERS.contains(&name.as_str()) {
            return Err(format!("there is no member `{name}`: {}", MEMBERS.join(", ")));
        }
        let text = value.as_str().map(str::trim).filter(|it| !it.is_empty() && !it.contains(char::is_control));
        members.insert(name.clone(), text.ok_or_else(|| format!("`{name}` must be a text of one line"))?.to_owned());
    }
    let mut take = |name: &str| members.remove(name);
    let needed = |name: &str, value: Option<String>| value.ok_or_else(|| format!("`{name}` is missing"));
    let file = OperatorFile {
        name: needed("name", take("name"))?,
        service_url: needed("serviceUrl", take("serviceUrl"))?,
        root: take("root"),
        support_contact: take("supportContact"),
        support_address: take("supportAddress"),
        support_page: take("supportPage"),
        privacy_page: take("privacyPage"),
    };
    if file.name.chars().count() > 60 {
        return Err("`name` is longer than 60 characters".to_owned());
    }
    for (name, url) in
        [("serviceUrl", Some(&file.service_url)), ("supportPage", file.support_page.as_ref()), ("privacyPage", file.privacy_page.as_ref())]
    {
        if url.is_some_and(|it| !is_https(it)) {
            return Err(format!("`{name}` must be an https address without a name, a password, a query or a fragment"));
        }
    }
    if file.support_address.as_ref().is_some_and(|it| it.split('@').filter(|it| !it.is_empty()).count() != 2 || it.contains(' ')) {
        return Err("`supportAddress` must be an e-mail address".to_owned());
    }
    Ok(file)
}

/// Plain http is for trying things out on one machine.
fn is_https(url: &str) -> bool {
    let local = ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().find_map(|it| url.strip_prefix(it));
    let local = local.filter(|it| it.is_empty() || it.starts_with([':', '/']));
    let rest = url.strip_prefix("https://").or(local.map(|it| if it.is_empty() { "/" } else { it }));
    rest.is_some_and(|it| !it.is_empty() && !it.contains(['@', '?', '#', ' ', '"', '\\']))
}
