-- The procedure of a suspension (CSP R.4124-3 to R.4124-3-9, L.4113-14): what its time limits run from, on what ground it was lifted, notices and appeals.

-- Day on which the competent body of the Order received the request, and day of the decision; null when not recorded.
alter table suspensions add column requested_on date;
alter table suspensions add column decided_on date;
-- Why it was lifted: the words are those of ordre.registry.v1.LiftGround, empty until then and for suspensions lifted before this migration.
alter table suspensions add column lift_ground text not null default '';
-- Resumption after infirmity: request for the expertise, and the expertise (R.4124-3-4). After insufficiency: proof of the training (R.4124-3-6).
alter table suspensions add column expertise_asked_on date;
alter table suspensions add column expertise_on date;
alter table suspensions add column training_proven_on date;

-- Notices of a suspension are kept with the others. SQLite changes no check of a table, so the table is written anew.
create table notices_of_all (
    -- What it is about: one of the three.
    application_id text references applications (id),
    fact_id text references registration_facts (id),
    -- The table of suspensions holds several versions under one id.
    suspension_id text,
    rpps text not null,
    council text not null,
    -- The words are those of ordre.registry.v1.NotificationRecipient.
    recipient text not null,
    due_on date not null,
    notified_on date,
    -- The departure is withdrawn, or the suspension is lifted.
    withdrawal boolean not null default false,
    check (
        (case when application_id is null then 0 else 1 end) + (case when fact_id is null then 0 else 1 end)
        + (case when suspension_id is null then 0 else 1 end) = 1)
);
insert into notices_of_all (application_id, fact_id, rpps, council, recipient, due_on, notified_on, withdrawal)
select application_id, fact_id, rpps, council, recipient, due_on, notified_on, withdrawal from notices;
drop table notices;
alter table notices_of_all rename to notices;
create unique index notices_application on notices (application_id, recipient) where application_id is not null;
create unique index notices_fact on notices (fact_id, recipient, withdrawal) where fact_id is not null;
create unique index notices_suspension on notices (suspension_id, recipient, withdrawal) where suspension_id is not null;
create index notices_owed on notices (council, due_on) where notified_on is null;

-- Appeals to the national council (R.4124-3-2). They suspend nothing.
create table suspension_appeals (
    suspension_id text not null,
    -- The words are those of ordre.registry.v1.SuspensionAppellant.
    appellant text not null check (appellant in ('Practitioner', 'DepartmentalCouncil', 'HealthAgency')),
    lodged_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (suspension_id, appellant)
);
