//! The two routes of the policy: the signed policy itself, and the keys that sign policies.

use super::{Call, Client};
use crate::failure::{Cause, Failure, Intruder};
use crate::http::host_of;
use reqwest::header::{DATE, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH};

/// What the service says about the policy.
#[derive(Debug)]
pub(crate) enum PolicyAnswer {
    /// What is here is still right.
    NotModified {
        /// The service's time (seconds), where it said: unsigned, for people only.
        server_time: Option<i64>,
    },
    /// A policy, unverified.
    Policy { bytes: Vec<u8>, etag: Option<String>, server_time: Option<i64> },
}

impl Client {
    /// Asks for the policy of this machine.
    pub(crate) async fn policy(
        &self,
        machine: &str,
        machine_name: &str,
        etag: Option<&str>,
        heard: &(dyn Fn() + Sync),
    ) -> Result<PolicyAnswer, Failure> {
        let mut call = Call { heard, ..Call::get("v1/me/policy") };
        let name: String = machine_name.chars().filter(|it| !it.is_control()).take(100).collect();
        for (header, value) in [("domicile-machine", machine), ("domicile-machine-name", &name)] {
            // As UTF-8: names of computers are text of any kind.
            let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|e| Cause::Unexpected { reason: e.to_string() })?;
            call.headers.insert(HeaderName::from_static(header), value);
        }
        let etag = etag.and_then(|it| HeaderValue::from_str(it).ok());
        let conditional = etag.is_some();
        if let Some(etag) = etag {
            call.headers.insert(IF_NONE_MATCH, etag);
        }
        let good = self.send(call).await?;
        let text = |name| good.headers.get(name).and_then(|it| it.to_str().ok());
        let server_time = text(DATE).and_then(|it| jiff::fmt::rfc2822::parse(it).ok()).map(|it| it.timestamp().as_second());
        if good.status == 304 {
            // The service says so only where it was asked whether something changed.
            let unasked = || Cause::NotTheService { host: host_of(&self.service), what: Intruder::Status(304) };
            return if conditional { Ok(PolicyAnswer::NotModified { server_time }) } else { Err(unasked().into()) };
        }
        let etag = text(ETAG).map(str::to_owned);
        Ok(PolicyAnswer::Policy { bytes: good.body, etag, server_time })
    }

    /// Fetches the published policy keys, unverified. Needs nobody to be signed in.
    pub(crate) async fn policy_keys(&self) -> Result<Vec<u8>, Failure> {
        Ok(self.attempt(&Call::get("v1/policy-keys"), None).await?.body)
    }
}
