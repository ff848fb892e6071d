-- The tables of this store on PostgreSQL after all migrations, for reading only. Scripts named *.sqlite.sql say where SQLite differs.
-- Generated from Migrations/ and ../ServiceDefaults/Migrations/ by ./test.sh --generate. Do not edit.

CREATE FUNCTION refuse_audit_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '% are append-only', tg_table_name;
end
$$;

CREATE FUNCTION refuse_unpurged_entry() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not exists (
        select 1 from audit_purges p join audit_head h on h.sequence = p.sequence
        where p.kind = 'Entries' and old.sequence <= p.until_sequence) then
        raise exception '% are append-only', tg_table_name;
    end if;
    return old;
end
$$;

CREATE FUNCTION refuse_unpurged_read() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not exists (
        select 1 from audit_purges p join audit_head h on h.sequence = p.sequence
        join audit_entries e on e.subject = 'record_accesses/' || old.batch and e.sequence <= p.until_sequence
        where p.kind = 'Reads') then
        raise exception '% are append-only', tg_table_name;
    end if;
    return old;
end
$$;

CREATE TABLE approval_attachments (
    approval_id text NOT NULL,
    document_id text NOT NULL
);
ALTER TABLE ONLY approval_attachments ADD CONSTRAINT approval_attachments_pkey PRIMARY KEY (approval_id, document_id);
ALTER TABLE ONLY approval_attachments ADD CONSTRAINT approval_attachments_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approvals(id);
ALTER TABLE ONLY approval_attachments ADD CONSTRAINT approval_attachments_document_id_fkey FOREIGN KEY (document_id) REFERENCES communique_attachments(document_id);

CREATE TABLE approvals (
    id text NOT NULL,
    communique_id text NOT NULL,
    revision integer NOT NULL,
    slug text NOT NULL,
    embargo_at timestamp with time zone NOT NULL,
    approved_by text NOT NULL,
    approved_at timestamp with time zone NOT NULL,
    withdrawn_by text,
    withdrawn_at timestamp with time zone,
    CONSTRAINT approvals_check CHECK ((embargo_at >= approved_at)),
    CONSTRAINT approvals_check1 CHECK (((withdrawn_by IS NULL) = (withdrawn_at IS NULL))),
    CONSTRAINT approvals_check2 CHECK ((withdrawn_at < embargo_at))
);
ALTER TABLE ONLY approvals ADD CONSTRAINT approvals_pkey PRIMARY KEY (id);
CREATE INDEX approvals_embargo ON approvals USING btree (embargo_at, communique_id) WHERE (withdrawn_at IS NULL);
CREATE UNIQUE INDEX approvals_slug ON approvals USING btree (slug) WHERE (withdrawn_at IS NULL);
CREATE UNIQUE INDEX approvals_standing ON approvals USING btree (communique_id) WHERE (withdrawn_at IS NULL);
ALTER TABLE ONLY approvals ADD CONSTRAINT approvals_communique_id_revision_fkey FOREIGN KEY (communique_id, revision) REFERENCES communique_texts(communique_id, revision);

CREATE TABLE audit_checkpoints (
    sequence bigint NOT NULL,
    jws text NOT NULL
);
ALTER TABLE ONLY audit_checkpoints ADD CONSTRAINT audit_checkpoints_pkey PRIMARY KEY (sequence);
CREATE TRIGGER audit_checkpoints_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

CREATE TABLE audit_entries (
    sequence bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    on_behalf_of text NOT NULL,
    operation text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    reason text NOT NULL,
    request_id text NOT NULL,
    body text NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL
);
ALTER TABLE ONLY audit_entries ADD CONSTRAINT audit_entries_pkey PRIMARY KEY (sequence);
CREATE INDEX audit_entries_subject ON audit_entries USING btree (subject, sequence);
CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_unpurged_entry();

CREATE TABLE audit_head (
    id integer NOT NULL,
    sequence bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_id_check CHECK ((id = 1))
);
ALTER TABLE ONLY audit_head ADD CONSTRAINT audit_head_pkey PRIMARY KEY (id);

CREATE TABLE audit_purges (
    sequence bigint NOT NULL,
    kind text NOT NULL,
    until_sequence bigint NOT NULL,
    until_hash text NOT NULL,
    rows_deleted bigint NOT NULL,
    jws text NOT NULL,
    CONSTRAINT audit_purges_kind_check CHECK ((kind = ANY (ARRAY['Entries'::text, 'Reads'::text])))
);
ALTER TABLE ONLY audit_purges ADD CONSTRAINT audit_purges_pkey PRIMARY KEY (sequence);
CREATE TRIGGER audit_purges_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_purges FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

