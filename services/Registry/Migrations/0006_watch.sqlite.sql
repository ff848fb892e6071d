-- The feed's day, and the watch lists of partners. Text compares by its bytes, which SQLite does by itself.

-- The day on which the feed shows registrations. It only moves forward, and with it those move whom a date alone changes.
create table register_day (
    id integer not null primary key check (id = 1),
    day date not null
);

-- Whom partners watch. A partner is the subject of its token.
create table watched_physicians (
    partner text not null,
    rpps text not null,
    added_at timestamptz not null,
    -- How far the register had been followed then: what came before is not shown.
    added_revision bigint not null,
    primary key (partner, rpps)
);
create index watched_physicians_rpps on watched_physicians (rpps, partner);

-- What partners may see of each watched physician, as a digest, and the revision since which it is so. The same for every partner.
create table shown_physicians (
    rpps text not null primary key,
    -- SHA-256, cut to 16 bytes.
    digest bytea not null,
    revision bigint not null
);
create index shown_physicians_revision on shown_physicians (revision, rpps);

-- How far the register has been followed for the watch lists. Who follows, and who changes a list, locks this row first.
create table watch_progress (
    id integer not null primary key check (id = 1),
    revision bigint not null,
    rpps text not null
);
insert into watch_progress (id, revision, rpps) values (1, 0, '');

-- Where partners want to be told, and what is owed to them.
create table webhooks (
    partner text not null primary key,
    url text not null,
    -- Encrypted: Data Protection, bound to the partner.
    sealed_secret bytea not null,
    set_at timestamptz not null,
    version bigint not null
);

-- Each delivery, with its proof. Never deleted: a partner may have to show that it was told, and when.
create table webhook_deliveries (
    -- The header webhook-id. UUIDv7: later ones are greater.
    id text not null primary key,
    partner text not null,
    rpps text not null,
    revision bigint not null,
    -- JSON, the same bytes on each attempt; emptied once delivered or failed.
    body bytea not null,
    -- SHA-256 of it, lower-case hexadecimal.
    body_hash text not null,
    created_at timestamptz not null,
    state text not null check (state in ('Pending', 'Delivered', 'Failed')),
    attempts integer not null,
    -- HTTP status of the last attempt; 0 for none.
    last_status integer not null,
    last_attempt_at timestamptz,
    -- Not before this instant. Who takes a delivery moves it on: the instant is its lease.
    due_at timestamptz not null,
    unique (partner, rpps, revision)
);
create index webhook_deliveries_partner on webhook_deliveries (partner, id);
create index webhook_deliveries_due on webhook_deliveries (partner, due_at) where state = 'Pending';
create index webhook_deliveries_pending on webhook_deliveries (partner, rpps, revision) where state = 'Pending';
