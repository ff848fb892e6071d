-- A case may have several decisions, and a decision several notifications and remedies. SQLite drops no constraint, so the tables are made anew.
drop view case_overview;
create table earlier_decisions as select * from decisions;
create table earlier_appeals as select * from appeals;
create table earlier_enforcements as select * from enforcements;
drop table running_appeal_times;
drop table appeals;
drop table enforcements;
drop table decisions;

create table decisions (
    id text not null primary key,
    case_id text not null references filings (case_id),
    -- Words of ordre.discipline.v1.DecisionKind and, for a decision that answers another, DecisionOutcome.
    kind text not null,
    answers text references decisions (id),
    outcome text,
    sanction text not null,
    duration_months integer not null check (duration_months >= 0),
    suspended_months integer not null check (suspended_months between 0 and duration_months),
    executes_from date,
    training_ordered boolean not null default false,
    -- Earlier decision, of another case, whose suspended part becomes enforceable.
    revokes text references decisions (id),
    urgent boolean not null default false,
    by_default boolean not null default false,
    decided_on date not null,
    -- One day for all addressees, with its clock. Null when each addressee has a row in decision_notifications.
    notified_on date,
    residence text,
    last_day_of_appeal date,
    -- The computation as it was told (ordre.discipline.v1.TimeLimit), so that a later correction of the rules does not change what was said.
    appeal_time bytea,
    recorded_by text not null,
    recorded_at timestamptz not null,
    check ((answers is null) = (kind = 'FirstInstance')),
    check (notified_on >= decided_on and last_day_of_appeal > notified_on),
    unique (answers, kind)
);
create unique index decisions_first_instance on decisions (case_id) where answers is null;
create index decisions_case on decisions (case_id);
create index decisions_revokes on decisions (revokes) where revokes is not null;

insert into decisions (id, case_id, kind, sanction, duration_months, suspended_months, executes_from, decided_on, notified_on, last_day_of_appeal, appeal_time,
  recorded_by, recorded_at)
-- What was executed before keeps its first day.
select d.id, d.case_id, 'FirstInstance', d.sanction, d.duration_months, d.suspended_months, e.enforceable_on, d.decided_on, d.notified_on,
  d.last_day_of_appeal, d.appeal_time, d.recorded_by, d.recorded_at
from earlier_decisions d left join earlier_enforcements e on e.decision_id = d.id;

create table decision_notifications (
    decision_id text not null references decisions (id),
    addressee text not null,
    sent_on date not null,
    -- Null until it is known what became of the letter.
    outcome text,
    outcome_on date,
    time_limit_stated boolean not null,
    residence text not null,
    last_day date,
    -- As decisions.appeal_time.
    time bytea,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (decision_id, addressee),
    check ((outcome is null) = (outcome_on is null)),
    check (outcome_on >= sent_on)
);

create table rectifications (
    decision_id text not null primary key references decisions (id),
    ordered_on date not null,
    notified_on date not null,
    last_day date,
    time bytea,
    recorded_by text not null,
    recorded_at timestamptz not null,
    check (notified_on >= ordered_on)
);

create table remedies (
    id text not null primary key,
    decision_id text not null references decisions (id),
    kind text not null,
    appellant text not null,
    lodged_on date not null,
    received_on date,
    cause_known_on date,
    -- Of an appeal in cassation.
    outcome text,
    outcome_on date,
    recorded_by text not null,
    recorded_at timestamptz not null,
    unique (decision_id, kind, appellant),
    check ((outcome is null) = (outcome_on is null)),
    check (received_on >= lodged_on)
);
insert into remedies (id, decision_id, kind, appellant, lodged_on, recorded_by, recorded_at)
select id, decision_id, 'Appeal', 'Unspecified', lodged_on, recorded_by, recorded_at from earlier_appeals;

create table stays (
    remedy_id text not null references remedies (id),
    from_day date not null,
    ended_on date,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (remedy_id, from_day),
    check (ended_on >= from_day)
);

create table insurance_sanctions (
    case_id text not null primary key references filings (case_id),
    kind text not null,
    firm_months integer not null check (firm_months >= 0),
    final_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);

-- Decisions that the platform found final, and that stand.
create table enforcements (
    decision_id text not null primary key references decisions (id),
    enforceable_on date not null,
    enforced_at timestamptz not null
);
insert into enforcements (decision_id, enforceable_on, enforced_at) select decision_id, enforceable_on, enforced_at from earlier_enforcements;

-- Where the decided cases stand, from the tables above: each step computes it again. turns_on is the day on which time alone may change it.
create table case_outcomes (
    case_id text not null primary key references filings (case_id),
    state text not null,
    decision_id text not null references decisions (id),
    since date not null,
    last_day date,
    time bytea,
    final_on date,
    practitioner_told boolean not null,
    turns_on date
);
create index case_outcomes_turns_on on case_outcomes (turns_on) where turns_on is not null;
-- The work computes the rest: their turn has come.
insert into case_outcomes (case_id, state, decision_id, since, last_day, time, practitioner_told, turns_on)
select d.case_id, case when p.id is not null then 'Appealed' when e.decision_id is not null then 'Enforceable' else 'Decided' end, d.id,
  coalesce(p.lodged_on, d.decided_on), d.last_day_of_appeal, d.appeal_time, true, d.decided_on
from earlier_decisions d
left join earlier_appeals p on p.decision_id = d.id
left join earlier_enforcements e on e.decision_id = d.id;

-- What the register was told, by the key under which it knows each sanction.
create table register_effects (
    key text not null primary key,
    case_id text not null references filings (case_id),
    sanction text not null,
    from_day date not null,
    until date,
    withdrawn boolean not null default false,
    check (until >= from_day)
);
create index register_effects_case on register_effects (case_id);

drop table earlier_appeals;
drop table earlier_enforcements;
drop table earlier_decisions;

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
        when f.case_id is not null then 'Filed'
        when w.council_continues = false then 'Withdrawn'
        when m.outcome = 'Total' then 'Conciliated'
        when v.outcome = 'NoReferral' then 'NotReferred'
        when exists (select 1 from referral_versions r where r.case_id = c.id) then 'ReferralPrepared'
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
left join deaths x on x.case_id = c.id;
