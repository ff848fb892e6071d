-- CSP R.4112-4 (wording of 8 July 2019) and R.4112-3 name the person, the national council and the regional health agency, and the health insurers of a
-- refusal in transfer only. Notices that were given stay; those that no article owes are owed no more.
delete from notices where notified_on is null and recipient = 'Prosecutor';
delete from notices where notified_on is null and recipient = 'HealthInsurers' and fact_id is not null and not withdrawal;
delete from notices where notified_on is null and recipient = 'HealthInsurers' and application_id in (select id from applications where ground <> 'TransferIn');
