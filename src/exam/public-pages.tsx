import { type Context, Hono } from 'hono'
import { ExamId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { sharedPage } from '../http/shared-page.ts'
import { show, view } from '../http/show.tsx'
import { ButtonLink } from '../web/components/button.tsx'
import { Card, CardList, Section } from '../web/components/card.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Countdown } from '../web/components/notice.tsx'
import { Digest, Proof } from '../web/components/proof.tsx'
import { PlainDate, Time } from '../web/format.tsx'
import { examAnd } from './asked.tsx'
import { SlotTable } from './capacity-parts.tsx'
import { hex } from './frozen-notice.ts'
import { ParameterTable } from './parameter-table.tsx'
import { PositionTable } from './position-table-view.tsx'
import { readFrozenText } from './read-exams.ts'
import { announcedExams, channelsOf, type Exam, positionsOf, slotsOf } from './records.ts'
import { channelNames, familyNames, examWords as words } from './words.ts'

/** What everybody may see of an examination: the notice, its posts, and how to check that nothing of it was changed. */
export function publicExamPages() {
  return new Hono<Env>()
    .get('/public/exams', (c) => sharedPage(c, () => list(c)))
    .get('/public/exams/:examId', (c) => sharedPage(c, () => notice(c)))
    .get('/public/exams/:examId/frozen-notice.json', frozen)
}

async function list(c: Context<Env>): Promise<Response> {
  const v = view(c)
  const exams = await c.get('deps').within('public', announcedExams)
  return show(
    c,
    { kind: 'public', title: words.publicExams, lead: words.publicLead },
    exams.length === 0 ? (
      <Empty title={v.t(words.noneYet)} />
    ) : (
      <CardList>
        {exams.map((exam) => (
          <Card level={2} title={exam.title} href={`/public/exams/${exam.id}`} foot={v.t(familyNames[exam.family])}>
            {exam.registrationClosesAt && <Countdown view={v} until={exam.registrationClosesAt} label={v.t(words.closes)} />}
          </Card>
        ))}
      </CardList>
    ),
  )
}

async function notice(c: Context<Env>): Promise<Response> {
  const v = view(c)
  const asked = await examAnd(c, 'public', async (tx, { id }) => ({
    positions: await positionsOf(tx, id),
    channels: await channelsOf(tx, id),
    slots: await slotsOf(tx, id),
  }))
  if (!asked) return problemPage(c)
  const { exam, positions, channels, slots } = asked
  const { phones } = exam.notice
  return show(
    c,
    {
      kind: 'public',
      title: { zh: exam.title, en: exam.title },
      exam: { id: exam.id, title: exam.title, stage: 'exam' },
      back: { label: words.publicExams, href: '/public/exams' },
      ...(isOpen(v.now, exam)
        ? {
            acts: (
              <ButtonLink kind="primary" href={`/my/exams/${exam.id}`}>
                {v.t(words.apply)}
              </ButtonLink>
            ),
          }
        : {}),
    },
    <>
      <Facts
        facts={[
          [v.t(words.organiser), exam.organiser],
          [v.t(words.opens), exam.registrationOpensAt ? <Time view={v} at={exam.registrationOpensAt} /> : ''],
          [v.t(words.closes), exam.registrationClosesAt ? <Time view={v} at={exam.registrationClosesAt} /> : ''],
          [v.t(words.written), exam.writtenOn ? <PlainDate view={v} date={exam.writtenOn} /> : ''],
          ...(exam.interviewOn ? [[v.t(words.interview), <PlainDate view={v} date={exam.interviewOn} />] as const] : []),
          [v.t(words.advice), phones.advice ?? ''],
          [v.t(words.complaint), phones.complaint ?? ''],
          ...channels.map(
            ({ channel, link, publishedOn }) =>
              [
                v.t(channelNames[channel]),
                <>
                  <a href={link}>{link}</a> <PlainDate view={v} date={publishedOn} />
                </>,
              ] as const,
          ),
        ]}
      />
      <PositionTable view={v} positions={positions} stacked />
      {slots.length > 0 && <SlotTable view={v} slots={slots} stacked />}
      <Section title={v.t(words.notice)}>
        <ParameterTable view={v} exam={exam} />
      </Section>
      <Proof
        view={v}
        title={v.t(words.frozen)}
        items={[
          { label: v.t(words.hash), value: <Digest>{exam.noticeHash ? hex(exam.noticeHash) : ''}</Digest> },
          { label: v.t(words.announcedAt), value: exam.announcedAt ? <Time view={v} at={exam.announcedAt} precision="second" /> : '' },
          { label: v.t(words.frozenText), value: v.t(words.recompute), download: `/public/exams/${exam.id}/frozen-notice.json` },
        ]}
      />
    </>,
  )
}

const isOpen = (now: Temporal.Instant, { registrationOpensAt: opens, registrationClosesAt: closes }: Exam): boolean =>
  opens !== null && closes !== null && Temporal.Instant.compare(now, opens) >= 0 && Temporal.Instant.compare(now, closes) < 0

async function frozen(c: Context<Env>): Promise<Response> {
  const examId = ExamId.safeParse(c.req.param('examId'))
  const read = examId.success ? await readFrozenText(c.get('deps'), { examId: examId.data }) : undefined
  if (!read?.ok) return problemPage(c)
  return c.body(read.value.text, 200, { 'content-type': 'application/json; charset=utf-8' })
}
