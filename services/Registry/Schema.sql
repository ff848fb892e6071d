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

CREATE VIEW application_overview AS
 SELECT a.id,
    a.rpps,
    a.council,
    a.ground,
    a.title,
    a.civility,
    a.family_name,
    a.given_name,
    a.received_on,
    a.complete_on,
    a.due_on,
    a.rapporteur,
    a.rapporteur_on,
    a.expertise_on,
    a.authority,
    a.asked_on,
    a.answered_on,
    a.outcome,
    a.decided_on,
    a.refusal_ground,
    a.training,
    a.signed_by,
    a.submitted_by,
    a.submitted_at,
    a.version,
    a.withdrawn_on,
    a.withdrawal_notified_on,
    a.withdrawal_council_notified_on,
    a.acknowledged_on,
    a.asked_documents,
    a.asked_further,
    a.nationality,
    a.enquiry_on,
    a.enquiry_told_on,
    a.summoned_on,
    a.meeting_on,
    a.diploma_on,
    a.withdrawal_ground,
        CASE
            WHEN (EXISTS ( SELECT 1
               FROM application_appeals p
              WHERE ((p.application_id = a.id) AND (p.outcome = ''::text)))) THEN 'Appealed'::text
            WHEN ((a.withdrawn_on IS NOT NULL) AND (NOT (EXISTS ( SELECT 1
               FROM application_appeals p
              WHERE ((p.application_id = a.id) AND (p.level = 'StateCouncil'::text) AND (p.outcome = 'Granted'::text)))))) THEN 'RegistrationWithdrawn'::text
            WHEN (EXISTS ( SELECT 1
               FROM application_appeals p
              WHERE ((p.application_id = a.id) AND (p.outcome = 'Granted'::text)))) THEN
            CASE
                WHEN ((a.outcome = 'Accepted'::text) = (((( SELECT count(*) AS count
                   FROM application_appeals p
                  WHERE ((p.application_id = a.id) AND (p.outcome = 'Granted'::text))) +
                CASE
                    WHEN (a.withdrawn_on IS NULL) THEN 0
                    ELSE 1
                END) % (2)::bigint) = 0)) THEN 'GrantedOnAppeal'::text
                ELSE 'AnnulledOnAppeal'::text
            END
            WHEN (a.outcome = 'Accepted'::text) THEN 'Accepted'::text
            WHEN (a.outcome = 'Refused'::text) THEN 'Refused'::text
            WHEN (a.outcome = 'Silent'::text) THEN 'ImplicitlyRefused'::text
            WHEN (EXISTS ( SELECT 1
               FROM application_drafts d
              WHERE (d.application_id = a.id))) THEN 'DecisionPrepared'::text
            WHEN (a.complete_on IS NOT NULL) THEN 'Complete'::text
            ELSE 'Submitted'::text
        END AS state
   FROM applications a;

CREATE TABLE activities (
    rpps text NOT NULL COLLATE pg_catalog."C",
    activity_key bytea NOT NULL,
    mode text NOT NULL,
    sector text NOT NULL,
    structure text NOT NULL,
    siret text NOT NULL,
    finess text NOT NULL,
    postal_code text NOT NULL,
    town text NOT NULL,
    department text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    recorded_in bigint NOT NULL,
    ended_in bigint,
    kind text DEFAULT ''::text NOT NULL,
    function text DEFAULT ''::text NOT NULL,
    detailed_from date,
    detailed_in bigint
);
ALTER TABLE ONLY activities ADD CONSTRAINT activities_pkey PRIMARY KEY (rpps, activity_key, recorded_in);
CREATE INDEX activities_ended ON activities USING btree (rpps) WHERE (ended_in IS NOT NULL);
CREATE INDEX activities_finess ON activities USING btree (finess, rpps) WHERE (finess <> ''::text);
CREATE INDEX activities_siret ON activities USING btree (siret, finess, rpps) WHERE (siret <> ''::text);
CREATE INDEX activities_structure ON activities USING btree (activity_key, rpps) WHERE ((finess = ''::text) AND (siret = ''::text) AND (structure <> ''::text));

CREATE TABLE activities_past (
    rpps text NOT NULL COLLATE pg_catalog."C",
    activity_key bytea NOT NULL,
    kind text NOT NULL,
    function text NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    recorded_in bigint NOT NULL,
    replaced_in bigint NOT NULL
);
ALTER TABLE ONLY activities_past ADD CONSTRAINT activities_past_pkey PRIMARY KEY (rpps, activity_key, recorded_in);

