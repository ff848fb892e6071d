-- What was booked stays booked: a mistake is mended by another transfer.

create trigger transfers_no_update before update on transfers
begin select raise(abort, 'transfers are append-only'); end;
create trigger transfers_no_delete before delete on transfers
begin select raise(abort, 'transfers are append-only'); end;
create trigger ledger_entries_no_update before update on ledger_entries
begin select raise(abort, 'ledger_entries are append-only'); end;
create trigger ledger_entries_no_delete before delete on ledger_entries
begin select raise(abort, 'ledger_entries are append-only'); end;
