-- Offers to take somebody over. The person is known to the account by `email`, as it was typed, and by nothing else. `roles`: codes
-- separated by spaces. `removal_request_id`: the request that accepting led to.
CREATE TABLE transfers (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    email TEXT NOT NULL,
    state TEXT NOT NULL,
    offered_by TEXT NOT NULL REFERENCES users (id),
    roles TEXT NOT NULL,
    country TEXT,
    offered_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    accepted_at BIGINT,
    ended_at BIGINT,
    removal_request_id TEXT REFERENCES removal_requests (id)
);
CREATE UNIQUE INDEX transfers_one_open ON transfers (account_id, user_id) WHERE state IN ('offered', 'accepted');
CREATE UNIQUE INDEX transfers_one_accepted ON transfers (user_id) WHERE state = 'accepted';
CREATE INDEX transfers_by_account ON transfers (account_id, offered_at, id);
CREATE INDEX transfers_by_user ON transfers (user_id, offered_at, id);
CREATE INDEX transfers_waiting ON transfers (expires_at) WHERE state = 'offered';

-- Invitations. Without `token_hash`: to join the account. With it: to sign in for the first time, of somebody who belongs to the account
-- already; only the hash of what stands in the mail. `removal_id`: accepting undoes this removal.
CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    email TEXT NOT NULL,
    state TEXT NOT NULL,
    invited_by TEXT NOT NULL REFERENCES users (id),
    roles TEXT NOT NULL,
    country TEXT,
    invited_at BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    removal_id TEXT,
    token_hash TEXT
);
CREATE UNIQUE INDEX invitations_one_open ON invitations (account_id, user_id) WHERE state = 'invited';
CREATE INDEX invitations_by_account ON invitations (account_id, invited_at, id);
CREATE INDEX invitations_by_user ON invitations (user_id, invited_at, id);
CREATE INDEX invitations_waiting ON invitations (expires_at) WHERE state = 'invited';

-- How often whoever can answer was reminded: after 3 days and after 7.
ALTER TABLE removal_requests ADD COLUMN reminders BIGINT NOT NULL DEFAULT 0;
CREATE INDEX removal_requests_open ON removal_requests (reminders, submitted_at)
    WHERE state IN ('submitted', 'seen', 'blocked', 'approved');

-- What support answered.
ALTER TABLE service_requests ADD COLUMN answer TEXT;
ALTER TABLE service_requests ADD COLUMN answered_at BIGINT;
CREATE INDEX service_requests_open ON service_requests (opened_at, id) WHERE state = 'open';
