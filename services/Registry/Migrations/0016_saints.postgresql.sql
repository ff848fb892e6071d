-- St is Saint in this walk too, as in every other comparison of names: ST MARTIN is next to SAINT-MARTIN. The words are replaced before the spaces go.
-- Replicas of the release before walk by the expression of 0014, which then scans.
drop index physicians_sort;
create index physicians_sort on physicians (
    replace(replace(replace(replace(' ' || replace(sort_key, '  ', ' | ') || ' ', ' st ', ' saint '), ' ste ', ' sainte '), ' ', ''), '|', '  '),
    rpps);
