-- The life of a registration: dated facts, suspensions, applications. A fact is never changed: a correction ends it in a revision and records another.

-- True once a decision of the Order placed the physician with the council: a file does not move them any more.
alter table physicians add column council_decided boolean not null default false;

-- The revision that recorded a sanction; 0 for those older than the count of revisions.
alter table restrictions add column recorded_in bigint not null default 0;
update restrictions set recorded_in = coalesce((select max(number) from register_revisions where at <= recorded_at), 0);

create table registration_facts (
    id text not null primary key,
    rpps text not null,
    -- The words are those of ordre.registry.v1.FactKind and FactGround.
    kind text not null check (kind in ('Entered', 'Left', 'Retired', 'Resumed', 'Applied')),
    ground text not null,
    council text not null,
    effective_on date not null,
    recorded_in bigint not null references register_revisions (number),
    -- The revision from which it holds no more; null while it does.
    superseded_in bigint references register_revisions (number),
    -- The fact that took its place; null when it was withdrawn.
    superseded_by text references registration_facts (id),
    recorded_by text not null
);
create index registration_facts_rpps on registration_facts (rpps, effective_on);

create table declarations (
    id text not null primary key,
    rpps text not null,
    kind text not null check (kind in ('ContactDetails', 'Practice', 'Cessation')),
    changed_on date not null,
    declared_on date not null,
    -- Last day to declare it (CSP D.4113-115), as computed then.
    due_on date not null,
    details text not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);
create index declarations_rpps on declarations (rpps, changed_on);

-- Suspensions that are no sanction. Lifting one ends its version and records the next.
create table suspensions (
    id text not null,
    version bigint not null,
    rpps text not null,
    -- The words are those of ordre.registry.v1.SuspensionKind.
    kind text not null check (kind in ('Emergency', 'Infirmity', 'Insufficiency')),
    -- The part of practice that is suspended; empty for the whole.
    part text not null,
    effective_on date not null,
    ends_on date not null,
    -- First day on which it holds no more, when it was lifted.
    lifted_on date,
    -- The suspension it renews; empty for a first one.
    renews text not null,
    recorded_in bigint not null references register_revisions (number),
    superseded_in bigint references register_revisions (number),
    primary key (id, version),
    check (ends_on >= effective_on),
    check (kind = 'Insufficiency' or part = '')
);
create index suspensions_rpps on suspensions (rpps, effective_on);
create unique index suspensions_current on suspensions (id) where superseded_in is null;
-- A period is renewed once; the renewal is renewed in its turn.
create unique index suspensions_renews on suspensions (renews, version) where renews <> '';

-- Why: health data for two kinds out of three. Read by RPCs of their own, which the rest of the register never joins.
create table suspension_grounds (
    suspension_id text not null primary key,
    sealed bytea not null
);

create table applications (
    id text not null primary key,
    rpps text not null,
    council text not null,
    -- What acceptance enters the physician for: the words of ordre.registry.v1.FactGround.
    ground text not null check (ground in ('Application', 'TransferIn', 'Return')),
    title text not null,
    civility text not null,
    family_name text not null,
    given_name text not null,
    received_on date not null,
    complete_on date,
    -- Last day to decide, after every event that moves it; null until the file is complete.
    due_on date,
    rapporteur text not null,
    rapporteur_on date,
    expertise_on date,
    -- The authority of another State that was asked; empty for none.
    authority text not null,
    asked_on date,
    answered_on date,
    -- Empty until the council has decided, or kept silent for too long.
    outcome text not null check (outcome in ('', 'Accepted', 'Refused', 'Silent')),
    decided_on date,
    -- Of a refusal: the words of ordre.registry.v1.RefusalGround.
    refusal_ground text not null,
    -- Of a refusal for lack of competence: the training owed.
    training text not null,
    signed_by text not null,
    submitted_by text not null,
    submitted_at timestamptz not null,
    version bigint not null,
    check ((outcome = '') = (decided_on is null))
);
-- One open application a physician, in whichever council.
create unique index applications_open on applications (rpps) where outcome = '';
create index applications_council on applications (council, id);
create index applications_due on applications (due_on) where outcome = '';

create table application_qualifications (
    application_id text not null references applications (id),
    kind text not null,
    code text not null,
    label text not null,
    primary key (application_id, kind, code)
);

create table application_documents (
    application_id text not null references applications (id),
    document text not null,
    received_on date not null,
    primary key (application_id, document)
);

-- Drafts of the decision; the one with the highest number counts.
create table application_drafts (
    application_id text not null references applications (id),
    number bigint not null,
    outcome text not null check (outcome in ('Accepted', 'Refused')),
    refusal_ground text not null,
    training text not null,
    session_on date not null,
    prepared_by text not null,
    prepared_at timestamptz not null,
    primary key (application_id, number)
);

-- Who is owed notice of a decision, until when, and when it was given.
create table application_notifications (
    application_id text not null references applications (id),
    recipient text not null,
    due_on date not null,
    notified_on date,
    primary key (application_id, recipient)
);

create table application_appeals (
    id text not null primary key,
    application_id text not null references applications (id),
    level text not null check (level in ('Regional', 'National', 'StateCouncil')),
    lodged_on date not null,
    outcome text not null check (outcome in ('', 'Granted', 'Dismissed')),
    decided_on date,
    notified_on date,
    unique (application_id, level)
);

-- Where each application stands: the one place that says so. The words are those of ordre.registry.v1.ApplicationState.
create view application_overview as
select
    a.*,
    case
        when a.outcome = 'Accepted' then 'Accepted'
        when exists (select 1 from application_appeals p where p.application_id = a.id and p.outcome = 'Granted') then 'GrantedOnAppeal'
        when exists (select 1 from application_appeals p where p.application_id = a.id and p.outcome = '') then 'Appealed'
        when a.outcome = 'Refused' then 'Refused'
        when a.outcome = 'Silent' then 'ImplicitlyRefused'
        when exists (select 1 from application_drafts d where d.application_id = a.id) then 'DecisionPrepared'
        when a.complete_on is not null then 'Complete'
        else 'Submitted'
    end as state
from applications a;

-- The key ring that seals secrets, shared by every replica, each key encrypted with the certificate of the configuration; and the
-- key of the digests that stand for them. Rows are never deleted: a text sealed with a lost key is lost.
create table protection_keys (
    number integer not null primary key,
    name text not null,
    xml text not null
);

create table blinding_key (
    id integer not null primary key check (id = 1),
    sealed bytea not null
);
