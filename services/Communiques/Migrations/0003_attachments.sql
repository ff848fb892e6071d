-- Files of communiqués. A file is added to a draft, may be removed from it, and is approved with the text.

create table communique_attachments (
    document_id text not null primary key,
    communique_id text not null references communiques (id),
    -- Words of the public link; the name of the downloaded file is made of them.
    title text not null,
    media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
    size bigint not null check (size > 0),
    sha256 text not null check (length(sha256) = 64),
    added_by text not null,
    added_at timestamptz not null,
    -- The bytes of a removed file are deleted; its row stays, since an approval that was withdrawn may name it.
    removed_by text,
    removed_at timestamptz,
    check ((removed_by is null) = (removed_at is null))
);
create index communique_attachments_communique on communique_attachments (communique_id, document_id);

-- The files that an approval covers: the public sees these and no other.
create table approval_attachments (
    approval_id text not null references approvals (id),
    document_id text not null references communique_attachments (document_id),
    primary key (approval_id, document_id)
);

-- The key ring that seals the keys of the files, shared by every replica. Each key is itself encrypted with the certificate of the configuration. Rows are
-- never deleted: a file sealed with a lost key is lost.
create table protection_keys (
    -- A key goes in at the place after the last one its maker had seen: two replicas that both find a key missing keep only one.
    number integer not null primary key,
    name text not null,
    xml text not null
);

-- The key of the digests by which a repeated upload is recognised; itself sealed with the key ring. One for every replica.
create table blinding_key (
    id integer not null primary key,
    sealed bytea not null,
    constraint blinding_key_one check (id = 1)
);
