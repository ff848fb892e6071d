-- Signed-in sessions. The ticket, with the person's tokens, is sealed; the row is found by a digest of the number in the cookie.
create table sessions (
    key_digest text not null primary key,
    subject text not null,
    -- Session at the identity provider (OpenID Connect Back-Channel Logout 1.0, claim sid); empty when it names none.
    provider_session text not null,
    ticket bytea not null,
    started_at timestamptz not null,
    seen_at timestamptz not null,
    -- Until then one request refreshes the tokens and the others go on with the present ones.
    refreshing_until timestamptz
);
create index sessions_provider on sessions (provider_session);
create index sessions_subject on sessions (subject);
create index sessions_seen on sessions (seen_at);

-- An act that a person has begun: the answers so far, sealed, and the request id with which it is sent, so that it is done once.
create table drafts (
    id text not null primary key,
    subject text not null,
    -- Name of the act, e.g. preparer-saisine, and the record it is about; never a person's name.
    act text not null,
    record text not null,
    request_id text not null,
    -- Etag of the record as it was read when the act was begun; empty when the record has none.
    etag text not null,
    answers bytea not null,
    version integer not null check (version > 0),
    state text not null check (state in ('Open', 'Done')),
    -- What the act gave, sealed; null while open.
    outcome bytea,
    begun_at timestamptz not null,
    changed_at timestamptz not null
);
create index drafts_subject on drafts (subject, changed_at);
create unique index drafts_open on drafts (subject, act, record) where state = 'Open';
create index drafts_changed on drafts (changed_at);

-- What was posted with an expired session: kept for an hour, until the same person has signed in again.
create table held_posts (
    id text not null primary key,
    subject text not null,
    path text not null,
    form bytea not null,
    held_at timestamptz not null
);
create index held_posts_held on held_posts (held_at);

-- The key ring that seals them, shared by every replica.
create table protection_keys (
    number integer not null primary key,
    name text not null,
    xml text not null
);

create table blinding_key (
    id integer not null primary key check (id = 1),
    sealed bytea not null
);
