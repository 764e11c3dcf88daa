-- The account stands beside every role of an administrator: those that a program without that column gave since it was added are completed once
-- more, and the index that found them until then is not needed any longer.
UPDATE user_roles SET account_id = (SELECT u.account_id FROM users u WHERE u.id = user_roles.user_id)
    WHERE account_id IS NULL AND role IN ('account_admin', 'co_admin');
DROP INDEX user_roles_without_account;
