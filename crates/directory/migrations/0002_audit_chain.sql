-- Audit events become chains: one per account, and one (named -) for events of no account. Each event holds the hash of the one before
-- and its own, over everything that it says (docs/audit.md). Events of before are chained by the service's next start (store/audit_chain.rs).
ALTER TABLE audit_events ADD COLUMN chain TEXT;
ALTER TABLE audit_events ADD COLUMN sequence BIGINT;
ALTER TABLE audit_events ADD COLUMN previous_hash TEXT;
ALTER TABLE audit_events ADD COLUMN hash TEXT;
CREATE UNIQUE INDEX audit_events_by_chain ON audit_events (chain, sequence);

-- Where each chain ends now. Its row is locked by whoever appends. `signed_length` and `signed_head`: as far as the last signature goes.
CREATE TABLE audit_chains (
    chain TEXT NOT NULL PRIMARY KEY,
    length BIGINT NOT NULL,
    hash TEXT NOT NULL,
    signed_length BIGINT NOT NULL,
    signed_head TEXT
);
CREATE INDEX audit_chains_to_sign ON audit_chains (chain) WHERE signed_length < length;

-- Who runs a job of the background worker, until when at the longest, and when it is due next.
CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);
