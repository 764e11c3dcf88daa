-- Mail that waits to be sent, written in the transaction of what it tells. A row goes once the mail server took the mail; one that the
-- server refused for good stays with its reason, without its text (which may hold a link that acts).
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    failed_at BIGINT,
    reason TEXT
);
CREATE INDEX outbox_by_due ON outbox (state, due_at, id);

-- Links of “This wasn't me”: only the hash of what stands in the mail. `kind` and `subject`: what the link takes back.
CREATE TABLE not_me_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX not_me_tokens_by_expiry ON not_me_tokens (expires_at);
