import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { z } from 'zod'
import { connect } from '../db/connect.ts'
import { bindDeps } from '../src/bind-deps.ts'
import type { Deps } from '../src/deps.ts'
import { diskStore } from '../src/files/store.ts'
import { systemClock } from '../src/foundation/clock.ts'
import { ExamId, PersonId } from '../src/foundation/ids.ts'
import { sessionCookie } from '../src/http/requests.ts'
import { sealPerson } from '../src/identity/person.ts'
import { sessionExpiry } from '../src/identity/rules/session-life.ts'
import { tokenHash } from '../src/identity/sessions.ts'
import { openLogger } from '../src/operating-log.ts'
import { runSeatDraw } from '../src/seating/draw-seats.ts'
import { arrangeList } from '../test/support/arrange-list.ts'
import { done, type OpenDraw, openDraw } from '../test/support/open-draw.ts'
import { storedPhotograph } from './candidates.ts'
import { residentNumber } from './numbers.ts'
import { nameOf } from './people.ts'
import type { Place } from './ready-exam.ts'

/** Somebody with a seat who is signed in, and what the pages must show them. */
export type Seated = { readonly applicationId: string; readonly cookie: string; readonly ticket: string }
export type SeatedExam = { readonly examId: ExamId; readonly seated: readonly Seated[] }

/** The list was arranged so long ago, and the seats were drawn about three hours later. */
const arrangedHoursAgo = 4

/**
 * An examination whose list was arranged by SQL and whose seats were drawn by the use cases, by the clock of an hour ago; everybody has a name,
 * a photograph and an open session. `more` goes on with the same officers, as of now.
 */
export async function seatedExam(
  place: Place,
  admin: postgres.Sql,
  candidates: number,
  say: (line: string) => void,
  more: (deps: Deps, draw: OpenDraw, examId: ExamId) => Promise<void> = async () => {},
): Promise<SeatedExam> {
  const database = connect(place.serviceUrl, { max: 2 })
  try {
    let now = systemClock().subtract({ hours: arrangedHoursAgo })
    const shared = {
      database,
      keyring: place.keyring,
      clock: () => now,
      files: diskStore(place.filesFolder, () => crypto.randomUUID()),
      logger: openLogger('silent'),
      rehearsal: false,
    }
    const deps = bindDeps(shared, place.authority)
    const examId = ExamId.parse(deps.newId())
    const places = { sites: Math.max(2, Math.ceil(candidates / 1000)), subjects: ['综合类', '教育类', '卫生类'] }
    await arrangeList(admin, { examId, at: now, candidates, ...places }, () => {})
    const hoursOn = () => {
      now = now.add({ hours: 3, minutes: 1 })
    }
    const draw = await openDraw(deps, admin, { examId, hoursOn })
    const { seats } = done(await runSeatDraw(deps, draw.office, { examId, drawId: draw.drawId, publicValue: draw.publicValue }))
    say(`${seats} seats drawn`)
    const seated = await signedIn(place, admin, examId)
    now = systemClock()
    await more(deps, draw, examId)
    return { examId, seated }
  } finally {
    await database.close()
  }
}

const Row = z.object({ applicationId: z.string(), personId: PersonId, accountId: z.string(), ticket: z.string() })

/** Gives the arranged people names, numbers, a photograph they share, and sessions. */
async function signedIn(place: Place, admin: postgres.Sql, examId: ExamId): Promise<Seated[]> {
  const { authority, keyring } = place
  const createdAt = systemClock()
  const bornFrom = createdAt.toZonedDateTimeISO(authority.timeZone).toPlainDate().subtract({ years: 30 })
  const photoFile = await storedPhotograph(place)
  await admin`update applications set photo_file = ${photoFile} where exam_id = ${examId}`
  const rows = z.array(Row).parse([
    ...(await admin`
      select a.id as "applicationId", a.person_id as "personId", c.id as "accountId", t.number as ticket
        from applications a join accounts c on c.person_id = a.person_id join tickets t on t.application_id = a.id where a.exam_id = ${examId} order by a.id`),
  ])
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const made = rows.map(({ applicationId, personId, accountId, ticket }, index) => {
    const resident = residentNumber(index, bornFrom)
    const person = sealPerson({ keyring }, { id: personId, resident, name: nameOf(index), phone: undefined, createdAt })
    const token = randomBytes(32).toString('base64url')
    return {
      row: {
        person: personId,
        account: accountId,
        name: hex(person.nameSealed),
        number: hex(person.idNumberSealed),
        index: hex(person.idNumberIndex),
        born: hex(person.birthDateSealed),
        token: hex(tokenHash(token)),
      },
      seated: { applicationId, ticket, cookie: `${sessionCookie(authority.origin)}=${token}` },
    }
  })
  for (let at = 0; at < made.length; at += 5000) {
    const some = JSON.stringify(made.slice(at, at + 5000).map(({ row }) => row))
    const columns = admin`as one (person uuid, account uuid, name text, number text, "index" text, born text, token text)`
    await admin`
      update persons p set name_sealed = decode(name, 'hex'), id_number_sealed = decode(number, 'hex'), id_number_index = decode("index", 'hex'),
             birth_date_sealed = decode(born, 'hex') from json_to_recordset(${some}::text::json) ${columns} where p.id = person`
    await admin`
      insert into sessions (token_hash, account_id, opened_at, last_seen_at, expires_at)
      select decode(token, 'hex'), account, ${createdAt.toString()}, ${createdAt.toString()}, ${sessionExpiry(createdAt).toString()}
        from json_to_recordset(${some}::text::json) ${columns}`
  }
  return made.map(({ seated }) => seated)
}
