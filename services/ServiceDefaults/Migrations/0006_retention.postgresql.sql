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
create trigger audit_purges_no_change before update or delete or truncate on audit_purges
    for each statement execute function refuse_audit_change();

drop trigger audit_entries_no_change on audit_entries;
create trigger audit_entries_no_change before update or truncate on audit_entries
    for each statement execute function refuse_audit_change();
drop trigger record_accesses_no_change on record_accesses;
create trigger record_accesses_no_change before update or truncate on record_accesses
    for each statement execute function refuse_audit_change();

create function refuse_unpurged_entry() returns trigger language plpgsql as $$
begin
    if not exists (
        select 1 from audit_purges p join audit_head h on h.sequence = p.sequence
        where p.kind = 'Entries' and old.sequence <= p.until_sequence) then
        raise exception '% are append-only', tg_table_name;
    end if;
    return old;
end
$$;
create trigger audit_entries_no_delete before delete on audit_entries
    for each row execute function refuse_unpurged_entry();

create function refuse_unpurged_read() returns trigger language plpgsql as $$
begin
    if not exists (
        select 1 from audit_purges p join audit_head h on h.sequence = p.sequence
        join audit_entries e on e.subject = 'record_accesses/' || old.batch and e.sequence <= p.until_sequence
        where p.kind = 'Reads') then
        raise exception '% are append-only', tg_table_name;
    end if;
    return old;
end
$$;
create trigger record_accesses_no_delete before delete on record_accesses
    for each row execute function refuse_unpurged_read();

-- One replica does the work of a day. The instant is its lease, then the next day's.
create table retention_turn (
    id integer not null primary key check (id = 1),
    holder text not null,
    due_at timestamptz not null
);
insert into retention_turn (id, holder, due_at) values (1, '', '2000-01-01T00:00:00.000000Z');

create index requests_at on requests (at);
create index outbox_delivered on outbox (delivered_at) where delivered_at is not null;
