-- Merges of two records of one person, and suspicions found to be wrong. The PostgreSQL twin is the same but for its collation.

-- The statement that a number is the same person's as another, from a revision to a revision. It changes no other row.
create table merges (
    id text not null primary key,
    -- The merged number.
    rpps text not null references physicians (rpps),
    -- The number that answers for both.
    kept text not null references physicians (rpps),
    reason text not null,
    merged_by text not null,
    recorded_in bigint not null references register_revisions (number),
    -- The revision from which it holds no more; null while it does.
    undone_in bigint references register_revisions (number),
    undone_by text not null default '',
    undo_reason text not null default '',
    check (rpps <> kept),
    check (undone_in is not null or undone_by = '')
);
-- A number is merged into one other at a time.
create unique index merges_holding on merges (rpps) where undone_in is null;
create index merges_rpps on merges (rpps);
create index merges_kept on merges (kept);

-- Pairs that were looked at and are two persons, the smaller number first.
create table dismissed_suspicions (
    first text not null references physicians (rpps),
    second text not null references physicians (rpps),
    reason text not null,
    dismissed_by text not null,
    dismissed_at timestamptz not null,
    primary key (first, second),
    check (first < second)
);
