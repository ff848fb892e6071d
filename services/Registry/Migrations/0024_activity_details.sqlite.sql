-- The PostgreSQL twin is the same but for its collation.
-- What the national file says of a physician and of an activity besides what identifies them, and since when a qualification is recognised.

-- Professional category, code of TRE_R09; empty when never known.
alter table physicians add column category text not null default '';
alter table physicians_past add column category text not null default '';

-- Kind of the activity (TRE_R22) and function in the structure (TRE_R21); empty when not known. They are not part of activity_key: an activity that gets
-- another kind stays the same activity.
alter table activities add column kind text not null default '';
alter table activities add column function text not null default '';
-- From when kind and function hold, and the revision that recorded them; null while they are those of the row's own beginning.
alter table activities add column detailed_from date;
alter table activities add column detailed_in bigint;

-- Kinds and functions that an activity had before. There is no row for values that were empty.
create table activities_past (
    rpps text not null,
    activity_key blob not null,
    kind text not null,
    function text not null,
    valid_from date not null,
    valid_to date not null,
    recorded_in bigint not null,
    replaced_in bigint not null,
    primary key (rpps, activity_key, recorded_in)
);

-- Day of recognition and last day, as a file or a council gave them; null when neither did. The revision that recorded the day of recognition is null when
-- it is the row's own.
alter table qualifications add column recognised_on date;
alter table qualifications add column recognised_in bigint;
alter table qualifications add column abandoned_on date;
alter table application_qualifications add column recognised_on date;
