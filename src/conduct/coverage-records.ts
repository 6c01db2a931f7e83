import { type SQL, sql } from 'drizzle-orm'

/**
 * What a declaration covers, in SQL, for every stage that keeps somebody's hands off something (R-RC-42). It names a relative, a unit, or
 * nobody: then it covers the whole exam. The arguments are the names of recusals, persons and positions in the query around it. The
 * invariants in db/ say it again in their own words.
 */
export const coversWholeExam = (declared: SQL): SQL => sql`(${declared}.relative_id_index is null and ${declared}.unit is null)`

export const coversPerson = (declared: SQL, person: SQL): SQL => sql`${declared}.relative_id_index = ${person}.id_number_index`

export const coversPost = (declared: SQL, post: SQL): SQL => sql`${declared}.unit in (${post}.unit, ${post}.department)`

type Names = { readonly declared: SQL; readonly person: SQL; readonly post: SQL }

/** One of the three is enough. */
export const declarationCovers = ({ declared, person, post }: Names): SQL =>
  sql`(${coversWholeExam(declared)} or ${coversPerson(declared, person)} or ${coversPost(declared, post)})`
