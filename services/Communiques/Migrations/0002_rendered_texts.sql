-- HTML of approved bodies, so that a view of a public page parses nothing. Derived from communique_texts: rows may be deleted, and are then written
-- again within seconds. Approvals of an earlier release get theirs in the same way.

create table rendered_texts (
    communique_id text not null,
    revision integer not null,
    html text not null,
    primary key (communique_id, revision),
    foreign key (communique_id, revision) references communique_texts (communique_id, revision)
);
