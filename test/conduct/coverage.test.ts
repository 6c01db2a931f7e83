import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { declarationCovers } from '../../src/conduct/coverage-records.ts'
import { openTestDatabase } from '../support/database.ts'

const { database, authority, close } = await openTestDatabase()
afterAll(close)

const aa = Buffer.from('aa', 'hex')
const bb = Buffer.from('bb', 'hex')
const [declared, person, post] = [sql`declared`, sql`person`, sql`post`]

/** The fragment over one declaration, one applicant, and one post of the city hospital under the health commission. */
const covered = (relative: Buffer | null, unit: string | null, applicant: Buffer) =>
  database.inAuthority(authority, 'office', async (tx) => {
    const [row] = await tx.execute(sql`
      select coalesce(${declarationCovers({ declared, person, post })}, false) as covered
        from (values (${relative}::bytea, ${unit}::text)) as declared (relative_id_index, unit),
             (values (${applicant}::bytea)) as person (id_number_index),
             (values ('市医院', '市卫生健康委员会')) as post (unit, department)`)
    return row?.covered
  })

describe('第三十五条 – what a declaration covers', () => {
  test.each([
    { relative: aa, unit: null, applicant: aa, covers: true, because: 'the relative applied' },
    { relative: aa, unit: null, applicant: bb, covers: false, because: 'the relative did not' },
    { relative: null, unit: '市医院', applicant: bb, covers: true, because: 'the unit recruits' },
    { relative: null, unit: '市卫生健康委员会', applicant: bb, covers: true, because: 'the department above it does' },
    { relative: null, unit: '市中心医院', applicant: bb, covers: false, because: 'another unit does' },
    { relative: null, unit: null, applicant: bb, covers: true, because: 'it names nobody: the whole exam' },
    { relative: aa, unit: '市医院', applicant: bb, covers: true, because: 'one of the two is enough' },
    { relative: aa, unit: '市中心医院', applicant: bb, covers: false, because: 'neither of the two' },
  ])('$because', async ({ relative, unit, applicant, covers }) => {
    expect(await covered(relative, unit, applicant)).toBe(covers)
  })
})
