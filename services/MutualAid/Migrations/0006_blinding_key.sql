-- The key of the digests by which a repeated request is recognised; itself sealed with the key ring. One for every replica.

create table blinding_key (
    id integer not null primary key,
    sealed bytea not null,
    constraint blinding_key_one check (id = 1)
);
