//! A session with its tokens, and its encrypted form: `session.bin`.
//!
//! First line: what the file is, the entry of the key, and which store keeps the key. Then nonce and ciphertext; the first line is
//! authenticated with it.

use super::info::{Persistence, SessionInfo};
use super::issuer::rough_length;
use crate::secrets::Key;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;
use zeroize::Zeroizing;

const MAGIC: &str = "domicile-session-1";
const NONCE: usize = 24;

/// A session. Debug prints no token.
#[derive(Debug, Clone)]
pub(crate) struct StoredSession {
    /// The service that the tokens are for; they go nowhere else.
    pub(crate) service: Url,
    pub(crate) resource: String,
    pub(crate) client_id: String,
    pub(crate) issuer: String,
    pub(crate) subject: String,
    pub(crate) email: Option<String>,
    pub(crate) name: Option<String>,
    /// What the issuer calls the person where they sign in; known until the process ends.
    pub(crate) username: Option<String>,
    /// `None` once the session has ended.
    pub(crate) access: Option<SecretString>,
    pub(crate) access_expires: Option<Timestamp>,
    pub(crate) refresh: Option<SecretString>,
    pub(crate) sign_in_by: Option<Timestamp>,
    /// What the clocks said when the issuer last vouched for the person.
    pub(crate) clock: Option<ClockReading>,
    /// The last renewal was made out to somebody else: the next one must come with proof.
    pub(crate) somebody_else: bool,
}

/// The same moment by two clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ClockReading {
    pub(crate) here: Timestamp,
    pub(crate) issuer: Timestamp,
}

impl ClockReading {
    /// More than a difference that clocks have.
    const NOTICEABLE: SignedDuration = SignedDuration::from_mins(5);

    /// By how much the clock here is ahead, as far as that still holds: a clock that was put back since is another one.
    fn ahead(self, now: Timestamp) -> Option<String> {
        let ahead = self.here.duration_since(self.issuer);
        (now >= self.here && ahead > Self::NOTICEABLE).then(|| rough_length(ahead))
    }
}

impl StoredSession {
    /// The issuer took the session back: who it was stays, the tokens go.
    pub(crate) fn end(&mut self) {
        self.access = None;
        self.access_expires = None;
        self.refresh = None;
    }

    pub(crate) fn ended(&self) -> bool {
        self.access.is_none() && self.refresh.is_none()
    }

    pub(crate) fn info(&self, persistence: Persistence) -> SessionInfo {
        SessionInfo {
            issuer: self.issuer.clone(),
            subject: self.subject.clone(),
            email: self.email.clone(),
            name: self.name.clone(),
            persistence,
            ended: self.ended(),
            sign_in_by: self.sign_in_by,
            clock_ahead: self.clock.and_then(|it| it.ahead(Timestamp::now())),
        }
    }
}

/// Which store keeps the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyLocation {
    Keychain,
    File,
}

impl KeyLocation {
    fn as_str(self) -> &'static str {
        match self {
            Self::Keychain => "keychain",
            Self::File => "file",
        }
    }
}

/// What the first line of the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) entry: String,
    pub(crate) location: KeyLocation,
}

impl Label {
    fn line(&self) -> String {
        format!("{MAGIC} {} {}\n", self.entry, self.location.as_str())
    }

    /// Reads the first line; `None` for anything that is no session file.
    pub(crate) fn of(file: &[u8]) -> Option<Self> {
        let end = file.iter().take(200).position(|byte| *byte == b'\n')?;
        let mut words = std::str::from_utf8(&file[..end]).ok()?.split(' ');
        let (magic, entry, location) = (words.next()?, words.next()?, words.next()?);
        let location = [KeyLocation::Keychain, KeyLocation::File].into_iter().find(|it| it.as_str() == location)?;
        (magic == MAGIC && words.next().is_none()).then(|| Self { entry: entry.to_owned(), location })
    }
}

/// The plain text, only ever between the cipher and [`StoredSession`].
#[derive(Serialize, Deserialize)]
struct Plain {
    service: Url,
    resource: String,
    client_id: String,
    issuer: String,
    subject: String,
    email: Option<String>,
    name: Option<String>,
    access: Option<Zeroizing<String>>,
    access_expires: Option<Timestamp>,
    refresh: Option<Zeroizing<String>>,
    sign_in_by: Option<Timestamp>,
    #[serde(default)]
    clock: Option<ClockReading>,
    #[serde(default)]
    somebody_else: bool,
}

