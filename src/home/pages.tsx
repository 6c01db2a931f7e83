import { type Context, Hono } from 'hono'
import { ownExams } from '../exam/read-exams.ts'
import { announcedExams, type Exam } from '../exam/records.ts'
import { familyNames } from '../exam/words.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Env } from '../http/env.ts'
import { sharedPage } from '../http/shared-page.ts'
import { show, view } from '../http/show.tsx'
import { unreadCount } from '../identity/inbox.ts'
import { waitingEverywhere } from '../identity/read-statements.ts'
import { statementRole } from '../identity/sign-statement.ts'
import { ButtonLink } from '../web/components/button.tsx'
import { Card, CardList, Section } from '../web/components/card.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { KeyFigures } from '../web/components/figures.tsx'
import { Countdown } from '../web/components/notice.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { listed, PlainDate } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { roleNames, type Stage, stageNames } from '../web/words.ts'
import { progressOf } from './records.ts'
import { stageNow } from './stage-now.ts'
import { homeWords as words } from './words.ts'

/** The page at `/`: what is open to everybody, and for an officer what waits for them. */
export function homePages() {
  return new Hono<Env>().get('/', async (c) => {
    const caller = c.get('caller')
    return caller?.kind === 'officer' ? desk(c, caller) : sharedPage(c, () => front(c))
  })
}

async function front(c: Context<Env>) {
  const v = view(c)
  const exams = await c.get('deps').within('public', announcedExams)
  return show(
    c,
    {
      kind: 'public',
      title: words.publicTitle,
      lead: words.publicLead,
    },
    <>
      <Section title={v.t(words.exams)} acts={<a href="/public/exams">{v.t(words.allExams)}</a>}>
        {exams.length === 0 ? (
          <Empty title={v.t(words.noExams)} />
        ) : (
          <CardList>
            {exams.map((exam) => (
              <ExamCard v={v} exam={exam} />
            ))}
          </CardList>
        )}
      </Section>
      <Checks v={v} />
    </>,
  )
}

function ExamCard({ v, exam }: { v: View; exam: Exam }) {
  const { registrationOpensAt: opens, registrationClosesAt: closes, writtenOn, interviewOn } = exam
  const before = opens && Temporal.Instant.compare(v.now, opens) < 0
  const open = opens && closes && !before && Temporal.Instant.compare(v.now, closes) < 0
  const dates = [
    ...(writtenOn ? [[v.t(words.written), <PlainDate view={v} date={writtenOn} />] as const] : []),
    ...(interviewOn ? [[v.t(words.interview), <PlainDate view={v} date={interviewOn} />] as const] : []),
  ]
  return (
    <Card title={exam.title} href={`/public/exams/${exam.id}`} foot={v.t(familyNames[exam.family])}>
      {before && <Countdown view={v} until={opens} label={v.t(words.opensIn)} />}
      {open && (
        <Countdown view={v} until={closes} label={v.t(words.closesIn)}>
          <ButtonLink kind="primary" href={`/my/exams/${exam.id}`}>
            {v.t(words.apply)}
          </ButtonLink>
        </Countdown>
      )}
      {!before && !open && <State kind="quiet">{v.t(words.closed)}</State>}
      <Facts facts={dates} />
      <p>
        <a href={`/public/exams/${exam.id}`}>{v.t(words.notice)}</a> ·{' '}
        <a href={`/public/exams/${exam.id}/publicity`}>{v.t(words.publicity)}</a>
        {' · '}
        <a href={`/public/exams/${exam.id}/draws`}>{v.t(words.draws)}</a>
      </p>
    </Card>
  )
}

const checks = [
  { href: '/log', title: words.log, about: words.logAbout },
  { href: '/public/receipts', title: words.receipts, about: words.receiptsAbout },
  { href: '/public/objections', title: words.objections, about: words.objectionsAbout },
  { href: '/public/certificates', title: words.certificates, about: words.certificatesAbout },
]

const Checks = ({ v }: { v: View }) => (
  <Section title={v.t(words.check)}>
    <CardList>
      {checks.map(({ href, title, about }) => (
        <Card title={v.t(title)} href={href}>
          {v.t(about)}
        </Card>
      ))}
    </CardList>
  </Section>
)

async function desk(c: Context<Env>, caller: Caller) {
  const v = view(c)
  const deps = c.get('deps')
  const role = statementRole(caller)
  const [exams, progress] = await deps.within(role, async (tx) => [
    await ownExams(tx, caller),
    // A marker's database role reads neither lists nor seats; the marker needs no more than the stage they serve in.
    role === 'office' ? await progressOf(tx) : undefined,
  ])
  const waiting = await waitingEverywhere(deps, caller)
  const unread = await unreadCount(deps, caller)
  const stageOf = (exam: Exam): Stage => {
    const made = progress?.get(exam.id)
    if (!made) return 'marking'
    const registrationClosed = exam.registrationClosesAt !== null && Temporal.Instant.compare(v.now, exam.registrationClosesAt) >= 0
    return stageNow({ ...made, family: exam.family, announced: exam.announcedAt !== null, registrationClosed })
  }
  const rolesIn = (exam: Exam) =>
    listed(
      v,
      [...new Set(caller.appointments.filter(({ examId }) => examId === undefined || examId === exam.id).map((held) => held.role))].map(
        (held) => v.t(roleNames[held]),
      ),
    )
  return show(
    c,
    {
      kind: 'officer',
      title: words.officeTitle,
      acts: (
        <>
          {c.get('opens')('GET /board') && <ButtonLink href="/board">{v.t(words.board)}</ButtonLink>}
          {c.get('opens')('GET /people') && <ButtonLink href="/people">{v.t(words.people)}</ButtonLink>}
          {c.get('opens')('GET /new-exam') && (
            <ButtonLink kind="primary" href="/new-exam">
              {v.t(words.newExam)}
            </ButtonLink>
          )}
        </>
      ),
    },
    <>
      <KeyFigures
        view={v}
        figures={[
          { label: v.t(words.waiting), value: waiting.length, href: '/my/statements' },
          { label: v.t(words.unread), value: unread, href: '/my/inbox' },
        ]}
      />
      <Table
        view={v}
        stacked
        caption={v.t(words.mine)}
        rows={exams}
        empty={v.t(words.noOwn)}
        columns={[
          { key: 'exam', head: v.t(words.exam), names: true, cell: (exam) => <a href={`/exams/${exam.id}`}>{exam.title}</a> },
          { key: 'role', head: v.t(words.asWhat), cell: rolesIn },
          {
            key: 'stage',
            head: v.t(words.stage),
            cell: (exam) => {
              const stage = stageOf(exam)
              const name = v.t(stageNames[stage])
              const page = stage === 'exam' ? '' : `/${stage}`
              return c.get('opens')(`GET /exams/:examId${page}`, exam.id) ? <a href={`/exams/${exam.id}${page}`}>{name}</a> : name
            },
          },
          {
            key: 'waiting',
            head: v.t(words.waiting),
            numeric: true,
            cell: (exam) => {
              const count = waiting.filter(({ examId }) => examId === exam.id).length
              return count === 0 ? '0' : <a href="/my/statements">{count}</a>
            },
          },
        ]}
      />
      <Checks v={v} />
    </>,
  )
}
