-- Bans are pronounced in years, months and days, and a decision may fix the last day of its execution (CSP L.4124-6, R.4126-30).
alter table decisions add column duration_days integer not null default 0 check (duration_days >= 0);
alter table decisions add column suspended_days integer not null default 0 check (suspended_days >= 0);
alter table decisions add column executes_until date check (executes_until >= executes_from);

-- Earlier releases executed an urgent sanction from the day of finality, kept the first day of an enforcement, and took a stayed radiation out of the register
-- as a whole: the work settles these cases once more. Upgrade the registry first: it refuses the end of a stayed radiation before.
update case_outcomes set turns_on = since
where case_id in (select case_id from decisions where urgent)
  or case_id in (select d.case_id from decisions d join remedies r on r.decision_id = d.id join stays s on s.remedy_id = r.id);
