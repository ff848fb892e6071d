-- What a suspension or a refusal of registration was pronounced for is sealed. A row tells what the register shows: from when to when, whole or in part.

-- Emergency, which lapses by itself; Lasting, which is infirmity or insufficiency. Part: '*' for a part of practice. The two kinds in plain words, and the
-- other columns that tell them, are written by the previous release only, and sealed within minutes: requested_on, lift_ground, expertise_asked_on,
-- expertise_on and training_proven_on stay empty.
alter table suspensions drop constraint suspensions_kind_check;
alter table suspensions add constraint suspensions_kind_check check (kind in ('Emergency', 'Lasting', 'Infirmity', 'Insufficiency'));
alter table suspensions drop constraint suspensions_check1;
alter table suspensions add constraint suspensions_check1 check (kind in ('Lasting', 'Insufficiency') or part = '');

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
