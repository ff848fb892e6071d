-- Lists of cases are read in the order of an index, a page at a time: without these a council read every open case of all councils to find its own
-- deadlines, and every case of its own to show one page.
create index cases_council_due on cases (council, next_due_on, id) where next_due_on is not null;
create index cases_conciliating_due on cases (conciliating_council, next_due_on, id) where conciliating_council is not null and next_due_on is not null;
create index cases_register_due on cases (register_council, next_due_on, id) where register_council is not null and next_due_on is not null;
drop index cases_conciliating_council;
create index cases_conciliating_council on cases (conciliating_council, id) where conciliating_council is not null;
drop index cases_register_council;
create index cases_register_council on cases (register_council, id) where register_council is not null;
