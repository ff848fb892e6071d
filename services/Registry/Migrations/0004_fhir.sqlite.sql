-- What the FHIR face reads: what a physician's row was at an earlier revision, and structures by their number.
-- The PostgreSQL twin is the same but for its collation.

-- The revisions that physicians were at before. With the facts' own revisions it tells what the register said at any of them.
create table physician_versions (
    rpps text not null,
    version bigint not null,
    revision bigint not null,
    replaced_in bigint not null,
    primary key (rpps, revision)
) without rowid;

-- Which revisions a delta asks for.
create index register_revisions_at on register_revisions (at, number);

-- A structure's activities: by FINESS, by SIRET, by the activity itself where it has neither number.
create index activities_finess on activities (finess, rpps) where finess <> '';
create index activities_siret on activities (siret, finess, rpps) where siret <> '';
create index activities_structure on activities (activity_key, rpps) where finess = '' and siret = '' and structure <> '';
create index activities_ended on activities (rpps) where ended_in is not null;
