//! Deleting what was kept long enough, in batches, each statement finding what is old by an index. What others refer to goes after them.

use super::{StoreError, Tx};
use jiff::Timestamp;

const LOOK_UPS: &str = "DELETE FROM look_ups WHERE id IN (SELECT id FROM look_ups WHERE looked_at < $1 ORDER BY looked_at LIMIT $2)";
const ANSWERS: &str = "DELETE FROM answered_writes WHERE (user_id, idempotency_key) IN \
                       (SELECT user_id, idempotency_key FROM answered_writes WHERE answered_at < $1 ORDER BY answered_at LIMIT $2)";
const MACHINE_REPORTS: &str =
    "DELETE FROM machine_reports WHERE id IN (SELECT id FROM machine_reports WHERE received_at < $1 ORDER BY received_at LIMIT $2)";
const REMOVALS: &str = "DELETE FROM removals WHERE id IN (SELECT id FROM removals WHERE keep_until < $1 ORDER BY keep_until LIMIT $2)";
const TRANSFERS: &str = "DELETE FROM transfers WHERE id IN (SELECT id FROM transfers WHERE ended_at < $1 ORDER BY ended_at LIMIT $2)";
const INVITATIONS: &str = "DELETE FROM invitations WHERE id IN (SELECT id FROM invitations WHERE ended_at < $1 ORDER BY ended_at LIMIT $2)";
const CHECK_OUTS: &str = "DELETE FROM check_outs WHERE id IN (SELECT id FROM check_outs WHERE ended_at < $1 ORDER BY ended_at LIMIT $2)";
const REMOVAL_REQUESTS: &str = "DELETE FROM removal_requests WHERE id IN (SELECT r.id FROM removal_requests r WHERE r.ended_at < $1 \
                                AND NOT EXISTS (SELECT 1 FROM transfers t WHERE t.removal_request_id = r.id) \
                                AND NOT EXISTS (SELECT 1 FROM removals m WHERE m.removal_request_id = r.id) ORDER BY r.ended_at LIMIT $2)";
const PERSON_REQUESTS: &str =
    "DELETE FROM person_requests WHERE id IN (SELECT id FROM person_requests WHERE ended_at < $1 ORDER BY ended_at LIMIT $2)";
const SERVICE_REQUESTS: &str = "DELETE FROM service_requests WHERE id IN (SELECT s.id FROM service_requests s WHERE s.answered_at < $1 \
                                AND NOT EXISTS (SELECT 1 FROM removal_requests r WHERE r.service_request_id = s.id) \
                                AND NOT EXISTS (SELECT 1 FROM person_requests r WHERE r.service_request_id = s.id) \
                                ORDER BY s.answered_at LIMIT $2)";
const SEE_FORMER_MEMBERS: &str = "UPDATE former_members SET left_at = $1 WHERE left_at IS NULL";
// As long as something of the account names them, the account sees them as it knew them, and not as they are now.
const FORMER_MEMBERS: &str = "DELETE FROM former_members WHERE (account_id, user_id) IN (SELECT f.account_id, f.user_id FROM former_members f \
    WHERE f.left_at < $1 \
    AND NOT EXISTS (SELECT 1 FROM removals m WHERE m.account_id = f.account_id AND m.user_id = f.user_id) \
    AND NOT EXISTS (SELECT 1 FROM removal_requests r WHERE r.account_id = f.account_id AND (r.user_id = f.user_id OR r.to_user_id = f.user_id)) \
    AND NOT EXISTS (SELECT 1 FROM person_requests r WHERE r.account_id = f.account_id AND (r.user_id = f.user_id OR r.to_user_id = f.user_id OR r.answered_by = f.user_id)) \
    AND NOT EXISTS (SELECT 1 FROM check_outs c WHERE c.account_id = f.account_id AND (c.user_id = f.user_id OR c.answered_by = f.user_id)) \
    AND NOT EXISTS (SELECT 1 FROM transfers t WHERE t.account_id = f.account_id AND t.offered_by = f.user_id) \
    AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.account_id = f.account_id AND i.invited_by = f.user_id) \
    ORDER BY f.left_at LIMIT $2)";
const DISPUTE_LINKS: &str = "DELETE FROM not_me_tokens WHERE token_hash IN \
                             (SELECT token_hash FROM not_me_tokens WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";

/// What is kept for a time only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expiring {
    /// Addresses that administrators looked up.
    LookUps,
    /// Answers to changes.
    Answers,
    /// Reports about computers.
    MachineReports,
    /// What a removal took, by its own date.
    Removals,
    /// Offers that ended.
    Offers,
    /// Invitations that ended.
    Invitations,
    /// Check-outs that ended.
    CheckOuts,
    /// Requests that ended. After offers and removals, which refer to them.
    Requests,
    /// Requests of other kinds than to leave that ended.
    PersonRequests,
    /// Cases that were answered. After requests.
    Cases,
    /// People who left. After all that names them.
    FormerMembers,
    /// Links of “This wasn't me”, by their own date.
    DisputeLinks,
}

impl Expiring {
    /// In the order in which they go.
    pub(crate) const ALL: &[Self] = &[
        Self::LookUps,
        Self::Answers,
        Self::MachineReports,
        Self::Removals,
        Self::Offers,
        Self::Invitations,
        Self::CheckOuts,
        Self::Requests,
        Self::PersonRequests,
        Self::Cases,
        Self::FormerMembers,
        Self::DisputeLinks,
    ];

    fn statement(self) -> &'static str {
        match self {
            Self::LookUps => LOOK_UPS,
            Self::Answers => ANSWERS,
            Self::MachineReports => MACHINE_REPORTS,
            Self::Removals => REMOVALS,
            Self::Offers => TRANSFERS,
            Self::Invitations => INVITATIONS,
            Self::CheckOuts => CHECK_OUTS,
            Self::Requests => REMOVAL_REQUESTS,
            Self::PersonRequests => PERSON_REQUESTS,
            Self::Cases => SERVICE_REQUESTS,
            Self::FormerMembers => FORMER_MEMBERS,
            Self::DisputeLinks => DISPUTE_LINKS,
        }
    }
}

/// Deletes what is older than `before`, at most `most`; how many.
pub(crate) async fn delete(tx: &mut Tx, what: Expiring, before: Timestamp, most: i64) -> Result<u64, StoreError> {
    Ok(run!(tx, what.statement(), before.as_millisecond(), most)?)
}

/// Notes since when people of whom that is not known are gone: a service of before wrote no time.
pub(crate) async fn see_former_members(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, SEE_FORMER_MEMBERS, now.as_millisecond())?;
    Ok(())
}
