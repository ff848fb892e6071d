-- A sanction leaves the register, or gets other days: its row ends in a revision, and other days are the next row under the same id. A decision has one row
-- that holds, and after a withdrawal it may be recorded again under another id.
--
-- Replicas of the release before see ended rows as running, and their RecordSanction fails, because it relies on the constraint that is dropped here. The
-- sender delivers such a message again, and sends no correction before its own upgrade: upgrade all replicas of the registry before those of the sender.

-- A radiation has several rows under one id.
alter table reliefs drop constraint reliefs_restriction_id_fkey;
alter table restrictions drop constraint restrictions_decision_id_key;
alter table restrictions drop constraint restrictions_pkey;
alter table restrictions add constraint restrictions_pkey primary key (id, recorded_in);
-- The revision from which it holds no more; null while it does.
alter table restrictions add column superseded_in bigint references register_revisions (number);
create unique index restrictions_current on restrictions (id) where superseded_in is null;
create unique index restrictions_decision on restrictions (decision_id) where superseded_in is null;
