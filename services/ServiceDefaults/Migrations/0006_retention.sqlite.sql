-- What may be deleted once its period has passed, and the proof of it.

-- Each purge of the audit: rows go only under a row of this table whose entry is the last of the log, that is in the transaction that appends the entry.
create table audit_purges (
    -- The audit entry that records the purge.
    sequence bigint not null primary key,
    kind text not null check (kind in ('Entries', 'Reads')),
    -- Entries: the entries up to this number are gone. Reads: the reads that the entries up to this number sealed are gone.
    until_sequence bigint not null,
    -- Hash of that entry, from which the rest of the chain follows.
    until_hash text not null,
    rows_deleted bigint not null,
    -- JWS (ES256) over service and all columns.
    jws text not null
);
create trigger audit_purges_no_update before update on audit_purges
begin select raise(abort, 'audit_purges are append-only'); end;
create trigger audit_purges_no_delete before delete on audit_purges
begin select raise(abort, 'audit_purges are append-only'); end;

drop trigger audit_entries_no_delete;
create trigger audit_entries_no_delete before delete on audit_entries
when not exists (
    select 1 from audit_purges p join audit_head h on h.sequence = p.sequence
    where p.kind = 'Entries' and old.sequence <= p.until_sequence)
begin select raise(abort, 'audit_entries are append-only'); end;
drop trigger record_accesses_no_delete;
create trigger record_accesses_no_delete before delete on record_accesses
when not exists (
    select 1 from audit_purges p join audit_head h on h.sequence = p.sequence
    join audit_entries e on e.subject = 'record_accesses/' || old.batch and e.sequence <= p.until_sequence
    where p.kind = 'Reads')
begin select raise(abort, 'record_accesses are append-only'); end;

-- One replica does the work of a day. The instant is its lease, then the next day's.
create table retention_turn (
    id integer not null primary key check (id = 1),
    holder text not null,
    due_at timestamptz not null
);
insert into retention_turn (id, holder, due_at) values (1, '', '2000-01-01T00:00:00.000000Z');

create index requests_at on requests (at);
create index outbox_delivered on outbox (delivered_at) where delivered_at is not null;
