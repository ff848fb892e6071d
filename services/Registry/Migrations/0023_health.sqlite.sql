-- What a suspension or a refusal of registration was pronounced for is sealed. A row tells what the register shows: from when to when, whole or in part.

-- Emergency, which lapses by itself; Lasting, which is infirmity or insufficiency. Part: '*' for a part of practice. The two kinds in plain words, and the
-- other columns that tell them, are written by the previous release only, and sealed within minutes: requested_on, lift_ground, expertise_asked_on,
-- expertise_on and training_proven_on stay empty.
create table suspensions_coded (
    id text not null,
    version bigint not null,
    rpps text not null,
    kind text not null check (kind in ('Emergency', 'Lasting', 'Infirmity', 'Insufficiency')),
    part text not null,
    effective_on date not null,
    ends_on date not null,
    lifted_on date,
    renews text not null,
    recorded_in bigint not null references register_revisions (number),
    superseded_in bigint references register_revisions (number),
    requested_on date,
    decided_on date,
    lift_ground text not null default '',
    expertise_asked_on date,
    expertise_on date,
    training_proven_on date,
    primary key (id, version),
    check (ends_on >= effective_on),
    check (kind in ('Lasting', 'Insufficiency') or part = '')
);
insert into suspensions_coded
select id, version, rpps, kind, part, effective_on, ends_on, lifted_on, renews, recorded_in, superseded_in, requested_on, decided_on, lift_ground,
       expertise_asked_on, expertise_on, training_proven_on
from suspensions;
drop table suspensions;
alter table suspensions_coded rename to suspensions;
create index suspensions_rpps on suspensions (rpps, effective_on);
create unique index suspensions_current on suspensions (id) where superseded_in is null;
create unique index suspensions_renews on suspensions (renews, version) where renews <> '';

-- Kind, part and request; ground and proofs of the lift. Null until sealed, and until lifted.
alter table suspension_grounds add column terms bytea;
alter table suspension_grounds add column lift bytea;

-- Ground and training of a refusal, of each draft. refusal_ground and training of the other tables stay empty.
create table refusal_grounds (
    application_id text not null references applications (id),
    draft bigint not null,
    sealed bytea not null,
    primary key (application_id, draft)
);
