-- The kind of aid and the relation of the beneficiary are health and family data: sealed together, bound to the request, its person and its filer.
-- SQL cannot seal: NatureWork seals the rows of earlier releases at the start. The readable columns remain for the inserts of a replica of the previous release
-- and are null otherwise; the next release drops them.

alter table aid_requests drop constraint aid_requests_kind;
alter table aid_requests drop constraint aid_requests_relation;
alter table aid_requests alter column kind drop not null;
alter table aid_requests alter column relation drop not null;
alter table aid_requests add column sealed_nature bytea;
alter table aid_requests add constraint aid_requests_nature
    check ((kind is null) = (sealed_nature is not null) and (relation is null) = (sealed_nature is not null));
create index aid_requests_unsealed on aid_requests (id) where sealed_nature is null;
