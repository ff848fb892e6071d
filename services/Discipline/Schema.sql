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
    j.decision_id,
    j.since AS waits_since,
    j.last_day AS last_day_of_appeal,
    j."time" AS appeal_time,
    j.final_on,
    ( SELECT min(r.lodged_on) AS min
           FROM (remedies r
             JOIN decisions d ON ((d.id = r.decision_id)))
          WHERE ((d.case_id = c.id) AND (r.kind = 'Appeal'::text))) AS appeal_lodged_on,
    COALESCE(j.practitioner_told, false) AS practitioner_told,
    x.died_on,
        CASE
            WHEN (j.state = 'Enforceable'::text) THEN 'Enforceable'::text
            WHEN (x.case_id IS NOT NULL) THEN 'EndedByDeath'::text
            WHEN (j.state IS NOT NULL) THEN j.state
            WHEN (n.kind = 'Order'::text) THEN 'EndedByOrder'::text
            WHEN (n.kind = 'Withdrawal'::text) THEN 'EndedByChamberWithdrawal'::text
            WHEN (f.case_id IS NOT NULL) THEN 'Filed'::text
            WHEN (w.council_continues = false) THEN 'Withdrawn'::text
            WHEN (m.outcome = 'Total'::text) THEN 'Conciliated'::text
            WHEN (v.outcome = 'NoReferral'::text) THEN 'NotReferred'::text
            WHEN (EXISTS ( SELECT 1
               FROM referral_versions r
              WHERE ((r.case_id = c.id) AND (NOT (EXISTS ( SELECT 1
                       FROM referral_returns b
                      WHERE ((b.case_id = r.case_id) AND (b.version >= r.version)))))))) THEN 'ReferralPrepared'::text
            WHEN (v.case_id IS NOT NULL) THEN 'Deliberated'::text
            WHEN (m.case_id IS NOT NULL) THEN 'NotConciliated'::text
            WHEN (EXISTS ( SELECT 1
               FROM conciliation_summonses s
              WHERE (s.case_id = c.id))) THEN 'ConciliationSummoned'::text
            WHEN (q.affair_id IS NOT NULL) THEN 'ComplaintRegistered'::text
            ELSE 'Opened'::text
        END AS status
   FROM ((((((((((((cases c
     JOIN affairs a ON ((a.id = c.affair_id)))
     LEFT JOIN complaints q ON ((q.affair_id = c.affair_id)))
     LEFT JOIN withdrawals w ON ((w.case_id = c.id)))
     LEFT JOIN other_council_requests o ON ((o.case_id = c.id)))
     LEFT JOIN conciliation_minutes m ON ((m.case_id = c.id)))
     LEFT JOIN deliberations v ON ((v.case_id = c.id)))
     LEFT JOIN substitution_requests u ON ((u.case_id = c.id)))
     LEFT JOIN filings f ON ((f.case_id = c.id)))
     LEFT JOIN complete_files k ON ((k.case_id = c.id)))
     LEFT JOIN case_outcomes j ON ((j.case_id = c.id)))
     LEFT JOIN deaths x ON ((x.case_id = c.id)))
     LEFT JOIN chamber_endings n ON (((n.case_id = c.id) AND (n.level = 'FirstInstance'::text))));

CREATE TABLE affair_line_candidates (
    line_id text NOT NULL,
    rpps text NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    council text NOT NULL,
    score integer NOT NULL,
    reasons text NOT NULL,
    CONSTRAINT affair_line_candidates_score_check CHECK (((score >= 0) AND (score <= 100)))
);
ALTER TABLE ONLY affair_line_candidates ADD CONSTRAINT affair_line_candidates_pkey PRIMARY KEY (line_id, rpps);
CREATE INDEX affair_line_candidates_rpps ON affair_line_candidates USING btree (rpps);
ALTER TABLE ONLY affair_line_candidates ADD CONSTRAINT affair_line_candidates_line_id_fkey FOREIGN KEY (line_id) REFERENCES affair_lines(id);

