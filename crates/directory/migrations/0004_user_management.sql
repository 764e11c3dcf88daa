-- User Management: joining and leaving, groups, named licences, approvals, look-ups, reports about machines.

-- Whether people of the account's domains join at their first sign-in without being approved.
ALTER TABLE accounts ADD COLUMN automatic_approval BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE accounts SET automatic_approval = TRUE WHERE federation = 'jit';

-- Who was added without being asked may leave alone until then. `joined_how`: a name of membership::How.
ALTER TABLE users ADD COLUMN may_leave_until BIGINT;
ALTER TABLE users ADD COLUMN joined_how TEXT;

-- What an account's people are found by: the beginnings of words of their names, and their address, in lower case. The empty term lists
-- everybody. Bytes, so that both databases sort and compare them alike. Only people who belong to an account are here.
CREATE TABLE user_terms (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    term BYTEA NOT NULL,
    name_key BYTEA NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (account_id, term, name_key, user_id)
);
CREATE INDEX user_terms_by_user ON user_terms (user_id);
INSERT INTO user_terms (account_id, term, name_key, user_id)
    SELECT account_id, CAST('' AS BYTEA), CAST(replace(lower(display_name), '\', '\\') AS BYTEA), id FROM users WHERE account_id IS NOT NULL
    UNION
    SELECT account_id, CAST(replace(lower(display_name), '\', '\\') AS BYTEA), CAST(replace(lower(display_name), '\', '\\') AS BYTEA), id
        FROM users WHERE account_id IS NOT NULL
    UNION
    SELECT account_id, CAST(replace(email_key, '\', '\\') AS BYTEA), CAST(replace(lower(display_name), '\', '\\') AS BYTEA), id
        FROM users WHERE account_id IS NOT NULL;

-- `roles`: what membership gives; codes separated by spaces, never an administrator's.
CREATE TABLE account_groups (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    roles TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    UNIQUE (account_id, name_key)
);

CREATE TABLE group_members (
    group_id TEXT NOT NULL REFERENCES account_groups (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX group_members_by_user ON group_members (user_id);

-- Ids of groups, separated by spaces. None: for everybody.
ALTER TABLE entitlements ADD COLUMN group_ids TEXT NOT NULL DEFAULT '';

-- `group_ids`: separated by spaces.
ALTER TABLE removals ADD COLUMN group_ids TEXT NOT NULL DEFAULT '';
ALTER TABLE removals ADD COLUMN needs_consent BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE removals ADD COLUMN undone_at BIGINT;
UPDATE removals SET needs_consent = TRUE WHERE removal_request_id IS NOT NULL;
CREATE INDEX removals_by_user ON removals (user_id, removed_at);

-- Named licences: this product is assigned to this person.
CREATE TABLE licence_assignments (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    product_id TEXT NOT NULL REFERENCES products (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    assigned_at BIGINT NOT NULL,
    UNIQUE (user_id, product_id)
);
CREATE INDEX licence_assignments_by_account ON licence_assignments (account_id, assigned_at, id);

-- Who signed in for the first time with an address of the account's domain, and waits.
CREATE TABLE approvals (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    asked_at BIGINT NOT NULL
);
CREATE INDEX approvals_by_account ON approvals (account_id, asked_at, user_id);

-- Addresses looked up, to limit it: each says that an address exists.
CREATE TABLE look_ups (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    looked_at BIGINT NOT NULL
);
CREATE INDEX look_ups_by_account ON look_ups (account_id, looked_at);

-- What people sent about their computers: claims.
CREATE TABLE machine_reports (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    received_at BIGINT NOT NULL,
    machine_name TEXT NOT NULL,
    summary TEXT NOT NULL,
    facts TEXT NOT NULL
);
CREATE INDEX machine_reports_by_account ON machine_reports (account_id, received_at, id);
CREATE INDEX machine_reports_by_user ON machine_reports (user_id, received_at);
