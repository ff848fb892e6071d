-- Indexes of the search. Text compares by its bytes, which SQLite does by itself: see the PostgreSQL twin.

create index physicians_sort on physicians (sort_key, rpps);
create index physicians_council on physicians (council, sort_key, rpps);
create index qualifications_code on qualifications (code, sort_key, rpps) where valid_to is null;
create unique index name_words_words on name_words (kind, words, rpps);
