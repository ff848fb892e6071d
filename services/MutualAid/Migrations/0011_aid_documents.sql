-- Documents of aid requests. A document is added and never changed; it goes when the request's documents were kept for their period.

create table aid_documents (
    document_id text not null primary key references documents (id),
    request_id text not null references aid_requests (id),
    -- Kind and title, as one text that has the same length for all of them: each tells health or family data.
    sealed_label bytea not null,
    media_type text not null,
    size bigint not null,
    sha256 text not null,
    added_by text not null,
    added_at timestamptz not null
);
create index aid_documents_request on aid_documents (request_id, document_id);
