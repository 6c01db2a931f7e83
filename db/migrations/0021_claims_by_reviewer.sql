-- What a reviewer already holds is asked for first, with every file that is handed out.
create index review_claims_by_reviewer on review_claims (reviewer_person_id, phase);
