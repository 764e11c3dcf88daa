-- What people ask of an account's administrators beside leaving: to be added, to be unlocked, a country, a role. States are those of
-- removal_requests. `email`: the address by which the account knew whoever asked to be added when they asked; empty for its own people.
CREATE TABLE person_requests (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    email TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    role TEXT,
    state TEXT NOT NULL,
    route TEXT NOT NULL,
    to_user_id TEXT REFERENCES users (id),
    note TEXT,
    submitted_at BIGINT NOT NULL,
    seen_at BIGINT,
    ended_at BIGINT,
    expires_at BIGINT NOT NULL,
    answered_by TEXT REFERENCES users (id),
    decline_reason TEXT,
    service_request_id TEXT REFERENCES service_requests (id),
    reminders BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX person_requests_one_open ON person_requests (user_id, kind)
    WHERE state IN ('submitted', 'seen', 'blocked', 'approved');
CREATE INDEX person_requests_by_user ON person_requests (user_id, submitted_at, id);
CREATE INDEX person_requests_by_account ON person_requests (account_id, submitted_at, id);
CREATE INDEX person_requests_open ON person_requests (reminders, submitted_at)
    WHERE state IN ('submitted', 'seen', 'blocked', 'approved');
CREATE INDEX person_requests_by_age ON person_requests (ended_at);
CREATE INDEX person_requests_by_case ON person_requests (service_request_id);
CREATE INDEX person_requests_by_answer ON person_requests (answered_by);
