-- A file that arrives piece by piece, over several connections if need be. It becomes a document with its last piece.
create table uploads (
  id uuid primary key,
  application_id uuid not null references applications,
  kind text not null check (kind in ('photo', 'id_card', 'education', 'degree', 'qualification', 'employment', 'unit_consent', 'exception', 'other')),
  begun_by uuid not null references accounts,
  length integer not null check (length between 1 and 4000000),
  received integer not null check (received >= 0 and received <= length),
  begun_at timestamptz not null,
  expires_at timestamptz not null,                     -- from then on it is nobody's, and its pieces are removed
  document_id uuid unique references documents,        -- what it became
  constraint whole_when_taken check ((document_id is not null) = (received = length))
);
create index uploads_by_application on uploads (application_id);
create index uploads_by_expiry on uploads (expires_at);
-- Pieces lie sealed in the store of files until then.
create table upload_parts (
  upload_id uuid not null references uploads,
  starts_at integer not null check (starts_at >= 0),
  bytes integer not null check (bytes > 0),
  file text not null,                                  -- hash of the sealed piece
  primary key (upload_id, starts_at)
);
grant select, insert, update, delete on uploads, upload_parts to gongyuan_candidate, gongyuan_office;
-- Of the pixels along a photograph's border, how many in a thousand are of one light colour; a sign for the reviewer, not a judgement.
alter table documents add column border_plain integer check (border_plain between 0 and 1000);
