-- What was booked stays booked: a mistake is mended by another transfer.

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% are append-only', tg_table_name;
end
$$;
create trigger transfers_no_change before update or delete or truncate on transfers
    for each statement execute function refuse_change();
create trigger ledger_entries_no_change before update or delete or truncate on ledger_entries
    for each statement execute function refuse_change();
