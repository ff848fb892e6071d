-- Place of each attestation in the status lists. Attestations issued before have none: their documents name no list.

alter table attestations add column place bigint;
create unique index attestations_place on attestations (place);

create table attestation_places (
    id integer not null primary key check (id = 1),
    taken bigint not null
);
insert into attestation_places (id, taken) values (1, 0);
