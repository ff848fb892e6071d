-- The register: physicians as they are now, and every fact that was replaced, with the import that brought it and the one that ended it.
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

create table import_rejects (
    import_number integer not null references register_imports (number),
    line bigint not null,
    field text not null,
    reason text not null,
    primary key (import_number, line, field)
);

create table physicians (
    rpps text not null primary key,
    title text not null,
    civility text not null,
    family_name text not null,
    given_name text not null,
    -- Department code of the council; empty when never known.
    council text not null,
    -- Family name, two spaces, first names, without accents, case or punctuation: the order of lists.
    sort_key text not null,
    registered_since date not null,
    -- SHA-256, cut to 16 bytes, of what imports say of the person: an equal hash means that there is nothing to do.
    content_hash bytea not null,
    -- Raised by each change of anything about the person.
    version bigint not null,
    -- From when names and council hold, and the import that brought them.
    valid_from date not null,
    recorded_in integer not null,
    -- The import that last changed anything about the person.
    changed_in integer not null
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

-- No foreign keys on the tables that imports fill: the one batch that writes a physician writes these, and the checks would double its time.
create table qualifications (
    rpps text not null,
    kind text not null,
    code text not null,
    label text not null,
    -- The holder's, so that a specialty's holders can be listed in order.
    sort_key text not null,
    valid_from date not null,
    -- Last day on which it held; null while it does.
    valid_to date,
    recorded_in integer not null,
    ended_in integer,
    primary key (rpps, kind, code, recorded_in)
);

create table activities (
    rpps text not null,
    -- SHA-256, cut to 16 bytes, of the values up to department: what makes two activities the same one.
    activity_key bytea not null,
    mode text not null,
    sector text not null,
    structure text not null,
    siret text not null,
    finess text not null,
    postal_code text not null,
    town text not null,
    department text not null,
    valid_from date not null,
    valid_to date,
    recorded_in integer not null,
    ended_in integer,
    primary key (rpps, activity_key, recorded_in)
);

-- Where a name can be found besides the start of its sort key: from each later word of a family name (F), from each word of the first names (G).
create table name_words (
    kind text not null check (kind in ('F', 'G')),
    words text not null,
    rpps text not null
);

-- Sanctions, each once, never changed: what runs on a date follows from the dates.
create table restrictions (
    id text not null primary key,
    rpps text not null references physicians (rpps),
    decision_id text not null unique,
    kind text not null check (kind in ('BanFromFunctions', 'BanFromPractice', 'Radiation')),
    effective_on date not null,
    ends_on date,
    recorded_at timestamptz not null
);
create index restrictions_rpps on restrictions (rpps, effective_on);
