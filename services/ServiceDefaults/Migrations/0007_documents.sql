-- Documents whose bytes lie encrypted in the document storage, outside this store. A record of the service refers to a document by its id.
create table documents (
    id text not null primary key,
    actor text not null,
    request_id text not null,
    -- Keyed digest of what the caller said about the upload: a repeated upload must say the same.
    digest text not null,
    sha256 text not null check (length(sha256) = 64),
    size bigint not null check (size > 0),
    -- Known from the first bytes.
    media_type text not null default '',
    sealed_key bytea not null,
    -- Bytes that the storage holds durably.
    received bigint not null default 0 check (received >= 0 and received <= size),
    -- Counts the calls that continued the upload. Each call writes its parts under names of its own.
    attempt integer not null default 0,
    state text not null,
    started_at timestamptz not null,
    unique (actor, request_id)
);
create index documents_unkept on documents (started_at, id) where state <> 'Kept';

-- Parts of a document in the storage: number 0 holds the first bytes.
create table document_parts (
    document_id text not null references documents (id),
    number integer not null check (number >= 0),
    attempt integer not null,
    primary key (document_id, number)
);
