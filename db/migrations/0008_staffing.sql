-- The trained pool from which invigilators are drawn on the morning.
create table staff_pool (
  exam_id uuid not null references exams,
  account_id uuid not null references accounts,
  person_id uuid not null references persons,
  unit text not null,
  on_establishment boolean not null,
  experienced boolean not null,
  trained_on date not null,
  label text not null check (label ~ '^[0-9a-f]{32}$'),   -- stands for the person in the published draw
  entered_by uuid not null references accounts,
  entered_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (exam_id, account_id),
  unique (exam_id, label),
  foreign key (account_id, person_id) references accounts (id, person_id)
);
-- Who is on duty where. A replacement ends one duty and begins another; nothing else moves.
create table duties (
  id uuid primary key,
  exam_id uuid not null,
  exam_session_id uuid not null,
  room_id uuid not null,
  account_id uuid not null,
  place integer not null check (place >= 1),  -- 1 front, 2 back, 3… further
  draw_id uuid not null,
  replaces uuid unique references duties,
  reason text,
  assigned_at timestamptz not null,
  ended_at timestamptz,
  present_at timestamptz,
  foreign key (exam_id, account_id) references staff_pool (exam_id, account_id),
  foreign key (exam_session_id, room_id) references session_rooms (exam_session_id, room_id),
  foreign key (draw_id, exam_id) references draws (id, exam_id),
  constraint replacement_has_reason check ((replaces is null) = (reason is null)),
  constraint present_on_duty check (present_at is null or present_at >= assigned_at)
);
create unique index one_room_a_person on duties (exam_session_id, account_id) where ended_at is null;
create unique index one_person_a_place on duties (exam_session_id, room_id, place) where ended_at is null;
create table duty_reserves (
  exam_id uuid not null,
  exam_session_id uuid not null,
  account_id uuid not null,
  rank integer not null check (rank >= 1),
  draw_id uuid not null,
  primary key (exam_session_id, account_id),
  unique (exam_session_id, rank),
  foreign key (exam_session_id, exam_id) references exam_sessions (id, exam_id),
  foreign key (draw_id, exam_id) references draws (id, exam_id),
  foreign key (exam_id, account_id) references staff_pool (exam_id, account_id)
);
grant select, insert, update on staff_pool, duties to gongyuan_office;
grant select, insert on duty_reserves to gongyuan_office;
grant select on duties to gongyuan_gate, gongyuan_unblinding;
-- What a site was handed before the exam, as both sides counted it (R-STAF-04). Received by the site's chief examiner.
create table site_supplies (
  exam_id uuid not null references exams,
  site_id uuid not null,
  badges integer not null check (badges >= 0),
  seat_charts integer not null check (seat_charts >= 0),
  handed_by uuid not null references accounts,
  handed_at timestamptz not null,
  received_by uuid references accounts,
  received_at timestamptz,
  primary key (exam_id, site_id),
  foreign key (site_id, exam_id) references sites (id, exam_id),
  constraint supplies_two_people check ((received_by is null) = (received_at is null) and (received_by is null or received_by <> handed_by))
);
-- The meeting before the exam at which posts are given and duties read out (R-WK-22). The newest counts.
create table duty_meetings (
  id uuid primary key,
  exam_id uuid not null references exams,
  held_on date not null,
  recorded_by uuid not null references accounts,
  recorded_at timestamptz not null,
  unique (id, exam_id)
);
create table meeting_posts (
  meeting_id uuid not null references duty_meetings,
  post text not null,                         -- src/staffing/rules/duty-posts.ts
  account_id uuid not null references accounts,
  primary key (meeting_id, post, account_id),
  constraint one_post_a_person unique (meeting_id, account_id)
);
-- The slip that sends assessors to the exam, with their head (R-WK-24).
create table assessor_dispatches (
  id uuid primary key,
  exam_id uuid not null references exams,
  number text not null,
  head uuid not null references accounts,
  assessors uuid[] not null,
  dispatched_by uuid not null references accounts,
  dispatched_at timestamptz not null,
  unique (exam_id, number),
  constraint head_is_an_assessor check (head = any (assessors))
);
grant select, insert, update on site_supplies to gongyuan_office;
grant select, insert on duty_meetings, meeting_posts, assessor_dispatches to gongyuan_office;
