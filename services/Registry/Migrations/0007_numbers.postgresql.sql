-- Numbers compare by their bytes, as those of physicians do: columns of two collations cannot be compared with each other.

alter table registration_facts alter column rpps type text collate "C";
alter table suspensions alter column rpps type text collate "C";
alter table declarations alter column rpps type text collate "C";
alter table attestations alter column rpps type text collate "C";
