-- Envelopes of the mutual-aid fund and their accounts. The balances of an envelope's accounts sum to zero.

create table envelopes (
    id text not null primary key,
    year integer not null,
    title text not null,
    -- Transfers booked so far: gives each its number, and makes the bookings of one envelope wait for each other.
    transfers integer not null,
    opened_at timestamptz not null,
    opened_by text not null,
    constraint envelopes_title unique (year, title)
);

create table accounts (
    envelope_id text not null references envelopes (id),
    kind text not null,
    balance_cents bigint not null,
    primary key (envelope_id, kind),
    constraint accounts_kind check (kind in ('source', 'available', 'granted')),
    -- Whatever the code does, an envelope cannot be overspent. Its name is known to LedgerStore.
    constraint accounts_never_overspent check (kind = 'source' or balance_cents >= 0)
);
