-- Answers already given to order systems, which are nobody of `users`, so that a repeated write is done once.
CREATE TABLE operator_answers (
    client TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    effect TEXT NOT NULL,
    tag TEXT,
    body TEXT NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (client, idempotency_key)
);
CREATE INDEX operator_answers_by_time ON operator_answers (answered_at);
-- Whoever writes by `/v1/operator` takes the next value first: one at a time, so that what a request expects of a record is so when it changes it.
INSERT INTO sequences (name, value) VALUES ('operator', 0);

-- An account's people by id, page by page.
CREATE INDEX users_by_account_and_id ON users (account_id, id);