CREATE TABLE affair_lines (
    id text NOT NULL,
    affair_id text NOT NULL,
    number integer NOT NULL,
    sealed_person bytea,
    state text NOT NULL,
    problem text DEFAULT 'Unspecified'::text NOT NULL,
    doubts text DEFAULT ''::text NOT NULL,
    rpps text DEFAULT ''::text NOT NULL,
    chosen_by text DEFAULT ''::text NOT NULL,
    case_id text,
    sealed_reason bytea,
    looked_up_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    due_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT affair_lines_check CHECK (((state = 'Delivered'::text) = (case_id IS NOT NULL))),
    CONSTRAINT affair_lines_check1 CHECK (((sealed_person IS NULL) = (state = ANY (ARRAY['Delivered'::text, 'Dismissed'::text])))),
    CONSTRAINT affair_lines_number_check CHECK ((number > 1))
);
ALTER TABLE ONLY affair_lines ADD CONSTRAINT affair_lines_affair_id_number_key UNIQUE (affair_id, number);
ALTER TABLE ONLY affair_lines ADD CONSTRAINT affair_lines_pkey PRIMARY KEY (id);
CREATE INDEX affair_lines_due ON affair_lines USING btree (due_at, id) WHERE (due_at IS NOT NULL);
ALTER TABLE ONLY affair_lines ADD CONSTRAINT affair_lines_affair_id_fkey FOREIGN KEY (affair_id) REFERENCES affair_lists(affair_id);
ALTER TABLE ONLY affair_lines ADD CONSTRAINT affair_lines_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);

CREATE TABLE affair_lists (
    affair_id text NOT NULL,
    source text NOT NULL,
    imported_by text NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    CONSTRAINT affair_lists_source_check CHECK ((source <> ''::text))
);
ALTER TABLE ONLY affair_lists ADD CONSTRAINT affair_lists_pkey PRIMARY KEY (affair_id);
ALTER TABLE ONLY affair_lists ADD CONSTRAINT affair_lists_affair_id_fkey FOREIGN KEY (affair_id) REFERENCES affairs(id);

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

CREATE TABLE case_documents (
    document_id text NOT NULL,
    case_id text NOT NULL,
    kind text NOT NULL,
    sealed_title bytea NOT NULL,
    received_on date NOT NULL,
    patient_data boolean NOT NULL,
    council text,
    chamber text,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT case_documents_check CHECK (((council IS NULL) OR (chamber IS NULL)))
);
ALTER TABLE ONLY case_documents ADD CONSTRAINT case_documents_pkey PRIMARY KEY (document_id);
CREATE INDEX case_documents_chronology ON case_documents USING btree (case_id, received_on, document_id);
ALTER TABLE ONLY case_documents ADD CONSTRAINT case_documents_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);
ALTER TABLE ONLY case_documents ADD CONSTRAINT case_documents_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents(id);

