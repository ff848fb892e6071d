-- Communiqués: texts by revision, approvals, publications. Rows are facts that are added; where a communiqué stands is read from them.

create table communiques (
    id text not null primary key,
    -- Raised by every change: the etag. Its row is the lock under which anything about the communiqué changes.
    version bigint not null,
    -- Its latest revision in communique_texts.
    revision integer not null,
    drafted_at timestamptz not null
);

create table communique_texts (
    communique_id text not null references communiques (id),
    revision integer not null check (revision >= 1),
    kind text not null check (kind in ('PressRelease', 'JointStatement', 'Position', 'Brief')),
    title text not null,
    place text not null,
    dated_on date not null,
    -- Markdown; never HTML.
    body text not null,
    contact_name text not null,
    contact_phone text not null,
    contact_email text not null,
    -- One a line.
    co_signatories text not null,
    rectifies text references communiques (id),
    written_by text not null,
    written_at timestamptz not null,
    primary key (communique_id, revision),
    check (contact_phone <> '' or contact_email <> ''),
    check ((kind = 'JointStatement') = (co_signatories <> '')),
    check (rectifies <> communique_id)
);
create index communique_texts_rectifies on communique_texts (rectifies) where rectifies is not null;

create table approvals (
    id text not null primary key,
    communique_id text not null,
    -- The revision that was read and approved, and that the public sees.
    revision integer not null,
    slug text not null,
    -- The public sees it from this instant on: the one thing that decides.
    embargo_at timestamptz not null,
    approved_by text not null,
    approved_at timestamptz not null,
    withdrawn_by text,
    withdrawn_at timestamptz,
    foreign key (communique_id, revision) references communique_texts (communique_id, revision),
    check (embargo_at >= approved_at),
    check ((withdrawn_by is null) = (withdrawn_at is null)),
    check (withdrawn_at < embargo_at)
);
create unique index approvals_standing on approvals (communique_id) where withdrawn_at is null;
create unique index approvals_slug on approvals (slug) where withdrawn_at is null;
create index approvals_embargo on approvals (embargo_at, communique_id) where withdrawn_at is null;

-- That a publication was noticed and audited, once. It decides nothing of what the public sees.
create table publications (
    communique_id text not null primary key references communiques (id),
    approval_id text not null unique references approvals (id),
    published_at timestamptz not null,
    recorded_at timestamptz not null
);