CREATE TABLE blinding_key (
    id integer NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT blinding_key_one CHECK ((id = 1))
);
ALTER TABLE ONLY blinding_key ADD CONSTRAINT blinding_key_pkey PRIMARY KEY (id);

CREATE TABLE colleagues (
    subject text NOT NULL,
    name text NOT NULL,
    body text NOT NULL,
    council text NOT NULL,
    chamber text NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT colleagues_subject_check CHECK ((subject <> ''::text))
);
ALTER TABLE ONLY colleagues ADD CONSTRAINT colleagues_pkey PRIMARY KEY (subject);

CREATE TABLE communique_attachments (
    document_id text NOT NULL,
    communique_id text NOT NULL,
    title text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    added_by text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    removed_by text,
    removed_at timestamp with time zone,
    CONSTRAINT communique_attachments_check CHECK (((removed_by IS NULL) = (removed_at IS NULL))),
    CONSTRAINT communique_attachments_media_type_check CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text]))),
    CONSTRAINT communique_attachments_sha256_check CHECK ((length(sha256) = 64)),
    CONSTRAINT communique_attachments_size_check CHECK ((size > 0))
);
ALTER TABLE ONLY communique_attachments ADD CONSTRAINT communique_attachments_pkey PRIMARY KEY (document_id);
CREATE INDEX communique_attachments_communique ON communique_attachments USING btree (communique_id, document_id);
ALTER TABLE ONLY communique_attachments ADD CONSTRAINT communique_attachments_communique_id_fkey FOREIGN KEY (communique_id) REFERENCES communiques(id);

CREATE TABLE communique_texts (
    communique_id text NOT NULL,
    revision integer NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    place text NOT NULL,
    dated_on date NOT NULL,
    body text NOT NULL,
    contact_name text NOT NULL,
    contact_phone text NOT NULL,
    contact_email text NOT NULL,
    co_signatories text NOT NULL,
    rectifies text,
    written_by text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT communique_texts_check CHECK (((contact_phone <> ''::text) OR (contact_email <> ''::text))),
    CONSTRAINT communique_texts_check1 CHECK (((kind = 'JointStatement'::text) = (co_signatories <> ''::text))),
    CONSTRAINT communique_texts_check2 CHECK ((rectifies <> communique_id)),
    CONSTRAINT communique_texts_kind_check CHECK ((kind = ANY (ARRAY['PressRelease'::text, 'JointStatement'::text, 'Position'::text, 'Brief'::text]))),
    CONSTRAINT communique_texts_revision_check CHECK ((revision >= 1))
);
ALTER TABLE ONLY communique_texts ADD CONSTRAINT communique_texts_pkey PRIMARY KEY (communique_id, revision);
CREATE INDEX communique_texts_rectifies ON communique_texts USING btree (rectifies) WHERE (rectifies IS NOT NULL);
ALTER TABLE ONLY communique_texts ADD CONSTRAINT communique_texts_communique_id_fkey FOREIGN KEY (communique_id) REFERENCES communiques(id);
ALTER TABLE ONLY communique_texts ADD CONSTRAINT communique_texts_rectifies_fkey FOREIGN KEY (rectifies) REFERENCES communiques(id);

