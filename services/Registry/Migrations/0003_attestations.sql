-- Attestations of registration. What one is worth is never stored but for a revocation: it follows from its last day and from the register.

create table attestations (
    code text not null primary key,
    rpps text not null,
    -- JSON of what it says; equal to the register's own as long as that says the same.
    facts text not null,
    jws text not null,
    issued_at timestamptz not null,
    valid_until date not null,
    revoked_at timestamptz
);
create index attestations_rpps on attestations (rpps, issued_at);
