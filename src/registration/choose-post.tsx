import { type Context, Hono } from 'hono'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { type Exam, loadExam, type Position, positionsOf } from '../exam/records.ts'
import { shownCounts } from '../exam/rules/notice.ts'
import { ExamId, type PositionId } from '../foundation/ids.ts'
import { kept } from '../foundation/keep.ts'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Card, CardList } from '../web/components/card.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { BeginApplication, beginApplication } from './begin-application.ts'
import { examOf, loadOwn, pathOf } from './own-application.tsx'
import { fillOf } from './place-records.ts'
import { PostFacts } from './post-facts.tsx'
import { countsOf } from './records.ts'
import { registrationRefusals } from './refusals.ts'
import { SaveDraft, saveDraft } from './save-draft.ts'
import { registrationWords as words } from './words.ts'

const ofExam = '/my/exams/:examId'
const ofApplication = '/my/applications/:applicationId/post'

/** The list of posts, to begin with one; and for whoever has begun, to go on with another. */
export const choosePostPages = () =>
  new Hono<Env>()
    .get(ofExam, (c) => choosePost(c))
    .post(`${ofExam}/applications`, (c) =>
      answerForm(c, {
        schema: BeginApplication,
        from: (form) => ({ examId: c.req.param('examId'), positionId: form.text('positionId') }),
        run: beginApplication,
        answers: registrationRefusals,
        to: ({ applicationId }) => `/my/applications/${applicationId}/form/1`,
        again: () => choosePost(c),
      }),
    )
    .get(ofApplication, (c) => chooseAnother(c))
    .post(ofApplication, async (c) => {
      const loaded = await loadOwn(c)
      if (!loaded) return problemPage(c)
      const { kind: _, ...answered } = loaded.application.answers
      return answerForm(c, {
        schema: SaveDraft,
        from: (form) => ({
          examId: loaded.exam.id,
          applicationId: loaded.application.applicationId,
          draftVersion: asNumber(form.text('version')),
          positionId: form.text('positionId') ?? '',
        }),
        run: saveDraft,
        answers: registrationRefusals,
        to: () => pathOf(c, Object.keys(answered).length > 0 ? '/confirm' : '/form/1'),
        again: () => chooseAnother(c),
      })
    })

type Choosable = {
  readonly exam: Exam
  readonly positions: readonly Position[]
  readonly facts: (position: Position) => Promise<string>
  /** Of the posts that are filled in the order of registration. */
  readonly left: ReadonlyMap<string, number>
}
const choosable = kept<Choosable | undefined>('posts to choose')

/** The posts, read once for all who choose at the same moment, and each one's conditions as they are shown, written once. */
function postsToChoose(c: Context<Env>, id: ExamId): Promise<Choosable | undefined> {
  const v = view(c)
  return c.get('deps').keep(choosable, `${id} ${v.locale}`, v.now, async () => {
    const asked = await c.get('deps').within('candidate', async (tx) => {
      const exam = await loadExam(tx, id)
      if (!exam || exam.announcedAt === null) return undefined
      const { applied } = shownCounts(exam.notice)
      return {
        exam,
        positions: await positionsOf(tx, id),
        counts: new Map(applied ? (await countsOf(tx, id)).map((one) => [one.positionId, one.submitted]) : []),
        shown: applied,
        left: new Map((await fillOf(tx, id)).map((one) => [one.id, one.left])),
      }
    })
    if (!asked) return undefined
    const { exam, positions, counts, shown, left } = asked
    const written = new Map<PositionId, Promise<string>>()
    const facts = (position: Position) => {
      const applied = shown ? (counts.get(position.id) ?? 0) : undefined
      const made =
        written.get(position.id) ??
        (async () => String(await (<PostFacts view={v} position={position} applied={applied} left={left.get(position.id)} />).toString()))()
      written.set(position.id, made)
      return made
    }
    return { exam, positions, facts, left }
  })
}

