-- What a stranger had begun under somebody's number before the counter gave the number back to its owner: kept, and nobody's draft any more.
create table drafts_set_aside (
  application_id uuid not null references applications,
  draft_version integer not null,
  position_id uuid not null,
  draft_sealed bytea,
  photo_file text,
  begun_at timestamptz not null,
  set_aside_at timestamptz not null,
  primary key (application_id, draft_version),
  constraint begun_before_set_aside check (begun_at < set_aside_at)
);
grant insert on drafts_set_aside to gongyuan_candidate, gongyuan_office;
-- Asked with every look at an application.
create index enrolments_of_taken_numbers on enrolments (person_id, used_at) where reason = 'taken';
