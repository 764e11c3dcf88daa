-- What the record of events says of people can be erased without breaking its chains (docs/audit.md). A hash of version 2 covers salted
-- digests of `before`, `after` and `because`; each has a salt of its own, 32 random bytes as 64 hexadecimal digits. `encoding`: 2 for an event
-- whose hash is of version 2; 1 for one of before, whose version 2 hash a later `audit.sealed` event of its chain covers; none for one of
-- before that is still to be sealed: by the next start (store/audit_seals.rs), also where a service of before wrote it beside this one.
ALTER TABLE audit_events ADD COLUMN encoding BIGINT;
ALTER TABLE audit_events ADD COLUMN before_salt TEXT;
ALTER TABLE audit_events ADD COLUMN after_salt TEXT;
ALTER TABLE audit_events ADD COLUMN because_salt TEXT;
CREATE INDEX audit_events_to_seal ON audit_events (chain, sequence) WHERE encoding IS NULL;

-- What an erasure took: the digest stays. `field`: before, after or because. `erased_by`: the `person.erased` event of the same chain.
CREATE TABLE erased_values (
    event_id TEXT NOT NULL,
    field TEXT NOT NULL,
    digest TEXT NOT NULL,
    erased_by TEXT NOT NULL,
    PRIMARY KEY (event_id, field)
);

-- Who was erased: the row stays where others refer to it, with a random address key, without name and address.
ALTER TABLE users ADD COLUMN erased_at BIGINT;

-- Since when somebody is gone, so that what their old account knew of them has an end. None: the worker writes when it saw them first.
ALTER TABLE former_members ADD COLUMN left_at BIGINT;

-- What is kept for a time only is found by its age; and what refers to it, so that it goes after that.
CREATE INDEX former_members_by_age ON former_members (left_at);
CREATE INDEX answered_writes_by_age ON answered_writes (answered_at);
CREATE INDEX look_ups_by_age ON look_ups (looked_at);
CREATE INDEX machine_reports_by_age ON machine_reports (received_at);
CREATE INDEX service_requests_by_age ON service_requests (answered_at);
CREATE INDEX removal_requests_by_age ON removal_requests (ended_at);
CREATE INDEX removal_requests_by_case ON removal_requests (service_request_id);
CREATE INDEX removals_by_request ON removals (removal_request_id);
CREATE INDEX transfers_by_age ON transfers (ended_at);
CREATE INDEX transfers_by_request ON transfers (removal_request_id);
CREATE INDEX invitations_by_age ON invitations (ended_at);
CREATE INDEX check_outs_by_age ON check_outs (ended_at);
