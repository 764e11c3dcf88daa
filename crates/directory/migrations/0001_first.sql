-- The first tables. Plain SQL that PostgreSQL takes as it stands; for SQLite the types are rewritten to those of strict tables
-- (store/migrations.rs). Identifiers are text, times are milliseconds since 1970 UTC, states and codes are the names of domicile-model.

-- The one rising number from which every version comes.
CREATE TABLE sequences (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO sequences (name, value) VALUES ('version', 0);

-- Facts about this database: `epoch` of its policies, `demo` where it was filled with the sample organisation.
CREATE TABLE facts (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO facts (name, value) VALUES ('epoch', '1');

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    federation TEXT NOT NULL,
    it_contact TEXT,
    last_synchronised BIGINT,
    offline_days BIGINT NOT NULL,
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- E-mail domains confirmed for an account, in their ASCII form.
CREATE TABLE account_domains (
    domain TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id)
);

CREATE TABLE contract_countries (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    country TEXT NOT NULL,
    annual_revenue BIGINT NOT NULL,
    PRIMARY KEY (account_id, country)
);

-- Every product there is; `free_to_all` ones need no entitlement.
CREATE TABLE products (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    usage_type TEXT NOT NULL,
    free_to_all BOOLEAN NOT NULL
);

-- One row: the version of the catalogue as a whole.
CREATE TABLE catalogue (
    id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
INSERT INTO catalogue (id, version, changed_at) VALUES (1, 0, 0);

-- `countries` and `roles`: codes separated by spaces. No country: global. No role: for everybody.
CREATE TABLE entitlements (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    product_id TEXT NOT NULL REFERENCES products (id),
    edition TEXT,
    usage_type TEXT NOT NULL,
    countries TEXT NOT NULL,
    roles TEXT NOT NULL,
    seats BIGINT,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT,
    grace_days BIGINT NOT NULL
);
CREATE INDEX entitlements_by_account ON entitlements (account_id);

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    locale TEXT NOT NULL,
    profile_country TEXT,
    account_id TEXT REFERENCES accounts (id),
    affiliated_since BIGINT,
    provisioned BOOLEAN NOT NULL,
    explicit_country TEXT,
    directory_country TEXT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX users_by_account ON users (account_id);

CREATE TABLE user_roles (
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    PRIMARY KEY (user_id, role)
);

CREATE TABLE user_locks (
    user_id TEXT NOT NULL REFERENCES users (id),
    reason TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (user_id, reason)
);

-- No country: for all countries.
CREATE TABLE fulfilment_contacts (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    country TEXT,
    PRIMARY KEY (account_id, user_id)
);

-- Who signs in as whom. The issuer is its URL, or `builtin`.
CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_by_user ON identities (user_id);

CREATE TABLE service_requests (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    account_id TEXT REFERENCES accounts (id),
    state TEXT NOT NULL,
    text TEXT NOT NULL,
    opened_at BIGINT NOT NULL
);
CREATE INDEX service_requests_by_user ON service_requests (user_id, opened_at);

-- `blockers`: codes separated by spaces, as found by `blocked_by`, whose rank they depend on.
CREATE TABLE removal_requests (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    state TEXT NOT NULL,
    route TEXT NOT NULL,
    to_user_id TEXT REFERENCES users (id),
    reason TEXT,
    note TEXT,
    submitted_at BIGINT NOT NULL,
    seen_at BIGINT,
    ended_at BIGINT,
    expires_at BIGINT NOT NULL,
    blockers TEXT NOT NULL,
    blocked_by TEXT REFERENCES users (id),
    decline_reason TEXT,
    service_request_id TEXT REFERENCES service_requests (id)
);
CREATE UNIQUE INDEX removal_requests_one_open ON removal_requests (user_id)
    WHERE state IN ('submitted', 'seen', 'blocked', 'approved');
CREATE INDEX removal_requests_by_user ON removal_requests (user_id, submitted_at, id);
CREATE INDEX removal_requests_by_account ON removal_requests (account_id, submitted_at, id);

-- What a removal took away, kept so that the same account can undo it. `roles`: codes separated by spaces.
CREATE TABLE removals (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    removed_by TEXT NOT NULL,
    removed_at BIGINT NOT NULL,
    keep_until BIGINT NOT NULL,
    removal_request_id TEXT REFERENCES removal_requests (id),
    affiliated_since BIGINT,
    roles TEXT NOT NULL,
    explicit_country TEXT,
    directory_country TEXT
);
CREATE INDEX removals_by_account ON removals (account_id, removed_at);

-- What happened: never changed, never deleted. `actor`: a user's id, or `system`, or `operator`.
CREATE TABLE audit_events (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT,
    because TEXT,
    request_id TEXT NOT NULL
);
CREATE INDEX audit_events_by_account ON audit_events (account_id, at, id);

-- Answers already given, so that a repeated write is done once.
CREATE TABLE answered_writes (
    user_id TEXT NOT NULL REFERENCES users (id),
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, idempotency_key)
);
