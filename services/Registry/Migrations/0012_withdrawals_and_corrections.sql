-- What is taken back: registrations by the national council, departures after notice of them was given, reliefs recorded wrongly.

-- A relief that was recorded wrongly: the revision from which it holds no more, null while it does; and the one that took its place, null when it was
-- withdrawn. Replicas of the release before know of no correction: they would read a relief and its correction as two, so the first correction waits
-- until they are gone.
alter table reliefs add column superseded_in bigint references register_revisions (number);
alter table reliefs add column superseded_by text references reliefs (id);
drop index reliefs_granted;
create unique index reliefs_granted on reliefs (restriction_id) where outcome = 'Granted' and superseded_in is null;
