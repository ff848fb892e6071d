-- The proof that the receiver at a webhook's address takes part. Webhooks set before stay verified.
alter table webhooks add column state text not null default 'Verified' check (state in ('Pending', 'Verified', 'Failed'));
-- Instant of the last challenge: which replica sent it leads for the time of a lease.
alter table webhooks add column challenged_at timestamptz;
-- Names of the types of event, separated by spaces; empty for every change under the one type of earlier releases.
alter table webhooks add column event_types text not null default '';
-- The secret before the last, which signs too until its end. Encrypted like the present one.
alter table webhooks add column old_sealed_secret bytea;
alter table webhooks add column old_secret_until timestamptz;
