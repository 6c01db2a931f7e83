-- The role that serves markers reads and drafts score sheets alone: a room record or a handoff names tickets and people.
-- Row policies, because column grants and views with rights of their own do not spread over the nodes of a Citus cluster.
alter table statements enable row level security;
create policy statements_of_the_office on statements to gongyuan_office using (true) with check (true);
create policy score_sheets_of_marking on statements to gongyuan_marking using (type = 'score-sheet') with check (type = 'score-sheet');
alter table statement_signatures enable row level security;
create policy signatures_of_the_office on statement_signatures to gongyuan_office using (true) with check (true);
create policy signatures_on_score_sheets on statement_signatures to gongyuan_marking
  using (exists (select from statements s where s.id = statement_id))
  with check (exists (select from statements s where s.id = statement_id));
