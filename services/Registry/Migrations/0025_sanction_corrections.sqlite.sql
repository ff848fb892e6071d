-- The PostgreSQL twin explains the change. SQLite drops neither a key nor a reference of a table, so both tables are written anew: first reliefs, without the
-- reference to restrictions, which could not be dropped while it is referred to.

create table reliefs_alone (
    id text not null primary key,
    restriction_id text not null,
    rpps text not null,
    decision text not null,
    final_on date not null,
    requested_on date not null,
    decided_on date not null,
    outcome text not null check (outcome in ('Granted', 'Refused')),
    effective_on date,
    recorded_in bigint not null references register_revisions (number),
    recorded_by text not null,
    superseded_in bigint references register_revisions (number),
    superseded_by text references reliefs_alone (id),
    check ((outcome = 'Granted') = (effective_on is not null))
);
insert into reliefs_alone
select id, restriction_id, rpps, decision, final_on, requested_on, decided_on, outcome, effective_on, recorded_in, recorded_by, superseded_in, superseded_by
from reliefs;
drop table reliefs;
alter table reliefs_alone rename to reliefs;
create unique index reliefs_granted on reliefs (restriction_id) where outcome = 'Granted' and superseded_in is null;
create index reliefs_rpps on reliefs (rpps);
create index reliefs_restriction on reliefs (restriction_id, decided_on);

create table restrictions_dated (
    id text not null,
    rpps text not null references physicians (rpps),
    decision_id text not null,
    kind text not null check (kind in ('BanFromFunctions', 'BanFromPractice', 'Radiation')),
    effective_on date not null,
    ends_on date,
    recorded_at timestamptz not null,
    recorded_in bigint not null default 0,
    superseded_in bigint references register_revisions (number),
    primary key (id, recorded_in)
);
insert into restrictions_dated
select id, rpps, decision_id, kind, effective_on, ends_on, recorded_at, recorded_in, null
from restrictions;
drop table restrictions;
alter table restrictions_dated rename to restrictions;
create index restrictions_rpps on restrictions (rpps, effective_on);
create unique index restrictions_current on restrictions (id) where superseded_in is null;
create unique index restrictions_decision on restrictions (decision_id) where superseded_in is null;
