-- Calendar feeds of a council or a chamber. A feed is added and revoked once. Of its secret address the store keeps a SHA-256 digest.
create table calendar_feeds (
    id text not null primary key,
    -- The other one is empty.
    council text not null,
    chamber text not null,
    label text not null check (label <> ''),
    secret_hash text not null unique,
    created_by text not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    check ((council = '') <> (chamber = ''))
);
create index calendar_feeds_owner on calendar_feeds (council, chamber, id);
