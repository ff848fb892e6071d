-- Lists of persons that an outside body sent for one affair, and the national council's own follow-up.

create table affair_lists (
    affair_id text not null primary key references affairs (id),
    source text not null check (source <> ''),
    imported_by text not null,
    imported_at timestamptz not null
);

create table affair_lines (
    id text not null primary key,
    affair_id text not null references affair_lists (affair_id),
    -- Line of the file, the header being line 1.
    number integer not null check (number > 1),
    -- What the list says of the person, sealed to the line and its affair; null once the line is delivered or dismissed.
    sealed_person bytea,
    -- Names of ordre.discipline.v1.AffairLineState, DeliveryProblem and MatchDoubt (the last separated by commas).
    state text not null,
    problem text not null default 'Unspecified',
    doubts text not null default '',
    rpps text not null default '',
    chosen_by text not null default '',
    case_id text references cases (id),
    -- Reason of a dismissal, sealed as above.
    sealed_reason bytea,
    -- Null until the register has answered about the line, or a person has decided it.
    looked_up_at timestamptz,
    attempts integer not null default 0,
    -- When the work takes the line; null when it waits for a person or is done.
    due_at timestamptz,
    version integer not null default 1,
    unique (affair_id, number),
    check ((state = 'Delivered') = (case_id is not null)),
    check ((sealed_person is null) = (state in ('Delivered', 'Dismissed')))
);
create index affair_lines_due on affair_lines (due_at, id) where due_at is not null;

create table affair_line_candidates (
    line_id text not null references affair_lines (id),
    rpps text not null,
    -- Best first.
    position integer not null,
    name text not null,
    council text not null,
    score integer not null check (score between 0 and 100),
    -- Names of ordre.discipline.v1.MatchReason, separated by commas.
    reasons text not null,
    primary key (line_id, rpps)
);
create index affair_line_candidates_rpps on affair_line_candidates (rpps);

create table national_follow_ups (
    id text not null primary key,
    affair_id text not null references affairs (id),
    -- Null when it is about the affair as a whole.
    line_id text references affair_lines (id),
    outcome text not null,
    decided_on date not null,
    sealed_reasons bytea not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);
create index national_follow_ups_affair on national_follow_ups (affair_id, id);
