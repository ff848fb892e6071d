-- What the examination of an application owes the applicant: the acknowledgement, and the notice of an enquiry that doubles the time to decide.

-- Acknowledgement of the application (CSP R.4112-1): its day, null until then; the documents that it asked for, as words of
-- ordre.registry.v1.ApplicationDocument with commas between; anything else that it asked for.
alter table applications add column acknowledged_on date;
alter table applications add column asked_documents text not null default '';
alter table applications add column asked_further text not null default '';

-- Enquiry outside metropolitan France about a national of a third State (CSP L.4112-3): country code, the day it was ordered and the day the applicant was
-- told of it; null for none.
alter table applications add column nationality text not null default '';
alter table applications add column enquiry_on date;
alter table applications add column enquiry_told_on date;

-- The same view, with the new columns. The columns authority, asked_on and answered_on are history: nothing counts them.
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