const matches = (position: Position, search: string): boolean =>
  search === '' ||
  [position.code, position.unit, position.department, position.title, position.majors ?? ''].some((text) =>
    text.toLowerCase().includes(search),
  )

const shownPosts = 60

type PostListProps = {
  readonly c: Context<Env>
  readonly posts: Choosable
  readonly here: string
  /** What stands below an open post: the form that takes it. */
  readonly choose: (position: Position) => Child
  /** The post that is chosen already. */
  readonly chosen?: PositionId
  /** The post of which a place is held, however full it is. */
  readonly holds?: string | undefined
}

async function PostList({ c, posts: { positions, facts, left }, here, choose, chosen, holds }: PostListProps) {
  const v = view(c)
  const search = (c.req.query('q') ?? '').trim().toLowerCase()
  const found = positions.filter((position) => matches(position, search))
  const shown = await Promise.all(found.slice(0, shownPosts).map(async (position) => ({ position, conditions: await facts(position) })))
  const full = ({ id }: Position) => left.get(id) === 0 && id !== holds
  return (
    <>
      <Form action={here} method="get" label={v.t(words.find)} inline>
        <Field view={v} name="q" type="search" label={v.t(words.find)} hint={v.t(words.findHint)} value={c.req.query('q')} optional />
        <Button kind="secondary">{v.t(words.search)}</Button>
      </Form>
      {found.length === 0 && <Empty title={v.t(words.nothingFound)} />}
      <CardList>
        {shown.map(({ position, conditions }) => (
          <Card
            level={2}
            title={`${position.code} ${position.title}`}
            state={
              full(position) ? (
                <State kind="attention">{v.t(words.postFull)}</State>
              ) : (
                position.id === chosen && <State kind="good">{v.t(words.chosenPost)}</State>
              )
            }
            foot={full(position) ? v.t(words.postFullHint) : position.id === chosen ? undefined : choose(position)}
          >
            {raw(conditions)}
          </Card>
        ))}
      </CardList>
    </>
  )
}

async function choosePost(c: Context<Env>): Promise<Response> {
  const examId = ExamId.safeParse(c.req.param('examId'))
  const posts = examId.success ? await postsToChoose(c, examId.data) : undefined
  if (!posts) return problemPage(c)
  const v = view(c)
  const { exam } = posts
  return show(
    c,
    {
      kind: 'candidate',
      title: words.posts,
      lead: words.postsLead,
      back: { label: words.myExams, href: '/my/exams' },
      exam: { id: exam.id, title: exam.title, stage: 'registration' },
    },
    <PostList
      c={c}
      posts={posts}
      here={`/my/exams/${exam.id}`}
      choose={({ id, code, title }) => (
        <Form
          action={`/my/exams/${exam.id}/applications`}
          idempotencyKey={formKey(c)}
          hidden={{ positionId: id }}
          label={`${code} ${title}`}
        >
          <Button>{v.t(words.apply)}</Button>
        </Form>
      )}
    />,
  )
}

async function chooseAnother(c: Context<Env>): Promise<Response> {
  const loaded = await loadOwn(c)
  const posts = loaded && (await postsToChoose(c, loaded.exam.id))
  if (!posts) return problemPage(c)
  const v = view(c)
  const { application } = loaded
  return show(
    c,
    {
      kind: 'candidate',
      title: words.anotherPost,
      lead: application.version > 0 ? words.anotherPostSubmitted : words.postsLead,
      back: { label: words.application, href: pathOf(c) },
      exam: examOf(loaded),
    },
    <PostList
      c={c}
      posts={posts}
      here={pathOf(c, '/post')}
      chosen={application.position.id}
      holds={application.places.find(({ kind }) => kind === 'post')?.id}
      choose={({ id, code, title }) => (
        <Form
          action={pathOf(c, '/post')}
          idempotencyKey={formKey(c)}
          version={application.draftVersion}
          hidden={{ positionId: id }}
          label={`${code} ${title}`}
        >
          <Button kind="secondary">{v.t(words.change)}</Button>
        </Form>
      )}
    />,
  )
}
