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

CREATE VIEW case_overview AS
 SELECT c.id,
    c.affair_id,
    c."position",
    c.rpps,
    c.council,
    c.respondent_name,
    c.respondent_kind,
    c.conciliating_council,
    c.register_council,
    c.version,
    c.next_due_on,
    c.next_deadline,
    c.clock_key,
    a.title,
    a.facts,
    a.facts_on,
    a.opened_at,
    q.affair_id AS complaint_id,
    q.year AS complaint_year,
    q.number AS complaint_number,
    q.registered_on,
    q.regime,
    q.author_kind,
    q.sealed_facts,
    w.withdrawn_on,
    w.council_continues,
    o.requested_on AS other_council_asked_on,
    ( SELECT max(s.sent_on) AS max
           FROM conciliation_summonses s
          WHERE (s.case_id = c.id)) AS summoned_on,
    m.held_on,
    m.outcome AS conciliation,
    v.deliberated_on,
    v.outcome AS deliberation,
    u.asked_on AS substitution_asked_on,
    f.chamber,
    f.filed_on,
    k.complete_on,
    k.decision_due_on,
    k.decision_time,
    d.id AS decision_id,
    d.last_day_of_appeal,
    d.appeal_time,
    p.lodged_on AS appeal_lodged_on,
    x.died_on,
        CASE
            WHEN (e.decision_id IS NOT NULL) THEN 'Enforceable'::text
            WHEN (x.case_id IS NOT NULL) THEN 'EndedByDeath'::text
            WHEN (p.id IS NOT NULL) THEN 'Appealed'::text
            WHEN (d.id IS NOT NULL) THEN 'Decided'::text
            WHEN (f.case_id IS NOT NULL) THEN 'Filed'::text
            WHEN (w.council_continues = false) THEN 'Withdrawn'::text
            WHEN (m.outcome = 'Total'::text) THEN 'Conciliated'::text
            WHEN (v.outcome = 'NoReferral'::text) THEN 'NotReferred'::text
            WHEN (EXISTS ( SELECT 1
               FROM referral_versions r
              WHERE (r.case_id = c.id))) THEN 'ReferralPrepared'::text
            WHEN (v.case_id IS NOT NULL) THEN 'Deliberated'::text
            WHEN (m.case_id IS NOT NULL) THEN 'NotConciliated'::text
            WHEN (EXISTS ( SELECT 1
               FROM conciliation_summonses s
              WHERE (s.case_id = c.id))) THEN 'ConciliationSummoned'::text
            WHEN (q.affair_id IS NOT NULL) THEN 'ComplaintRegistered'::text
            ELSE 'Opened'::text
        END AS status
   FROM (((((((((((((cases c
     JOIN affairs a ON ((a.id = c.affair_id)))
     LEFT JOIN complaints q ON ((q.affair_id = c.affair_id)))
     LEFT JOIN withdrawals w ON ((w.case_id = c.id)))
     LEFT JOIN other_council_requests o ON ((o.case_id = c.id)))
     LEFT JOIN conciliation_minutes m ON ((m.case_id = c.id)))
     LEFT JOIN deliberations v ON ((v.case_id = c.id)))
     LEFT JOIN substitution_requests u ON ((u.case_id = c.id)))
     LEFT JOIN filings f ON ((f.case_id = c.id)))
     LEFT JOIN complete_files k ON ((k.case_id = c.id)))
     LEFT JOIN decisions d ON ((d.case_id = c.id)))
     LEFT JOIN appeals p ON ((p.decision_id = d.id)))
     LEFT JOIN enforcements e ON ((e.decision_id = d.id)))
     LEFT JOIN deaths x ON ((x.case_id = c.id)));

CREATE TABLE affairs (
    id text NOT NULL,
    title text NOT NULL,
    facts text NOT NULL,
    facts_on date NOT NULL,
    opened_by text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    CONSTRAINT affairs_facts_check CHECK ((facts <> ''::text)),
    CONSTRAINT affairs_title_check CHECK ((title <> ''::text))
);
ALTER TABLE ONLY affairs ADD CONSTRAINT affairs_pkey PRIMARY KEY (id);