CREATE TABLE application_appeals (
    id text NOT NULL,
    application_id text NOT NULL,
    level text NOT NULL,
    lodged_on date NOT NULL,
    outcome text NOT NULL,
    decided_on date,
    notified_on date,
    appellant text DEFAULT 'Applicant'::text NOT NULL,
    council_notified_on date,
    CONSTRAINT application_appeals_level_check CHECK ((level = ANY (ARRAY['Regional'::text, 'National'::text, 'StateCouncil'::text]))),
    CONSTRAINT application_appeals_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'Granted'::text, 'Dismissed'::text])))
);
ALTER TABLE ONLY application_appeals ADD CONSTRAINT application_appeals_application_id_level_key UNIQUE (application_id, level);
ALTER TABLE ONLY application_appeals ADD CONSTRAINT application_appeals_pkey PRIMARY KEY (id);
ALTER TABLE ONLY application_appeals ADD CONSTRAINT application_appeals_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id);

CREATE TABLE application_births (
    application_id text NOT NULL,
    born_on date NOT NULL
);
ALTER TABLE ONLY application_births ADD CONSTRAINT application_births_pkey PRIMARY KEY (application_id);
ALTER TABLE ONLY application_births ADD CONSTRAINT application_births_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id);

CREATE TABLE application_documents (
    application_id text NOT NULL,
    document text NOT NULL,
    received_on date NOT NULL
);
ALTER TABLE ONLY application_documents ADD CONSTRAINT application_documents_pkey PRIMARY KEY (application_id, document);
ALTER TABLE ONLY application_documents ADD CONSTRAINT application_documents_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id);

CREATE TABLE application_drafts (
    application_id text NOT NULL,
    number bigint NOT NULL,
    outcome text NOT NULL,
    refusal_ground text NOT NULL,
    training text NOT NULL,
    session_on date NOT NULL,
    prepared_by text NOT NULL,
    prepared_at timestamp with time zone NOT NULL,
    CONSTRAINT application_drafts_outcome_check CHECK ((outcome = ANY (ARRAY['Accepted'::text, 'Refused'::text])))
);
ALTER TABLE ONLY application_drafts ADD CONSTRAINT application_drafts_pkey PRIMARY KEY (application_id, number);
ALTER TABLE ONLY application_drafts ADD CONSTRAINT application_drafts_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id);

CREATE TABLE applications (
    id text NOT NULL,
    rpps text NOT NULL,
    council text NOT NULL,
    ground text NOT NULL,
    title text NOT NULL,
    civility text NOT NULL,
    family_name text NOT NULL,
    given_name text NOT NULL,
    received_on date NOT NULL,
    complete_on date,
    due_on date,
    rapporteur text NOT NULL,
    rapporteur_on date,
    expertise_on date,
    authority text NOT NULL,
    asked_on date,
    answered_on date,
    outcome text NOT NULL,
    decided_on date,
    refusal_ground text NOT NULL,
    training text NOT NULL,
    signed_by text NOT NULL,
    submitted_by text NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    withdrawn_on date,
    withdrawal_notified_on date,
    withdrawal_council_notified_on date,
    acknowledged_on date,
    asked_documents text DEFAULT ''::text NOT NULL,
    asked_further text DEFAULT ''::text NOT NULL,
    nationality text DEFAULT ''::text NOT NULL,
    enquiry_on date,
    enquiry_told_on date,
    summoned_on date,
    meeting_on date,
    diploma_on date,
    withdrawal_ground text DEFAULT ''::text NOT NULL,
    CONSTRAINT applications_check CHECK (((outcome = ''::text) = (decided_on IS NULL))),
    CONSTRAINT applications_ground_check CHECK ((ground = ANY (ARRAY['Application'::text, 'TransferIn'::text, 'Return'::text]))),
    CONSTRAINT applications_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'Accepted'::text, 'Refused'::text, 'Silent'::text])))
);
ALTER TABLE ONLY applications ADD CONSTRAINT applications_pkey PRIMARY KEY (id);
CREATE INDEX applications_council ON applications USING btree (council, id);
CREATE INDEX applications_due ON applications USING btree (due_on) WHERE (outcome = ''::text);
CREATE UNIQUE INDEX applications_open ON applications USING btree (rpps) WHERE (outcome = ''::text);

CREATE TABLE application_qualifications (
    application_id text NOT NULL,
    kind text NOT NULL,
    code text NOT NULL,
    label text NOT NULL,
    recognised_on date
);
ALTER TABLE ONLY application_qualifications ADD CONSTRAINT application_qualifications_pkey PRIMARY KEY (application_id, kind, code);
ALTER TABLE ONLY application_qualifications ADD CONSTRAINT application_qualifications_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id);

