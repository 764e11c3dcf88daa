//! Every cause that this side finds out itself. Their codes and sentences are in `card`.

use super::faults::{AddressFault, Intruder, ProxyFault};
use super::{Obstacle, Theirs};
use domicile_model::wire::Problem;
use std::io;
use std::path::Path;
use thiserror::Error;

/// What went wrong. The text of each is for logs.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Cause {
    /// What was given is no code of an invitation. The code itself is not told: it may be one with a slip in it.
    #[error("not the code of an invitation")]
    BadInvitationCode,
    /// No address of a service is set.
    #[error("no service address is set")]
    NoService,
    /// The address of the service is not one we may use.
    #[error("the service address cannot be used: {what:?}")]
    BadServiceUrl {
        /// The address, as it may be shown.
        url: String,
        /// Why not.
        what: AddressFault,
    },
    /// The service is there, and calls itself otherwise: tokens for one name are none for another.
    #[error("{host}: it calls itself {named}")]
    OtherAddress {
        /// The host that was asked.
        host: String,
        /// The address that it goes by.
        named: String,
    },
    /// The name of the host is unknown.
    #[error("{host}: name not found")]
    NameNotFound {
        /// The host.
        host: String,
    },
    /// There is no way to the host: no network, nobody listens, a cut connection.
    #[error("{host}: cannot connect: {reason}")]
    CannotConnect {
        /// The host.
        host: String,
        /// What the system said.
        reason: String,
    },
    /// The host's certificate is not trusted here.
    #[error("{host}: TLS: {reason}")]
    Tls {
        /// The host.
        host: String,
        /// What TLS said.
        reason: String,
    },
    /// The proxy on the way stops it.
    #[error("{host}: the proxy {proxy}: {what:?}")]
    Proxy {
        /// The host that was to be reached.
        host: String,
        /// Which proxy, without name and password; the name of the setting where that holds none.
        proxy: String,
        /// What it did.
        what: ProxyFault,
    },
    /// No answer in time.
    #[error("{host}: no answer in time")]
    Timeout {
        /// The host.
        host: String,
    },
    /// The answer broke off.
    #[error("{host}: the answer broke off: {reason}")]
    Truncated {
        /// The host.
        host: String,
        /// What the system said.
        reason: String,
    },
    /// The answer is larger than any right one.
    #[error("{host}: the answer is larger than {limit} bytes")]
    Oversized {
        /// The host.
        host: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// An error of the server without a problem document.
    #[error("{host}: status {status}")]
    ServerError {
        /// The host.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// Something else answers in the service's place (a sign-in page of a network, a proxy page, a redirect).
    #[error("{host}: not an answer of the service: {what:?}")]
    NotTheService {
        /// The host.
        host: String,
        /// What it was.
        what: Intruder,
    },
    /// The issuer, where people sign in, cannot do it now. The session stays.
    #[error("{host}: the issuer cannot do it now: {reason}")]
    IssuerTrouble {
        /// The issuer's host.
        host: String,
        /// Its code, or its status.
        reason: String,
    },
    /// The answer is JSON, but not what was agreed.
    #[error("{host}: an answer that we do not understand: {reason}")]
    NotUnderstood {
        /// The host.
        host: String,
        /// What was wrong.
        reason: String,
    },
    /// The service answered with a problem document.
    #[error("status {}: {}", .0.status, .0.title)]
    Problem(Box<Problem>),
    /// Nobody is signed in, or the session ended.
    #[error("sign-in needed")]
    SignInNeeded,
    /// Signing in: the issuer is not the one that the service names, or a token is foreign, expired or forged.
    #[error("the sign-in answer is not valid: {reason}")]
    SignInInvalid {
        /// Which check failed.
        reason: String,
    },
    /// Signing in: this computer's clock is ahead of the issuer's by more than any token allows for.
    #[error("the clock is {by} ahead of the issuer's")]
    ClockAhead {
        /// By how much, for people: "1 h".
        by: String,
    },
    /// Signing in: somebody else came than was hinted, and that was not meant.
    #[error("somebody else signed in than was expected")]
    SomebodyElse {
        /// Who was expected.
        hinted: String,
        /// Who came.
        came: String,
    },
    /// A renewal brought new tokens, and what the issuer said with them about the person did not pass a check. The session stays.
    #[error("the renewed session is not confirmed: {reason}")]
    RenewalNotConfirmed {
        /// Which check failed.
        reason: String,
    },
    /// The issuer does not take the refresh token any more, and a renewal with it never ended here: its answer was lost.
    #[error("sign-in needed: a renewal was cut off, and its answer was lost")]
    RenewalCutOff,
    /// The answer came from another issuer than the one asked (RFC 9207).
    #[error("the sign-in answer came from another issuer")]
    WrongIssuer {
        /// The issuer asked.
        expected: String,
    },
    /// The person or the issuer said no.
    #[error("sign-in refused: {reason}")]
    SignInDenied {
        /// The issuer's code.
        reason: String,
    },
    /// The issuer lets nobody sign in with this program. The session stays.
    #[error("{host}: the issuer refuses this program: {reason}")]
    ProgramRefused {
        /// The issuer's host.
        host: String,
        /// Its code.
        reason: String,
    },
    /// The browser never came back.
    #[error("the browser did not come back in time")]
    BrowserTimeout,
    /// The code was not used in time.
    #[error("the code was not used in time")]
    DeviceExpired,
    /// The issuer offers no sign-in by code.
    #[error("the issuer offers no device sign-in")]
    DeviceUnsupported,
    /// The loopback listener could not be opened.
    #[error("cannot listen on 127.0.0.1: {reason}")]
    CannotListen {
        /// What the system said.
        reason: String,
    },
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// A newer attempt replaced this one.
    #[error("a newer attempt replaced this one")]
    Superseded,
    /// There is no password store on this computer.
    #[error("no password store: {reason}")]
    NoKeychain {
        /// What the system said.
        reason: String,
    },
    /// The password store is locked.
    #[error("the password store is locked: {reason}")]
    KeychainLocked {
        /// What the system said.
        reason: String,
    },
    /// The password store does not answer.
    #[error("the password store did not answer within {seconds} s")]
    KeychainTimeout {
        /// How long we waited.
        seconds: u64,
    },
    /// The folder or a file in it cannot be written.
    #[error("{path}: cannot write: {reason}")]
    CannotWrite {
        /// Where.
        path: String,
        /// What the system said.
        reason: Box<str>,
        /// What that is: the remedy follows from it.
        obstacle: Box<Obstacle>,
    },
    /// A file cannot be read.
    #[error("{path}: cannot read: {reason}")]
    CannotRead {
        /// Where.
        path: String,
        /// What the system said.
        reason: Box<str>,
        /// What that is: the remedy follows from it.
        obstacle: Box<Obstacle>,
    },
    /// A file or folder of another user of this computer is where one of the person's should be. It is not believed.
    #[error("{path}: belongs to {}: {reason}", .theirs.owner)]
    NotYours {
        /// What could not be read.
        path: String,
        /// What the system said.
        reason: Box<str>,
        /// Whose it is.
        theirs: Box<Theirs>,
    },
    /// There is no place for our files: neither a home folder nor `DOMICILE_HOME`.
    #[error("no data folder: neither a home folder nor DOMICILE_HOME")]
    NoHome,
    /// The settings file does not say what settings can say. It is left as it is.
    #[error("{path}: broken settings: line {line}: {reason}")]
    SettingsBroken {
        /// Which file.
        path: String,
        /// Where in it; the first line is 1.
        line: usize,
        /// What is wrong there.
        reason: Box<str>,
    },
    /// The setting is set by the organisation or the environment.
    #[error("{key} is managed")]
    Managed {
        /// Which setting.
        key: &'static str,
    },
    /// The setting can be changed only while nobody is signed in.
    #[error("signed in: the service address stays")]
    SignedInAlready,
    /// Another process holds the session for too long.
    #[error("another process holds the session")]
    SessionBusy,
    /// The clipboard cannot be used.
    #[error("cannot copy: {reason}")]
    CannotCopy {
        /// What the system said.
        reason: String,
    },
    /// No program opens the link: no browser, no mail program.
    #[error("cannot open {what}: {reason}")]
    CannotOpen {
        /// What was to be opened, without personal data.
        what: &'static str,
        /// What the system said.
        reason: String,
    },
    /// The policy that came is not signed by a key that is trusted, or is for somebody else.
    #[error("the policy is refused: {reason}")]
    PolicyInvalid {
        /// Which check failed.
        reason: String,
    },
    /// The policy that came is older than what was accepted before.
    #[error("the policy is older than one accepted before")]
    PolicyRolledBack,
    /// The policy was saved, but does not read back.
    #[error("the saved policy does not read back: {reason}")]
    PolicyNotSaved {
        /// What was found instead.
        reason: String,
    },
    /// The clock of this computer contradicts a time that is known to have passed.
    #[error("the clock is wrong")]
    ClockSuspect,
    /// A file that was carried here is larger than any right one.
    #[error("the file is larger than 2 MiB")]
    FileTooLarge,
    /// A file that is none of ours.
    #[error("not a request, licence file or return")]
    FileNotOurs,
    /// One of ours that does not say what such a file says.
    #[error("the file is damaged")]
    FileDamaged,
    /// One of ours, of a kind or version that this build does not know.
    #[error("the file is of a later version")]
    FileOfLaterVersion,
    /// A file of another operator's service.
    #[error("the file is for another service: {issuer}")]
    FileOfAnotherService {
        /// The operator that it names.
        issuer: String,
    },
    /// A file for somebody else than who is signed in here.
    #[error("the file is for another person: {person}")]
    FileOfAnotherPerson {
        /// The id of whom it is for.
        person: String,
    },
    /// Licences for another computer.
    #[error("the file is for another machine: {name}")]
    FileOfAnotherMachine {
        /// What that one is called.
        name: String,
    },
    /// Nobody ever signed in here, and no id was given: nobody knows whose request it would be.
    #[error("whose request it is is not known")]
    PersonNotKnown,
    /// Nothing of that name is checked out on this computer.
    #[error("{product} is not checked out here")]
    NotCheckedOut {
        /// What was named.
        product: String,
    },
    /// A mistake of ours.
    #[error("unexpected: {reason}")]
    Unexpected {
        /// What.
        reason: String,
    },
}

impl Cause {
    /// A file or folder that cannot be written, with what helps by the system's reason.
    pub fn cannot_write(path: &Path, error: &io::Error) -> Self {
        let obstacle = Box::new(Obstacle::of(path, error));
        Self::CannotWrite { path: path.display().to_string(), reason: error.to_string().into(), obstacle }
    }

    /// A file of the person's own that cannot be read, and whose it is where that is another user's.
    pub fn cannot_read(path: &Path, error: &io::Error) -> Self {
        let (path_shown, reason) = (path.display().to_string(), error.to_string().into());
        let (owner, place) = match Obstacle::of(path, error) {
            Obstacle::Foreign { owner, place } => (owner, Some(place)),
            Obstacle::Elsewhere { owner } => (owner, None),
            obstacle @ (Obstacle::Full
            | Obstacle::ReadOnly
            | Obstacle::Rights
            | Obstacle::NoLocks
            | Obstacle::Held
            | Obstacle::InTheWay
            | Obstacle::Other) => return Self::CannotRead { path: path_shown, reason, obstacle: Box::new(obstacle) },
        };
        Self::NotYours { path: path_shown, reason, theirs: Box::new(Theirs { owner, place }) }
    }

    /// A file that was named to us and cannot be read. It may lie anywhere, and be anybody's.
    pub fn cannot_read_given(path: &Path, error: &io::Error) -> Self {
        let obstacle = match Obstacle::of(path, error) {
            // What was named is meant: it stands in nobody's way.
            Obstacle::InTheWay => Obstacle::Other,
            other => other,
        };
        Self::CannotRead { path: path.display().to_string(), reason: error.to_string().into(), obstacle: Box::new(obstacle) }
    }
}
