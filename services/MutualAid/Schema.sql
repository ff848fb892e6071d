-- The tables of this store on PostgreSQL after all migrations, for reading only. Scripts named *.sqlite.sql say where SQLite differs.
-- Generated from Migrations/ and ../ServiceDefaults/Migrations/ by ./test.sh --generate. Do not edit.

CREATE FUNCTION refuse_audit_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '% are append-only', tg_table_name;
end
$$;

CREATE FUNCTION refuse_change() RETURNS trigger
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

CREATE TABLE accounts (
    envelope_id text NOT NULL,
    kind text NOT NULL,
    balance_cents bigint NOT NULL,
    CONSTRAINT accounts_kind CHECK ((kind = ANY (ARRAY['source'::text, 'available'::text, 'granted'::text]))),
    CONSTRAINT accounts_never_overspent CHECK (((kind = 'source'::text) OR (balance_cents >= 0)))
);
ALTER TABLE ONLY accounts ADD CONSTRAINT accounts_pkey PRIMARY KEY (envelope_id, kind);
ALTER TABLE ONLY accounts ADD CONSTRAINT accounts_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id);

CREATE TABLE aid_decisions (
    request_id text NOT NULL,
    outcome text NOT NULL,
    instruction_id text,
    sealed_reason bytea,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    CONSTRAINT aid_decisions_granted CHECK (((outcome = 'granted'::text) = (instruction_id IS NOT NULL))),
    CONSTRAINT aid_decisions_outcome CHECK ((outcome = ANY (ARRAY['granted'::text, 'refused'::text]))),
    CONSTRAINT aid_decisions_refused CHECK (((outcome = 'refused'::text) = (sealed_reason IS NOT NULL)))
);
ALTER TABLE ONLY aid_decisions ADD CONSTRAINT aid_decisions_pkey PRIMARY KEY (request_id);
ALTER TABLE ONLY aid_decisions ADD CONSTRAINT aid_decisions_instruction_id_fkey FOREIGN KEY (instruction_id) REFERENCES aid_instructions(id);
ALTER TABLE ONLY aid_decisions ADD CONSTRAINT aid_decisions_request_id_fkey FOREIGN KEY (request_id) REFERENCES aid_requests(id);

CREATE TABLE aid_documents (
    document_id text NOT NULL,
    request_id text NOT NULL,
    sealed_label bytea NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    added_by text NOT NULL,
    added_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY aid_documents ADD CONSTRAINT aid_documents_pkey PRIMARY KEY (document_id);
CREATE INDEX aid_documents_request ON aid_documents USING btree (request_id, document_id);
ALTER TABLE ONLY aid_documents ADD CONSTRAINT aid_documents_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents(id);
ALTER TABLE ONLY aid_documents ADD CONSTRAINT aid_documents_request_id_fkey FOREIGN KEY (request_id) REFERENCES aid_requests(id);

CREATE TABLE aid_instructions (
    id text NOT NULL,
    request_id text NOT NULL,
    number integer NOT NULL,
    envelope_id text NOT NULL,
    amount_cents bigint NOT NULL,
    sealed_opinion bytea NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    CONSTRAINT aid_instructions_amount CHECK ((amount_cents > 0))
);
ALTER TABLE ONLY aid_instructions ADD CONSTRAINT aid_instructions_number UNIQUE (request_id, number);
ALTER TABLE ONLY aid_instructions ADD CONSTRAINT aid_instructions_pkey PRIMARY KEY (id);
CREATE INDEX aid_instructions_envelope ON aid_instructions USING btree (envelope_id);
ALTER TABLE ONLY aid_instructions ADD CONSTRAINT aid_instructions_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id);
ALTER TABLE ONLY aid_instructions ADD CONSTRAINT aid_instructions_request_id_fkey FOREIGN KEY (request_id) REFERENCES aid_requests(id);

CREATE TABLE aid_request_details (
    request_id text NOT NULL,
    kind text NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT aid_request_details_kind CHECK ((kind = ANY (ARRAY['health'::text, 'family'::text, 'financial'::text])))
);
ALTER TABLE ONLY aid_request_details ADD CONSTRAINT aid_request_details_pkey PRIMARY KEY (request_id, kind);
ALTER TABLE ONLY aid_request_details ADD CONSTRAINT aid_request_details_request_id_fkey FOREIGN KEY (request_id) REFERENCES aid_requests(id);

