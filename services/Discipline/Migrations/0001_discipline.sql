-- Facts only: rows are added, never rewritten. Where a case stands follows from them, see case_overview.

create table affairs (
    id text not null primary key,
    title text not null check (title <> ''),
    facts text not null check (facts <> ''),
    facts_on date not null,
    opened_by text not null,
    opened_at timestamptz not null
);

-- One respondent before one council.
create table cases (
    id text not null primary key,
    affair_id text not null references affairs (id),
    -- Order in which the respondents were named.
    position integer not null,
    rpps text not null check (length(rpps) = 11),
    council text not null check (council <> ''),
    unique (affair_id, rpps)
);
create index cases_council on cases (council, id);
create index cases_rpps on cases (rpps, id);

-- Every version of a referral, so that an edit hides nothing; the highest is the current one.
create table referral_versions (
    case_id text not null references cases (id),
    version integer not null check (version > 0),
    chamber text not null check (chamber <> ''),
    reasoned_opinion text not null check (reasoned_opinion <> ''),
    deliberated_on date not null,
    prepared_by text not null,
    prepared_at timestamptz not null,
    primary key (case_id, version)
);

create table referral_articles (
    case_id text not null,
    version integer not null,
    -- CSP R.4127-1 to R.4127-112.
    article integer not null check (article between 1 and 112),
    primary key (case_id, version, article),
    foreign key (case_id, version) references referral_versions (case_id, version)
);

-- The president's signature, which seises the chamber.
create table filings (
    case_id text not null primary key,
    version integer not null,
    chamber text not null,
    signed_by text not null,
    signed_at timestamptz not null,
    filed_on date not null,
    decision_due_on date not null,
    foreign key (case_id, version) references referral_versions (case_id, version)
);
create index filings_chamber on filings (chamber, case_id);

create table decisions (
    id text not null primary key,
    case_id text not null unique references filings (case_id),
    sanction text not null,
    duration_months integer not null check (duration_months >= 0),
    suspended_months integer not null check (suspended_months between 0 and duration_months),
    decided_on date not null,
    notified_on date not null,
    last_day_of_appeal date not null,
    -- The computation as it was told (ordre.discipline.v1.TimeLimit), so that a later correction of the rules does not change what was said.
    appeal_time bytea not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    check (notified_on >= decided_on and last_day_of_appeal > notified_on)
);

-- Decisions whose appeal time has been neither used nor found to have run out. Whoever removes a row, an appeal or the enforcement, has won the race.
create table running_appeal_times (
    decision_id text not null primary key references decisions (id),
    last_day date not null
);
create index running_appeal_times_last_day on running_appeal_times (last_day);

create table appeals (
    id text not null primary key,
    decision_id text not null unique references decisions (id),
    lodged_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);

create table enforcements (
    decision_id text not null primary key references decisions (id),
    enforceable_on date not null,
    enforced_at timestamptz not null
);

-- Where each case stands: the one place that says so. The words are those of ordre.discipline.v1.CaseStatus.
create view case_overview as
select
    c.id, c.affair_id, c.position, c.rpps, c.council, a.title, a.facts, a.facts_on, a.opened_at,
    f.chamber, f.filed_on, f.decision_due_on, d.id as decision_id,
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
left join decisions d on d.case_id = c.id
left join appeals p on p.decision_id = d.id
left join enforcements e on e.decision_id = d.id;