CREATE TABLE attestation_counts (
    caller text NOT NULL,
    day date NOT NULL,
    issued integer NOT NULL
);
ALTER TABLE ONLY attestation_counts ADD CONSTRAINT attestation_counts_pkey PRIMARY KEY (caller);

CREATE TABLE attestation_places (
    id integer NOT NULL,
    taken bigint NOT NULL,
    CONSTRAINT attestation_places_id_check CHECK ((id = 1))
);
ALTER TABLE ONLY attestation_places ADD CONSTRAINT attestation_places_pkey PRIMARY KEY (id);

CREATE TABLE attestations (
    code text NOT NULL,
    rpps text NOT NULL COLLATE pg_catalog."C",
    facts text NOT NULL,
    jws text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    valid_until date NOT NULL,
    revoked_at timestamp with time zone,
    place bigint
);
ALTER TABLE ONLY attestations ADD CONSTRAINT attestations_pkey PRIMARY KEY (code);
CREATE UNIQUE INDEX attestations_place ON attestations USING btree (place);
CREATE INDEX attestations_rpps ON attestations USING btree (rpps, issued_at);

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
    CONSTRAINT blinding_key_id_check CHECK ((id = 1))
);
ALTER TABLE ONLY blinding_key ADD CONSTRAINT blinding_key_pkey PRIMARY KEY (id);

CREATE TABLE civil_status (
    id text NOT NULL,
    rpps text NOT NULL,
    born_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by text NOT NULL,
    superseded_at timestamp with time zone
);
ALTER TABLE ONLY civil_status ADD CONSTRAINT civil_status_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX civil_status_current ON civil_status USING btree (rpps) WHERE (superseded_at IS NULL);

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

CREATE TABLE declarations (
    id text NOT NULL,
    rpps text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    changed_on date NOT NULL,
    declared_on date NOT NULL,
    due_on date NOT NULL,
    details text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    notice_due_on date,
    notice_exception text DEFAULT ''::text NOT NULL,
    CONSTRAINT declarations_kind_check CHECK ((kind = ANY (ARRAY['ContactDetails'::text, 'Practice'::text, 'Cessation'::text])))
);
ALTER TABLE ONLY declarations ADD CONSTRAINT declarations_pkey PRIMARY KEY (id);
CREATE INDEX declarations_rpps ON declarations USING btree (rpps, changed_on);

CREATE TABLE dismissed_suspicions (
    first text NOT NULL COLLATE pg_catalog."C",
    second text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL,
    dismissed_by text NOT NULL,
    dismissed_at timestamp with time zone NOT NULL,
    CONSTRAINT dismissed_suspicions_check CHECK ((first < second))
);
ALTER TABLE ONLY dismissed_suspicions ADD CONSTRAINT dismissed_suspicions_pkey PRIMARY KEY (first, second);
ALTER TABLE ONLY dismissed_suspicions ADD CONSTRAINT dismissed_suspicions_first_fkey FOREIGN KEY (first) REFERENCES physicians(rpps);
ALTER TABLE ONLY dismissed_suspicions ADD CONSTRAINT dismissed_suspicions_second_fkey FOREIGN KEY (second) REFERENCES physicians(rpps);

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

CREATE TABLE fitness_appeals (
    procedure_id text NOT NULL,
    appellant text NOT NULL,
    lodged_on date NOT NULL,
    CONSTRAINT fitness_appeals_appellant_check CHECK ((appellant = ANY (ARRAY['Practitioner'::text, 'DepartmentalCouncil'::text, 'HealthAgency'::text])))
);
ALTER TABLE ONLY fitness_appeals ADD CONSTRAINT fitness_appeals_pkey PRIMARY KEY (procedure_id, appellant);
ALTER TABLE ONLY fitness_appeals ADD CONSTRAINT fitness_appeals_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES fitness_procedures(id);

CREATE TABLE fitness_contents (
    procedure_id text NOT NULL,
    topic text NOT NULL,
    number integer NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT fitness_contents_topic_check CHECK ((topic = ANY (ARRAY['Kind'::text, 'Grounds'::text, 'Expert'::text, 'Report'::text, 'Ruling'::text, 'Reasons'::text])))
);
ALTER TABLE ONLY fitness_contents ADD CONSTRAINT fitness_contents_pkey PRIMARY KEY (procedure_id, topic, number);
ALTER TABLE ONLY fitness_contents ADD CONSTRAINT fitness_contents_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES fitness_procedures(id);