CREATE TABLE appeals (
    id text NOT NULL,
    decision_id text NOT NULL,
    lodged_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY appeals ADD CONSTRAINT appeals_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY appeals ADD CONSTRAINT appeals_pkey PRIMARY KEY (id);
ALTER TABLE ONLY appeals ADD CONSTRAINT appeals_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id);

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

CREATE TABLE calendar_feeds (
    id text NOT NULL,
    council text NOT NULL,
    chamber text NOT NULL,
    label text NOT NULL,
    secret_hash text NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT calendar_feeds_check CHECK (((council = ''::text) <> (chamber = ''::text))),
    CONSTRAINT calendar_feeds_label_check CHECK ((label <> ''::text))
);
ALTER TABLE ONLY calendar_feeds ADD CONSTRAINT calendar_feeds_pkey PRIMARY KEY (id);
ALTER TABLE ONLY calendar_feeds ADD CONSTRAINT calendar_feeds_secret_hash_key UNIQUE (secret_hash);
CREATE INDEX calendar_feeds_owner ON calendar_feeds USING btree (council, chamber, id);

CREATE TABLE cases (
    id text NOT NULL,
    affair_id text NOT NULL,
    "position" integer NOT NULL,
    rpps text NOT NULL,
    council text NOT NULL,
    respondent_name text DEFAULT ''::text NOT NULL,
    respondent_kind text DEFAULT 'Registered'::text NOT NULL,
    conciliating_council text,
    register_council text,
    version integer DEFAULT 1 NOT NULL,
    next_due_on date,
    next_deadline bytea,
    clock_key text DEFAULT ''::text NOT NULL,
    CONSTRAINT cases_council_check CHECK ((council <> ''::text)),
    CONSTRAINT cases_rpps_check CHECK ((length(rpps) = 11))
);
ALTER TABLE ONLY cases ADD CONSTRAINT cases_affair_id_rpps_key UNIQUE (affair_id, rpps);
ALTER TABLE ONLY cases ADD CONSTRAINT cases_pkey PRIMARY KEY (id);
CREATE INDEX cases_conciliating_council ON cases USING btree (conciliating_council) WHERE (conciliating_council IS NOT NULL);
CREATE INDEX cases_council ON cases USING btree (council, id);
CREATE INDEX cases_due ON cases USING btree (next_due_on, id) WHERE (next_due_on IS NOT NULL);
CREATE INDEX cases_register_council ON cases USING btree (register_council) WHERE (register_council IS NOT NULL);
CREATE INDEX cases_rpps ON cases USING btree (rpps, id);
ALTER TABLE ONLY cases ADD CONSTRAINT cases_affair_id_fkey FOREIGN KEY (affair_id) REFERENCES affairs(id);

