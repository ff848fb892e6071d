-- How many attestations each caller issued on the last day on which it issued any: the quota of a day. One row for each caller.
create table attestation_counts (
    -- Token subject.
    caller text not null primary key,
    day date not null,
    issued integer not null
);