CREATE TABLE fitness_experts (
    procedure_id text NOT NULL,
    place integer NOT NULL,
    named_on date NOT NULL,
    by_court boolean NOT NULL,
    CONSTRAINT fitness_experts_place_check CHECK (((place >= 1) AND (place <= 3)))
);
ALTER TABLE ONLY fitness_experts ADD CONSTRAINT fitness_experts_pkey PRIMARY KEY (procedure_id, place);
ALTER TABLE ONLY fitness_experts ADD CONSTRAINT fitness_experts_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES fitness_procedures(id);

CREATE TABLE fitness_procedures (
    id text NOT NULL,
    rpps text NOT NULL,
    council text NOT NULL,
    region text NOT NULL,
    seised_by text NOT NULL,
    received_on date NOT NULL,
    emergency_id text,
    holder text NOT NULL,
    passed_on date,
    on_appeal boolean DEFAULT false NOT NULL,
    state text NOT NULL,
    closed_on date,
    suspension_id text,
    ruling_due_on date NOT NULL,
    due_on date,
    opened_by text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT fitness_procedures_check CHECK (((state = 'Open'::text) = (due_on IS NOT NULL))),
    CONSTRAINT fitness_procedures_check1 CHECK (((holder = 'National'::text) = (passed_on IS NOT NULL))),
    CONSTRAINT fitness_procedures_holder_check CHECK ((holder = ANY (ARRAY['Regional'::text, 'National'::text]))),
    CONSTRAINT fitness_procedures_seised_by_check CHECK ((seised_by = ANY (ARRAY['HealthAgency'::text, 'DepartmentalCouncil'::text, 'NationalCouncil'::text]))),
    CONSTRAINT fitness_procedures_state_check CHECK ((state = ANY (ARRAY['Open'::text, 'Suspended'::text, 'NotSuspended'::text, 'Deceased'::text, 'Closed'::text])))
);
ALTER TABLE ONLY fitness_procedures ADD CONSTRAINT fitness_procedures_pkey PRIMARY KEY (id);
CREATE INDEX fitness_procedures_due ON fitness_procedures USING btree (due_on, id) WHERE (state = 'Open'::text);
CREATE UNIQUE INDEX fitness_procedures_emergency ON fitness_procedures USING btree (emergency_id) WHERE ((emergency_id IS NOT NULL) AND (state <> 'Closed'::text));
CREATE INDEX fitness_procedures_region ON fitness_procedures USING btree (region, due_on, id) WHERE (state = 'Open'::text);
CREATE INDEX fitness_procedures_rpps ON fitness_procedures USING btree (rpps);
ALTER TABLE ONLY fitness_procedures ADD CONSTRAINT fitness_procedures_rpps_fkey FOREIGN KEY (rpps) REFERENCES physicians(rpps);

CREATE TABLE fitness_reports (
    procedure_id text NOT NULL,
    number integer NOT NULL,
    received_on date NOT NULL
);
ALTER TABLE ONLY fitness_reports ADD CONSTRAINT fitness_reports_pkey PRIMARY KEY (procedure_id, number);
ALTER TABLE ONLY fitness_reports ADD CONSTRAINT fitness_reports_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES fitness_procedures(id);

CREATE TABLE fitness_rulings (
    procedure_id text NOT NULL,
    level text NOT NULL,
    decided_on date NOT NULL,
    members_present integer NOT NULL,
    suspends boolean NOT NULL,
    CONSTRAINT fitness_rulings_level_check CHECK ((level = ANY (ARRAY['Regional'::text, 'National'::text])))
);
ALTER TABLE ONLY fitness_rulings ADD CONSTRAINT fitness_rulings_pkey PRIMARY KEY (procedure_id, level);
ALTER TABLE ONLY fitness_rulings ADD CONSTRAINT fitness_rulings_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES fitness_procedures(id);

CREATE TABLE fitness_sessions (
    procedure_id text NOT NULL,
    level text NOT NULL,
    session_on date NOT NULL,
    summoned_on date,
    CONSTRAINT fitness_sessions_level_check CHECK ((level = ANY (ARRAY['Regional'::text, 'National'::text])))
);
ALTER TABLE ONLY fitness_sessions ADD CONSTRAINT fitness_sessions_pkey PRIMARY KEY (procedure_id, level);
ALTER TABLE ONLY fitness_sessions ADD CONSTRAINT fitness_sessions_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES fitness_procedures(id);

