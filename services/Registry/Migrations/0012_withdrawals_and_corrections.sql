-- What is taken back: registrations by the national council, departures after notice of them was given, reliefs recorded wrongly.

-- When the national council withdrew the registration (CSP L.4112-4), and who was told of it when; null while it stands.
alter table applications add column withdrawn_on date;
alter table applications add column withdrawal_notified_on date;
-- When the departmental council was told; null for the day of the applicant.
alter table applications add column withdrawal_council_notified_on date;

-- A withdrawal turns what stood before it over, as an appeal that is granted does; an appeal from it may turn it over in its turn.
drop view application_overview;
create view application_overview as
select
    a.*,
    case
        when exists (select 1 from application_appeals p where p.application_id = a.id and p.outcome = '') then 'Appealed'
        when a.withdrawn_on is not null
             and not exists (select 1 from application_appeals p where p.application_id = a.id and p.level = 'StateCouncil' and p.outcome = 'Granted')
            then 'RegistrationWithdrawn'
        when exists (select 1 from application_appeals p where p.application_id = a.id and p.outcome = 'Granted') then
            case
                when (a.outcome = 'Accepted') = (
                    ((select count(*) from application_appeals p where p.application_id = a.id and p.outcome = 'Granted')
                     + case when a.withdrawn_on is null then 0 else 1 end) % 2 = 0)
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

-- True for the notice that a departure was withdrawn, owed to who was told of the departure. Replicas of the release before look at departures that hold
-- only: they neither list these nor give them.
alter table notices add column withdrawal boolean not null default false;
drop index notices_fact;
create unique index notices_fact on notices (fact_id, recipient, withdrawal) where fact_id is not null;
-- A correction is followed back to the fact it began with.
create index registration_facts_superseded_by on registration_facts (superseded_by) where superseded_by is not null;

-- A relief that was recorded wrongly: the revision from which it holds no more, null while it does; and the one that took its place, null when it was
-- withdrawn. Replicas of the release before know of no correction: they would read a relief and its correction as two, so the first correction waits
-- until they are gone.
alter table reliefs add column superseded_in bigint references register_revisions (number);
alter table reliefs add column superseded_by text references reliefs (id);
drop index reliefs_granted;
create unique index reliefs_granted on reliefs (restriction_id) where outcome = 'Granted' and superseded_in is null;

-- Notices of decisions are kept in the table of all notices since 0011, and the release before reads and writes no other: what replicas older than it wrote
-- meanwhile is copied once more. From a release before 0011 upgrade to 0011 first: its replicas fail without this table.
insert into notices (application_id, rpps, council, recipient, due_on, notified_on)
select n.application_id, a.rpps, a.council, n.recipient, n.due_on, n.notified_on
from application_notifications n join applications a on a.id = n.application_id
where not exists (select 1 from notices known where known.application_id = n.application_id and known.recipient = n.recipient);
update notices set notified_on = (
    select n.notified_on from application_notifications n where n.application_id = notices.application_id and n.recipient = notices.recipient)
where application_id is not null and notified_on is null;
drop table application_notifications;
