create table applications (
  id uuid primary key,
  exam_id uuid not null references exams,
  person_id uuid not null references persons,
  number text not null,                                -- what the person is told: 报名序号
  position_id uuid not null,
  entered_by uuid references accounts,                 -- the clerk of an on-site registration; null online
  state text not null check (state in ('draft', 'submitted', 'withdrawn')),
  version integer not null check (version >= 0),      -- the newest submitted version; 0 while a draft
  draft_version integer not null check (draft_version >= 1), -- grows with every save: a form shown for an older one is stale
  draft_sealed bytea,                                  -- the form being filled in
  photo_file text,                                     -- hash of the sealed photo
  created_at timestamptz not null,
  submitted_at timestamptz,
  withdrawn_at timestamptz,
  constraint one_application_a_person unique (exam_id, person_id),
  unique (exam_id, number),
  unique (id, exam_id),
  unique (id, person_id),
  foreign key (position_id, exam_id) references positions (id, exam_id),
  constraint submitted_has_version check ((state = 'draft' and version = 0) or (version >= 1 and submitted_at is not null)),
  constraint withdrawn_is_dated check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index applications_by_position on applications (position_id, state);
-- An edit makes a new version; opinions name the version they judged.
create table application_versions (
  application_id uuid not null,
  version integer not null check (version >= 1),
  exam_id uuid not null,
  position_id uuid not null,
  form_sealed bytea not null,
  form_salt bytea not null check (octet_length(form_salt) = 32),
  form_hash bytea not null,                            -- SHA-256 of salt and canonical form: the log holds the hash, never the salt
  submitted_by uuid not null references accounts,
  submitted_at timestamptz not null,
  receipt text not null,                               -- signed statement (JWS) of what was received and when
  primary key (application_id, version),
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (position_id, exam_id) references positions (id, exam_id)
);
create table documents (
  id uuid primary key,
  application_id uuid not null references applications,
  kind text not null check (kind in ('photo', 'id_card', 'education', 'degree', 'qualification', 'employment', 'unit_consent', 'exception', 'other')),
  file text not null,
  content_type text not null,
  bytes integer not null,
  uploaded_at timestamptz not null,
  replaced_at timestamptz
);
create index documents_by_application on documents (application_id) where replaced_at is null;

-- How many have applied for each post, and nothing else about them: all that the public role sees of the applications.
create view application_counts as
  select exam_id, position_id, count(*)::integer as submitted from applications where state = 'submitted' group by exam_id, position_id;

grant select, insert, update on applications, documents to gongyuan_candidate, gongyuan_office;
grant select, insert on application_versions to gongyuan_candidate, gongyuan_office;
grant select on applications, application_versions to gongyuan_unblinding;
grant select on application_counts to gongyuan_public, gongyuan_candidate, gongyuan_office;
-- R-RC-08: a clerk enters people who register on site and were never here before.
grant insert on persons to gongyuan_office;
