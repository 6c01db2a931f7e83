import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { openFile } from '../../src/files/sealed-files.ts'
import { known } from '../../src/foundation/invariant.ts'
import { clearUploads } from '../../src/registration/clear-uploads.ts'
import { begun, photograph, submitted } from '../support/applications.ts'
import { announcedRecruitment, officers } from '../support/exams.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { race } from '../support/race.ts'
import { cutAfter, tusOf } from '../support/tus.ts'

const office = await openOffice()
const people = await officers(office)
const exam = await announcedRecruitment(office, people)
beforeEach(() => office.moveClock('2026-03-10T10:00:00+08:00'))

/** Noise does not get smaller: a scan of some megabytes, as phones make them. */
const scan = new Uint8Array(
  await sharp(randomBytes(1200 * 1000 * 3), { raw: { width: 1200, height: 1000, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer(),
)
const piece = 256 * 1024

const uploadsOf = (applicationId: string) => office.admin<{ received: number; document_id: string | null; parts: number }[]>`
  select u.received, u.document_id, (select count(*)::int from upload_parts p where p.upload_id = u.id) as parts
    from uploads u where u.application_id = ${applicationId} order by u.begun_at, u.id`
const documentsOf = (applicationId: string, kind: string) => office.admin<{ id: string; file: string }[]>`
  select id, file from documents where application_id = ${applicationId} and kind = ${kind} and replaced_at is null`
const pieceFiles = async (applicationId: string) =>
  (
    await office.admin<{ file: string }[]>`
      select p.file from upload_parts p join uploads u on u.id = p.upload_id where u.application_id = ${applicationId} order by p.starts_at`
  ).map(({ file }) => file)

async function started(kind = 'education', bytes: Uint8Array = scan) {
  const person = await office.candidate()
  const { path, applicationId } = await begun(person, exam)
  const tus = tusOf(office, person)
  const { location, ...reply } = await tus.begin(path, kind, bytes.length)
  expect(reply).toMatchObject({ status: 201, offset: 0 })
  return { person, tus, location, path, applicationId }
}

describe('a file that comes in one piece or in several', () => {
  test('is larger than one piece, as the tests below need it', () => {
    expect(scan.length).toBeGreaterThan(4 * piece)
    expect(scan.length).toBeLessThan(4_000_000)
  })

  test('at once: announced, sent, taken', async () => {
    const { tus, location, applicationId } = await started('photo', photograph)
    const sent = await tus.patch(location, 0, photograph)
    expect(sent).toMatchObject({ status: 204, offset: photograph.length })
    expect(sent.headers.get('tus-resumable')).toBe('1.0.0')
    expect(await tus.head(location)).toMatchObject({ status: 200, offset: photograph.length })
    const [upload] = await uploadsOf(applicationId)
    expect(upload).toMatchObject({ received: photograph.length, parts: 0 })
    expect((await documentsOf(applicationId, 'photo'))[0]?.id).toBe(upload?.document_id)
  })

  test('cut again and again: every byte that is said to be there is there, and the whole is what was sent', async () => {
    const { tus, location, applicationId } = await started()
    let offset = 0
    // Cut in the middle of a piece, after one and a half, and after so little that nothing is kept.
    for (const length of [100_000, piece + piece / 2, 3000, 20_000]) {
      await tus.patch(location, offset, cutAfter(scan.subarray(offset, offset + length)))
      const standing = (await tus.head(location)).offset
      expect(standing - offset).toBe(length < 8192 ? 0 : length)
      offset = standing
    }
    const held = await Promise.all((await pieceFiles(applicationId)).map((file) => openFile(office.deps, file)))
    expect(Buffer.concat(held).equals(Buffer.from(scan.subarray(0, offset)))).toBe(true)
    expect(await tus.patch(location, offset, scan.subarray(offset))).toMatchObject({ status: 204, offset: scan.length })
    const [document] = await documentsOf(applicationId, 'education')
    const once = await office.candidate()
    const other = await begun(once, exam)
    expect((await once.put(`${other.path}/materials/education`, scan)).status).toBe(201)
    const [whole] = await documentsOf(other.applicationId, 'education')
    const opened = (file: string | undefined) => openFile(office.deps, known(file, 'a document'))
    expect(Buffer.from(await opened(document?.file)).equals(Buffer.from(await opened(whole?.file)))).toBe(true)
  })

  test('what lies in the store meanwhile is sealed', async () => {
    const { tus, location, applicationId } = await started()
    await tus.patch(location, 0, cutAfter(scan.subarray(0, piece)))
    const [file] = await pieceFiles(applicationId)
    const stored = Buffer.from((await office.deps.files.get(known(file, 'a piece'))) ?? [])
    expect(stored.length).toBeGreaterThan(piece)
    expect(stored.includes(Buffer.from(scan.subarray(1000, 1032)))).toBe(false)
  })

  test('a process that dies before the last piece is taken has lost nothing it said it had', async () => {
    const { tus, location, applicationId, person } = await started()
    const upTo = scan.length - 1000
    await tus.patch(location, 0, scan.subarray(0, upTo))
    // Dies while it names the document: the transaction is rolled back, and nobody is answered.
    await office.admin`alter table documents add constraint dies check (application_id <> ${office.admin.unsafe(`'${applicationId}'`)} or kind <> 'education') not valid`
    expect((await tus.patch(location, upTo, scan.subarray(upTo))).status).toBe(500)
    await office.admin`alter table documents drop constraint dies`
    const standing = await tus.head(location)
    expect(standing).toMatchObject({ status: 200, offset: upTo })
    expect(await tus.patch(location, standing.offset, scan.subarray(upTo))).toMatchObject({ status: 204 })
    expect(await documentsOf(applicationId, 'education')).toHaveLength(1)
    // The answer was lost on its way: asked again, it is whole, and sent again it is refused and not taken twice.
    expect((await tus.head(location)).offset).toBe(scan.length)
    expect(await tus.patch(location, upTo, scan.subarray(upTo))).toMatchObject({ status: 409, code: 'upload_offset_wrong' })
    expect(await documentsOf(applicationId, 'education')).toHaveLength(1)
    expect(
      (await person.get<{ documents: unknown[] }>(`/api/exams/${exam.examId}/applications/${applicationId}`)).body.documents,
    ).toHaveLength(2)
  })

  test('on a submitted application it makes a new version', async () => {
    const person = await office.candidate()
    const { path, applicationId } = await submitted(person, exam)
    const tus = tusOf(office, person)
    const { location } = await tus.begin(path, 'degree', photograph.length)
    expect((await tus.patch(location, 0, photograph)).status).toBe(204)
    expect((await person.get(`/api/exams/${exam.examId}/applications/${applicationId}`)).body).toMatchObject({ version: 2 })
  })

  test('two that send the last piece at once make one document', async () => {
    const { tus, location, applicationId } = await started('degree', photograph)
    const replies = await race(
      office,
      'applications',
      () => tus.patch(location, 0, photograph),
      () => tus.patch(location, 0, photograph),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(await documentsOf(applicationId, 'degree')).toHaveLength(1)
  })

  test('two that send the same piece at once keep one', async () => {
    const { tus, location, applicationId } = await started()
    const send = () => tus.patch(location, 0, scan.subarray(0, piece))
    const replies = await race(office, 'uploads', send, send)
    expect(replies.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(await uploadsOf(applicationId)).toMatchObject([{ received: piece, parts: 1 }])
    expect((await tus.head(location)).offset).toBe(piece)
  })
})

describe('somebody else', () => {
  test('finds nothing, and the try stands in the log', async () => {
    const { location, applicationId } = await started()
    const stranger = await office.candidate()
    const own = await begun(stranger, exam)
    const tus = tusOf(office, stranger)
    const elsewhere = location.replace(applicationId, own.applicationId)
    const clerk = tusOf(office, people.clerk)
    const asked = [
      () => tus.head(location),
      () => tus.head(elsewhere),
      () => tus.patch(location, 0, scan),
      () => tus.patch(elsewhere, 0, scan),
      () => tus.giveUp(location),
      () => clerk.head(location),
    ]
    const before = (await office.logged('upload_continued')).length
    for (const ask of asked) expect((await ask()).status).toBe(404)
    const logged = (await office.logged('upload_continued')).slice(before)
    expect(logged.map(({ actor, outcome, refusal }) => ({ actor, outcome, refusal }))).toEqual(
      asked.map((_, at) => ({
        actor: at === asked.length - 1 ? people.clerk.accountId : stranger.accountId,
        outcome: 'refused',
        refusal: 'upload_unknown',
      })),
    )
    expect(await uploadsOf(applicationId)).toMatchObject([{ received: 0, parts: 0 }])
  })

  test('is refused before a byte of the body is read', async () => {
    const { location, path } = await started()
    const stranger = await office.candidate()
    let pulled = 0
    const body = () =>
      new ReadableStream<Uint8Array>(
        {
          pull: (controller) => {
            pulled += 1
            controller.enqueue(new Uint8Array(65_536))
          },
        },
        { highWaterMark: 0 },
      )
    const tus = tusOf(office, stranger)
    expect((await tus.patch(location, 0, body())).code).toBe('upload_unknown')
    expect((await tus.ask('PUT', `${path}/materials/photo`, {}, body())).code).toBe('application_unknown')
    expect(pulled).toBe(0)
  })
})

describe('what is refused', () => {
  const begin = async (person: TestPerson, path: string, kind: string, length: number) => {
    const { status, code } = await tusOf(office, person).begin(path, kind, length)
    return { status, code }
  }
  test('at the beginning: too large, empty, of no kind, not said to be tus, after the window', async () => {
    const person = await office.candidate()
    const { path } = await begun(person, exam)
    expect(await begin(person, path, 'photo', 2_000_001)).toEqual({ status: 413, code: 'file_too_large' })
    expect(await begin(person, path, 'education', 4_000_001)).toEqual({ status: 413, code: 'file_too_large' })
    expect(await begin(person, path, 'education', 4_000_000)).toEqual({ status: 201, code: undefined })
    expect(await begin(person, path, 'education', 0)).toEqual({ status: 422, code: 'upload_empty' })
    expect(await begin(person, path, 'bribe', 10)).toEqual({ status: 400, code: 'malformed' })
    const plain = await tusOf(office, person).ask('POST', `${path}/uploads`, { 'upload-length': '10', 'tus-resumable': '0.2.2' })
    expect(plain).toMatchObject({ status: 412, code: 'tus_version_unknown' })
    expect(plain.headers.get('tus-version')).toBe('1.0.0')
    office.moveClock('2026-03-13T18:00:00+08:00')
    expect(await begin(person, path, 'education', 10)).toEqual({ status: 409, code: 'window_closed' })
  })

  test('a piece in the wrong place, or more than was announced; nothing of it is kept', async () => {
    const { tus, location, applicationId } = await started()
    expect(await tus.patch(location, 1, scan)).toMatchObject({ status: 409, code: 'upload_offset_wrong' })
    const more = Buffer.concat([scan, Buffer.alloc(1)])
    expect(
      await tus.ask(
        'PATCH',
        location,
        { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream', 'content-length': String(more.length) },
        more,
      ),
    ).toMatchObject({ status: 413, code: 'upload_too_long' })
    expect(await tus.ask('PATCH', location, { 'upload-offset': '0', 'content-type': 'image/jpeg' }, scan)).toMatchObject({ status: 400 })
    expect(await uploadsOf(applicationId)).toMatchObject([{ received: 0, parts: 0 }])
  })

  test('the rest after the window has closed: the hour is that of its arrival, not of the beginning', async () => {
    const { tus, location } = await started()
    await tus.patch(location, 0, scan.subarray(0, piece))
    office.moveClock('2026-03-11T09:00:00+08:00')
    expect(await tus.patch(location, piece, scan.subarray(piece, 2 * piece))).toMatchObject({ status: 204 })
    await office.admin`update uploads set expires_at = '2026-03-14T00:00:00Z'`
    office.moveClock('2026-03-13T18:00:00+08:00')
    expect(await tus.patch(location, 2 * piece, scan.subarray(2 * piece))).toMatchObject({ status: 409, code: 'window_closed' })
  })

  test('whatever of an upload arrives after it was given up, however early its request came', async () => {
    const arriving = (first: Uint8Array, meanwhile: () => Promise<unknown>, rest: Uint8Array) => {
      const parts = [async () => first, async () => meanwhile().then(() => rest)]
      return new ReadableStream<Uint8Array>(
        {
          pull: async (controller) => {
            const part = await parts.shift()?.()
            if (part) controller.enqueue(part)
            else controller.close()
          },
        },
        { highWaterMark: 0 },
      )
    }
    for (const until of [2 * piece, scan.length]) {
      const { tus, location, applicationId } = await started()
      const gaveUp = async () => {
        office.moveClock({ seconds: 1 })
        expect((await tus.giveUp(location)).status).toBe(204)
      }
      const body = arriving(scan.subarray(0, piece), gaveUp, scan.subarray(piece, until))
      expect(await tus.patch(location, 0, body)).toMatchObject({ status: 409, code: 'upload_offset_wrong' })
      expect((await tus.head(location)).status).toBe(404)
      expect(await uploadsOf(applicationId)).toMatchObject([{ received: piece, parts: 1, document_id: null }])
      expect(await documentsOf(applicationId, 'education')).toEqual([])
    }
  })

  test('what is no picture: said once, and the upload is over', async () => {
    const text = new TextEncoder().encode('<svg onload="alert(1)">'.repeat(20_000))
    const { tus, location, applicationId } = await started('education', text)
    expect((await tus.patch(location, 0, text.subarray(0, piece))).status).toBe(204)
    expect(await tus.patch(location, piece, text.subarray(piece))).toMatchObject({ status: 422, code: 'file_type_not_accepted' })
    expect((await tus.head(location)).status).toBe(404)
    expect(await documentsOf(applicationId, 'education')).toEqual([])
    const logged = (await office.logged('material_uploaded')).filter(({ subject }) => subject === applicationId)
    expect(logged.at(-1)).toMatchObject({ outcome: 'refused', refusal: 'file_type_not_accepted' })
  })

  test('more pieces than anybody needs', async () => {
    const { tus, location, applicationId } = await started()
    let offset = 0
    for (let n = 0; n < 120; n += 1) {
      await tus.patch(location, offset, scan.subarray(offset, offset + 10))
      offset += 10
    }
    expect(await tus.patch(location, offset, scan.subarray(offset, offset + 10))).toMatchObject({
      status: 422,
      code: 'upload_in_too_many_pieces',
    })
    expect(await uploadsOf(applicationId)).toMatchObject([{ received: 1200, parts: 120 }])
  })
})

describe('what is left over is cleared away', () => {
  const files = (names: readonly string[]) => Promise.all(names.map((name) => office.deps.files.get(name)))

  test('pieces of what was taken; the upload itself stands until it expires, so that a client learns that it is whole', async () => {
    const { tus, location, applicationId } = await started()
    await tus.patch(location, 0, scan.subarray(0, 2 * piece))
    const names = await pieceFiles(applicationId)
    await tus.patch(location, 2 * piece, scan.subarray(2 * piece))
    await clearUploads(office.deps)
    expect(await files(names)).toEqual(names.map(() => undefined))
    expect(await tus.head(location)).toMatchObject({ status: 200, offset: scan.length })
    office.moveClock({ hours: 24 })
    await clearUploads(office.deps)
    expect(await uploadsOf(applicationId)).toEqual([])
    expect(await documentsOf(applicationId, 'education')).toHaveLength(1)
  })

  test('an upload nobody went on with for 24 hours; each piece gives it 24 more', async () => {
    const { tus, location, applicationId } = await started()
    office.moveClock({ hours: 23, minutes: 59 })
    expect((await tus.patch(location, 0, scan.subarray(0, piece))).status).toBe(204)
    office.moveClock({ hours: 23, minutes: 59 })
    await clearUploads(office.deps)
    expect((await tus.head(location)).offset).toBe(piece)
    const names = await pieceFiles(applicationId)
    office.moveClock({ minutes: 1 })
    expect((await tus.head(location)).status).toBe(404)
    await clearUploads(office.deps)
    expect(await uploadsOf(applicationId)).toEqual([])
    expect(await files(names)).toEqual([undefined])
  })

  test('the oldest of five, and what was given up', async () => {
    const { tus, location, path, applicationId } = await started()
    const later: string[] = []
    for (let n = 0; n < 4; n += 1) {
      office.moveClock({ seconds: 1 })
      later.push((await tus.begin(path, 'other', 1000)).location)
    }
    expect((await tus.head(location)).status).toBe(404)
    for (const one of later) expect((await tus.head(one)).status).toBe(200)
    expect((await tus.giveUp(known(later[0], 'an upload'))).status).toBe(204)
    expect((await tus.head(known(later[0], 'an upload'))).status).toBe(404)
    await clearUploads(office.deps)
    expect(await uploadsOf(applicationId)).toHaveLength(3)
  })
})
