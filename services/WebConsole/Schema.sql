-- The tables of this store on PostgreSQL after all migrations, for reading only. Scripts named *.sqlite.sql say where SQLite differs.
-- Generated from Migrations/ by ./test.sh --generate. Do not edit.

CREATE TABLE blinding_key (
    id integer NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT blinding_key_id_check CHECK ((id = 1))
);
ALTER TABLE ONLY blinding_key ADD CONSTRAINT blinding_key_pkey PRIMARY KEY (id);

CREATE TABLE drafts (
    id text NOT NULL,
    subject text NOT NULL,
    act text NOT NULL,
    record text NOT NULL,
    request_id text NOT NULL,
    etag text NOT NULL,
    answers bytea NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    outcome bytea,
    begun_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT drafts_state_check CHECK ((state = ANY (ARRAY['Open'::text, 'Done'::text]))),
    CONSTRAINT drafts_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY drafts ADD CONSTRAINT drafts_pkey PRIMARY KEY (id);
CREATE INDEX drafts_changed ON drafts USING btree (changed_at);
CREATE UNIQUE INDEX drafts_open ON drafts USING btree (subject, act, record) WHERE (state = 'Open'::text);
CREATE INDEX drafts_subject ON drafts USING btree (subject, changed_at);

CREATE TABLE held_posts (
    id text NOT NULL,
    subject text NOT NULL,
    path text NOT NULL,
    form bytea NOT NULL,
    held_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY held_posts ADD CONSTRAINT held_posts_pkey PRIMARY KEY (id);
CREATE INDEX held_posts_held ON held_posts USING btree (held_at);

CREATE TABLE protection_keys (
    number integer NOT NULL,
    name text NOT NULL,
    xml text NOT NULL
);
ALTER TABLE ONLY protection_keys ADD CONSTRAINT protection_keys_pkey PRIMARY KEY (number);

CREATE TABLE schema_migrations (
    component text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY schema_migrations ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (component, number);

CREATE TABLE sessions (
    key_digest text NOT NULL,
    subject text NOT NULL,
    provider_session text NOT NULL,
    ticket bytea NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    refreshing_until timestamp with time zone
);
ALTER TABLE ONLY sessions ADD CONSTRAINT sessions_pkey PRIMARY KEY (key_digest);
CREATE INDEX sessions_provider ON sessions USING btree (provider_session);
CREATE INDEX sessions_seen ON sessions USING btree (seen_at);
CREATE INDEX sessions_subject ON sessions USING btree (subject);
