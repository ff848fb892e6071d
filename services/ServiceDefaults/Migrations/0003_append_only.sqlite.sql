-- What happened stays written. The owner of the tables can drop these triggers; the hash chain and checkpoints kept elsewhere show what an owner edited.

create trigger audit_entries_no_update before update on audit_entries
begin select raise(abort, 'audit_entries are append-only'); end;
create trigger audit_entries_no_delete before delete on audit_entries
begin select raise(abort, 'audit_entries are append-only'); end;
create trigger record_accesses_no_update before update on record_accesses
begin select raise(abort, 'record_accesses are append-only'); end;
create trigger record_accesses_no_delete before delete on record_accesses
begin select raise(abort, 'record_accesses are append-only'); end;
