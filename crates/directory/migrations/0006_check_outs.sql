-- Check-outs: a product taken along on one machine. `until_at`: when an unanswered wish lapses; once allowed, when it is over. `document`:
-- what was signed, from the moment it was allowed.
CREATE TABLE check_outs (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    product_id TEXT NOT NULL REFERENCES products (id),
    machine_id TEXT NOT NULL,
    machine_name TEXT NOT NULL,
    state TEXT NOT NULL,
    days BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by TEXT REFERENCES users (id),
    reason TEXT,
    ended_at BIGINT,
    document TEXT
);
CREATE UNIQUE INDEX check_outs_one_open ON check_outs (user_id, machine_id, product_id) WHERE state IN ('asked', 'checked_out');
CREATE INDEX check_outs_by_account ON check_outs (account_id, asked_at, id);
CREATE INDEX check_outs_by_user ON check_outs (user_id, asked_at, id);
CREATE INDEX check_outs_open ON check_outs (until_at) WHERE state IN ('asked', 'checked_out');
