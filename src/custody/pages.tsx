import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { show, view } from '../http/show.tsx'
import { ButtonLink, Buttons } from '../web/components/button.tsx'
import { Empty } from '../web/components/facts.tsx'
import { KeyFigures } from '../web/components/figures.tsx'
import { Table } from '../web/components/table.tsx'
import { roleNames } from '../web/words.ts'
import { handoffPages } from './handoff-page.tsx'
import { orderPages } from './order-page.tsx'
import { packagePages } from './package-page.tsx'
import { PackageState } from './package-state.tsx'
import { packingPages } from './packing-page.tsx'
import { type BoardRow, custodyBoard } from './read-custody.ts'
import { vaultPages } from './vault-page.tsx'
import { incidentText, stateWords, custodyWords as words } from './words.ts'

export function custodyPages() {
  return new Hono<Env>()
    .get('/exams/:examId/custody', (c) => board(c))
    .route('/', packagePages())
    .route('/', packingPages())
    .route('/', orderPages())
    .route('/', vaultPages())
    .route('/', handoffPages())
}

async function board(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const caller = known(c.get('caller'), 'an officer')
  const result = await custodyBoard(c.get('deps'), caller, { examId: exam.id })
  const packages = result.ok ? result.value.packages : []
  const count = (...states: string[]) => packages.filter(({ state }) => states.includes(state)).length
  const opens = (route: string) => c.get('opens')(route, exam.id)
  const path = `/exams/${exam.id}/custody`
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'custody' } },
    <>
      <Buttons>
        {packages.length > 0 && opens('GET /exams/:examId/custody/handoff') && (
          <ButtonLink kind="primary" href={`${path}/handoff`}>
            {v.t(words.handoff)}
          </ButtonLink>
        )}
        {opens('GET /exams/:examId/custody/order') && <ButtonLink href={`${path}/order`}>{v.t(words.order)}</ButtonLink>}
        {opens('GET /exams/:examId/custody/packing') && <ButtonLink href={`${path}/packing`}>{v.t(words.packing)}</ButtonLink>}
        {opens('GET /exams/:examId/custody/vault') && <ButtonLink href={`${path}/vault`}>{v.t(words.vault)}</ButtonLink>}
      </Buttons>
      {packages.length === 0 ? (
        <Empty title={v.t(words.none)} />
      ) : (
        <>
          <KeyFigures
            view={v}
            figures={[
              { label: v.t(words.allPackages), value: packages.length },
              { label: v.t(stateWords.in_vault), value: count('in_vault') },
              { label: v.t(words.inHands), value: count('sealed', 'in_transit', 'at_site', 'with_invigilators', 'opened', 'returned') },
              { label: v.t(stateWords.at_marking), value: count('at_marking', 'stored') },
              { label: v.t(words.frozen), value: count('frozen') },
            ]}
          />
          <Table<BoardRow>
            view={v}
            stacked
            caption={v.t(words.packages)}
            rows={packages}
            columns={[
              {
                key: 'number',
                head: v.t(words.number),
                names: true,
                cell: (row) => <a href={`${path}/packages/${row.id}`}>{row.number}</a>,
              },
              { key: 'room', head: v.t(words.room), cell: (row) => row.room ?? v.t(words.backup) },
              { key: 'subject', head: v.t(words.subject), cell: (row) => row.subject },
              { key: 'papers', head: v.t(words.papers), numeric: true, cell: (row) => row.papers },
              { key: 'cards', head: v.t(words.cards), numeric: true, cell: (row) => row.cards },
              { key: 'state', head: v.t(words.state), cell: (row) => <PackageState view={v} state={row.state} /> },
              { key: 'holder', head: v.t(words.holder), cell: (row) => v.t(roleNames[row.holderRole]) },
              { key: 'links', head: v.t(words.links), numeric: true, cell: (row) => row.sequence },
              {
                key: 'incident',
                head: v.t(words.incident),
                cell: (row) => (row.incident ? v.t(incidentText(row.incident)) : row.state === 'frozen' ? v.t(words.withdrawn) : '–'),
              },
            ]}
          />
        </>
      )}
    </>,
  )
}