CREATE TABLE case_outcomes (
    case_id text NOT NULL,
    state text NOT NULL,
    decision_id text NOT NULL,
    since date NOT NULL,
    last_day date,
    "time" bytea,
    final_on date,
    practitioner_told boolean NOT NULL,
    turns_on date
);
ALTER TABLE ONLY case_outcomes ADD CONSTRAINT case_outcomes_pkey PRIMARY KEY (case_id);
CREATE INDEX case_outcomes_turns_on ON case_outcomes USING btree (turns_on) WHERE (turns_on IS NOT NULL);
ALTER TABLE ONLY case_outcomes ADD CONSTRAINT case_outcomes_case_id_fkey FOREIGN KEY (case_id) REFERENCES filings(case_id);
ALTER TABLE ONLY case_outcomes ADD CONSTRAINT case_outcomes_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id);

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
CREATE INDEX cases_conciliating_council ON cases USING btree (conciliating_council, id) WHERE (conciliating_council IS NOT NULL);
CREATE INDEX cases_conciliating_due ON cases USING btree (conciliating_council, next_due_on, id) WHERE ((conciliating_council IS NOT NULL) AND (next_due_on IS NOT NULL));
CREATE INDEX cases_council ON cases USING btree (council, id);
CREATE INDEX cases_council_due ON cases USING btree (council, next_due_on, id) WHERE (next_due_on IS NOT NULL);
CREATE INDEX cases_due ON cases USING btree (next_due_on, id) WHERE (next_due_on IS NOT NULL);
CREATE INDEX cases_register_council ON cases USING btree (register_council, id) WHERE (register_council IS NOT NULL);
CREATE INDEX cases_register_due ON cases USING btree (register_council, next_due_on, id) WHERE ((register_council IS NOT NULL) AND (next_due_on IS NOT NULL));
CREATE INDEX cases_rpps ON cases USING btree (rpps, id);
ALTER TABLE ONLY cases ADD CONSTRAINT cases_affair_id_fkey FOREIGN KEY (affair_id) REFERENCES affairs(id);

CREATE TABLE chamber_endings (
    case_id text NOT NULL,
    level text NOT NULL,
    kind text NOT NULL,
    number integer NOT NULL,
    ended_on date NOT NULL
);
ALTER TABLE ONLY chamber_endings ADD CONSTRAINT chamber_endings_pkey PRIMARY KEY (case_id, level);
ALTER TABLE ONLY chamber_endings ADD CONSTRAINT chamber_endings_case_id_level_number_fkey FOREIGN KEY (case_id, level, number) REFERENCES president_orders(case_id, level, number);

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
    kind text NOT NULL,
    answers text,
    outcome text,
    sanction text NOT NULL,
    duration_months integer NOT NULL,
    suspended_months integer NOT NULL,
    executes_from date,
    training_ordered boolean DEFAULT false NOT NULL,
    revokes text,
    urgent boolean DEFAULT false NOT NULL,
    by_default boolean DEFAULT false NOT NULL,
    decided_on date NOT NULL,
    notified_on date,
    residence text,
    last_day_of_appeal date,
    appeal_time bytea,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    duration_days integer DEFAULT 0 NOT NULL,
    suspended_days integer DEFAULT 0 NOT NULL,
    executes_until date,
    CONSTRAINT decisions_check CHECK (((suspended_months >= 0) AND (suspended_months <= duration_months))),
    CONSTRAINT decisions_check1 CHECK (((answers IS NULL) = (kind = 'FirstInstance'::text))),
    CONSTRAINT decisions_check2 CHECK (((notified_on >= decided_on) AND (last_day_of_appeal > notified_on))),
    CONSTRAINT decisions_check3 CHECK ((executes_until >= executes_from)),
    CONSTRAINT decisions_duration_days_check CHECK ((duration_days >= 0)),
    CONSTRAINT decisions_duration_months_check CHECK ((duration_months >= 0)),
    CONSTRAINT decisions_suspended_days_check CHECK ((suspended_days >= 0))
);
ALTER TABLE ONLY decisions ADD CONSTRAINT decisions_answers_kind_key UNIQUE (answers, kind);
ALTER TABLE ONLY decisions ADD CONSTRAINT decisions_pkey PRIMARY KEY (id);
CREATE INDEX decisions_case ON decisions USING btree (case_id);
CREATE UNIQUE INDEX decisions_first_instance ON decisions USING btree (case_id) WHERE (answers IS NULL);
CREATE INDEX decisions_revokes ON decisions USING btree (revokes) WHERE (revokes IS NOT NULL);
ALTER TABLE ONLY decisions ADD CONSTRAINT decisions_answers_fkey FOREIGN KEY (answers) REFERENCES decisions(id);
ALTER TABLE ONLY decisions ADD CONSTRAINT decisions_case_id_fkey FOREIGN KEY (case_id) REFERENCES filings(case_id);
ALTER TABLE ONLY decisions ADD CONSTRAINT decisions_revokes_fkey FOREIGN KEY (revokes) REFERENCES decisions(id);

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

