-- Who left an account, as the account knew them: a name or an address that changes later is not the old account's business. What was known
-- of those who had left before is what is known now: nothing could change it until then.
CREATE TABLE former_members (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    display_name TEXT NOT NULL,
    email TEXT NOT NULL,
    PRIMARY KEY (account_id, user_id)
);
INSERT INTO former_members (account_id, user_id, display_name, email)
    SELECT seen.account_id, seen.user_id, u.display_name, u.email FROM (
        SELECT account_id, user_id FROM removals
        UNION SELECT account_id, user_id FROM removal_requests
        UNION SELECT account_id, to_user_id FROM removal_requests WHERE to_user_id IS NOT NULL
        UNION SELECT account_id, user_id FROM check_outs
        UNION SELECT account_id, answered_by FROM check_outs WHERE answered_by IS NOT NULL
        UNION SELECT account_id, offered_by FROM transfers
        UNION SELECT account_id, invited_by FROM invitations
    ) AS seen JOIN users u ON u.id = seen.user_id
    WHERE u.account_id IS NULL OR u.account_id <> seen.account_id;
