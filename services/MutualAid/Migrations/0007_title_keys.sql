-- Titles that differ only by case, spaces or Unicode form are one title. The key is folded by the service, because the two engines fold differently;
-- it is null in rows of earlier releases until the next envelope is opened, which first gives them theirs.

alter table envelopes add column title_key text;
create unique index envelopes_title_key on envelopes (year, title_key);
create index envelopes_without_key on envelopes (id) where title_key is null;
