-- The list of a million is 110 megabytes of text: squeezing it takes PostgreSQL longer than writing it, and it is read as a whole.
alter table draws alter column input set storage external, alter column transcript set storage external;
