//! What was granted and is still open: codes, device codes, sessions. The rules of rotation and reuse live here; time and secrets are arguments.

use super::fault::Fault;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The most codes, and device codes, that wait at one time.
const MOST_WAITING: usize = 1_000;
/// The most sessions.
const MOST_SESSIONS: usize = 10_000;
/// A device may ask this much too early, in milliseconds: timers are not exact.
const EARLY: i64 = 200;
/// RFC 8628, 3.5: what `slow_down` adds to the interval, in milliseconds.
const SLOW_DOWN: i64 = 5_000;

/// A name that does not give away what it names.
pub(super) fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

/// Things that end. When full, what has ended goes first, and then what would end next.
#[derive(Debug)]
struct Bounded<T> {
    things: HashMap<String, (i64, T)>,
    most: usize,
}

impl<T> Bounded<T> {
    fn new(most: usize) -> Self {
        Self { things: HashMap::new(), most }
    }

    fn put(&mut self, name: String, ends: i64, thing: T, now: i64) {
        if self.things.len() >= self.most {
            self.things.retain(|_, (ends, _)| *ends > now);
        }
        if self.things.len() >= self.most {
            let next = self.things.iter().min_by_key(|(_, (ends, _))| *ends).map(|(name, _)| name.clone());
            next.map(|name| self.things.remove(&name));
        }
        self.things.insert(name, (ends, thing));
    }

    fn get(&mut self, name: &str, now: i64) -> Option<&mut T> {
        self.things.get_mut(name).filter(|(ends, _)| *ends > now).map(|(_, thing)| thing)
    }
}

/// Who signed in, when, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Granted {
    pub(super) sub: String,
    pub(super) scope: Vec<String>,
    pub(super) nonce: Option<String>,
    /// Seconds since 1970.
    pub(super) auth_time: i64,
}

/// A sign-in that lasts: one family of refresh tokens, of which one is good.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// Public: it stands in access tokens. Made from the handle, which does not.
    pub(super) id: String,
    pub(super) sub: String,
    pub(super) scope: Vec<String>,
    pub(super) nonce: Option<String>,
    pub(super) auth_time: i64,
    current: String,
}

/// An authorization code that was given out.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) granted: Granted,
    pub(super) redirect_uri: String,
    /// PKCE, S256.
    pub(super) challenge: String,
}

#[derive(Debug)]
enum CodeState {
    Open(Code),
    /// Used; a second use ends the session that came of it (RFC 6749, 4.1.2).
    Spent {
        session: Option<String>,
    },
}

/// What became of a device's question.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    Waiting,
    Allowed { sub: String, auth_time: i64 },
    Denied,
    Collected,
}

#[derive(Debug)]
struct Device {
    user_code: String,
    scope: Vec<String>,
    interval: i64,
    asked: Option<i64>,
    answer: Answer,
}

/// The two halves of a refresh token.
pub(super) struct Secrets {
    /// Names the family; never changes.
    pub(super) handle: String,
    /// Changes with every use.
    pub(super) secret: String,
}

impl Secrets {
    pub(super) fn token(&self) -> String {
        format!("{}.{}", self.handle, self.secret)
    }
}

/// All that is open.
#[derive(Debug)]
pub(super) struct Grants {
    codes: Bounded<CodeState>,
    devices: Bounded<Device>,
    sessions: Bounded<Session>,
}

impl Default for Grants {
    fn default() -> Self {
        Self { codes: Bounded::new(MOST_WAITING), devices: Bounded::new(MOST_WAITING), sessions: Bounded::new(MOST_SESSIONS) }
    }
}

impl Grants {
    pub(super) fn add_code(&mut self, code: &str, what: Code, ends: i64, now: i64) {
        self.codes.put(hash(code), ends, CodeState::Open(what), now);
    }

