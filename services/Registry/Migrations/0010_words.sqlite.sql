-- Names are searched in memory: their words and the orders of the lists served nobody any more. The PostgreSQL twin is the same but for the indexes
-- that an import broken off has set aside.
drop index if exists name_words_words;
drop table name_words;
drop index if exists physicians_council;
drop index if exists qualifications_code;
alter table qualifications drop column sort_key;
delete from indexes_set_aside where name in ('name_words_words', 'physicians_council', 'qualifications_code');