CREATE TABLE complaints (
    affair_id text NOT NULL,
    council text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    registered_on date NOT NULL,
    regime text NOT NULL,
    author_kind text NOT NULL,
    sealed_author bytea NOT NULL,
    sealed_facts bytea NOT NULL,
    place text NOT NULL,
    signed boolean NOT NULL,
    deliberation_attached boolean NOT NULL,
    copies integer NOT NULL,
    CONSTRAINT complaints_copies_check CHECK ((copies >= 0)),
    CONSTRAINT complaints_council_check CHECK ((council <> ''::text)),
    CONSTRAINT complaints_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY complaints ADD CONSTRAINT complaints_council_year_number_key UNIQUE (council, year, number);
ALTER TABLE ONLY complaints ADD CONSTRAINT complaints_pkey PRIMARY KEY (affair_id);
ALTER TABLE ONLY complaints ADD CONSTRAINT complaints_affair_id_fkey FOREIGN KEY (affair_id) REFERENCES affairs(id);

CREATE TABLE complete_files (
    case_id text NOT NULL,
    complete_on date NOT NULL,
    decision_due_on date,
    decision_time bytea,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY complete_files ADD CONSTRAINT complete_files_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY complete_files ADD CONSTRAINT complete_files_case_id_fkey FOREIGN KEY (case_id) REFERENCES filings(case_id);

CREATE TABLE conciliation_minutes (
    case_id text NOT NULL,
    held_on date NOT NULL,
    outcome text NOT NULL,
    sealed_disagreements bytea,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY conciliation_minutes ADD CONSTRAINT conciliation_minutes_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY conciliation_minutes ADD CONSTRAINT conciliation_minutes_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);

CREATE TABLE conciliation_summonses (
    case_id text NOT NULL,
    number integer NOT NULL,
    sent_on date NOT NULL,
    meeting_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT conciliation_summonses_check CHECK ((meeting_on >= sent_on)),
    CONSTRAINT conciliation_summonses_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY conciliation_summonses ADD CONSTRAINT conciliation_summonses_pkey PRIMARY KEY (case_id, number);
ALTER TABLE ONLY conciliation_summonses ADD CONSTRAINT conciliation_summonses_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);

CREATE TABLE deaths (
    case_id text NOT NULL,
    died_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY deaths ADD CONSTRAINT deaths_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY deaths ADD CONSTRAINT deaths_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);

CREATE TABLE decisions (
    id text NOT NULL,
    case_id text NOT NULL,
    sanction text NOT NULL,
    duration_months integer NOT NULL,
    suspended_months integer NOT NULL,
    decided_on date NOT NULL,
    notified_on date NOT NULL,
    last_day_of_appeal date NOT NULL,
    appeal_time bytea NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT decisions_check CHECK (((suspended_months >= 0) AND (suspended_months <= duration_months))),
    CONSTRAINT decisions_check1 CHECK (((notified_on >= decided_on) AND (last_day_of_appeal > notified_on))),
    CONSTRAINT decisions_duration_months_check CHECK ((duration_months >= 0))
);
ALTER TABLE ONLY decisions ADD CONSTRAINT decisions_case_id_key UNIQUE (case_id);
ALTER TABLE ONLY decisions ADD CONSTRAINT decisions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY decisions ADD CONSTRAINT decisions_case_id_fkey FOREIGN KEY (case_id) REFERENCES filings(case_id);

CREATE TABLE deliberations (
    case_id text NOT NULL,
    deliberated_on date NOT NULL,
    outcome text NOT NULL,
    votes_for integer NOT NULL,
    votes_against integer NOT NULL,
    abstentions integer NOT NULL,
    reasoned_opinion text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT deliberations_abstentions_check CHECK ((abstentions >= 0)),
    CONSTRAINT deliberations_check CHECK ((votes_for > votes_against)),
    CONSTRAINT deliberations_reasoned_opinion_check CHECK ((reasoned_opinion <> ''::text)),
    CONSTRAINT deliberations_votes_against_check CHECK ((votes_against >= 0))
);
ALTER TABLE ONLY deliberations ADD CONSTRAINT deliberations_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY deliberations ADD CONSTRAINT deliberations_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);

CREATE TABLE enforcements (
    decision_id text NOT NULL,
    enforceable_on date NOT NULL,
    enforced_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY enforcements ADD CONSTRAINT enforcements_pkey PRIMARY KEY (decision_id);
ALTER TABLE ONLY enforcements ADD CONSTRAINT enforcements_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id);

CREATE TABLE filings (
    case_id text NOT NULL,
    version integer NOT NULL,
    chamber text NOT NULL,
    signed_by text NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    filed_on date NOT NULL,
    decision_due_on date NOT NULL
);
ALTER TABLE ONLY filings ADD CONSTRAINT filings_pkey PRIMARY KEY (case_id);
CREATE INDEX filings_chamber ON filings USING btree (chamber, case_id);
ALTER TABLE ONLY filings ADD CONSTRAINT filings_case_id_version_fkey FOREIGN KEY (case_id, version) REFERENCES referral_versions(case_id, version);

CREATE TABLE other_council_requests (
    case_id text NOT NULL,
    requested_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY other_council_requests ADD CONSTRAINT other_council_requests_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY other_council_requests ADD CONSTRAINT other_council_requests_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);

CREATE TABLE referral_versions (
    case_id text NOT NULL,
    version integer NOT NULL,
    chamber text NOT NULL,
    reasoned_opinion text NOT NULL,
    deliberated_on date NOT NULL,
    prepared_by text NOT NULL,
    prepared_at timestamp with time zone NOT NULL,
    CONSTRAINT referral_versions_chamber_check CHECK ((chamber <> ''::text)),
    CONSTRAINT referral_versions_reasoned_opinion_check CHECK ((reasoned_opinion <> ''::text)),
    CONSTRAINT referral_versions_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY referral_versions ADD CONSTRAINT referral_versions_pkey PRIMARY KEY (case_id, version);
ALTER TABLE ONLY referral_versions ADD CONSTRAINT referral_versions_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);

CREATE TABLE substitution_requests (
    case_id text NOT NULL,
    asked_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY substitution_requests ADD CONSTRAINT substitution_requests_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY substitution_requests ADD CONSTRAINT substitution_requests_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);

CREATE TABLE withdrawals (
    case_id text NOT NULL,
    withdrawn_on date NOT NULL,
    council_continues boolean NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY withdrawals ADD CONSTRAINT withdrawals_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY withdrawals ADD CONSTRAINT withdrawals_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);

CREATE TABLE complaint_documents (
    complaint_id text NOT NULL,
    "position" integer NOT NULL,
    title text NOT NULL,
    received_on date NOT NULL,
    CONSTRAINT complaint_documents_title_check CHECK ((title <> ''::text))
);
ALTER TABLE ONLY complaint_documents ADD CONSTRAINT complaint_documents_pkey PRIMARY KEY (complaint_id, "position");
ALTER TABLE ONLY complaint_documents ADD CONSTRAINT complaint_documents_complaint_id_fkey FOREIGN KEY (complaint_id) REFERENCES complaints(affair_id);

CREATE TABLE complaint_grievances (
    complaint_id text NOT NULL,
    article text NOT NULL
);
ALTER TABLE ONLY complaint_grievances ADD CONSTRAINT complaint_grievances_pkey PRIMARY KEY (complaint_id, article);
ALTER TABLE ONLY complaint_grievances ADD CONSTRAINT complaint_grievances_complaint_id_fkey FOREIGN KEY (complaint_id) REFERENCES complaints(affair_id);

CREATE TABLE complaint_notices (
    complaint_id text NOT NULL,
    notice text NOT NULL,
    sent_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY complaint_notices ADD CONSTRAINT complaint_notices_pkey PRIMARY KEY (complaint_id, notice);
ALTER TABLE ONLY complaint_notices ADD CONSTRAINT complaint_notices_complaint_id_fkey FOREIGN KEY (complaint_id) REFERENCES complaints(affair_id);

CREATE TABLE complaint_numbers (
    council text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT complaint_numbers_last_check CHECK ((last > 0))
);
ALTER TABLE ONLY complaint_numbers ADD CONSTRAINT complaint_numbers_pkey PRIMARY KEY (council, year);

CREATE TABLE conciliators (
    case_id text NOT NULL,
    number integer NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    CONSTRAINT conciliators_name_check CHECK ((name <> ''::text))
);
ALTER TABLE ONLY conciliators ADD CONSTRAINT conciliators_pkey PRIMARY KEY (case_id, number, "position");
ALTER TABLE ONLY conciliators ADD CONSTRAINT conciliators_case_id_number_fkey FOREIGN KEY (case_id, number) REFERENCES conciliation_summonses(case_id, number);

CREATE TABLE deliberation_members (
    case_id text NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    recused boolean NOT NULL,
    CONSTRAINT deliberation_members_name_check CHECK ((name <> ''::text))
);
ALTER TABLE ONLY deliberation_members ADD CONSTRAINT deliberation_members_pkey PRIMARY KEY (case_id, "position");
ALTER TABLE ONLY deliberation_members ADD CONSTRAINT deliberation_members_case_id_fkey FOREIGN KEY (case_id) REFERENCES deliberations(case_id);

CREATE TABLE other_council_answers (
    case_id text NOT NULL,
    council text NOT NULL,
    named_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT other_council_answers_council_check CHECK ((council <> ''::text))
);
ALTER TABLE ONLY other_council_answers ADD CONSTRAINT other_council_answers_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY other_council_answers ADD CONSTRAINT other_council_answers_case_id_fkey FOREIGN KEY (case_id) REFERENCES other_council_requests(case_id);

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

CREATE TABLE referral_articles (
    case_id text NOT NULL,
    version integer NOT NULL,
    article integer NOT NULL,
    CONSTRAINT referral_articles_article_check CHECK (((article >= 1) AND (article <= 112)))
);
ALTER TABLE ONLY referral_articles ADD CONSTRAINT referral_articles_pkey PRIMARY KEY (case_id, version, article);
ALTER TABLE ONLY referral_articles ADD CONSTRAINT referral_articles_case_id_version_fkey FOREIGN KEY (case_id, version) REFERENCES referral_versions(case_id, version);

CREATE TABLE referral_subarticles (
    case_id text NOT NULL,
    version integer NOT NULL,
    article text NOT NULL
);
ALTER TABLE ONLY referral_subarticles ADD CONSTRAINT referral_subarticles_pkey PRIMARY KEY (case_id, version, article);
ALTER TABLE ONLY referral_subarticles ADD CONSTRAINT referral_subarticles_case_id_version_fkey FOREIGN KEY (case_id, version) REFERENCES referral_versions(case_id, version);

CREATE TABLE regularisation_answers (
    complaint_id text NOT NULL,
    number integer NOT NULL,
    answered_on date NOT NULL,
    signed boolean NOT NULL,
    deliberation_attached boolean NOT NULL,
    copies integer NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT regularisation_answers_copies_check CHECK ((copies >= 0))
);
ALTER TABLE ONLY regularisation_answers ADD CONSTRAINT regularisation_answers_pkey PRIMARY KEY (complaint_id, number);
ALTER TABLE ONLY regularisation_answers ADD CONSTRAINT regularisation_answers_complaint_id_number_fkey FOREIGN KEY (complaint_id, number) REFERENCES regularisation_demands(complaint_id, number);

CREATE TABLE regularisation_demands (
    complaint_id text NOT NULL,
    number integer NOT NULL,
    demanded_on date NOT NULL,
    answer_by date NOT NULL,
    lacks text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT regularisation_demands_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY regularisation_demands ADD CONSTRAINT regularisation_demands_pkey PRIMARY KEY (complaint_id, number);
ALTER TABLE ONLY regularisation_demands ADD CONSTRAINT regularisation_demands_complaint_id_fkey FOREIGN KEY (complaint_id) REFERENCES complaints(affair_id);

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

CREATE TABLE running_appeal_times (
    decision_id text NOT NULL,
    last_day date NOT NULL
);
ALTER TABLE ONLY running_appeal_times ADD CONSTRAINT running_appeal_times_pkey PRIMARY KEY (decision_id);
CREATE INDEX running_appeal_times_last_day ON running_appeal_times USING btree (last_day);
ALTER TABLE ONLY running_appeal_times ADD CONSTRAINT running_appeal_times_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id);

CREATE TABLE schema_migrations (
    component text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY schema_migrations ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (component, number);
