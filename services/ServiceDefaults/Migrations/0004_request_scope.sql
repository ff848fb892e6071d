-- Digest of the roles and the council, chamber or number of the caller. Empty on requests of earlier releases, which any scope of the actor may repeat.
alter table requests add column scope text not null default '';
