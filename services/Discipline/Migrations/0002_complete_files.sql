-- The six months of the first-instance chamber run from its receipt of the complete file (CSP L.4124-1, R.4126-10), not from the filing.

create table complete_files (
    case_id text not null primary key references filings (case_id),
    complete_on date not null,
    -- Null where the time limit is counted by another code of civil procedure (R.4441-27).
    decision_due_on date,
    -- The computation as it was told (ordre.discipline.v1.TimeLimit); null like its last day.
    decision_time bytea,
    recorded_by text not null,
    recorded_at timestamptz not null
);

-- The same view: the last day comes from the complete file. The column decision_due_on of filings stays for replicas of the release before, which fill it.
drop view case_overview;
create view case_overview as
select
    c.id, c.affair_id, c.position, c.rpps, c.council, a.title, a.facts, a.facts_on, a.opened_at,
    f.chamber, f.filed_on, k.complete_on, k.decision_due_on, k.decision_time, d.id as decision_id,
    case
        when p.id is not null then 'Appealed'
        when e.decision_id is not null then 'Enforceable'
        when d.id is not null then 'Decided'
        when f.case_id is not null then 'Filed'
        when exists (select 1 from referral_versions r where r.case_id = c.id) then 'ReferralPrepared'
        else 'Opened'
    end as status
from cases c
join affairs a on a.id = c.affair_id
left join filings f on f.case_id = c.id
left join complete_files k on k.case_id = c.id
left join decisions d on d.case_id = c.id
left join appeals p on p.decision_id = d.id
left join enforcements e on e.decision_id = d.id;
