import { known } from '../../foundation/invariant.ts'
import { writtenMarksForCode } from '../cohort/marks.ts'
import type { Person } from '../person.ts'
import { done, inParallel, officer, officersOf, refused, type World } from '../world.ts'

type Bundle = { readonly scripts: readonly { readonly code: string; readonly subject: string }[] }

/** Scripts get codes, two marks each and a third where they differ; sheets are checked, signed by two, and names join last. */
export async function markScripts(world: World, examId: string, subjects: readonly string[]): Promise<void> {
  const clerk = officer(world, 'score_clerk')
  const coded = await done(clerk.post<{ scripts: number }>(`/api/exams/${examId}/scripts/codes`, {}), 'coding the scripts')
  world.figures.scripts += coded.scripts
  const markers = officersOf(world, 'marker')
  await refused(known(markers[0], 'a marker').post(`/api/exams/${examId}/marking/bundles`, { count: 5 }), 'marker_untrained', 'untrained')
  world.trouble('marking', 'a marker without training asked for scripts and was refused')
  const accountIds = markers.map((one) => one.accountId())
  const trainedOn = world.time.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
  await done(
    officer(world, 'exam_office').post(`/api/exams/${examId}/trainings`, { accountIds, kind: 'marking', trainedOn }),
    'training the markers',
  )
  const given = new Map<string, number>()
  // Two rounds over all markers: a script two of them disagree on comes back for a third.
  for (let round = 0; round < 3; round += 1) await Promise.all(markers.map((marker) => markAll(world, examId, marker, given)))
  await refused(
    clerk.post(`/api/exams/${examId}/unblinding/request`, {}),
    'scripts_not_on_signed_sheet',
    'asking for names before the sheets are signed',
  )
  world.trouble('marking', 'names were asked for before every sheet was signed, and were refused')
  await signSheets(world, examId, subjects)
}

async function markAll(world: World, examId: string, marker: Person, given: Map<string, number>): Promise<void> {
  for (;;) {
    const taken = await marker.post<Bundle>(`/api/exams/${examId}/marking/bundles`, { count: 50 })
    if (taken.code === 'nothing_to_mark') return
    const { scripts } = await done(Promise.resolve(taken), `${marker.name} takes scripts`)
    const marks = scripts.map(({ code }) => {
      const round = given.get(code) ?? 0
      given.set(code, round + 1)
      const { first, second, third } = writtenMarksForCode(world.seed, code)
      return { code, score: [first, second, third][round] ?? third }
    })
    await done(marker.post(`/api/exams/${examId}/marking/marks`, { marks }), `${marker.name} gives marks`)
  }
}

async function signSheets(world: World, examId: string, subjects: readonly string[]): Promise<void> {
  const [clerk, checker, inspector, marker] = [
    officer(world, 'score_clerk'),
    officer(world, 'marking_checker'),
    officer(world, 'discipline_inspector'),
    officer(world, 'marker'),
  ]
  await inParallel(subjects, async (subject) => {
    for (;;) {
      const prepared = await clerk.post<{ sheetId: string }>(`/api/exams/${examId}/score-sheets`, { subject, scripts: 100 })
      if (prepared.code === 'nothing_to_enter') break
      const { sheetId } = await done(Promise.resolve(prepared), `entering a sheet of ${subject}`)
      const path = `/api/exams/${examId}/score-sheets/${sheetId}`
      await done(checker.post(`${path}/check`, {}), 'checking the sheet')
      const { statementId } = await done(
        inspector.post<{ statementId: string }>(`${path}/signature`, { marker: marker.accountId() }),
        'drafting the signatures',
      )
      await inParallel([marker, inspector], (signer) => done(signer.sign({ examId, statementId }), 'signing the sheet'))
      await done(inspector.post(`/api/exams/${examId}/score-sheet-signatures/${statementId}/completion`, {}), 'locking the sheet')
    }
  })
}

/** Two people ask for names; one alone is refused. */
export async function unblind(world: World, examId: string): Promise<{ scored: number; absent: number; breach: number }> {
  const clerk = officer(world, 'score_clerk')
  await done(clerk.post(`/api/exams/${examId}/unblinding/request`, {}), 'asking for names')
  return done(
    officer(world, 'discipline_inspector').post<{ scored: number; absent: number; breach: number }>(
      `/api/exams/${examId}/unblinding/approval`,
      {},
    ),
    'joining names and scores',
  )
}