CREATE TABLE import_rejects (
    import_number integer NOT NULL,
    line bigint NOT NULL,
    field text NOT NULL,
    reason text NOT NULL
);
ALTER TABLE ONLY import_rejects ADD CONSTRAINT import_rejects_pkey PRIMARY KEY (import_number, line, field);
ALTER TABLE ONLY import_rejects ADD CONSTRAINT import_rejects_import_number_fkey FOREIGN KEY (import_number) REFERENCES register_imports(number);

CREATE TABLE import_turn (
    id integer NOT NULL,
    last_number integer NOT NULL,
    CONSTRAINT import_turn_id_check CHECK ((id = 1))
);
ALTER TABLE ONLY import_turn ADD CONSTRAINT import_turn_pkey PRIMARY KEY (id);

CREATE TABLE merges (
    id text NOT NULL COLLATE pg_catalog."C",
    rpps text NOT NULL COLLATE pg_catalog."C",
    kept text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL,
    merged_by text NOT NULL,
    recorded_in bigint NOT NULL,
    undone_in bigint,
    undone_by text DEFAULT ''::text NOT NULL,
    undo_reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT merges_check CHECK ((rpps <> kept)),
    CONSTRAINT merges_check1 CHECK (((undone_in IS NOT NULL) OR (undone_by = ''::text)))
);
ALTER TABLE ONLY merges ADD CONSTRAINT merges_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX merges_holding ON merges USING btree (rpps) WHERE (undone_in IS NULL);
CREATE INDEX merges_kept ON merges USING btree (kept);
CREATE INDEX merges_rpps ON merges USING btree (rpps);
ALTER TABLE ONLY merges ADD CONSTRAINT merges_kept_fkey FOREIGN KEY (kept) REFERENCES physicians(rpps);
ALTER TABLE ONLY merges ADD CONSTRAINT merges_recorded_in_fkey FOREIGN KEY (recorded_in) REFERENCES register_revisions(number);
ALTER TABLE ONLY merges ADD CONSTRAINT merges_rpps_fkey FOREIGN KEY (rpps) REFERENCES physicians(rpps);
ALTER TABLE ONLY merges ADD CONSTRAINT merges_undone_in_fkey FOREIGN KEY (undone_in) REFERENCES register_revisions(number);

CREATE TABLE notices (
    application_id text,
    fact_id text,
    suspension_id text,
    rpps text NOT NULL,
    council text NOT NULL,
    recipient text NOT NULL,
    due_on date NOT NULL,
    notified_on date,
    withdrawal boolean DEFAULT false NOT NULL,
    CONSTRAINT notices_of_all_check CHECK ((((
CASE
    WHEN (application_id IS NULL) THEN 0
    ELSE 1
END +
CASE
    WHEN (fact_id IS NULL) THEN 0
    ELSE 1
END) +
CASE
    WHEN (suspension_id IS NULL) THEN 0
    ELSE 1
END) = 1))
);
CREATE UNIQUE INDEX notices_application ON notices USING btree (application_id, recipient) WHERE (application_id IS NOT NULL);
CREATE UNIQUE INDEX notices_fact ON notices USING btree (fact_id, recipient, withdrawal) WHERE (fact_id IS NOT NULL);
CREATE INDEX notices_owed ON notices USING btree (council, due_on) WHERE (notified_on IS NULL);
CREATE UNIQUE INDEX notices_suspension ON notices USING btree (suspension_id, recipient, withdrawal) WHERE (suspension_id IS NOT NULL);
ALTER TABLE ONLY notices ADD CONSTRAINT notices_of_all_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id);
ALTER TABLE ONLY notices ADD CONSTRAINT notices_of_all_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES registration_facts(id);

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

CREATE TABLE physician_versions (
    rpps text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    revision bigint NOT NULL,
    replaced_in bigint NOT NULL
);
ALTER TABLE ONLY physician_versions ADD CONSTRAINT physician_versions_pkey PRIMARY KEY (rpps, revision);

CREATE TABLE physicians (
    rpps text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    civility text NOT NULL,
    family_name text NOT NULL,
    given_name text NOT NULL,
    council text NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C",
    registered_since date NOT NULL,
    content_hash bytea NOT NULL,
    version bigint NOT NULL,
    valid_from date NOT NULL,
    recorded_in bigint NOT NULL,
    changed_in integer NOT NULL,
    revision bigint NOT NULL,
    council_decided boolean DEFAULT false NOT NULL,
    category text DEFAULT ''::text NOT NULL
);
ALTER TABLE ONLY physicians ADD CONSTRAINT physicians_pkey PRIMARY KEY (rpps);
CREATE INDEX physicians_revision ON physicians USING btree (revision, rpps);
CREATE INDEX physicians_sort ON physicians USING btree (replace(replace(replace(replace(((' '::text || replace(sort_key, '  '::text, ' | '::text)) || ' '::text), ' st '::text, ' saint '::text), ' ste '::text, ' sainte '::text), ' '::text, ''::text), '|'::text, '  '::text), rpps);

