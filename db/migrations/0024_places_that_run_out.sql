-- R-PW-09: how many may register for the post, first come, until it is full; null where registration has no end but the deadline.
alter table positions add column places integer check (places between 1 and 100000),
  add constraint first_come_without_written_test check (places is null or written_exempt),
  add constraint places_hold_the_headcount check (places >= headcount),
  add unique (id, exam_id, places);
-- Sittings of a computer-based exam and test cities, each with its places. Part of the notice: replaced as a whole while it is a draft.
create table exam_slots (
  id uuid primary key,
  exam_id uuid not null references exams,
  code text not null,
  city text,
  starts_at timestamptz,
  ends_at timestamptz,
  places integer not null check (places between 1 and 1000000),
  unique (exam_id, code),
  unique (id, exam_id, places),
  constraint a_time_or_a_city check (city is not null or starts_at is not null),
  constraint slot_in_order check ((starts_at is null) = (ends_at is null) and starts_at < ends_at)
);
-- Where the site lies, in the words of the slots.
alter table sites add column city text;
-- What runs out, counted. The id is that of the post or slot; `places` is what was announced, by foreign key.
create table place_counters (
  id uuid primary key,
  exam_id uuid not null,
  kind text not null check (kind in ('post', 'slot')),
  places integer not null,
  taken integer not null check (taken >= 0),
  last_serial integer not null,
  position_id uuid generated always as (case when kind = 'post' then id end) stored,
  slot_id uuid generated always as (case when kind = 'slot' then id end) stored,
  unique (id, exam_id, kind),
  foreign key (position_id, exam_id, places) references positions (id, exam_id, places),
  foreign key (slot_id, exam_id, places) references exam_slots (id, exam_id, places),
  constraint never_one_too_many check (taken <= places),
  constraint a_number_for_each_taken check (last_serial >= taken)
);
-- R-PW-09: a place and its number. A number is given once; whoever gives the place back leaves the number behind.
create table places_taken (
  counter_id uuid not null,
  serial integer not null check (serial >= 1),
  exam_id uuid not null,
  kind text not null,
  application_id uuid not null,
  taken_at timestamptz not null,
  released_at timestamptz,
  primary key (counter_id, serial),
  foreign key (counter_id, exam_id, kind) references place_counters (id, exam_id, kind),
  foreign key (application_id, exam_id) references applications (id, exam_id)
);
create unique index one_place_of_a_kind on places_taken (application_id, kind) where released_at is null;

grant select on exam_slots to gongyuan_gate, gongyuan_candidate, gongyuan_office, gongyuan_marking, gongyuan_unblinding, gongyuan_public;
grant insert, delete on exam_slots to gongyuan_office;
grant select on place_counters to gongyuan_public;
grant select, insert, update on place_counters, places_taken to gongyuan_candidate, gongyuan_office;
