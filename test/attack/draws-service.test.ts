import { beforeAll, describe, expect, test } from 'vitest'
import { commit } from '../../seating/commitment.ts'
import { type Arranged, arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { commitAll, drawParties, drawPath, drawTerms, openParties, type Party, publicValue, revealAll } from '../support/draw.ts'

/**
 * What an insider tries through the service, at each step of a draw, with every role that takes part. Each attempt is refused with its
 * reason, is in the public log unless it is no command at all, and leaves the draw as everybody saw it. The engine's own attempts are in
 * draws.test.ts.
 */
const office = await openArrangedOffice()
type Frozen = { drawId: string; freezeHash: string }
type Stage = { exam: Arranged; parties: [Party, Party, Party]; path: string; drawId: string; freezeHash: string }
type Attempt = readonly [
  name: string,
  /** As the log calls it, refused or not. */
  event: string,
  status: number,
  code: string,
  run: (stage: Stage) => Promise<{ status: number; code?: string | undefined }>,
]

const hex = (pair: string) => pair.repeat(32)
const commitment = ({ freezeHash }: Stage, party: string, value = 5) => commit(freezeHash, party, new Uint8Array(32).fill(value))

async function frozenDraw(): Promise<Stage> {
  const exam = await arrangeExam(office, { candidates: 6, subjects: ['综合类'] })
  const parties = await drawParties(office, exam.examId, exam.examOffice)
  const list = await exam.examOffice.post(`/api/exams/${exam.examId}/list-freeze`)
  expect(list.status).toBe(201)
  const { body } = await exam.examOffice.post<Frozen>(`/api/exams/${exam.examId}/draws/seats`, drawTerms(office))
  return { exam, parties, path: drawPath(exam.examId, body.drawId), ...body }
}

/** What anybody sees of the draw; an attempt must not change it. */
const seen = async ({ exam, drawId }: Stage): Promise<unknown> =>
  (await office.anyone.get<unknown>(`/api/public/exams/${exam.examId}/draws/${drawId}`)).body

function attempts(name: string, arrive: (stage: Stage) => Promise<void>, list: readonly Attempt[]): void {
  describe(name, () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await frozenDraw()
      await arrive(stage)
    })
    test.each(list)('%s (%s): %i %s', async (_name, event, status, code, run) => {
      const [before, told] = [await seen(stage), await office.logged(event)]
      expect(await run(stage)).toMatchObject({ status, code })
      expect(await seen(stage)).toEqual(before)
      // What is not even a command is nobody's act.
      const entered = code === 'malformed' ? [] : [{ exam: stage.exam.examId, outcome: 'refused', refusal: code }]
      expect((await office.logged(event)).slice(told.length)).toMatchObject(entered)
    })
  })
}

attempts('once the list is frozen', async () => undefined, [
  ['a second list', 'list_frozen', 409, 'list_already_frozen', ({ exam }) => exam.examOffice.post(`/api/exams/${exam.examId}/list-freeze`)],
  [
    'a second draw of the same seats',
    'draw_frozen',
    409,
    'draw_exists',
    ({ exam }) => exam.examOffice.post(`/api/exams/${exam.examId}/draws/seats`, drawTerms(office)),
  ],
  [
    'the draw before anybody committed',
    'draw_run',
    409,
    'reveal_missing',
    ({ exam, path }) => exam.examOffice.post(`${path}/seats`, { publicValue }),
  ],
  [
    'a value without a commitment',
    'draw_value_revealed',
    409,
    'commitment_missing',
    ({ parties, path }) => parties[0].person.post(`${path}/values`, { value: parties[0].value }),
  ],
  [
    'a commitment for a party one is not',
    'draw_commitment_given',
    403,
    'party_unknown',
    (stage) =>
      stage.parties[0].person.post(`${stage.path}/commitments`, {
        party: 'discipline_inspector',
        commitment: commitment(stage, 'discipline_inspector'),
      }),
  ],
  [
    'a commitment that is no hash',
    'draw_commitment_given',
    400,
    'malformed',
    ({ parties, path }) => parties[0].person.post(`${path}/commitments`, { party: 'exam_office', commitment: 'x' }),
  ],
  [
    'a draw of people run as this one',
    'draw_run',
    404,
    'draw_unknown',
    ({ exam, path }) => exam.examOffice.post(`${path}/invigilators`, { publicValue }),
  ],
])

