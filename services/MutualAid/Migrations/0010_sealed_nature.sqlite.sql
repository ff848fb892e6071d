-- The kind of aid and the relation of the beneficiary are health and family data: sealed together, bound to the request, its person and its filer.
-- SQL cannot seal: NatureWork seals the rows of earlier releases at the start. The readable columns remain for the inserts of a replica of the previous release
-- and are null otherwise; the next release drops them.

-- SQLite cannot drop "not null": the table is made again. The rows that refer to it are checked at the commit; it must get its rows back under its own name,
-- because SQLite does not count a renamed table as theirs.
pragma defer_foreign_keys = on;
create table earlier_aid_requests as select * from aid_requests;
drop table aid_requests;
create table aid_requests (
    id text not null primary key,
    kind text,
    rpps text not null,
    relation text,
    asked_cents bigint not null,
    council text not null,
    submitted_at timestamptz not null,
    submitted_by text not null,
    version bigint not null,
    sealed_nature bytea,
    constraint aid_requests_asked check (asked_cents > 0),
    constraint aid_requests_nature
        check ((kind is null) = (sealed_nature is not null) and (relation is null) = (sealed_nature is not null))
);
insert into aid_requests (id, kind, rpps, relation, asked_cents, council, submitted_at, submitted_by, version)
    select id, kind, rpps, relation, asked_cents, council, submitted_at, submitted_by, version from earlier_aid_requests;
drop table earlier_aid_requests;
create index aid_requests_council on aid_requests (council, id);
create index aid_requests_rpps on aid_requests (rpps, id);
create index aid_requests_submitted_by on aid_requests (submitted_by);
create index aid_requests_unsealed on aid_requests (id) where sealed_nature is null;