CREATE TABLE physicians_past (
    rpps text NOT NULL,
    version bigint NOT NULL,
    title text NOT NULL,
    civility text NOT NULL,
    family_name text NOT NULL,
    given_name text NOT NULL,
    council text NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    recorded_in bigint NOT NULL,
    replaced_in bigint NOT NULL,
    category text DEFAULT ''::text NOT NULL
);
ALTER TABLE ONLY physicians_past ADD CONSTRAINT physicians_past_pkey PRIMARY KEY (rpps, version);

CREATE TABLE protection_keys (
    number integer NOT NULL,
    name text NOT NULL,
    xml text NOT NULL
);
ALTER TABLE ONLY protection_keys ADD CONSTRAINT protection_keys_pkey PRIMARY KEY (number);

CREATE TABLE qualifications (
    rpps text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    code text NOT NULL,
    label text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    recorded_in bigint NOT NULL,
    ended_in bigint,
    recognised_on date,
    recognised_in bigint,
    abandoned_on date
);
ALTER TABLE ONLY qualifications ADD CONSTRAINT qualifications_pkey PRIMARY KEY (rpps, kind, code, recorded_in);

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

CREATE TABLE refusal_grounds (
    application_id text NOT NULL,
    draft bigint NOT NULL,
    sealed bytea NOT NULL
);
ALTER TABLE ONLY refusal_grounds ADD CONSTRAINT refusal_grounds_pkey PRIMARY KEY (application_id, draft);
ALTER TABLE ONLY refusal_grounds ADD CONSTRAINT refusal_grounds_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id);

CREATE TABLE register_day (
    id integer NOT NULL,
    day date NOT NULL,
    CONSTRAINT register_day_id_check CHECK ((id = 1))
);
ALTER TABLE ONLY register_day ADD CONSTRAINT register_day_pkey PRIMARY KEY (id);

CREATE TABLE register_imports (
    number integer NOT NULL,
    id text NOT NULL,
    actor text NOT NULL,
    request_id text NOT NULL,
    file_name text NOT NULL,
    file_hash text,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    created_count bigint NOT NULL,
    updated_count bigint NOT NULL,
    line_count bigint,
    skipped_count bigint,
    rejected_count bigint,
    unchanged_count bigint
);
ALTER TABLE ONLY register_imports ADD CONSTRAINT register_imports_actor_request_id_key UNIQUE (actor, request_id);
ALTER TABLE ONLY register_imports ADD CONSTRAINT register_imports_id_key UNIQUE (id);
ALTER TABLE ONLY register_imports ADD CONSTRAINT register_imports_pkey PRIMARY KEY (number);

CREATE TABLE register_revisions (
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    import_number integer
);
ALTER TABLE ONLY register_revisions ADD CONSTRAINT register_revisions_pkey PRIMARY KEY (number);
CREATE INDEX register_revisions_at ON register_revisions USING btree (at, number);
ALTER TABLE ONLY register_revisions ADD CONSTRAINT register_revisions_import_number_fkey FOREIGN KEY (import_number) REFERENCES register_imports(number);

CREATE TABLE register_turn (
    id integer NOT NULL,
    revision bigint NOT NULL,
    CONSTRAINT register_turn_id_check CHECK ((id = 1))
);
ALTER TABLE ONLY register_turn ADD CONSTRAINT register_turn_pkey PRIMARY KEY (id);

CREATE TABLE registration_facts (
    id text NOT NULL,
    rpps text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    ground text NOT NULL,
    council text NOT NULL,
    effective_on date NOT NULL,
    recorded_in bigint NOT NULL,
    superseded_in bigint,
    superseded_by text,
    recorded_by text NOT NULL,
    CONSTRAINT registration_facts_kind_check CHECK ((kind = ANY (ARRAY['Entered'::text, 'Left'::text, 'Retired'::text, 'Resumed'::text, 'Applied'::text])))
);
ALTER TABLE ONLY registration_facts ADD CONSTRAINT registration_facts_pkey PRIMARY KEY (id);
CREATE INDEX registration_facts_rpps ON registration_facts USING btree (rpps, effective_on);
CREATE INDEX registration_facts_superseded_by ON registration_facts USING btree (superseded_by) WHERE (superseded_by IS NOT NULL);
ALTER TABLE ONLY registration_facts ADD CONSTRAINT registration_facts_recorded_in_fkey FOREIGN KEY (recorded_in) REFERENCES register_revisions(number);
ALTER TABLE ONLY registration_facts ADD CONSTRAINT registration_facts_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES registration_facts(id);
ALTER TABLE ONLY registration_facts ADD CONSTRAINT registration_facts_superseded_in_fkey FOREIGN KEY (superseded_in) REFERENCES register_revisions(number);

