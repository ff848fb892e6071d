-- Documents of cases. The bytes lie in the document storage; the title is sealed to the document and its case.
create table case_documents (
    document_id text not null primary key references documents (id),
    case_id text not null references cases (id),
    kind text not null,
    sealed_title bytea not null,
    received_on date not null,
    patient_data boolean not null,
    -- The body that added it. Neither: the national chamber.
    council text,
    chamber text,
    media_type text not null,
    size bigint not null,
    sha256 text not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    check (council is null or chamber is null)
);
create index case_documents_chronology on case_documents (case_id, received_on, document_id);

-- The text of a decision without the names, written by one person of the chamber and approved by another.
create table public_decision_versions (
    decision_id text not null references decisions (id),
    version integer not null check (version > 0),
    text text not null check (text <> ''),
    -- The chamber whose registry wrote it; 'national' for the national one.
    chamber text not null,
    prepared_by text not null,
    prepared_at timestamptz not null,
    -- Published once and taken back: never published again as it is.
    withdrawn boolean not null default false,
    primary key (decision_id, version)
);

-- What is published: one approved version of a decision.
create table public_decisions (
    decision_id text not null primary key,
    version integer not null,
    -- Ascends with the time of approval; the row of the full text has it too.
    number bigint not null unique,
    sanction text not null,
    year integer not null,
    -- Articles of the code of ethics in its order, separated by spaces.
    articles text not null,
    approved_by text not null,
    approved_at timestamptz not null,
    foreign key (decision_id, version) references public_decision_versions (decision_id, version)
);

-- Full text: the words without accents or capitals, and the values that a search selects by. SQLite has a full-text table of this name.
create table public_decision_words (
    rowid bigint not null primary key,
    folded text not null,
    tags text not null,
    words tsvector generated always as (to_tsvector('french'::regconfig, folded) || to_tsvector('simple'::regconfig, tags)) stored
);
create index public_decision_words_words on public_decision_words using gin (words);
