-- Names are searched in memory: their words and the orders of the lists served nobody any more.
drop table name_words;
drop index physicians_council;
drop index qualifications_code;
alter table qualifications drop column sort_key;
