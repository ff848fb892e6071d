-- Notice of a definitive cessation, six months before it (CSP L.4113-15): its last day as computed then, null when no notice is owed to be shown, and the
-- exception of D.4113-115-1, a word of ordre.registry.v1.CessationException, empty for none.
alter table declarations add column notice_due_on date;
alter table declarations add column notice_exception text not null default '';