    /// What a code stands for. It is spent by the first try, right or wrong.
    pub(super) fn redeem(&mut self, code: &str, redirect_uri: Option<&str>, verifier: Option<&str>, now: i64) -> Result<Granted, Fault> {
        const UNKNOWN: Fault = Fault::grant("the code is not known, has been used, or has expired");
        let state = self.codes.get(&hash(code), now).ok_or(UNKNOWN)?;
        match std::mem::replace(state, CodeState::Spent { session: None }) {
            CodeState::Open(open) => {
                if redirect_uri != Some(open.redirect_uri.as_str()) {
                    return Err(Fault::grant("redirect_uri is not the one of the authorization request"));
                }
                let fits = |verifier: &str| (43..=128).contains(&verifier.len()) && hash(verifier) == open.challenge;
                if !verifier.is_some_and(fits) {
                    return Err(Fault::grant("code_verifier does not fit code_challenge"));
                }
                Ok(open.granted)
            }
            CodeState::Spent { session } => {
                if let Some(id) = session {
                    self.sessions.things.remove(&id);
                }
                Err(UNKNOWN)
            }
        }
    }

    /// Remembers which session a code became.
    pub(super) fn spent_on(&mut self, code: &str, session: &Session, now: i64) {
        if let Some(state) = self.codes.get(&hash(code), now) {
            *state = CodeState::Spent { session: Some(session.id.clone()) };
        }
    }

    /// Starts a session. `ends` is in milliseconds, like `now`.
    pub(super) fn open(&mut self, granted: Granted, secrets: &Secrets, ends: i64, now: i64) -> Session {
        let id = hash(&secrets.handle);
        let Granted { sub, scope, nonce, auth_time } = granted;
        let session = Session { id: id.clone(), sub, scope, nonce, auth_time, current: hash(&secrets.secret) };
        self.sessions.put(id, ends, session.clone(), now);
        session
    }

    /// Exchanges a refresh token for the next one. One that was used before ends the session: it was stolen, or the next one was.
    pub(super) fn rotate(&mut self, token: &str, next_secret: String, now: i64) -> Result<(Session, Secrets), Fault> {
        const UNKNOWN: Fault = Fault::grant("the refresh token is not known, has been used, or has expired");
        let (handle, secret) = token.split_once('.').ok_or(UNKNOWN)?;
        let id = hash(handle);
        let session = self.sessions.get(&id, now).ok_or(UNKNOWN)?;
        if session.current != hash(secret) {
            self.sessions.things.remove(&id);
            return Err(UNKNOWN);
        }
        session.current = hash(&next_secret);
        Ok((session.clone(), Secrets { handle: handle.to_owned(), secret: next_secret }))
    }

    pub(super) fn session(&mut self, id: &str, now: i64) -> Option<&Session> {
        self.sessions.get(id, now).map(|session| &*session)
    }

    pub(super) fn end_session(&mut self, id: &str) {
        self.sessions.things.remove(id);
    }

    /// Ends the session of a refresh token.
    pub(super) fn revoke(&mut self, refresh_token: &str) {
        if let Some((handle, _)) = refresh_token.split_once('.') {
            self.sessions.things.remove(&hash(handle));
        }
    }

    /// Begins a device's question. False where that user code is taken.
    pub(super) fn add_device(
        &mut self,
        device_code: &str,
        user_code: &str,
        scope: Vec<String>,
        interval: i64,
        ends: i64,
        now: i64,
    ) -> bool {
        if self.device(user_code, now).is_some() {
            return false;
        }
        let device = Device { user_code: user_code.to_owned(), scope, interval, asked: None, answer: Answer::Waiting };
        self.devices.put(hash(device_code), ends, device, now);
        true
    }

    fn device(&mut self, user_code: &str, now: i64) -> Option<&mut Device> {
        let open = |(ends, device): &&mut (i64, Device)| *ends > now && device.user_code == user_code && device.answer == Answer::Waiting;
        self.devices.things.values_mut().find(open).map(|(_, device)| device)
    }

    /// Whether a device waits with this code.
    pub(super) fn is_waiting(&mut self, user_code: &str, now: i64) -> bool {
        self.device(user_code, now).is_some()
    }

