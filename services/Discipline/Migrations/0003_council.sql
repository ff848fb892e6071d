-- The departmental council's side of a case: complaint, conciliation, deliberation. Facts only, as before. A complaint is an affair that a council opened.

-- Keys of the sealed texts, as XML of Data Protection.
create table protection_keys (
    -- A replica adds a key after the last one that it saw: of two replicas that both find a key missing, one keeps its key.
    number integer not null primary key,
    name text not null,
    xml text not null
);
-- The key of the digests that recognise a repeated request; itself sealed.
create table blinding_key (
    id integer not null primary key,
    sealed bytea not null,
    constraint blinding_key_one check (id = 1)
);

-- One chamber for Provence-Alpes-Côte d'Azur and Corse (CSP L.4124-10-1, wording of 18 February 2017). There is no other chamber of either name.
update referral_versions set chamber = 'provence-alpes-cote-d-azur-corse' where chamber in ('provence-alpes-cote-d-azur', 'corse');
update filings set chamber = 'provence-alpes-cote-d-azur-corse' where chamber in ('provence-alpes-cote-d-azur', 'corse');

-- Articles such as 37-1, beside those of referral_articles.
create table referral_subarticles (
    case_id text not null,
    version integer not null,
    article text not null,
    primary key (case_id, version, article),
    foreign key (case_id, version) references referral_versions (case_id, version)
);

alter table cases add column respondent_name text not null default '';
alter table cases add column respondent_kind text not null default 'Registered';
-- Another council than that of the case, which sees the case too: it conciliates (L.4123-2), or the respondent was on its register when the chamber was
-- seised (R.4126-1).
alter table cases add column conciliating_council text;
alter table cases add column register_council text;
-- Incremented with each step.
alter table cases add column version integer not null default 1;
-- Next deadline (ordre.discipline.v1.NextDeadline) and its last day; null once the case has ended. clock_key is that of case_overview when it was computed.
alter table cases add column next_due_on date;
alter table cases add column next_deadline bytea;
alter table cases add column clock_key text not null default '';
create index cases_due on cases (next_due_on, id) where next_due_on is not null;
create index cases_conciliating_council on cases (conciliating_council) where conciliating_council is not null;
create index cases_register_council on cases (register_council) where register_council is not null;

create table complaints (
    affair_id text not null primary key references affairs (id),
    council text not null check (council <> ''),
    -- Number in the council's register of the year.
    year integer not null,
    number integer not null check (number > 0),
    registered_on date not null,
    regime text not null,
    author_kind text not null,
    sealed_author bytea not null,
    -- The column facts of affairs, which may not be empty, repeats the title.
    sealed_facts bytea not null,
    place text not null,
    signed boolean not null,
    deliberation_attached boolean not null,
    copies integer not null check (copies >= 0),
    unique (council, year, number)
);

-- Last number given in each council and year: its row lock makes two clerks wait for each other, and a rollback gives the number back.
create table complaint_numbers (
    council text not null,
    year integer not null,
    last integer not null check (last > 0),
    primary key (council, year)
);

create table complaint_documents (
    complaint_id text not null references complaints (affair_id),
    position integer not null,
    title text not null check (title <> ''),
    received_on date not null,
    primary key (complaint_id, position)
);

create table complaint_grievances (
    complaint_id text not null references complaints (affair_id),
    article text not null,
    primary key (complaint_id, article)
);

create table complaint_notices (
    complaint_id text not null references complaints (affair_id),
    notice text not null,
    sent_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (complaint_id, notice)
);

create table regularisation_demands (
    complaint_id text not null references complaints (affair_id),
    number integer not null check (number > 0),
    demanded_on date not null,
    answer_by date not null,
    -- Names of ordre.discipline.v1.ComplaintLack, separated by commas.
    lacks text not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (complaint_id, number)
);

create table regularisation_answers (
    complaint_id text not null,
    number integer not null,
    answered_on date not null,
    signed boolean not null,
    deliberation_attached boolean not null,
    copies integer not null check (copies >= 0),
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (complaint_id, number),
    foreign key (complaint_id, number) references regularisation_demands (complaint_id, number)
);

create table withdrawals (
    case_id text not null primary key references cases (id),
    withdrawn_on date not null,
    council_continues boolean not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);

-- The council asks the president of the national council for another council, because a member of its own is a party (L.4123-2).
create table other_council_requests (
    case_id text not null primary key references cases (id),
    requested_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);

create table other_council_answers (
    case_id text not null primary key references other_council_requests (case_id),
    council text not null check (council <> ''),
    named_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);

-- Every summons; the highest number is the current one.
create table conciliation_summonses (
    case_id text not null references cases (id),
    number integer not null check (number > 0),
    sent_on date not null,
    meeting_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (case_id, number),
    check (meeting_on >= sent_on)
);

create table conciliators (
    case_id text not null,
    number integer not null,
    position integer not null,
    name text not null check (name <> ''),
    primary key (case_id, number, position),
    foreign key (case_id, number) references conciliation_summonses (case_id, number)
);

create table conciliation_minutes (
    case_id text not null primary key references cases (id),
    held_on date not null,
    outcome text not null,
    -- Null unless points of disagreement remain after a partial conciliation.
    sealed_disagreements bytea,
    recorded_by text not null,
    recorded_at timestamptz not null
);

create table deliberations (
    case_id text not null primary key references cases (id),
    deliberated_on date not null,
    outcome text not null,
    votes_for integer not null check (votes_for > votes_against),
    votes_against integer not null check (votes_against >= 0),
    abstentions integer not null check (abstentions >= 0),
    reasoned_opinion text not null check (reasoned_opinion <> ''),
    recorded_by text not null,
    recorded_at timestamptz not null
);

create table deliberation_members (
    case_id text not null references deliberations (case_id),
    position integer not null,
    name text not null check (name <> ''),
    recused boolean not null,
    primary key (case_id, position)
);

-- The author asks the president of the national council to seise the chamber in place of the council (L.4123-2).
create table substitution_requests (
    case_id text not null primary key references cases (id),
    asked_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);

create table deaths (
    case_id text not null primary key references cases (id),
    died_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null
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
    d.id as decision_id, d.last_day_of_appeal, d.appeal_time, p.lodged_on as appeal_lodged_on, x.died_on,
    case
        when e.decision_id is not null then 'Enforceable'
        when x.case_id is not null then 'EndedByDeath'
        when p.id is not null then 'Appealed'
        when d.id is not null then 'Decided'
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
left join decisions d on d.case_id = c.id
left join appeals p on p.decision_id = d.id
left join enforcements e on e.decision_id = d.id
left join deaths x on x.case_id = c.id;
