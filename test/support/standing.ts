import type postgres from 'postgres'

/** Of a submitted application: how many versions, accepted log entries and kept answers that accept it has, and the receipt of the version that counts. */
export type Standing = {
  readonly id: string
  readonly versions: number
  readonly entries: number
  readonly kept: number
  readonly receipt: string
}

/** What became of submissions; an application that is not submitted with its first version is not among them. */
export const standingOf = (admin: postgres.Sql, schema: string, applicationIds: readonly string[]): Promise<readonly Standing[]> => {
  const own = admin(schema)
  return admin<Standing[]>`
    select a.id, v.receipt,
           (select count(*)::int from ${own}.application_versions v where v.application_id = a.id) as versions,
           (select count(*)::int from ${own}.log_leaves l
             where l.event_name = 'application_submitted' and l.subject = a.id::text and l.event::jsonb ->> 'outcome' = 'accepted') as entries,
           (select count(*)::int from ${own}.idempotent_answers k where k.actor = v.submitted_by and k.answer ->> 'ok' = 'true') as kept
      from ${own}.applications a
      join ${own}.application_versions v on v.application_id = a.id and v.version = a.version
     where a.id = any (${[...applicationIds]}::uuid[]) and a.state = 'submitted' and a.version = 1`
}
