//! The page of installation, carried out: every block of commands of `docs/installation.md`, in order, on a machine of its own in which nothing of
//! Domicile is: no sample, no issuer of the demo. Then the first administrator, the first person at work, and what the order system ends.
//!
//! What is not as the page says: the program is this build's, whose root is the demo's, so its keys stand for those of the ceremony (the ceremony
//! itself is carried out, and `tests/api/ceremony.rs` goes on with it); and units are started by a script, since there is no systemd in it.
//! `cargo xtask installation` does the same with programs that were built with a root and an operator of their own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_tests::process::{binary, target};
use domicile_tests::smtp::python;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A block of commands.
struct Block {
    line: usize,
    /// What stands behind `sh`: nothing, or for which installation it is.
    kind: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut inside = false;
    for (line, text) in page.lines().enumerate() {
        if let Some(kind) = text.strip_prefix("```sh")
            && !inside
        {
            found.push(Block { line: line + 1, kind: kind.trim().to_owned(), text: String::new() });
            inside = true;
        } else if text.starts_with("```") {
            inside = false;
        } else if let Some(block) = found.last_mut().filter(|_| inside) {
            block.text.push_str(text);
            block.text.push('\n');
        }
    }
    found
}

/// What stands before the page: values, peers, a browser without a person.
fn prelude(work: &Path, with_proxy: bool) -> String {
    let (root, python) = (root(), python().unwrap());
    let (provider, smtp) = (root.join("tests/peers/oidc-provider"), root.join("tests/peers/smtp/server.py"));
    let (work, programs) = (work.display(), binary("domicile").parent().unwrap().display().to_string());
    let tls = if with_proxy {
        "mkdir -p /etc/ssl/domicile\n\
         openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj '/CN=Test CA' -keyout ca.key -out ca.pem 2> /dev/null\n\
         openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=domicile.example.com' -keyout /etc/ssl/domicile/key.pem -out server.csr 2> /dev/null\n\
         printf 'subjectAltName=DNS:domicile.example.com' > san\n\
         openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile san -out server.pem 2> /dev/null\n\
         cat server.pem ca.pem > /etc/ssl/domicile/fullchain.pem\n\
         cp ca.pem /usr/local/share/ca-certificates/test.crt && update-ca-certificates > /dev/null 2>&1\n\
         echo '127.0.0.1 domicile.example.com' >> /etc/hosts\n"
    } else {
        ""
    };
    format!(
        "set -euo pipefail\n\
         trap 'status=$?; kill $(jobs -p) 2> /dev/null; tail -n 20 /run/domicile-directory.log 2> /dev/null; exit $status' EXIT\n\
         export HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive\n\
         export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:{node}\n\
         ELSEWHERE={work}/elsewhere; mkdir -p $ELSEWHERE {work}/mails; cd {work}\n\
         {tls}\
         PEER_HOSTS=domicile.example.com PEER_PEOPLE='{people}' PEER_PORT=4000 node {provider}/server.mjs > provider.log 2>&1 &\n\
         {python} {smtp} --folder {work}/mails --port 2525 > smtp.log 2>&1 &\n\
         export PROGRAMS={programs}\n",
        node = node().display(),
        provider = provider.display(),
        smtp = smtp.display(),
        python = python.display(),
        people = r#"[{"sub":"m","email":"maria.silva@oldbridge.example.com","name":"Maria Silva"},{"sub":"a","email":"ana.costa@oldbridge.example.com","name":"Ana Costa"}]"#,
    )
}

/// The folder of Node.
fn node() -> PathBuf {
    let found = Command::new("sh").args(["-c", "command -v node"]).output().unwrap();
    Path::new(String::from_utf8(found.stdout).unwrap().trim()).parent().unwrap().to_owned()
}

/// The values of the first block, as they are here.
fn values(with_proxy: bool) -> String {
    let url = if with_proxy { "https://domicile.example.com" } else { "http://127.0.0.1:8460" };
    format!(
        "export PUBLIC_URL={url} ISSUER=http://127.0.0.1:4000 MAIL_SERVER=smtp://127.0.0.1:2525 ORDER_SECRET=a-secret-of-the-order-system\n"
    )
}

/// Where the root is that the programs were built with; `None`: the demo's.
fn own_root() -> Option<PathBuf> {
    std::env::var_os("DOMICILE_INSTALLATION_ROOT").map(PathBuf::from)
}

/// The keys of this build's root, as their holders have them.
fn root_keys() -> String {
    if let Some(root) = own_root() {
        return format!("rm -rf root && cp -r {} root\n", root.display());
    }
    let keys = (1..=3).map(|at| {
        let key = URL_SAFE_NO_PAD.encode(format!("domicile demo root {at}: no secret!"));
        format!("(umask 077; printf %s {key} > root/root-demo{at}.key)\n")
    });
    format!("rm -f root/root-*.key\n{}", keys.collect::<String>())
}

/// What follows the page: the first administrator gets the mail, signs in and adds Ana; Ana works; the order system ends it.
const FIRST_DAY: &str = r#"
echo "== the first day"
for name in maria ana; do
    mkdir -p $ELSEWHERE/$name
    cat > $ELSEWHERE/$name/browser <<'BROWSER'
#!/bin/sh
exec curl --silent --show-error --location --max-time 30 --cookie-jar "$0.cookies" --cookie "$0.cookies" --output "$0.page" "$1"
BROWSER
    chmod +x $ELSEWHERE/$name/browser
