-- Indexes of the search. A prefix is a range of bytes and a page token a place in their order: both need the C collation, which a database's own
-- (fr_FR…) is not. Written on the columns, it holds for every comparison and for the indexes.

alter table physicians
    alter column rpps type text collate "C",
    alter column sort_key type text collate "C";
alter table qualifications
    alter column rpps type text collate "C",
    alter column sort_key type text collate "C";
alter table activities alter column rpps type text collate "C";
alter table name_words
    alter column rpps type text collate "C",
    alter column words type text collate "C";
alter table restrictions alter column rpps type text collate "C";

create index physicians_sort on physicians (sort_key, rpps);
create index physicians_council on physicians (council, sort_key, rpps);
create index qualifications_code on qualifications (code, sort_key, rpps) where valid_to is null;
create unique index name_words_words on name_words (kind, words, rpps);
