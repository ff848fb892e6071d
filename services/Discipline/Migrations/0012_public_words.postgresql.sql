-- The index of words reads every text that holds a word. A word of the quarter of a year in which a text was approved bounds that to the latest ones: bits 48
-- and more of the number, which are spans of some 99 days. Long values are kept beside the rows, so that the rows of many texts are on few pages.
create table public_decision_texts (
    rowid bigint not null primary key,
    folded text not null,
    tags text not null,
    words tsvector generated always as (
        to_tsvector('french'::regconfig, folded) || to_tsvector('simple'::regconfig, tags || ' éq' || cast(rowid >> 48 as text))) stored
) with (toast_tuple_target = 128);
alter table public_decision_texts alter column folded set storage external;
alter table public_decision_texts alter column words set storage external;
insert into public_decision_texts (rowid, folded, tags) select rowid, folded, tags from public_decision_words order by rowid;
drop table public_decision_words;
alter table public_decision_texts rename to public_decision_words;
alter index public_decision_texts_pkey rename to public_decision_words_pkey;
create index public_decision_words_words on public_decision_words using gin (words);
