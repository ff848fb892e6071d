-- The double-entry ledger: transfers, each with two entries that sum to zero.

create table transfers (
    id text not null primary key,
    envelope_id text not null references envelopes (id),
    number integer not null,
    kind text not null,
    aid_request_id text references aid_requests (id),
    amount_cents bigint not null,
    at timestamptz not null,
    -- Token subject.
    actor text not null,
    constraint transfers_number unique (envelope_id, number),
    constraint transfers_kind check (kind in ('opening', 'grant')),
    constraint transfers_amount check (amount_cents > 0),
    constraint transfers_grant check ((kind = 'grant') = (aid_request_id is not null)),
    -- A request is paid once.
    constraint transfers_paid_once unique (aid_request_id)
);

create table ledger_entries (
    transfer_id text not null references transfers (id),
    -- 1: the account that gives; 2: the account that receives.
    position integer not null,
    envelope_id text not null,
    account text not null,
    amount_cents bigint not null,
    primary key (transfer_id, position),
    foreign key (envelope_id, account) references accounts (envelope_id, kind),
    constraint ledger_entries_side check ((position = 1 and amount_cents < 0) or (position = 2 and amount_cents > 0))
);
create index ledger_entries_account on ledger_entries (envelope_id, account);
