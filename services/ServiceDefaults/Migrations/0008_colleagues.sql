-- Persons of a council, a chamber or a national body who changed something in this store: the name of their token, for records that show the subject.
-- Council and chamber are empty for a national body. A change writes the row again, once a day at most.
create table colleagues (
    subject text not null primary key check (subject <> ''),
    name text not null,
    body text not null,
    council text not null,
    chamber text not null,
    seen_at timestamptz not null
);
