-- How registrations end and what follows: notices of departures, appeals of the councils.

-- Who is owed notice of a decision on an application, or of a departure, until when, and when it was given (CSP R.4112-3, R.4112-4).
-- It takes the place of application_notifications, which stays for replicas of the release before: the migration that drops it copies once more what
-- they wrote meanwhile.
create table notices (
    -- What it is about: one of the two.
    application_id text references applications (id),
    fact_id text references registration_facts (id),
    rpps text not null,
    -- The council that owes it, wherever the physician has gone since.
    council text not null,
    -- The words are those of ordre.registry.v1.NotificationRecipient.
    recipient text not null,
    due_on date not null,
    notified_on date,
    check ((application_id is null) <> (fact_id is null))
);
create unique index notices_application on notices (application_id, recipient) where application_id is not null;
create unique index notices_fact on notices (fact_id, recipient) where fact_id is not null;
create index notices_owed on notices (council, due_on) where notified_on is null;

insert into notices (application_id, rpps, council, recipient, due_on, notified_on)
select n.application_id, a.rpps, a.council, n.recipient, n.due_on, n.notified_on
from application_notifications n join applications a on a.id = n.application_id;

-- Who appealed: the words are those of ordre.registry.v1.AppealAppellant. All who may appeal from one decision want the same, so that a level has one appeal.
alter table application_appeals add column appellant text not null default 'Applicant';
-- When the departmental council was told of what was decided; null for the day of the applicant.
alter table application_appeals add column council_notified_on date;

-- An appeal that is granted turns what stood before it over: into the register, or out of it.
drop view application_overview;
create view application_overview as
select
    a.*,
    case
        when exists (select 1 from application_appeals p where p.application_id = a.id and p.outcome = '') then 'Appealed'
        when exists (select 1 from application_appeals p where p.application_id = a.id and p.outcome = 'Granted') then
            case
                when (a.outcome = 'Accepted') = ((select count(*) from application_appeals p where p.application_id = a.id and p.outcome = 'Granted') % 2 = 0)
                then 'GrantedOnAppeal'
                else 'AnnulledOnAppeal'
            end
        when a.outcome = 'Accepted' then 'Accepted'
        when a.outcome = 'Refused' then 'Refused'
        when a.outcome = 'Silent' then 'ImplicitlyRefused'
        when exists (select 1 from application_drafts d where d.application_id = a.id) then 'DecisionPrepared'
        when a.complete_on is not null then 'Complete'
        else 'Submitted'
    end as state
from applications a;

-- What a chamber decided on a request to be relieved of a radiation (CSP L.4124-8). A restriction is never changed: the relief is a fact of its own, which
-- ends it from a day on. A request refused on its merits is kept for the time that the next one has to wait.
create table reliefs (
    id text not null primary key,
    restriction_id text not null references restrictions (id),
    rpps text not null,
    -- The chamber's decision, as it numbers them.
    decision text not null,
    -- The day on which the radiation became final.
    final_on date not null,
    requested_on date not null,
    decided_on date not null,
    -- The words are those of ordre.registry.v1.ReliefOutcome.
    outcome text not null check (outcome in ('Granted', 'Refused')),
    -- First day on which the radiation holds no more.
    effective_on date,
    recorded_in bigint not null references register_revisions (number),
    recorded_by text not null,
    check ((outcome = 'Granted') = (effective_on is not null))
);
create unique index reliefs_granted on reliefs (restriction_id) where outcome = 'Granted';
create index reliefs_rpps on reliefs (rpps);
create index reliefs_restriction on reliefs (restriction_id, decided_on);
