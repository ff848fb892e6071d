-- The key ring that seals the free texts, shared by every replica. Each key is itself encrypted with the certificate of the
-- configuration. Rows are never deleted: a text sealed with a lost key is lost.

create table protection_keys (
    -- A key goes in at the place after the last one its maker had seen: two replicas that both find a key missing keep only one.
    number integer not null primary key,
    name text not null,
    xml text not null
);
