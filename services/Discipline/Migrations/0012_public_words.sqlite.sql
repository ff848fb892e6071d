-- The index of SQLite reads the latest texts first already: see the PostgreSQL twin.

select 1;
