-- The register: physicians as they are now, and every fact that was replaced, with the import that brought it and the one that ended it.
-- The PostgreSQL twin explains the columns. Text compares by its bytes, which SQLite does by itself.
-- Without a rowid a table is its primary key's index: one place to write instead of two, and next to each other when a file goes by number.

create table physicians (
    rpps text not null primary key,
    title text not null,
    civility text not null,
    family_name text not null,
    given_name text not null,
    council text not null,
    sort_key text not null,
    registered_since date not null,
    content_hash bytea not null,
    version bigint not null,
    valid_from date not null,
    recorded_in integer not null,
    changed_in integer not null,
    revision bigint not null
) without rowid;

create table qualifications (
    rpps text not null,
    kind text not null,
    code text not null,
    label text not null,
    sort_key text not null,
    valid_from date not null,
    valid_to date,
    recorded_in integer not null,
    ended_in integer,
    primary key (rpps, kind, code, recorded_in)
) without rowid;

create table activities (
    rpps text not null,
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
) without rowid;

create table name_words (
    kind text not null check (kind in ('F', 'G')),
    words text not null,
    rpps text not null
);

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

-- Indexes of the search. A first import sets them aside and builds them when it ends, from what is kept here meanwhile.
create index physicians_revision on physicians (revision, rpps);
create index physicians_sort on physicians (sort_key, rpps);
create index physicians_council on physicians (council, sort_key, rpps);
create index qualifications_code on qualifications (code, sort_key, rpps) where valid_to is null;
create unique index name_words_words on name_words (kind, words, rpps);
create table indexes_set_aside (
    name text not null primary key,
    definition text not null
);
