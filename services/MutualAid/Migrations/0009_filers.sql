-- Counts the open requests of a filer at each filing.
create index aid_requests_submitted_by on aid_requests (submitted_by);