/// Encrypts a session. `None` only where the system gives no randomness.
pub(crate) fn seal(stored: &StoredSession, label: &Label, key: &Key) -> Option<Vec<u8>> {
    let open = |secret: &Option<SecretString>| secret.as_ref().map(|it| Zeroizing::new(it.expose_secret().to_owned()));
    let plain = Plain {
        service: stored.service.clone(),
        resource: stored.resource.clone(),
        client_id: stored.client_id.clone(),
        issuer: stored.issuer.clone(),
        subject: stored.subject.clone(),
        email: stored.email.clone(),
        name: stored.name.clone(),
        access: open(&stored.access),
        access_expires: stored.access_expires,
        refresh: open(&stored.refresh),
        sign_in_by: stored.sign_in_by,
        clock: stored.clock,
        somebody_else: stored.somebody_else,
    };
    let text = Zeroizing::new(serde_json::to_vec(&plain).ok()?);
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).ok()?;
    let line = label.line();
    let cipher = XChaCha20Poly1305::new(key.expose_secret().into());
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: &text, aad: line.as_bytes() }).ok()?;
    Some([line.as_bytes(), &nonce, &sealed].concat())
}

/// Decrypts a session; `None` where the file is damaged or the key is another.
pub(crate) fn open(file: &[u8], key: &Key) -> Option<StoredSession> {
    let line = Label::of(file)?.line();
    let (nonce, sealed) = file.get(line.len()..)?.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let cipher = XChaCha20Poly1305::new(key.expose_secret().into());
    let text = Zeroizing::new(cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: line.as_bytes() }).ok()?);
    let plain: Plain = serde_json::from_slice(&text).ok()?;
    let close = |secret: Option<Zeroizing<String>>| secret.map(|it| SecretString::from(it.as_str()));
    Some(StoredSession {
        service: plain.service,
        resource: plain.resource,
        client_id: plain.client_id,
        issuer: plain.issuer,
        subject: plain.subject,
        email: plain.email,
        name: plain.name,
        username: None,
        access: close(plain.access),
        access_expires: plain.access_expires,
        refresh: close(plain.refresh),
        sign_in_by: plain.sign_in_by,
        clock: plain.clock,
        somebody_else: plain.somebody_else,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::secrets::random_key;

    pub(crate) fn stored() -> StoredSession {
        StoredSession {
            service: Url::parse("http://127.0.0.1:9/").unwrap(),
            resource: "http://127.0.0.1:9".to_owned(),
            client_id: "domicile".to_owned(),
            issuer: "http://127.0.0.1:8".to_owned(),
            subject: "ana-costa".to_owned(),
            email: Some("ana.costa@oldbridge.example.com".to_owned()),
            name: Some("Ana Costa".to_owned()),
            username: None,
            access: Some("access-secret".into()),
            access_expires: Some(Timestamp::UNIX_EPOCH),
            refresh: Some("refresh-secret".into()),
            sign_in_by: None,
            clock: None,
            somebody_else: false,
        }
    }

    fn label() -> Label {
        Label { entry: "0123abcd".to_owned(), location: KeyLocation::Keychain }
    }

    #[test]
    fn opens_only_with_its_key_and_only_unchanged() {
        let key = random_key().unwrap();
        let file = seal(&stored(), &label(), &key).unwrap();
        assert_eq!(Label::of(&file), Some(label()));
        let opened = open(&file, &key).unwrap();
        assert_eq!(opened.refresh.as_ref().unwrap().expose_secret(), "refresh-secret");
        assert_eq!(opened.info(Persistence::Keychain), stored().info(Persistence::Keychain));
        assert!(open(&file, &random_key().unwrap()).is_none());
        for at in 0..file.len() {
            let mut damaged = file.clone();
            damaged[at] ^= 1;
            assert!(open(&damaged, &key).is_none(), "byte {at}");
        }
        for len in 0..file.len() {
            assert!(open(&file[..len], &key).is_none(), "length {len}");
        }
    }

    /// Security check 17: A stored session holds no token that can be read, and prints none.
    #[test]
    fn no_token_is_readable_in_the_file_or_in_the_debug_form() {
        let file = seal(&stored(), &label(), &random_key().unwrap()).unwrap();
        let text = String::from_utf8_lossy(&file).into_owned() + &format!("{:?}", stored());
        assert!(!text.contains("secret\"") && !text.contains("refresh-secret") && !text.contains("access-secret"), "{text}");
    }
}
