-- What became of a letter, for whoever caused it, and how many somebody was sent. `sender`: the id of the account or the person on whose
-- behalf it was written, none for the service itself. `about`: the id of what it tells of. `user_id`: who gets it, where that is a person.
-- `recipient_key`: by what letters to one person are counted. A row that was sent stays for a day, without its text, to be counted;
-- `state` is waiting, sent, failed, or capped for a letter that was not written since there were too many.
ALTER TABLE outbox ADD COLUMN sender TEXT;
ALTER TABLE outbox ADD COLUMN about TEXT;
ALTER TABLE outbox ADD COLUMN user_id TEXT;
ALTER TABLE outbox ADD COLUMN recipient_key TEXT;
-- How often the server got the whole mail and did not say what became of it.
ALTER TABLE outbox ADD COLUMN unanswered BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN sent_at BIGINT;
-- Why it failed, as a name of model::delivery::RefusalReason; `reason` is what the server said.
ALTER TABLE outbox ADD COLUMN refusal TEXT;
CREATE INDEX outbox_by_about ON outbox (about, id);
CREATE INDEX outbox_by_user ON outbox (user_id, id);
CREATE INDEX outbox_by_recipient ON outbox (recipient_key, kind, created_at);

-- A look that ended in registering the address told nothing that the new person does not tell: it does not count. `address`: which it was,
-- as long as the look is kept.
ALTER TABLE look_ups ADD COLUMN address TEXT;
ALTER TABLE look_ups ADD COLUMN created BOOLEAN NOT NULL DEFAULT FALSE;
