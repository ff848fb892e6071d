-- What a decision on an application needs: the summons before a refusal, the diploma before an acceptance, the ground of a withdrawal.

-- Summons of the applicant before the council (CSP R.4112-2, IV): day of the registered letter, and day of the meeting; null for none.
alter table applications add column summoned_on date;
alter table applications add column meeting_on date;
-- Expected day of the diploma, of an application filed before it (CSP D.4131-3-2); null for the others.
alter table applications add column diploma_on date;
-- Why the national council withdrew the registration (CSP L.4112-4): the words are those of ordre.registry.v1.WithdrawalGround, empty until then and for
-- withdrawals recorded before this migration.
alter table applications add column withdrawal_ground text not null default '';

-- The same view, with the new columns.
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