CREATE TABLE reliefs (
    id text NOT NULL,
    restriction_id text NOT NULL,
    rpps text NOT NULL,
    decision text NOT NULL,
    final_on date NOT NULL,
    requested_on date NOT NULL,
    decided_on date NOT NULL,
    outcome text NOT NULL,
    effective_on date,
    recorded_in bigint NOT NULL,
    recorded_by text NOT NULL,
    superseded_in bigint,
    superseded_by text,
    CONSTRAINT reliefs_check CHECK (((outcome = 'Granted'::text) = (effective_on IS NOT NULL))),
    CONSTRAINT reliefs_outcome_check CHECK ((outcome = ANY (ARRAY['Granted'::text, 'Refused'::text])))
);
ALTER TABLE ONLY reliefs ADD CONSTRAINT reliefs_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX reliefs_granted ON reliefs USING btree (restriction_id) WHERE ((outcome = 'Granted'::text) AND (superseded_in IS NULL));
CREATE INDEX reliefs_restriction ON reliefs USING btree (restriction_id, decided_on);
CREATE INDEX reliefs_rpps ON reliefs USING btree (rpps);
ALTER TABLE ONLY reliefs ADD CONSTRAINT reliefs_recorded_in_fkey FOREIGN KEY (recorded_in) REFERENCES register_revisions(number);
ALTER TABLE ONLY reliefs ADD CONSTRAINT reliefs_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES reliefs(id);
ALTER TABLE ONLY reliefs ADD CONSTRAINT reliefs_superseded_in_fkey FOREIGN KEY (superseded_in) REFERENCES register_revisions(number);

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

CREATE TABLE restrictions (
    id text NOT NULL,
    rpps text NOT NULL COLLATE pg_catalog."C",
    decision_id text NOT NULL,
    kind text NOT NULL,
    effective_on date NOT NULL,
    ends_on date,
    recorded_at timestamp with time zone NOT NULL,
    recorded_in bigint DEFAULT 0 NOT NULL,
    superseded_in bigint,
    CONSTRAINT restrictions_kind_check CHECK ((kind = ANY (ARRAY['BanFromFunctions'::text, 'BanFromPractice'::text, 'Radiation'::text])))
);
ALTER TABLE ONLY restrictions ADD CONSTRAINT restrictions_pkey PRIMARY KEY (id, recorded_in);
CREATE UNIQUE INDEX restrictions_current ON restrictions USING btree (id) WHERE (superseded_in IS NULL);
CREATE UNIQUE INDEX restrictions_decision ON restrictions USING btree (decision_id) WHERE (superseded_in IS NULL);
CREATE INDEX restrictions_rpps ON restrictions USING btree (rpps, effective_on);
ALTER TABLE ONLY restrictions ADD CONSTRAINT restrictions_rpps_fkey FOREIGN KEY (rpps) REFERENCES physicians(rpps);
ALTER TABLE ONLY restrictions ADD CONSTRAINT restrictions_superseded_in_fkey FOREIGN KEY (superseded_in) REFERENCES register_revisions(number);

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

CREATE TABLE shown_physicians (
    rpps text NOT NULL COLLATE pg_catalog."C",
    digest bytea NOT NULL,
    revision bigint NOT NULL
);
ALTER TABLE ONLY shown_physicians ADD CONSTRAINT shown_physicians_pkey PRIMARY KEY (rpps);
CREATE INDEX shown_physicians_revision ON shown_physicians USING btree (revision, rpps);

CREATE TABLE suspension_appeals (
    suspension_id text NOT NULL,
    appellant text NOT NULL,
    lodged_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT suspension_appeals_appellant_check CHECK ((appellant = ANY (ARRAY['Practitioner'::text, 'DepartmentalCouncil'::text, 'HealthAgency'::text])))
);
ALTER TABLE ONLY suspension_appeals ADD CONSTRAINT suspension_appeals_pkey PRIMARY KEY (suspension_id, appellant);