    /// Answers the device that shows this code: with a person, or with no. False where none waits.
    pub(super) fn answer(&mut self, user_code: &str, sub: Option<&str>, now: i64) -> bool {
        let Some(device) = self.device(user_code, now) else { return false };
        device.answer = match sub {
            Some(sub) => Answer::Allowed { sub: sub.to_owned(), auth_time: now / 1000 },
            None => Answer::Denied,
        };
        true
    }

    /// What a device that asks is told (RFC 8628, 3.5).
    pub(super) fn collect(&mut self, device_code: &str, now: i64) -> Result<Granted, Fault> {
        let Some(device) = self.devices.get(&hash(device_code), now) else {
            return Err(Fault::new("expired_token", "the device code is not known or has expired"));
        };
        let too_early = device.asked.is_some_and(|asked| now - asked < device.interval - EARLY);
        device.asked = Some(now);
        match std::mem::replace(&mut device.answer, Answer::Collected) {
            Answer::Waiting => {
                device.answer = Answer::Waiting;
                if too_early {
                    device.interval += SLOW_DOWN;
                    return Err(Fault::new("slow_down", "the device asks too often"));
                }
                Err(Fault::new("authorization_pending", "nobody has answered yet"))
            }
            Answer::Allowed { sub, auth_time } => Ok(Granted { sub, scope: device.scope.clone(), nonce: None, auth_time }),
            Answer::Denied => Err(Fault::new("access_denied", "the person said no")),
            Answer::Collected => Err(Fault::grant("the device code has been used")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounded_lets_what_ends_first_go() {
        let mut things = Bounded::new(2);
        things.put("late".into(), 30, 1, 0);
        things.put("early".into(), 10, 2, 0);
        things.put("middle".into(), 20, 3, 0);
        assert!(things.get("early", 0).is_none() && things.get("late", 0).is_some() && things.get("middle", 0).is_some());
        assert!(things.get("middle", 20).is_none(), "ended");
        things.put("new".into(), 90, 4, 25);
        assert!(things.get("late", 25).is_some(), "what had ended went first");
    }

    #[test]
    fn a_guess_at_a_family_does_not_end_it() {
        let mut grants = Grants::default();
        let granted = Granted { sub: "ana".into(), scope: vec![], nonce: None, auth_time: 0 };
        let secrets = Secrets { handle: "handle".into(), secret: "one".into() };
        let session = grants.open(granted, &secrets, 1000, 0);
        assert!(grants.rotate(&format!("{}.x", session.id), "two".into(), 1).is_err(), "the public id is not the handle");
        let (_, next) = grants.rotate(&secrets.token(), "two".into(), 1).unwrap();
        assert!(grants.rotate(&secrets.token(), "three".into(), 2).is_err(), "used twice");
        assert!(grants.rotate(&next.token(), "four".into(), 3).is_err(), "and the good one died with it");
    }

    #[test]
    fn a_device_that_hurries_is_slowed_down() {
        let mut grants = Grants::default();
        assert!(grants.add_device("d", "BCDFGHJK", vec![], 1_000, 600_000, 0));
        assert!(!grants.add_device("e", "BCDFGHJK", vec![], 1_000, 600_000, 0), "user codes are unique");
        let code = |result: Result<Granted, Fault>| result.map_err(|fault| fault.code);
        assert_eq!(code(grants.collect("d", 0)), Err("authorization_pending"));
        assert_eq!(code(grants.collect("d", 1_000)), Err("authorization_pending"));
        assert_eq!(code(grants.collect("d", 1_500)), Err("slow_down"));
        assert_eq!(code(grants.collect("d", 3_500)), Err("slow_down"), "the interval is six seconds now");
        assert!(grants.answer("BCDFGHJK", Some("ana"), 4_000));
        assert!(!grants.answer("BCDFGHJK", None, 4_000), "one answer only");
        assert_eq!(grants.collect("d", 4_001).unwrap().sub, "ana");
        assert_eq!(code(grants.collect("d", 9_000)), Err("invalid_grant"));
        assert_eq!(code(grants.collect("d", 600_000)), Err("expired_token"));
    }
}
