-- Signed heads of the audit log: whoever can rewrite the whole chain cannot sign one of these, and copies are kept elsewhere.
create table audit_checkpoints (
    sequence bigint not null primary key,
    -- JWS (ES256) over service, sequence, hash and instant.
    jws text not null
);
create trigger audit_checkpoints_no_change before update or delete or truncate on audit_checkpoints
    for each statement execute function refuse_audit_change();
