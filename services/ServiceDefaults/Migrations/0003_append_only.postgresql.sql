-- What happened stays written. The owner of the tables can drop these triggers; the hash chain and checkpoints kept elsewhere show what an owner edited.

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception '% are append-only', tg_table_name;
end
$$;
create trigger audit_entries_no_change before update or delete or truncate on audit_entries
    for each statement execute function refuse_audit_change();
create trigger record_accesses_no_change before update or delete or truncate on record_accesses
    for each statement execute function refuse_audit_change();
