-- Rows of the operator and of the vendor's order system. `source`: who says how the row has to be (an order system by its name, `operator`
-- for whoever types); none: the row was here before there were sources, or the account's people made it. A source ends its own rows only.
ALTER TABLE accounts ADD COLUMN source TEXT;
-- Since when the account is closed. Nobody belongs to a closed account.
ALTER TABLE accounts ADD COLUMN closed_at BIGINT;
ALTER TABLE account_domains ADD COLUMN source TEXT;
ALTER TABLE contract_countries ADD COLUMN source TEXT;
ALTER TABLE products ADD COLUMN source TEXT;
-- No longer sold: only accounts that own it see it.
ALTER TABLE products ADD COLUMN retired BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE entitlements ADD COLUMN source TEXT;
ALTER TABLE users ADD COLUMN source TEXT;

-- What a source has, account by account.
CREATE INDEX accounts_by_source ON accounts (source, id) WHERE source IS NOT NULL;
CREATE INDEX account_domains_by_source ON account_domains (source, account_id) WHERE source IS NOT NULL;
CREATE INDEX contract_countries_by_source ON contract_countries (source, account_id) WHERE source IS NOT NULL;
CREATE INDEX entitlements_by_source ON entitlements (source, account_id) WHERE source IS NOT NULL;
CREATE INDEX users_by_source ON users (source, account_id) WHERE source IS NOT NULL;

-- Who an identity is, by the subject alone: for many of them at once.
CREATE INDEX identities_by_subject ON identities (subject);
