-- The register: physicians as they are now, and every fact that was replaced, with the import that brought it and the one that ended it.
-- A search's prefix is a range of bytes and a page token a place in their order: both need the C collation, which a database's own (fr_FR…) is
-- not. Written on the columns, it holds for every comparison and for the indexes.

create table physicians (
    rpps text collate "C" not null primary key,
    title text not null,
    civility text not null,
    family_name text not null,
    given_name text not null,
    -- Department code of the council; empty when never known.
    council text not null,
    -- Family name, two spaces, first names, without accents, case or punctuation: the order of lists.
    sort_key text collate "C" not null,
    registered_since date not null,
    -- SHA-256, cut to 16 bytes, of what imports say of the person: an equal hash means that there is nothing to do.
    content_hash bytea not null,
    -- Raised by each change of anything about the person.
    version bigint not null,
    -- From when names and council hold, and the import that brought them.
    valid_from date not null,
    recorded_in integer not null,
    -- The import that last changed anything about the person.
    changed_in integer not null,
    -- The revision that last changed anything about the person.
    revision bigint not null
);
create index physicians_revision on physicians (revision, rpps);

-- No foreign keys on the tables that imports fill: the one batch that writes a physician writes these, and the checks would double its time.
create table qualifications (
    rpps text collate "C" not null,
    kind text not null,
    code text not null,
    label text not null,
    -- The holder's, so that a specialty's holders can be listed in order.
    sort_key text collate "C" not null,
    valid_from date not null,
    -- Last day on which it held; null while it does.
    valid_to date,
    recorded_in integer not null,
    ended_in integer,
    primary key (rpps, kind, code, recorded_in)
);

create table activities (
    rpps text collate "C" not null,
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
    words text collate "C" not null,
    rpps text collate "C" not null
);

-- Sanctions, each once, never changed: what runs on a date follows from the dates.
create table restrictions (
    id text not null primary key,
    rpps text collate "C" not null references physicians (rpps),
    decision_id text not null unique,
    kind text not null check (kind in ('BanFromFunctions', 'BanFromPractice', 'Radiation')),
    effective_on date not null,
    ends_on date,
    recorded_at timestamptz not null
);
create index restrictions_rpps on restrictions (rpps, effective_on);

-- Indexes of the search.
create index physicians_sort on physicians (sort_key, rpps);
create index physicians_council on physicians (council, sort_key, rpps);
create index qualifications_code on qualifications (code, sort_key, rpps) where valid_to is null;
create unique index name_words_words on name_words (kind, words, rpps);
