-- The testbed's one noun.
create table notes (
    id text not null primary key,
    council text not null,
    text text not null,
    noted_on date not null,
    changed_at timestamptz not null,
    version bigint not null
);