CREATE TABLE communiques (
    id text NOT NULL,
    version bigint NOT NULL,
    revision integer NOT NULL,
    drafted_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY communiques ADD CONSTRAINT communiques_pkey PRIMARY KEY (id);

CREATE TABLE document_parts (
    document_id text NOT NULL,
    number integer NOT NULL,
    attempt integer NOT NULL,
    CONSTRAINT document_parts_number_check CHECK ((number >= 0))
);
ALTER TABLE ONLY document_parts ADD CONSTRAINT document_parts_pkey PRIMARY KEY (document_id, number);
ALTER TABLE ONLY document_parts ADD CONSTRAINT document_parts_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents(id);

CREATE TABLE documents (
    id text NOT NULL,
    actor text NOT NULL,
    request_id text NOT NULL,
    digest text NOT NULL,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    media_type text DEFAULT ''::text NOT NULL,
    sealed_key bytea NOT NULL,
    received bigint DEFAULT 0 NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    state text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    CONSTRAINT documents_check CHECK (((received >= 0) AND (received <= size))),
    CONSTRAINT documents_sha256_check CHECK ((length(sha256) = 64)),
    CONSTRAINT documents_size_check CHECK ((size > 0))
);
ALTER TABLE ONLY documents ADD CONSTRAINT documents_actor_request_id_key UNIQUE (actor, request_id);
ALTER TABLE ONLY documents ADD CONSTRAINT documents_pkey PRIMARY KEY (id);
CREATE INDEX documents_unkept ON documents USING btree (started_at, id) WHERE (state <> 'Kept'::text);

CREATE TABLE outbox (
    id text NOT NULL,
    type text NOT NULL,
    key text NOT NULL,
    payload bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sequence bigint NOT NULL,
    "position" integer NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    last_error text NOT NULL
);
ALTER TABLE ONLY outbox ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);
CREATE INDEX outbox_delivered ON outbox USING btree (delivered_at) WHERE (delivered_at IS NOT NULL);
CREATE INDEX outbox_due ON outbox USING btree (type, sequence, "position") WHERE (delivered_at IS NULL);
CREATE INDEX outbox_key ON outbox USING btree (key, sequence, "position") WHERE (delivered_at IS NULL);

CREATE TABLE protection_keys (
    number integer NOT NULL,
    name text NOT NULL,
    xml text NOT NULL
);
ALTER TABLE ONLY protection_keys ADD CONSTRAINT protection_keys_pkey PRIMARY KEY (number);

CREATE TABLE publications (
    communique_id text NOT NULL,
    approval_id text NOT NULL,
    published_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY publications ADD CONSTRAINT publications_approval_id_key UNIQUE (approval_id);
ALTER TABLE ONLY publications ADD CONSTRAINT publications_pkey PRIMARY KEY (communique_id);
ALTER TABLE ONLY publications ADD CONSTRAINT publications_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approvals(id);
ALTER TABLE ONLY publications ADD CONSTRAINT publications_communique_id_fkey FOREIGN KEY (communique_id) REFERENCES communiques(id);

CREATE TABLE record_accesses (
    id text NOT NULL,
    batch text NOT NULL,
    subject text NOT NULL,
    actor text NOT NULL,
    on_behalf_of text NOT NULL,
    operation text NOT NULL,
    purpose text NOT NULL,
    granted boolean NOT NULL,
    count integer NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    reader_body text DEFAULT ''::text NOT NULL,
    revision bigint DEFAULT 0 NOT NULL
);
ALTER TABLE ONLY record_accesses ADD CONSTRAINT record_accesses_pkey PRIMARY KEY (id);
CREATE INDEX record_accesses_batch ON record_accesses USING btree (batch);
CREATE INDEX record_accesses_subject ON record_accesses USING btree (subject, last_at);
CREATE TRIGGER record_accesses_no_change BEFORE UPDATE OR TRUNCATE ON record_accesses FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER record_accesses_no_delete BEFORE DELETE ON record_accesses FOR EACH ROW EXECUTE FUNCTION refuse_unpurged_read();

CREATE TABLE rendered_texts (
    communique_id text NOT NULL,
    revision integer NOT NULL,
    html text NOT NULL
);
ALTER TABLE ONLY rendered_texts ADD CONSTRAINT rendered_texts_pkey PRIMARY KEY (communique_id, revision);
ALTER TABLE ONLY rendered_texts ADD CONSTRAINT rendered_texts_communique_id_revision_fkey FOREIGN KEY (communique_id, revision) REFERENCES communique_texts(communique_id, revision);

CREATE TABLE requests (
    actor text NOT NULL,
    request_id text NOT NULL,
    operation text NOT NULL,
    body_hash text NOT NULL,
    response bytea,
    at timestamp with time zone NOT NULL,
    scope text DEFAULT ''::text NOT NULL
);
ALTER TABLE ONLY requests ADD CONSTRAINT requests_pkey PRIMARY KEY (actor, request_id);
CREATE INDEX requests_at ON requests USING btree (at);

CREATE TABLE retention_turn (
    id integer NOT NULL,
    holder text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    CONSTRAINT retention_turn_id_check CHECK ((id = 1))
);
ALTER TABLE ONLY retention_turn ADD CONSTRAINT retention_turn_pkey PRIMARY KEY (id);

CREATE TABLE schema_migrations (
    component text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY schema_migrations ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (component, number);