CREATE TABLE aid_requests (
    id text NOT NULL,
    kind text,
    rpps text NOT NULL,
    relation text,
    asked_cents bigint NOT NULL,
    council text NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    submitted_by text NOT NULL,
    version bigint NOT NULL,
    sealed_nature bytea,
    CONSTRAINT aid_requests_asked CHECK ((asked_cents > 0)),
    CONSTRAINT aid_requests_nature CHECK ((((kind IS NULL) = (sealed_nature IS NOT NULL)) AND ((relation IS NULL) = (sealed_nature IS NOT NULL))))
);
ALTER TABLE ONLY aid_requests ADD CONSTRAINT aid_requests_pkey PRIMARY KEY (id);
CREATE INDEX aid_requests_council ON aid_requests USING btree (council, id);
CREATE INDEX aid_requests_rpps ON aid_requests USING btree (rpps, id);
CREATE INDEX aid_requests_submitted_by ON aid_requests USING btree (submitted_by);
CREATE INDEX aid_requests_unsealed ON aid_requests USING btree (id) WHERE (sealed_nature IS NULL);

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

CREATE TABLE envelopes (
    id text NOT NULL,
    year integer NOT NULL,
    title text NOT NULL,
    transfers integer NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by text NOT NULL,
    title_key text
);
ALTER TABLE ONLY envelopes ADD CONSTRAINT envelopes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY envelopes ADD CONSTRAINT envelopes_title UNIQUE (year, title);
CREATE UNIQUE INDEX envelopes_title_key ON envelopes USING btree (year, title_key);
CREATE INDEX envelopes_without_key ON envelopes USING btree (id) WHERE (title_key IS NULL);

CREATE TABLE ledger_entries (
    transfer_id text NOT NULL,
    "position" integer NOT NULL,
    envelope_id text NOT NULL,
    account text NOT NULL,
    amount_cents bigint NOT NULL,
    CONSTRAINT ledger_entries_side CHECK (((("position" = 1) AND (amount_cents < 0)) OR (("position" = 2) AND (amount_cents > 0))))
);
ALTER TABLE ONLY ledger_entries ADD CONSTRAINT ledger_entries_pkey PRIMARY KEY (transfer_id, "position");
CREATE INDEX ledger_entries_account ON ledger_entries USING btree (envelope_id, account);
CREATE TRIGGER ledger_entries_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE ONLY ledger_entries ADD CONSTRAINT ledger_entries_envelope_id_account_fkey FOREIGN KEY (envelope_id, account) REFERENCES accounts(envelope_id, kind);
ALTER TABLE ONLY ledger_entries ADD CONSTRAINT ledger_entries_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES transfers(id);

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

CREATE TABLE register_numbers (
    rpps text NOT NULL,
    council text NOT NULL
);
ALTER TABLE ONLY register_numbers ADD CONSTRAINT register_numbers_pkey PRIMARY KEY (rpps);

CREATE TABLE register_position (
    id integer NOT NULL,
    token text NOT NULL,
    CONSTRAINT register_position_id_check CHECK ((id = 1))
);
ALTER TABLE ONLY register_position ADD CONSTRAINT register_position_pkey PRIMARY KEY (id);

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

CREATE TABLE transfers (
    id text NOT NULL,
    envelope_id text NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    aid_request_id text,
    amount_cents bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    CONSTRAINT transfers_amount CHECK ((amount_cents > 0)),
    CONSTRAINT transfers_grant CHECK (((kind = 'grant'::text) = (aid_request_id IS NOT NULL))),
    CONSTRAINT transfers_kind CHECK ((kind = ANY (ARRAY['opening'::text, 'grant'::text])))
);
ALTER TABLE ONLY transfers ADD CONSTRAINT transfers_number UNIQUE (envelope_id, number);
ALTER TABLE ONLY transfers ADD CONSTRAINT transfers_paid_once UNIQUE (aid_request_id);
ALTER TABLE ONLY transfers ADD CONSTRAINT transfers_pkey PRIMARY KEY (id);
CREATE TRIGGER transfers_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON transfers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE ONLY transfers ADD CONSTRAINT transfers_aid_request_id_fkey FOREIGN KEY (aid_request_id) REFERENCES aid_requests(id);
ALTER TABLE ONLY transfers ADD CONSTRAINT transfers_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id);
