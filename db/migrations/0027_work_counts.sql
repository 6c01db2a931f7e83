-- What each process of the service counted in five seconds, for the office's board. Nothing here is anybody's data or anybody's proof: the rows
-- are deleted after an hour, and after a crash of the server the table is empty, which costs the board five minutes.
create unlogged table work_counts (
  process uuid not null,                -- made at its start
  counted_from timestamptz not null,
  submissions jsonb not null,           -- by 'accepted', the code of the refusal, or 'failed'
  admitted jsonb not null,              -- requests, by kind
  turned_away jsonb not null,           -- by reason and kind
  queue integer not null check (queue >= 0),
  working integer not null check (working >= 0),
  standing integer not null check (standing >= 0),  -- milliseconds
  primary key (process, counted_from)
);
create index work_counts_by_time on work_counts (counted_from);
grant select, insert, delete on work_counts to gongyuan_office;
