-- How many applications stand for each post, and how many of them passed the review before the exam; nothing else about them. The two
-- numbers come from one statement, so that nobody has passed who has not applied. An edit after the decision waits for a new one.
create view post_counts as
  select p.exam_id, p.id as position_id, count(a.id)::integer as applied,
         count(c.application_id)::integer as passed
    from positions p
    left join applications a on a.position_id = p.id and a.state = 'submitted'
    left join review_cases c on c.application_id = a.id and c.phase = 'before' and c.state = 'qualified' and c.version = a.version
   group by p.exam_id, p.id;
grant select on post_counts to gongyuan_public, gongyuan_candidate, gongyuan_office;
