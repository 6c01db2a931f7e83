import { simulatedPerson } from '../person.ts'
import { done, inParallel, officer, refused, type World } from '../world.ts'
import { publishList } from './publishing.ts'

/** As many as are printed at a time. */
const batch = 200

type Printed = { readonly certificateId: string; readonly number: string; readonly blankNumber: number }
type Ledger = {
  readonly received: number
  readonly issued: number
  readonly spoiled: number
  readonly printed: number
  readonly stock: number
}
type Board = {
  readonly ledger: Ledger
  readonly printable: readonly { readonly applicationId: string }[]
  readonly certificates: readonly {
    readonly certificateId: string
    readonly state: string
    readonly number: string
    readonly blankNumber: number
  }[]
}

/** The director approves exactly these passes; forms come from stock, one is spoiled before witnesses, and the ledger balances throughout. */
export async function certify(world: World, examId: string): Promise<number> {
  const director = officer(world, 'centre_director')
  const [clerk, other] = [officer(world, 'certificate_clerk'), officer(world, 'certificate_clerk', 1)]
  const base = `/api/exams/${examId}`
  const { listHash, passes } = await done(
    director.get<{ listHash: string; passes: readonly { applicationId: string }[] }>(`${base}/pass-approvals`),
    'reading the passes',
  )
  await refused(
    director.post(`${base}/pass-approvals`, { listHash: '0'.repeat(64) }),
    'list_changed',
    'approving another list than the one seen',
  )
  await done(director.post(`${base}/pass-approvals`, { listHash }), 'approving the passes')
  const { receiptId } = await done(
    clerk.post<{ receiptId: string }>(`${base}/blanks`, { first: 202_600_001, last: 202_600_000 + passes.length + 10 }),
    'receiving blanks',
  )
  await done(other.post(`${base}/blanks/${receiptId}/witness`, {}), 'witnessing the blanks')
  const board = () => done(clerk.get<Board>(`${base}/certificates`), 'reading the ledger')
  const first = (await board()).printable.map(({ applicationId }) => applicationId)
  const certificates: Printed[] = []
  for (let from = 0; from < first.length; from += batch)
    certificates.push(
      ...(
        await done(
          clerk.post<{ certificates: readonly Printed[] }>(`${base}/certificates`, { applicationIds: first.slice(from, from + batch) }),
          'printing',
        )
      ).certificates,
    )
  await spoilOne(world, examId, certificates)
  const again = (await board()).printable.map(({ applicationId }) => applicationId)
  if (again.length > 0) await done(clerk.post(`${base}/certificates`, { applicationIds: again }), 'printing again')
  await done(other.post(`${base}/seal-uses`, { seals: ['centre_seal', 'grade_pass_seal'] }), 'sealing')
  await done(clerk.post(`${base}/certificate-registers`, {}), 'freezing the register')
  const ready = (await board()).certificates.filter(({ state }) => state === 'registered')
  await inParallel(ready, ({ certificateId }, index) =>
    done(
      clerk.post(
        `${base}/certificates/${certificateId}/issue`,
        index % 4 === 0
          ? { how: 'by_mail', tracking: `EMS${String(1_000_000 + index)}` }
          : { how: 'in_person', shown: ['identity_document'] },
      ),
      'issuing',
    ),
  )
  await reconcile(world, examId, (await board()).ledger)
  const [one] = ready
  if (one) await verifyAsStranger(world, one.number)
  world.figures.certificates += ready.length
  return ready.length
}

async function spoilOne(world: World, examId: string, certificates: readonly Printed[]): Promise<void> {
  const [clerk, inspector] = [officer(world, 'certificate_clerk'), officer(world, 'discipline_inspector')]
  const [one] = certificates
  if (!one) return
  const { spoilingId } = await done(
    clerk.post<{ spoilingId: string }>(`/api/exams/${examId}/spoilings`, { blankNumber: one.blankNumber, reason: 'misprint' }),
    'proposing a spoiled form',
  )
  await refused(
    clerk.post(`/api/exams/${examId}/spoilings/${spoilingId}/witness`, {}),
    'second_person_needed',
    'witnessing one’s own spoiling',
  )
  await done(inspector.post(`/api/exams/${examId}/spoilings/${spoilingId}/witness`, {}), 'witnessing the spoiled form')
  world.trouble('certificates', 'a form was misprinted and spoiled before a witness; its number stays in the ledger')
}

async function reconcile(world: World, examId: string, { stock, printed, spoiled }: Ledger): Promise<void> {
  const clerk = officer(world, 'certificate_clerk')
  const path = `/api/exams/${examId}/ledger/counts`
  await refused(clerk.post(path, { stock: stock - 1, printed, spoiled }), 'ledger_differs', 'counting one form too few')
  world.trouble('certificates', 'a count that did not agree with the ledger was refused')
  const { countId } = await done(clerk.post<{ countId: string }>(path, { stock, printed, spoiled }), 'counting the forms')
  await done(officer(world, 'discipline_inspector').post(`${path}/${countId}/confirmation`, {}), 'confirming the count')
}

/** Anyone can ask whether a certificate holds. */
async function verifyAsStranger(world: World, number: string): Promise<void> {
  const stranger = simulatedPerson('用人单位', { origin: world.origin })
  const found = await done(stranger.get<{ standing: string }>(`/api/public/certificates/${number}`), 'verifying a certificate')
  if (found.standing !== 'valid') throw new Error(`certificate ${number} is ${found.standing}`)
}

/** The pass list comes out of the approvals, is public, and goes to the discipline group. */
export async function filePassList(world: World, examId: string, over: string): Promise<void> {
  await publishList(world, examId, '/pass-list', 'certificate_clerk')
  await world.time.moveTo(over)
  const clerk = officer(world, 'certificate_clerk')
  await done(clerk.post(`/api/exams/${examId}/pass-list/filings`, { receiver: 'discipline_group' }), 'filing the pass list')
  await done(
    officer(world, 'discipline_inspector').post(`/api/exams/${examId}/pass-list/filings/discipline_group/receipt`, {}),
    'acknowledging the pass list',
  )
}
