-- Roles of administrators repeat the account that the person belongs to, so that an account's administrators are found by an index, however
-- many people and accounts there are; of administrators only, so that the planner knows how few rows an account has. Roles end with belonging. A service of before writes none: what it adds is found by the second index until it is completed.
ALTER TABLE user_roles ADD COLUMN account_id TEXT REFERENCES accounts (id);
UPDATE user_roles SET account_id = (SELECT u.account_id FROM users u WHERE u.id = user_roles.user_id)
    WHERE role IN ('account_admin', 'co_admin');
CREATE INDEX user_roles_of_administrators ON user_roles (account_id, user_id) WHERE role IN ('account_admin', 'co_admin');
CREATE INDEX user_roles_without_account ON user_roles (user_id) WHERE account_id IS NULL AND role IN ('account_admin', 'co_admin');
-- What else was looked for without an index: the domains of an account, and removals that are kept no longer.
CREATE INDEX account_domains_by_account ON account_domains (account_id);
CREATE INDEX removals_by_keep_until ON removals (keep_until);