CREATE TABLE referral_returns (
    case_id text NOT NULL,
    version bigint NOT NULL,
    reason text NOT NULL,
    returned_by text NOT NULL,
    returned_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY referral_returns ADD CONSTRAINT referral_returns_pkey PRIMARY KEY (case_id, version);
ALTER TABLE ONLY referral_returns ADD CONSTRAINT referral_returns_case_id_version_fkey FOREIGN KEY (case_id, version) REFERENCES referral_versions(case_id, version);

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

CREATE TABLE remedies (
    id text NOT NULL,
    decision_id text NOT NULL,
    kind text NOT NULL,
    appellant text NOT NULL,
    lodged_on date NOT NULL,
    received_on date,
    cause_known_on date,
    outcome text,
    outcome_on date,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT remedies_check CHECK (((outcome IS NULL) = (outcome_on IS NULL))),
    CONSTRAINT remedies_check1 CHECK ((received_on >= lodged_on))
);
ALTER TABLE ONLY remedies ADD CONSTRAINT remedies_decision_id_kind_appellant_key UNIQUE (decision_id, kind, appellant);
ALTER TABLE ONLY remedies ADD CONSTRAINT remedies_pkey PRIMARY KEY (id);
ALTER TABLE ONLY remedies ADD CONSTRAINT remedies_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id);

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

CREATE TABLE chamber_numbers (
    chamber text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT chamber_numbers_last_check CHECK ((last > 0))
);
ALTER TABLE ONLY chamber_numbers ADD CONSTRAINT chamber_numbers_pkey PRIMARY KEY (chamber, year);

CREATE TABLE chamber_registrations (
    case_id text NOT NULL,
    level text NOT NULL,
    chamber text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    registered_on date NOT NULL,
    urgent boolean NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT chamber_registrations_chamber_check CHECK ((chamber <> ''::text)),
    CONSTRAINT chamber_registrations_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY chamber_registrations ADD CONSTRAINT chamber_registrations_chamber_year_number_key UNIQUE (chamber, year, number);
ALTER TABLE ONLY chamber_registrations ADD CONSTRAINT chamber_registrations_pkey PRIMARY KEY (case_id, level);
ALTER TABLE ONLY chamber_registrations ADD CONSTRAINT chamber_registrations_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id);