CREATE TABLE suspension_grounds (
    suspension_id text NOT NULL,
    sealed bytea NOT NULL,
    terms bytea,
    lift bytea,
    course bytea
);
ALTER TABLE ONLY suspension_grounds ADD CONSTRAINT suspension_grounds_pkey PRIMARY KEY (suspension_id);

CREATE TABLE suspensions (
    id text NOT NULL,
    version bigint NOT NULL,
    rpps text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    part text NOT NULL,
    effective_on date NOT NULL,
    ends_on date NOT NULL,
    lifted_on date,
    renews text NOT NULL,
    recorded_in bigint NOT NULL,
    superseded_in bigint,
    requested_on date,
    decided_on date,
    lift_ground text DEFAULT ''::text NOT NULL,
    expertise_asked_on date,
    expertise_on date,
    training_proven_on date,
    CONSTRAINT suspensions_check CHECK ((ends_on >= effective_on)),
    CONSTRAINT suspensions_check1 CHECK (((kind = ANY (ARRAY['Lasting'::text, 'Insufficiency'::text])) OR (part = ''::text))),
    CONSTRAINT suspensions_kind_check CHECK ((kind = ANY (ARRAY['Emergency'::text, 'Lasting'::text, 'Infirmity'::text, 'Insufficiency'::text])))
);
ALTER TABLE ONLY suspensions ADD CONSTRAINT suspensions_pkey PRIMARY KEY (id, version);
CREATE UNIQUE INDEX suspensions_current ON suspensions USING btree (id) WHERE (superseded_in IS NULL);
CREATE UNIQUE INDEX suspensions_renews ON suspensions USING btree (renews, version) WHERE (renews <> ''::text);
CREATE INDEX suspensions_rpps ON suspensions USING btree (rpps, effective_on);
ALTER TABLE ONLY suspensions ADD CONSTRAINT suspensions_recorded_in_fkey FOREIGN KEY (recorded_in) REFERENCES register_revisions(number);
ALTER TABLE ONLY suspensions ADD CONSTRAINT suspensions_superseded_in_fkey FOREIGN KEY (superseded_in) REFERENCES register_revisions(number);

CREATE TABLE watch_progress (
    id integer NOT NULL,
    revision bigint NOT NULL,
    rpps text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT watch_progress_id_check CHECK ((id = 1))
);
ALTER TABLE ONLY watch_progress ADD CONSTRAINT watch_progress_pkey PRIMARY KEY (id);

CREATE TABLE watched_physicians (
    partner text NOT NULL COLLATE pg_catalog."C",
    rpps text NOT NULL COLLATE pg_catalog."C",
    added_at timestamp with time zone NOT NULL,
    added_revision bigint NOT NULL
);
ALTER TABLE ONLY watched_physicians ADD CONSTRAINT watched_physicians_pkey PRIMARY KEY (partner, rpps);
CREATE INDEX watched_physicians_rpps ON watched_physicians USING btree (rpps, partner);

CREATE TABLE webhook_deliveries (
    id text NOT NULL COLLATE pg_catalog."C",
    partner text NOT NULL COLLATE pg_catalog."C",
    rpps text NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    body bytea NOT NULL,
    body_hash text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    attempts integer NOT NULL,
    last_status integer NOT NULL,
    last_attempt_at timestamp with time zone,
    due_at timestamp with time zone NOT NULL,
    CONSTRAINT webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['Pending'::text, 'Delivered'::text, 'Failed'::text])))
);
ALTER TABLE ONLY webhook_deliveries ADD CONSTRAINT webhook_deliveries_partner_rpps_revision_key UNIQUE (partner, rpps, revision);
ALTER TABLE ONLY webhook_deliveries ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries USING btree (partner, due_at) WHERE (state = 'Pending'::text);
CREATE INDEX webhook_deliveries_partner ON webhook_deliveries USING btree (partner, id);
CREATE INDEX webhook_deliveries_pending ON webhook_deliveries USING btree (partner, rpps, revision) WHERE (state = 'Pending'::text);

CREATE TABLE webhooks (
    partner text NOT NULL COLLATE pg_catalog."C",
    url text NOT NULL,
    sealed_secret bytea NOT NULL,
    set_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    state text DEFAULT 'Verified'::text NOT NULL,
    challenged_at timestamp with time zone,
    event_types text DEFAULT ''::text NOT NULL,
    old_sealed_secret bytea,
    old_secret_until timestamp with time zone,
    CONSTRAINT webhooks_state_check CHECK ((state = ANY (ARRAY['Pending'::text, 'Verified'::text, 'Failed'::text])))
);
ALTER TABLE ONLY webhooks ADD CONSTRAINT webhooks_pkey PRIMARY KEY (partner);
