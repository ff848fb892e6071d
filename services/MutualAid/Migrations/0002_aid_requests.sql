-- Aid requests as dated facts: filed, proposals, decision. The state of a request is derived from them.
-- Every free text is sealed (see Secrets): a copy of this database tells none of them.

create table aid_requests (
    id text not null primary key,
    kind text not null,
    -- RPPS of the physician whose status opens the right.
    rpps text not null,
    relation text not null,
    asked_cents bigint not null,
    -- Department code; empty when the physician filed.
    council text not null,
    submitted_at timestamptz not null,
    -- Token subject.
    submitted_by text not null,
    version bigint not null,
    constraint aid_requests_kind check (kind in ('infected_physician', 'lost_activity', 'child', 'spouse')),
    constraint aid_requests_relation check (relation in ('self', 'child', 'spouse')),
    constraint aid_requests_asked check (asked_cents > 0)
);
create index aid_requests_council on aid_requests (council, id);
create index aid_requests_rpps on aid_requests (rpps, id);

create table aid_request_details (
    request_id text not null references aid_requests (id),
    kind text not null,
    sealed bytea not null,
    primary key (request_id, kind),
    constraint aid_request_details_kind check (kind in ('health', 'family', 'financial'))
);

-- Proposals; the one with the highest number counts.
create table aid_instructions (
    id text not null primary key,
    request_id text not null references aid_requests (id),
    number integer not null,
    envelope_id text not null references envelopes (id),
    amount_cents bigint not null,
    sealed_opinion bytea not null,
    at timestamptz not null,
    -- Token subject.
    actor text not null,
    constraint aid_instructions_number unique (request_id, number),
    constraint aid_instructions_amount check (amount_cents > 0)
);
create index aid_instructions_envelope on aid_instructions (envelope_id);

-- One decision a request, by its key.
create table aid_decisions (
    request_id text not null primary key references aid_requests (id),
    outcome text not null,
    -- The proposal that was granted.
    instruction_id text references aid_instructions (id),
    sealed_reason bytea,
    at timestamptz not null,
    -- Token subject.
    actor text not null,
    constraint aid_decisions_outcome check (outcome in ('granted', 'refused')),
    constraint aid_decisions_granted check ((outcome = 'granted') = (instruction_id is not null)),
    constraint aid_decisions_refused check ((outcome = 'refused') = (sealed_reason is not null))
);
