import { arrangeSitting, expectDone, makePackages, type Sitting, sitOut } from './arrange-sitting.ts'
import type { Office, TestPerson } from './office.ts'

export type Marking = Sitting & {
  readonly clerk: TestPerson
  readonly checker: TestPerson
  readonly markers: readonly [TestPerson, TestPerson, TestPerson]
  readonly path: string
}

/** Both rooms have sat and closed: four were there to the end, one was absent, one in breach. Nothing is coded yet. */
export async function arrangeMarking(office: Office): Promise<Marking> {
  const sitting = await arrangeSitting(office)
  await makePackages(sitting)
  const { examId } = sitting
  await sitOut(office, sitting, 0, { absent: [1] })
  await sitOut(office, sitting, 1, { breach: [2] })
  const officer = (role: Parameters<Office['officer']>[0]) => office.officer(role, { examId })
  const markers: Marking['markers'] = [await officer('marker'), await officer('marker'), await officer('marker')]
  const accountIds = markers.map(({ accountId }) => accountId)
  const trainedOn = office.now().toZonedDateTimeISO(office.authority.timeZone).toPlainDate().toString()
  expectDone(await sitting.examOffice.post(`/api/exams/${examId}/trainings`, { accountIds, kind: 'marking', trainedOn }))
  return {
    ...sitting,
    clerk: await officer('score_clerk'),
    checker: await officer('marking_checker'),
    markers,
    path: `/api/exams/${examId}`,
  }
}

export async function takeCodes({ path }: Marking, marker: TestPerson, count = 20): Promise<string[]> {
  const bundle = await marker.post<{ scripts: { code: string }[] }>(`${path}/marking/bundles`, { count })
  expectDone(bundle)
  return bundle.body.scripts.map(({ code }) => code)
}

export const giveMarks = ({ path }: Marking, marker: TestPerson, marks: readonly { code: string; score: string }[]) =>
  marker.post(`${path}/marking/marks`, { marks })

/** Every script twice, with the same score by both: 60, 61, 62 … in the order of codes. */
export async function markAll(marking: Marking): Promise<void> {
  for (const marker of marking.markers.slice(0, 2)) {
    const codes = await takeCodes(marking, marker)
    expectDone(
      await giveMarks(
        marking,
        marker,
        codes.toSorted().map((code, index) => ({ code, score: String(60 + index) })),
      ),
    )
  }
}

/** One sheet of all settled scripts, checked and signed by the first marker and the discipline inspector. */
export async function lockSheet(marking: Marking): Promise<string> {
  const { examId, path, clerk, checker, inspector, markers } = marking
  const sheet = await clerk.post<{ sheetId: string }>(`${path}/score-sheets`, { subject: '综合类', scripts: 100 })
  expectDone(sheet)
  const { sheetId } = sheet.body
  expectDone(await checker.post(`${path}/score-sheets/${sheetId}/check`))
  const draft = await inspector.post<{ statementId: string }>(`${path}/score-sheets/${sheetId}/signature`, { marker: markers[0].accountId })
  expectDone(draft)
  const { statementId } = draft.body
  for (const signer of [markers[0], inspector]) expectDone(await signer.sign({ examId, statementId }))
  expectDone(await inspector.post(`${path}/score-sheet-signatures/${statementId}/completion`))
  return sheetId
}

export async function unblind({ path, clerk, inspector }: Marking): Promise<void> {
  expectDone(await clerk.post(`${path}/unblinding/request`))
  expectDone(await inspector.post(`${path}/unblinding/approval`))
}
