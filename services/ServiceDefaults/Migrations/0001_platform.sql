-- What every store keeps besides its own rows: the audit log, the requests it answered, the messages it owes, the reads it allowed.

create table audit_entries (
    sequence bigint not null primary key,
    at timestamptz not null,
    actor text not null,
    on_behalf_of text not null,
    operation text not null,
    kind text not null,
    subject text not null,
    reason text not null,
    request_id text not null,
    -- JSON of the values before and after, hashed as it stands: kept as text so that no engine reformats it.
    body text not null,
    -- SHA-256, lower-case hexadecimal.
    previous_hash text not null,
    hash text not null
);
create index audit_entries_subject on audit_entries (subject, sequence);

-- The head tells where the log ends: entries cut from its tail leave the head ahead of them.
create table audit_head (
    id integer not null primary key check (id = 1),
    sequence bigint not null,
    hash text not null
);
insert into audit_head (id, sequence, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

create table requests (
    actor text not null,
    request_id text not null,
    operation text not null,
    body_hash text not null,
    -- The first answer, given again to the same request; null while its transaction runs.
    response bytea,
    at timestamptz not null,
    primary key (actor, request_id)
);

create table outbox (
    id text not null primary key,
    type text not null,
    -- Messages of one key are delivered in order.
    key text not null,
    payload bytea not null,
    created_at timestamptz not null,
    -- Order: the change's last entry in the audit log, whose head is locked until the change commits, so that numbers follow commits whatever the
    -- clocks of the replicas say; then the position within the change.
    sequence bigint not null,
    position integer not null,
    attempts integer not null,
    -- Not before this instant. A relay that takes a message moves it on: the instant is its lease.
    due_at timestamptz not null,
    delivered_at timestamptz,
    last_error text not null
);
create index outbox_due on outbox (type, sequence, position) where delivered_at is null;
create index outbox_key on outbox (key, sequence, position) where delivered_at is null;

create table record_accesses (
    id text not null primary key,
    -- The rows written together; one audit entry holds their digest.
    batch text not null,
    subject text not null,
    actor text not null,
    on_behalf_of text not null,
    operation text not null,
    purpose text not null,
    granted boolean not null,
    count integer not null,
    first_at timestamptz not null,
    last_at timestamptz not null
);
create index record_accesses_subject on record_accesses (subject, last_at);
create index record_accesses_batch on record_accesses (batch);
