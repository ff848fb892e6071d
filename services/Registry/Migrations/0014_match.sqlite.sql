-- The walk over records that may be one person orders them by names without spaces: DES CHAMPS is next to DESCHAMPS. Two spaces part the family name from
-- the first names, as in sort_key. Replicas of the release before walk by sort_key, which then scans; no other query used this index.
drop index if exists physicians_sort;
-- An import that a crash ended may have set the index aside.
delete from indexes_set_aside where name = 'physicians_sort';
create index physicians_sort on physicians (replace(replace(replace(sort_key, '  ', '|'), ' ', ''), '|', '  '), rpps);
