-- Cases that the president of the national chamber gives to another first-instance chamber (CSP L.4124-1, L.4124-7, R.4126-8-1 to R.4126-10). Rows are added,
-- never changed. The chamber of the filing is the one that has the case now; the earlier ones are here.

create table transfer_requests (
    id text not null primary key,
    case_id text not null references filings (case_id),
    -- Name of an ordre.discipline.v1.TransferGround.
    ground text not null,
    -- Party that asks; null when the president of the chamber sends the file.
    party text,
    -- Chamber that had the case.
    chamber text not null check (chamber <> ''),
    asked_on date not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);
create index transfer_requests_case on transfer_requests (case_id, id);

create table transfers (
    case_id text not null references filings (case_id),
    number integer not null check (number > 0),
    ground text not null,
    -- Null when the president orders it without a request.
    request_id text unique references transfer_requests (id),
    from_chamber text not null,
    to_chamber text not null,
    ordered_on date not null,
    -- Registration by the chamber that loses the case; null when it had not registered it.
    from_year integer,
    from_number integer,
    from_registered_on date,
    -- Number of rapporteurs, who were members of the chamber that loses the case.
    rapporteurs integer not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    primary key (case_id, number),
    check (from_chamber <> to_chamber)
);
create index transfers_from on transfers (from_chamber, case_id);
