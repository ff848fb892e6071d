-- Versions of a referral that the president returned to their clerk instead of signing them. Rows are added, never changed: the next version has none.
create table referral_returns (
    case_id text not null,
    version bigint not null,
    reason text not null,
    returned_by text not null,
    returned_at timestamptz not null,
    primary key (case_id, version),
    foreign key (case_id, version) references referral_versions (case_id, version)
);

-- The same view: a referral whose last version was returned is no longer prepared.
drop view case_overview;
create view case_overview as
select
    c.id, c.affair_id, c.position, c.rpps, c.council, c.respondent_name, c.respondent_kind, c.conciliating_council, c.register_council,
    c.version, c.next_due_on, c.next_deadline, c.clock_key,
    a.title, a.facts, a.facts_on, a.opened_at,
    q.affair_id as complaint_id, q.year as complaint_year, q.number as complaint_number, q.registered_on, q.regime, q.author_kind, q.sealed_facts,
    w.withdrawn_on, w.council_continues, o.requested_on as other_council_asked_on,
    (select max(s.sent_on) from conciliation_summonses s where s.case_id = c.id) as summoned_on,
    m.held_on, m.outcome as conciliation, v.deliberated_on, v.outcome as deliberation, u.asked_on as substitution_asked_on,
    f.chamber, f.filed_on, k.complete_on, k.decision_due_on, k.decision_time,
    j.decision_id, j.since as waits_since, j.last_day as last_day_of_appeal, j.time as appeal_time, j.final_on,
    (select min(r.lodged_on) from remedies r join decisions d on d.id = r.decision_id where d.case_id = c.id and r.kind = 'Appeal') as appeal_lodged_on,
    coalesce(j.practitioner_told, false) as practitioner_told, x.died_on,
    case
        when j.state = 'Enforceable' then 'Enforceable'
        when x.case_id is not null then 'EndedByDeath'
        when j.state is not null then j.state
        when n.kind = 'Order' then 'EndedByOrder'
        when n.kind = 'Withdrawal' then 'EndedByChamberWithdrawal'
        when f.case_id is not null then 'Filed'
        when w.council_continues = false then 'Withdrawn'
        when m.outcome = 'Total' then 'Conciliated'
        when v.outcome = 'NoReferral' then 'NotReferred'
        when exists (select 1 from referral_versions r where r.case_id = c.id
            and not exists (select 1 from referral_returns b where b.case_id = r.case_id and b.version >= r.version)) then 'ReferralPrepared'
        when v.case_id is not null then 'Deliberated'
        when m.case_id is not null then 'NotConciliated'
        when exists (select 1 from conciliation_summonses s where s.case_id = c.id) then 'ConciliationSummoned'
        when q.affair_id is not null then 'ComplaintRegistered'
        else 'Opened'
    end as status
from cases c
join affairs a on a.id = c.affair_id
left join complaints q on q.affair_id = c.affair_id
left join withdrawals w on w.case_id = c.id
left join other_council_requests o on o.case_id = c.id
left join conciliation_minutes m on m.case_id = c.id
left join deliberations v on v.case_id = c.id
left join substitution_requests u on u.case_id = c.id
left join filings f on f.case_id = c.id
left join complete_files k on k.case_id = c.id
left join case_outcomes j on j.case_id = c.id
left join deaths x on x.case_id = c.id
left join chamber_endings n on n.case_id = c.id and n.level = 'FirstInstance';
