-- Roles repeat the account that the person belongs to, so that an account's administrators are found by an index, however many people and
-- accounts there are. Roles end with belonging. A service of before writes none: what it adds is found by the second index until it is completed.
ALTER TABLE user_roles ADD COLUMN account_id TEXT REFERENCES accounts (id);
UPDATE user_roles SET account_id = (SELECT u.account_id FROM users u WHERE u.id = user_roles.user_id);
CREATE INDEX user_roles_of_administrators ON user_roles (account_id, user_id) WHERE role IN ('account_admin', 'co_admin');
CREATE INDEX user_roles_without_account ON user_roles (user_id) WHERE account_id IS NULL AND role IN ('account_admin', 'co_admin');
