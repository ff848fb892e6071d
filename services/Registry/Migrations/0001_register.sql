-- Imports, and what a physician was called before.
-- Facts from imports name their import by its number: 4 bytes instead of an identifier and an instant on each of several million rows.

create table register_imports (
    number integer not null primary key,
    id text not null unique,
    actor text not null,
    request_id text not null,
    file_name text not null,
    -- SHA-256 of the file's bytes, hexadecimal; null until it has been read to its end. The same for the counts below.
    file_hash text,
    started_at timestamptz not null,
    finished_at timestamptz,
    -- Counted batch by batch, in the batch's transaction.
    created_count bigint not null,
    updated_count bigint not null,
    line_count bigint,
    skipped_count bigint,
    rejected_count bigint,
    unchanged_count bigint,
    unique (actor, request_id)
);

-- Batches of imports that run at the same time take turns by locking this row.
create table import_turn (
    id integer not null primary key check (id = 1),
    last_number integer not null
);
insert into import_turn (id, last_number) values (1, 0);

-- Every transaction that changes what the register says of somebody takes the next revision by locking this row: numbers commit in their order.
create table register_turn (
    id integer not null primary key check (id = 1),
    revision bigint not null
);
insert into register_turn (id, revision) values (1, 0);

create table register_revisions (
    number bigint not null primary key,
    at timestamptz not null
);

create table import_rejects (
    import_number integer not null references register_imports (number),
    line bigint not null,
    field text not null,
    reason text not null,
    primary key (import_number, line, field)
);

-- Values that a row of physicians had before.
create table physicians_past (
    rpps text not null,
    version bigint not null,
    title text not null,
    civility text not null,
    family_name text not null,
    given_name text not null,
    council text not null,
    valid_from date not null,
    valid_to date not null,
    recorded_in integer not null,
    replaced_in integer not null,
    primary key (rpps, version)
);
