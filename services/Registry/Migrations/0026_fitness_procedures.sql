-- Procedures on the fitness to practise before the restricted formations (CSP R.4124-3 to R.4124-3-8), and the course of an emergency suspension (L.4113-14).
-- The rows hold days and bodies. Whether infirmity or insufficiency is alleged, the names of experts, reports and reasons are in fitness_contents, sealed.

create table fitness_procedures (
    id text not null primary key,
    rpps text not null references physicians (rpps),
    -- The council that kept the file when the formation was seised, and its regional or interregional council.
    council text not null,
    region text not null,
    -- The words are those of ordre.registry.v1.FitnessAuthority.
    seised_by text not null check (seised_by in ('HealthAgency', 'DepartmentalCouncil', 'NationalCouncil')),
    received_on date not null,
    -- The emergency suspension that it follows. The table of suspensions holds several versions under one id.
    emergency_id text,
    -- The formation that has the procedure.
    holder text not null check (holder in ('Regional', 'National')),
    -- First day on which the national council has it; on_appeal: because of an appeal, else because the time to rule had passed.
    passed_on date,
    on_appeal boolean not null default false,
    state text not null check (state in ('Open', 'Suspended', 'NotSuspended', 'Deceased', 'Closed')),
    closed_on date,
    -- The suspension that was pronounced.
    suspension_id text,
    -- Last day of the regional formation to rule.
    ruling_due_on date not null,
    -- Last day of what comes next: of an open procedure, always; null once it is closed.
    due_on date,
    opened_by text not null,
    opened_at timestamptz not null,
    version bigint not null,
    check ((state = 'Open') = (due_on is not null)),
    check ((holder = 'National') = (passed_on is not null))
);
create index fitness_procedures_rpps on fitness_procedures (rpps);
create index fitness_procedures_region on fitness_procedures (region, due_on, id) where state = 'Open';
create index fitness_procedures_due on fitness_procedures (due_on, id) where state = 'Open';
create unique index fitness_procedures_emergency on fitness_procedures (emergency_id) where emergency_id is not null and state <> 'Closed';

-- The first is named by the physician, the second by the council, the third by both; in default by the president of the court.
create table fitness_experts (
    procedure_id text not null references fitness_procedures (id),
    place integer not null check (place between 1 and 3),
    named_on date not null,
    by_court boolean not null,
    primary key (procedure_id, place)
);

create table fitness_reports (
    procedure_id text not null references fitness_procedures (id),
    number integer not null,
    received_on date not null,
    primary key (procedure_id, number)
);

-- One session of each formation: a session that is put off gets another day.
create table fitness_sessions (
    procedure_id text not null references fitness_procedures (id),
    level text not null check (level in ('Regional', 'National')),
    session_on date not null,
    summoned_on date,
    primary key (procedure_id, level)
);

create table fitness_rulings (
    procedure_id text not null references fitness_procedures (id),
    level text not null check (level in ('Regional', 'National')),
    decided_on date not null,
    members_present integer not null,
    suspends boolean not null,
    primary key (procedure_id, level)
);

-- Appeals to the national council (R.4124-3-2). They suspend nothing.
create table fitness_appeals (
    procedure_id text not null references fitness_procedures (id),
    -- The words are those of ordre.registry.v1.SuspensionAppellant.
    appellant text not null check (appellant in ('Practitioner', 'DepartmentalCouncil', 'HealthAgency')),
    lodged_on date not null,
    primary key (procedure_id, appellant)
);

-- Sealed to the procedure, its physician, the topic and the number.
create table fitness_contents (
    procedure_id text not null references fitness_procedures (id),
    topic text not null check (topic in ('Kind', 'Grounds', 'Expert', 'Report', 'Ruling', 'Reasons')),
    number integer not null,
    sealed bytea not null,
    primary key (procedure_id, topic, number)
);

-- Emergency: the body that was seised, and the hearing; sealed, and null until one of them is recorded.
alter table suspension_grounds add column course bytea;
