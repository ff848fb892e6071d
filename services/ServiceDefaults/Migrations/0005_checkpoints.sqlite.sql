-- Signed heads of the audit log: whoever can rewrite the whole chain cannot sign one of these, and copies are kept elsewhere.
create table audit_checkpoints (
    sequence bigint not null primary key,
    -- JWS (ES256) over service, sequence, hash and instant.
    jws text not null
);
create trigger audit_checkpoints_no_update before update on audit_checkpoints
begin select raise(abort, 'audit_checkpoints are append-only'); end;
create trigger audit_checkpoints_no_delete before delete on audit_checkpoints
begin select raise(abort, 'audit_checkpoints are append-only'); end;
