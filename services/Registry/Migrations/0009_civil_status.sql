-- Civil status: of the council's file, never of the public register. A date is never changed: a correction ends it and records another.

create table civil_status (
    id text not null primary key,
    rpps text not null,
    born_on date not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    -- When another took its place; null while it holds.
    superseded_at timestamptz
);
-- One holds; counts by age join by it.
create unique index civil_status_current on civil_status (rpps) where superseded_at is null;

-- The birth date an application gives, entered with the applicant.
create table application_births (
    application_id text not null primary key references applications (id),
    born_on date not null
);
