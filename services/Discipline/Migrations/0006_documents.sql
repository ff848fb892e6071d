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
