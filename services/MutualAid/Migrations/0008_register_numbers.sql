-- Copy of the register's numbers and their councils. A question to the register about one physician would leave a trace that an aid file may exist.
create table register_numbers (
    rpps text not null primary key,
    -- Department code; empty when the register names none.
    council text not null
);

-- How far the copy has read; empty before its first walk.
create table register_position (
    id integer not null primary key check (id = 1),
    token text not null
);
insert into register_position (id, token) values (1, '');