CREATE TABLE chamber_withdrawals (
    case_id text NOT NULL,
    level text NOT NULL,
    party text NOT NULL,
    withdrawn_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chamber_withdrawals ADD CONSTRAINT chamber_withdrawals_pkey PRIMARY KEY (case_id, level, party);
ALTER TABLE ONLY chamber_withdrawals ADD CONSTRAINT chamber_withdrawals_case_id_level_fkey FOREIGN KEY (case_id, level) REFERENCES chamber_registrations(case_id, level);

CREATE TABLE closures (
    case_id text NOT NULL,
    level text NOT NULL,
    number integer NOT NULL,
    ordered_on date NOT NULL,
    sent_on date NOT NULL,
    closes_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT closures_check CHECK ((closes_on >= ordered_on)),
    CONSTRAINT closures_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY closures ADD CONSTRAINT closures_pkey PRIMARY KEY (case_id, level, number);
ALTER TABLE ONLY closures ADD CONSTRAINT closures_case_id_level_fkey FOREIGN KEY (case_id, level) REFERENCES chamber_registrations(case_id, level);

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

CREATE TABLE decision_notifications (
    decision_id text NOT NULL,
    addressee text NOT NULL,
    sent_on date NOT NULL,
    outcome text,
    outcome_on date,
    time_limit_stated boolean NOT NULL,
    residence text NOT NULL,
    last_day date,
    "time" bytea,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT decision_notifications_check CHECK (((outcome IS NULL) = (outcome_on IS NULL))),
    CONSTRAINT decision_notifications_check1 CHECK ((outcome_on >= sent_on))
);
ALTER TABLE ONLY decision_notifications ADD CONSTRAINT decision_notifications_pkey PRIMARY KEY (decision_id, addressee);
ALTER TABLE ONLY decision_notifications ADD CONSTRAINT decision_notifications_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id);

CREATE TABLE deliberation_members (
    case_id text NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    recused boolean NOT NULL,
    CONSTRAINT deliberation_members_name_check CHECK ((name <> ''::text))
);
ALTER TABLE ONLY deliberation_members ADD CONSTRAINT deliberation_members_pkey PRIMARY KEY (case_id, "position");
ALTER TABLE ONLY deliberation_members ADD CONSTRAINT deliberation_members_case_id_fkey FOREIGN KEY (case_id) REFERENCES deliberations(case_id);

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

CREATE TABLE enforcements (
    decision_id text NOT NULL,
    enforceable_on date NOT NULL,
    enforced_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY enforcements ADD CONSTRAINT enforcements_pkey PRIMARY KEY (decision_id);
ALTER TABLE ONLY enforcements ADD CONSTRAINT enforcements_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id);

CREATE TABLE hearing_attendances (
    hearing_id text NOT NULL,
    party text NOT NULL
);
ALTER TABLE ONLY hearing_attendances ADD CONSTRAINT hearing_attendances_pkey PRIMARY KEY (hearing_id, party);
ALTER TABLE ONLY hearing_attendances ADD CONSTRAINT hearing_attendances_hearing_id_fkey FOREIGN KEY (hearing_id) REFERENCES hearing_outcomes(hearing_id);

CREATE TABLE hearing_members (
    hearing_id text NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    council text NOT NULL,
    CONSTRAINT hearing_members_name_check CHECK ((name <> ''::text))
);
ALTER TABLE ONLY hearing_members ADD CONSTRAINT hearing_members_pkey PRIMARY KEY (hearing_id, "position");
ALTER TABLE ONLY hearing_members ADD CONSTRAINT hearing_members_hearing_id_fkey FOREIGN KEY (hearing_id) REFERENCES hearings(id);

CREATE TABLE hearing_outcomes (
    hearing_id text NOT NULL,
    outcome text NOT NULL,
    decided_on date NOT NULL,
    silence_told boolean NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY hearing_outcomes ADD CONSTRAINT hearing_outcomes_pkey PRIMARY KEY (hearing_id);
ALTER TABLE ONLY hearing_outcomes ADD CONSTRAINT hearing_outcomes_hearing_id_fkey FOREIGN KEY (hearing_id) REFERENCES hearings(id);

CREATE TABLE hearing_summonses (
    hearing_id text NOT NULL,
    party text NOT NULL,
    number integer NOT NULL,
    residence text NOT NULL,
    sent_on date NOT NULL,
    reached_on date,
    silence_told boolean NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT hearing_summonses_check CHECK (((reached_on IS NULL) OR (reached_on >= sent_on))),
    CONSTRAINT hearing_summonses_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY hearing_summonses ADD CONSTRAINT hearing_summonses_pkey PRIMARY KEY (hearing_id, party, number);
ALTER TABLE ONLY hearing_summonses ADD CONSTRAINT hearing_summonses_hearing_id_fkey FOREIGN KEY (hearing_id) REFERENCES hearings(id);

CREATE TABLE hearings (
    id text NOT NULL,
    case_id text NOT NULL,
    level text NOT NULL,
    number integer NOT NULL,
    chamber text NOT NULL,
    hearing_on date NOT NULL,
    starts_at text NOT NULL,
    place text NOT NULL,
    publicity text NOT NULL,
    closed_in_part boolean NOT NULL,
    set_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT hearings_chamber_check CHECK ((chamber <> ''::text)),
    CONSTRAINT hearings_check CHECK ((hearing_on >= set_on)),
    CONSTRAINT hearings_number_check CHECK ((number > 0)),
    CONSTRAINT hearings_place_check CHECK ((place <> ''::text))
);
ALTER TABLE ONLY hearings ADD CONSTRAINT hearings_case_id_level_number_key UNIQUE (case_id, level, number);
ALTER TABLE ONLY hearings ADD CONSTRAINT hearings_pkey PRIMARY KEY (id);
CREATE INDEX hearings_by_day ON hearings USING btree (hearing_on, starts_at, id);
CREATE INDEX hearings_of_chamber ON hearings USING btree (chamber, hearing_on, starts_at, id);
ALTER TABLE ONLY hearings ADD CONSTRAINT hearings_case_id_level_fkey FOREIGN KEY (case_id, level) REFERENCES chamber_registrations(case_id, level);

CREATE TABLE insurance_sanctions (
    case_id text NOT NULL,
    kind text NOT NULL,
    firm_months integer NOT NULL,
    final_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT insurance_sanctions_firm_months_check CHECK ((firm_months >= 0))
);
ALTER TABLE ONLY insurance_sanctions ADD CONSTRAINT insurance_sanctions_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY insurance_sanctions ADD CONSTRAINT insurance_sanctions_case_id_fkey FOREIGN KEY (case_id) REFERENCES filings(case_id);

CREATE TABLE memoranda (
    case_id text NOT NULL,
    level text NOT NULL,
    number integer NOT NULL,
    party text NOT NULL,
    title text NOT NULL,
    received_on date NOT NULL,
    posted_on date,
    request integer,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT memoranda_number_check CHECK ((number > 0)),
    CONSTRAINT memoranda_title_check CHECK ((title <> ''::text))
);
ALTER TABLE ONLY memoranda ADD CONSTRAINT memoranda_pkey PRIMARY KEY (case_id, level, number);
ALTER TABLE ONLY memoranda ADD CONSTRAINT memoranda_case_id_level_fkey FOREIGN KEY (case_id, level) REFERENCES chamber_registrations(case_id, level);
ALTER TABLE ONLY memoranda ADD CONSTRAINT memoranda_case_id_level_request_fkey FOREIGN KEY (case_id, level, request) REFERENCES memorandum_requests(case_id, level, number);

CREATE TABLE memorandum_receipts (
    case_id text NOT NULL,
    level text NOT NULL,
    number integer NOT NULL,
    received_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY memorandum_receipts ADD CONSTRAINT memorandum_receipts_pkey PRIMARY KEY (case_id, level, number);
ALTER TABLE ONLY memorandum_receipts ADD CONSTRAINT memorandum_receipts_case_id_level_number_fkey FOREIGN KEY (case_id, level, number) REFERENCES memorandum_requests(case_id, level, number);

CREATE TABLE memorandum_requests (
    case_id text NOT NULL,
    level text NOT NULL,
    number integer NOT NULL,
    party text NOT NULL,
    kind text NOT NULL,
    asked_on date NOT NULL,
    given_until date,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT memorandum_requests_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY memorandum_requests ADD CONSTRAINT memorandum_requests_pkey PRIMARY KEY (case_id, level, number);
ALTER TABLE ONLY memorandum_requests ADD CONSTRAINT memorandum_requests_case_id_level_fkey FOREIGN KEY (case_id, level) REFERENCES chamber_registrations(case_id, level);

CREATE TABLE national_follow_ups (
    id text NOT NULL,
    affair_id text NOT NULL,
    line_id text,
    outcome text NOT NULL,
    decided_on date NOT NULL,
    sealed_reasons bytea NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY national_follow_ups ADD CONSTRAINT national_follow_ups_pkey PRIMARY KEY (id);
CREATE INDEX national_follow_ups_affair ON national_follow_ups USING btree (affair_id, id);
ALTER TABLE ONLY national_follow_ups ADD CONSTRAINT national_follow_ups_affair_id_fkey FOREIGN KEY (affair_id) REFERENCES affairs(id);
ALTER TABLE ONLY national_follow_ups ADD CONSTRAINT national_follow_ups_line_id_fkey FOREIGN KEY (line_id) REFERENCES affair_lines(id);

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

CREATE TABLE president_orders (
    case_id text NOT NULL,
    level text NOT NULL,
    number integer NOT NULL,
    ground text NOT NULL,
    decided_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT president_orders_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY president_orders ADD CONSTRAINT president_orders_pkey PRIMARY KEY (case_id, level, number);
ALTER TABLE ONLY president_orders ADD CONSTRAINT president_orders_case_id_level_fkey FOREIGN KEY (case_id, level) REFERENCES chamber_registrations(case_id, level);

CREATE TABLE protection_keys (
    number integer NOT NULL,
    name text NOT NULL,
    xml text NOT NULL
);
ALTER TABLE ONLY protection_keys ADD CONSTRAINT protection_keys_pkey PRIMARY KEY (number);

CREATE TABLE public_decision_versions (
    decision_id text NOT NULL,
    version integer NOT NULL,
    text text NOT NULL,
    chamber text NOT NULL,
    prepared_by text NOT NULL,
    prepared_at timestamp with time zone NOT NULL,
    withdrawn boolean DEFAULT false NOT NULL,
    CONSTRAINT public_decision_versions_text_check CHECK ((text <> ''::text)),
    CONSTRAINT public_decision_versions_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public_decision_versions ADD CONSTRAINT public_decision_versions_pkey PRIMARY KEY (decision_id, version);
ALTER TABLE ONLY public_decision_versions ADD CONSTRAINT public_decision_versions_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id);

CREATE TABLE public_decision_words (
    rowid bigint NOT NULL,
    folded text NOT NULL,
    tags text NOT NULL,
    words tsvector GENERATED ALWAYS AS ((to_tsvector('french'::regconfig, folded) || to_tsvector('simple'::regconfig, ((tags || ' éq'::text) || ((rowid >> 48))::text)))) STORED
)
WITH (toast_tuple_target='128');
ALTER TABLE ONLY public_decision_words ALTER COLUMN folded SET STORAGE EXTERNAL;
ALTER TABLE ONLY public_decision_words ALTER COLUMN words SET STORAGE EXTERNAL;
ALTER TABLE ONLY public_decision_words ADD CONSTRAINT public_decision_words_pkey PRIMARY KEY (rowid);
CREATE INDEX public_decision_words_words ON public_decision_words USING gin (words);

CREATE TABLE public_decisions (
    decision_id text NOT NULL,
    version integer NOT NULL,
    number bigint NOT NULL,
    sanction text NOT NULL,
    year integer NOT NULL,
    articles text NOT NULL,
    approved_by text NOT NULL,
    approved_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public_decisions ADD CONSTRAINT public_decisions_number_key UNIQUE (number);
ALTER TABLE ONLY public_decisions ADD CONSTRAINT public_decisions_pkey PRIMARY KEY (decision_id);
ALTER TABLE ONLY public_decisions ADD CONSTRAINT public_decisions_decision_id_version_fkey FOREIGN KEY (decision_id, version) REFERENCES public_decision_versions(decision_id, version);

CREATE TABLE rapporteurs (
    case_id text NOT NULL,
    level text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    council text NOT NULL,
    appointed_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT rapporteurs_name_check CHECK ((name <> ''::text)),
    CONSTRAINT rapporteurs_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY rapporteurs ADD CONSTRAINT rapporteurs_pkey PRIMARY KEY (case_id, level, number);
ALTER TABLE ONLY rapporteurs ADD CONSTRAINT rapporteurs_case_id_level_fkey FOREIGN KEY (case_id, level) REFERENCES chamber_registrations(case_id, level);

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

CREATE TABLE rectifications (
    decision_id text NOT NULL,
    ordered_on date NOT NULL,
    notified_on date NOT NULL,
    last_day date,
    "time" bytea,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT rectifications_check CHECK ((notified_on >= ordered_on))
);
ALTER TABLE ONLY rectifications ADD CONSTRAINT rectifications_pkey PRIMARY KEY (decision_id);
ALTER TABLE ONLY rectifications ADD CONSTRAINT rectifications_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id);

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

CREATE TABLE register_effects (
    key text NOT NULL,
    case_id text NOT NULL,
    sanction text NOT NULL,
    from_day date NOT NULL,
    until date,
    withdrawn boolean DEFAULT false NOT NULL,
    CONSTRAINT register_effects_check CHECK ((until >= from_day))
);
ALTER TABLE ONLY register_effects ADD CONSTRAINT register_effects_pkey PRIMARY KEY (key);
CREATE INDEX register_effects_case ON register_effects USING btree (case_id);
ALTER TABLE ONLY register_effects ADD CONSTRAINT register_effects_case_id_fkey FOREIGN KEY (case_id) REFERENCES filings(case_id);

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

CREATE TABLE reopenings (
    case_id text NOT NULL,
    level text NOT NULL,
    number integer NOT NULL,
    reopened_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY reopenings ADD CONSTRAINT reopenings_pkey PRIMARY KEY (case_id, level, number);
ALTER TABLE ONLY reopenings ADD CONSTRAINT reopenings_case_id_level_number_fkey FOREIGN KEY (case_id, level, number) REFERENCES closures(case_id, level, number);

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

CREATE TABLE stays (
    remedy_id text NOT NULL,
    from_day date NOT NULL,
    ended_on date,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT stays_check CHECK ((ended_on >= from_day))
);
ALTER TABLE ONLY stays ADD CONSTRAINT stays_pkey PRIMARY KEY (remedy_id, from_day);
ALTER TABLE ONLY stays ADD CONSTRAINT stays_remedy_id_fkey FOREIGN KEY (remedy_id) REFERENCES remedies(id);

CREATE TABLE transfer_requests (
    id text NOT NULL,
    case_id text NOT NULL,
    ground text NOT NULL,
    party text,
    chamber text NOT NULL,
    asked_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT transfer_requests_chamber_check CHECK ((chamber <> ''::text))
);
ALTER TABLE ONLY transfer_requests ADD CONSTRAINT transfer_requests_pkey PRIMARY KEY (id);
CREATE INDEX transfer_requests_case ON transfer_requests USING btree (case_id, id);
ALTER TABLE ONLY transfer_requests ADD CONSTRAINT transfer_requests_case_id_fkey FOREIGN KEY (case_id) REFERENCES filings(case_id);

CREATE TABLE transfers (
    case_id text NOT NULL,
    number integer NOT NULL,
    ground text NOT NULL,
    request_id text,
    from_chamber text NOT NULL,
    to_chamber text NOT NULL,
    ordered_on date NOT NULL,
    from_year integer,
    from_number integer,
    from_registered_on date,
    rapporteurs integer NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT transfers_check CHECK ((from_chamber <> to_chamber)),
    CONSTRAINT transfers_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY transfers ADD CONSTRAINT transfers_pkey PRIMARY KEY (case_id, number);
ALTER TABLE ONLY transfers ADD CONSTRAINT transfers_request_id_key UNIQUE (request_id);
CREATE INDEX transfers_from ON transfers USING btree (from_chamber, case_id);
ALTER TABLE ONLY transfers ADD CONSTRAINT transfers_case_id_fkey FOREIGN KEY (case_id) REFERENCES filings(case_id);
ALTER TABLE ONLY transfers ADD CONSTRAINT transfers_request_id_fkey FOREIGN KEY (request_id) REFERENCES transfer_requests(id);
