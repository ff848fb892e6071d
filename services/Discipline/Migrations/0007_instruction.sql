-- The chamber's side of a case, from its registration to the hearing, and the orders of the president. Facts only, as before. level holds the names of
-- ordre.discipline.v1.InstanceLevel: the national chamber has rows of its own.

create table chamber_registrations (
    case_id text not null references cases (id),
    level text not null,
    -- Name of the first-instance chamber, or 'nationale'.
    chamber text not null check (chamber <> ''),
    -- Number in the chamber's register of the year.
    year integer not null,
    number integer not null check (number > 0),
    registered_on date not null,
    -- Seised of an emergency suspension (CSP L.4113-14), whose times are shorter.
    urgent boolean not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (case_id, level),
    unique (chamber, year, number)
);

-- Last number given in each chamber and year, locked like complaint_numbers.
create table chamber_numbers (
    chamber text not null,
    year integer not null,
    last integer not null check (last > 0),
    primary key (chamber, year)
);

create table memorandum_requests (
    case_id text not null,
    level text not null,
    number integer not null check (number > 0),
    party text not null,
    kind text not null,
    asked_on date not null,
    -- Last day that the president gave; null when the party has the least time that the law allows.
    given_until date,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (case_id, level, number),
    foreign key (case_id, level) references chamber_registrations (case_id, level)
);

-- The time of a memorandum runs from the day on which the request reached the party.
create table memorandum_receipts (
    case_id text not null,
    level text not null,
    number integer not null,
    received_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (case_id, level, number),
    foreign key (case_id, level, number) references memorandum_requests (case_id, level, number)
);

create table memoranda (
    case_id text not null,
    level text not null,
    number integer not null check (number > 0),
    party text not null,
    title text not null check (title <> ''),
    received_on date not null,
    posted_on date,
    -- Request that it answers; null without one.
    request integer,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (case_id, level, number),
    foreign key (case_id, level) references chamber_registrations (case_id, level),
    foreign key (case_id, level, request) references memorandum_requests (case_id, level, number)
);

create table closures (
    case_id text not null,
    level text not null,
    number integer not null check (number > 0),
    ordered_on date not null,
    sent_on date not null,
    closes_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (case_id, level, number),
    foreign key (case_id, level) references chamber_registrations (case_id, level),
    check (closes_on >= ordered_on)
);

create table reopenings (
    case_id text not null,
    level text not null,
    -- Number of the closure.
    number integer not null,
    reopened_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (case_id, level, number),
    foreign key (case_id, level, number) references closures (case_id, level, number)
);

-- Every appointment; the highest number is the current one.
create table rapporteurs (
    case_id text not null,
    level text not null,
    number integer not null check (number > 0),
    name text not null check (name <> ''),
    -- Departmental council in which the rapporteur sits; empty when in none.
    council text not null,
    appointed_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (case_id, level, number),
    foreign key (case_id, level) references chamber_registrations (case_id, level)
);

create table chamber_withdrawals (
    case_id text not null,
    level text not null,
    party text not null,
    withdrawn_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (case_id, level, party),
    foreign key (case_id, level) references chamber_registrations (case_id, level)
);

create table president_orders (
    case_id text not null,
    level text not null,
    number integer not null check (number > 0),
    ground text not null,
    decided_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (case_id, level, number),
    foreign key (case_id, level) references chamber_registrations (case_id, level)
);

-- A case that an order of the president ended (CSP R.4126-5). kind is Order or Withdrawal.
create table chamber_endings (
    case_id text not null,
    level text not null,
    kind text not null,
    number integer not null,
    ended_on date not null,
    primary key (case_id, level),
    foreign key (case_id, level, number) references president_orders (case_id, level, number)
);

create table hearings (
    id text not null primary key,
    case_id text not null,
    level text not null,
    number integer not null check (number > 0),
    -- Repeats the chamber of the registration: the hearing list of a chamber is one range of an index.
    chamber text not null check (chamber <> ''),
    hearing_on date not null,
    -- Local time where the hearing is held, as HH:mm.
    starts_at text not null,
    place text not null check (place <> ''),
    publicity text not null,
    closed_in_part boolean not null,
    set_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    unique (case_id, level, number),
    foreign key (case_id, level) references chamber_registrations (case_id, level),
    check (hearing_on >= set_on)
);
create index hearings_of_chamber on hearings (chamber, hearing_on, starts_at, id);
create index hearings_by_day on hearings (hearing_on, starts_at, id);

create table hearing_members (
    hearing_id text not null references hearings (id),
    position integer not null,
    name text not null check (name <> ''),
    role text not null,
    -- Departmental council in which the member sits; empty when in none.
    council text not null,
    primary key (hearing_id, position)
);

-- Every summons; the highest number of a party is the current one.
create table hearing_summonses (
    hearing_id text not null references hearings (id),
    party text not null,
    number integer not null check (number > 0),
    residence text not null,
    sent_on date not null,
    -- Null until the day on which it reached the party is known.
    reached_on date,
    silence_told boolean not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (hearing_id, party, number),
    check (reached_on is null or reached_on >= sent_on)
);

create table hearing_outcomes (
    hearing_id text not null primary key references hearings (id),
    outcome text not null,
    decided_on date not null,
    silence_told boolean not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);

create table hearing_attendances (
    hearing_id text not null references hearing_outcomes (hearing_id),
    party text not null,
    primary key (hearing_id, party)
);

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
left join deaths x on x.case_id = c.id
left join chamber_endings n on n.case_id = c.id and n.level = 'FirstInstance';