attempts('once everybody is bound', ({ exam, drawId, freezeHash, parties }) => commitAll(exam.examId, drawId, freezeHash, parties), [
  [
    'another commitment',
    'draw_commitment_given',
    409,
    'party_has_committed',
    (stage) =>
      stage.parties[0].person.post(`${stage.path}/commitments`, { party: 'exam_office', commitment: commitment(stage, 'exam_office', 6) }),
  ],
  [
    'another value than was promised',
    'draw_value_revealed',
    422,
    'reveal_wrong',
    ({ parties, path }) => parties[0].person.post(`${path}/values`, { value: hex('ab') }),
  ],
  [
    'the value of another party',
    'draw_value_revealed',
    422,
    'reveal_wrong',
    ({ parties, path }) => parties[0].person.post(`${path}/values`, { value: parties[1].value }),
  ],
  [
    'the draw before the values',
    'draw_run',
    409,
    'reveal_missing',
    ({ exam, path }) => exam.examOffice.post(`${path}/seats`, { publicValue }),
  ],
])

attempts(
  'once all values are open',
  async ({ exam, drawId, freezeHash, parties }) => {
    await commitAll(exam.examId, drawId, freezeHash, parties)
    await revealAll(exam.examId, drawId, parties)
  },
  [
    [
      'a value for the second time',
      'draw_value_revealed',
      409,
      'already_revealed',
      ({ parties, path }) => parties[0].person.post(`${path}/values`, { value: parties[0].value }),
    ],
    [
      'giving the draw up because of what the values say',
      'draw_cancellation_proposed',
      409,
      'draw_can_go_on',
      ({ parties, path }) => parties[0].person.post(`${path}/cancellation`, { reason: 'list_wrong' }),
    ],
    [
      'the draw before the number is out',
      'draw_run',
      409,
      'source_not_due',
      ({ exam, path }) => exam.examOffice.post(`${path}/seats`, { publicValue }),
    ],
    [
      'the public value before it is due',
      'draw_public_value_witnessed',
      409,
      'source_not_due',
      ({ parties, path }) => parties[1].person.post(`${path}/public-value`, { publicValue }),
    ],
  ],
)

attempts(
  'once the seats are drawn',
  async ({ exam, drawId, freezeHash, parties, path }) => {
    await openParties(office, exam.examId, drawId, freezeHash, parties)
    expect((await exam.examOffice.post(`${path}/seats`, { publicValue })).status).toBe(201)
  },
  [
    ['the same draw again', 'draw_run', 409, 'draw_over', ({ exam, path }) => exam.examOffice.post(`${path}/seats`, { publicValue })],
    [
      'the same draw with another number',
      'draw_run',
      409,
      'draw_over',
      ({ exam, path }) => exam.examOffice.post(`${path}/seats`, { publicValue: '01 02 03 04 05 06 + 07' }),
    ],
    [
      'another number at the source',
      'draw_public_value_witnessed',
      409,
      'draw_over',
      ({ parties, path }) => parties[1].person.post(`${path}/public-value`, { publicValue: '7' }),
    ],
    [
      'giving the draw up',
      'draw_cancellation_proposed',
      409,
      'draw_over',
      ({ parties, path }) => parties[0].person.post(`${path}/cancellation`, { reason: 'list_wrong' }),
    ],
    [
      'a new draw of the same seats',
      'draw_frozen',
      409,
      'draw_exists',
      ({ exam }) => exam.examOffice.post(`/api/exams/${exam.examId}/draws/seats`, drawTerms(office)),
    ],
  ],
)
