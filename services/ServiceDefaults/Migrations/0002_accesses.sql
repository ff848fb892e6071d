-- The body that a reader works for, and the revision of a bulk read: one row stands for every record that the subject held at that revision.
alter table record_accesses add column reader_body text not null default '';
alter table record_accesses add column revision bigint not null default 0;
