-- R-QUAL-04: who was counted on which closed day, by name, so that nobody is left out between two days: an application that reached the
-- records after its day was closed, or was withdrawn then and submitted again, is counted on the next day that closes.
create table reconciled_applications (
  application_id uuid primary key,
  exam_id uuid not null,
  day date not null,
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (exam_id, day) references daily_reconciliations (exam_id, day)
);
create index reconciled_applications_by_day on reconciled_applications (exam_id, day);
insert into reconciled_applications (application_id, exam_id, day)
  select a.id, a.exam_id, r.day from daily_reconciliations r
    join application_versions v on v.exam_id = r.exam_id and v.version = 1
     and (v.submitted_at at time zone (select time_zone from public.authorities where schema = current_schema()))::date = r.day
    join applications a on a.id = v.application_id and (a.withdrawn_at is null or a.withdrawn_at > r.closed_at);
grant select, insert on reconciled_applications to gongyuan_office;
