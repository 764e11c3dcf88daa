-- What a command tells the service that works on the same SQLite file: whose open apps have to look again. The service takes it away. On
-- PostgreSQL there is a channel for that, and nothing stands here.
CREATE TABLE notices (
    id BIGINT NOT NULL PRIMARY KEY,
    notice TEXT NOT NULL,
    sent_at BIGINT NOT NULL
);
