import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { type NamedOfficer, namedOfficers, officerOptions } from '../exam/named-officers.ts'
import type { Env } from '../http/env.ts'
import { asNumber, formTargets } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { officerNames } from '../identity/read-people.ts'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { listed, Time } from '../web/format.tsx'
import { CountVault, countVault } from './count-vault.ts'
import { custodyPage, custodyPath } from './custody-page.tsx'
import { readVault, type VaultCount } from './read-vault.ts'
import { custodyRefusals } from './refusals.ts'
import { custodyWords as words } from './words.ts'

const pathOf = (c: Context<Env>) => `${custodyPath(c)}/vault`

export function vaultPages() {
  const vault = '/exams/:examId/custody/vault'
  const onVault = formTargets(custodyRefusals, { to: pathOf, again: vaultPage })
  return new Hono<Env>()
    .get(vault, (c) => vaultPage(c))
    .post(
      vault,
      onVault(CountVault, countVault, (form) => ({
        secondGuard: form.text('secondGuard'),
        packages: asNumber(form.text('packages')),
      })),
    )
}

/** R-PAPER-02: the count of each shift. What the register expects is shown only after a count, so that nobody copies it. */
async function vaultPage(c: Context<Env>): Promise<Response> {
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam || !caller) return problemPage(c)
  const guards = await namedOfficers(deps, exam.id, ['vault_guard'])
  const found = await readVault(deps, caller, { examId: exam.id })
  const counts = found.ok ? found.value.counts : []
  const names = await officerNames(
    deps,
    caller,
    counts.flatMap(({ firstGuard, secondGuard }) => [firstGuard, secondGuard]),
    exam.id,
  )
  const guard = c.get('opens')('POST /exams/:examId/custody/vault', exam.id)
  return custodyPage(
    c,
    exam,
    { title: words.vault, lead: words.vaultLead },
    <>
      {guard && <Count c={c} others={guards.filter(({ accountId }) => accountId !== caller.accountId)} />}
      <Counts c={c} counts={counts} names={names} />
    </>,
  )
}

function Count({ c, others }: { readonly c: Context<Env>; readonly others: readonly NamedOfficer[] }) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  if (others.length === 0) return <Empty title={v.t(words.noSecondGuard)}>{v.t(words.noSecondGuardBody)}</Empty>
  return (
    <Section title={v.t(words.count)}>
      <Form action={pathOf(c)} idempotencyKey={formKey(c)}>
        <Select view={v} name="secondGuard" label={v.t(words.secondGuard)} options={officerOptions(others)} problems={problems} />
        <Field
          view={v}
          name="packages"
          type="number"
          min={0}
          inputmode="numeric"
          label={v.t(words.countedPackages)}
          width="short"
          problems={problems}
        />
        <Button>{v.t(words.count)}</Button>
      </Form>
    </Section>
  )
}

type CountsProps = { readonly c: Context<Env>; readonly counts: readonly VaultCount[]; readonly names: ReadonlyMap<string, string> }

function Counts({ c, counts, names }: CountsProps) {
  const v = view(c)
  const nameOf = (account: string) => names.get(account) ?? '–'
  return (
    <Table<VaultCount>
      view={v}
      stacked
      caption={v.t(words.counts)}
      rows={counts}
      empty={v.t(words.noCounts)}
      columns={[
        {
          key: 'at',
          head: v.t(words.countedAt),
          names: true,
          cell: ({ countedAt }) => <Time view={v} at={Temporal.Instant.from(countedAt)} />,
        },
        { key: 'packages', head: v.t(words.countedPackages), numeric: true, cell: ({ packages }) => packages },
        { key: 'expected', head: v.t(words.registered), numeric: true, cell: ({ expected }) => expected },
        {
          key: 'outcome',
          head: v.t(words.outcome),
          cell: ({ packages, expected }) => (
            <State kind={packages === expected ? 'good' : 'bad'}>{v.t(packages === expected ? words.agrees : words.differs)}</State>
          ),
        },
        {
          key: 'guards',
          head: v.t(words.guards),
          cell: ({ firstGuard, secondGuard }) => listed(v, [nameOf(firstGuard), nameOf(secondGuard)]),
        },
      ]}
    />
  )
}