done
as() { person=$1; shift; DOMICILE_HOME=$ELSEWHERE/$person/home BROWSER=$ELSEWHERE/$person/browser "$PROGRAMS/domicile" "$@"; }
for _ in $(seq 100); do ls "$WORK"/mails/*.json > /dev/null 2>&1 && break; read -rt 0.1 <> <(:) || true; done
code=$(python3 - "$WORK"/mails/*.json <<'CODE'
import json, re, sys
mail = json.load(open(sys.argv[1]))
assert "maria.silva@oldbridge.example.com" in str(mail["to"]), mail["to"]
print(re.search(r"[0-9a-f-]{36}\.[A-Za-z0-9_-]{20,}", mail["body"]).group(0))
CODE
)
printf '%s\n' "$code" | as maria login --store file --hint maria.silva@oldbridge.example.com --invitation -
as maria whoami
as maria person add ana.costa@oldbridge.example.com --name "Ana Costa"
as ana login --store file --hint ana.costa@oldbridge.example.com
as ana refresh
as ana check bridge-modeler
echo "== the customer orders no more"
orders --request DELETE --header 'Content-Type: application/json' --data '{"because": "The order was cancelled."}' "$PUBLIC_URL/v1/operator/entitlements/E-1"
as ana refresh
set +e
said=$(as ana check bridge-modeler); code=$?
set -e
echo "$said"
[ $code = 3 ]
case $said in *ended*) ;; *) exit 1 ;; esac
echo "== all of it"
"#;

/// Whether such a machine can be made here: by root, where namespaces and overlays are allowed.
fn can_be_carried_out() -> bool {
    let probe = "d=$(mktemp -d) && mount -t tmpfs probe $d && mkdir $d/u $d/w $d/r && \
                 mount -t overlay overlay -o lowerdir=/,upperdir=$d/u,workdir=$d/w $d/r && ip link set lo up && chroot $d/r true";
    let tried = Command::new("unshare").args(["--mount", "--net", "--pid", "--uts", "--fork", "--mount-proc", "sh", "-c", probe]).output();
    let said = tried.map_or_else(|error| error.to_string(), |it| if it.status.success() { String::new() } else { format!("{it:?}") });
    if !said.is_empty() {
        eprintln!("not carried out: a machine of its own needs root, namespaces and overlays here ({said})");
    }
    said.is_empty()
}

fn carry_out(database: &str, with_proxy: bool) {
    let page = std::fs::read_to_string(root().join("docs/installation.md")).unwrap();
    let folder = tempfile::Builder::new().prefix("installation").tempdir().unwrap();
    let work = folder.path();
    std::fs::set_permissions(work, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let package = Command::new(root().join("packaging/service/build.sh"))
        // Of a debug build, which is large and of no use to anybody else.
        .env("COMPRESSION", "-Znone")
        .arg(binary("domicile-directory"))
        .arg("0.1.0")
        .arg(work)
        .output()
        .unwrap();
    assert!(package.status.success(), "{}", String::from_utf8_lossy(&package.stderr));
    let mut script = prelude(work, with_proxy);
    writeln!(script, "export WORK={}", work.display()).unwrap();
    let mut carried_out = 0;
    for (at, block) in blocks(&page).iter().enumerate() {
        match block.kind.as_str() {
            "" => writeln!(script, "echo \"== line {} after $SECONDS s\"\n{}", block.line, block.text),
            "root" => writeln!(
                script,
                "echo \"== line {}, where root keys are, after $SECONDS s\"\n(cd $ELSEWHERE; PATH=$PROGRAMS:$PATH\n{}\n)",
                block.line, block.text
            ),
            it if it == database || (it == "proxy" && with_proxy) => {
                writeln!(script, "echo \"== line {} after $SECONDS s\"\n{}", block.line, block.text)
            }
            "sqlite" | "postgresql" | "proxy" => continue,
            other => panic!("line {}: nobody knows what “{other}” is for", block.line),
        }
        .unwrap();
        carried_out += 1;
        match at {
            0 => script.push_str(&values(with_proxy)),
            1 => writeln!(script, "(cd $ELSEWHERE\n{})", root_keys()).unwrap(),
            _ => {}
        }
    }
    assert!(carried_out >= 10, "the page has lost its blocks");
    // A program that was built for the operator knows where the service is.
    if own_root().is_some() && with_proxy {
        script.push_str("$PROGRAMS/domicile --version | grep 'Example Software'\n");
    } else {
        script.push_str("export DOMICILE_SERVICE_URL=$PUBLIC_URL\n");
    }
    script.push_str(FIRST_DAY);
    let path = work.join("script.sh");
    std::fs::write(&path, script).unwrap();
    let out = Command::new(root().join("tests/peers/machine/machine.sh")).arg(work).arg(&path).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.success() && said.contains("== all of it"), "{said}");
    // Nothing of it is left on this machine.
    assert!(!Path::new("/etc/domicile").exists() || target().is_relative(), "the machine leaks");
}

#[test]
fn the_page_leads_to_a_person_at_work_with_postgresql_behind_a_proxy() {
    if can_be_carried_out() {
        carry_out("postgresql", true);
    }
}

#[test]
fn the_page_leads_to_a_person_at_work_with_the_embedded_database() {
    if can_be_carried_out() {
        carry_out("sqlite", false);
    }
}

#[test]
fn the_unit_may_do_little() {
    let unit = root().join("packaging/service/domicile-directory.service");
    let out = Command::new("systemd-analyze").args(["security", "--offline=true", "--threshold=25"]).arg(&unit).output().unwrap();
    assert!(out.status.success(), "exposed by 2.5 or more:\n{}", String::from_utf8_lossy(&out.stdout));
}
