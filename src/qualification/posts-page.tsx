import { type Context, Hono } from 'hono'
import { examWords } from '../exam/words.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { sharedPage } from '../http/shared-page.ts'
import { show, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { KeyFigures } from '../web/components/figures.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { type Column, Table } from '../web/components/table.tsx'
import { formatNumber, Time } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { type CountedPost, CountPosts, countPosts, type PostCounts } from './count-posts.ts'
import { postsWords as words } from './words.ts'

/** The posts with how many have applied, for everybody at once: what is shown was counted at the time the page states. */
export const postsPage = () =>
  new Hono<Env>().get('/public/exams/:examId/posts', async (c) => {
    const asked = CountPosts.safeParse(c.req.param())
    const found = asked.success ? await countPosts(c.get('deps'), asked.data) : undefined
    if (!asked.success || !found?.ok) return problemPage(c)
    return sharedPage(c, () => posts(c, asked.data, found.value), found.value.countedAt.toString())
  })

function posts(c: Context<Env>, { examId }: CountPosts, counts: PostCounts): Promise<Response> {
  const v = view(c)
  const here = `/public/exams/${examId}/posts`
  const search = (c.req.query('q') ?? '').trim()
  const found = counts.posts.filter((post) => matches(post, search.toLowerCase()))
  return show(
    c,
    {
      kind: 'public',
      title: words.title,
      lead: counts.applied === null ? words.notShown : words.lead,
      exam: { id: examId, title: counts.title, stage: 'registration' },
      back: { label: examWords.overview, href: `/public/exams/${examId}` },
    },
    <>
      {counts.applied !== null && (
        <>
          <KeyFigures
            view={v}
            figures={[
              { label: v.t(examWords.applied), value: counts.applied },
              ...(counts.passed === null ? [] : [{ label: v.t(words.passed), value: counts.passed }]),
              { label: v.t(examWords.posts), value: counts.posts.length },
            ]}
          />
          <p>
            {v.t(words.countedAt)} <Time view={v} at={counts.countedAt} precision="second" relative={false} />
            <br />
            {v.t(words.renewed)}
          </p>
        </>
      )}
      <Form action={here} method="get" label={v.t(words.find)} inline>
        <Field view={v} name="q" type="search" label={v.t(words.find)} value={search} optional />
        <Button kind="secondary">{v.t(words.search)}</Button>
      </Form>
      {found.length === 0 ? (
        <Empty title={v.t(words.nothingFound)} />
      ) : (
        <Table view={v} caption={v.t(examWords.positionsTable)} stacked rows={found} total={found.length} columns={columns(v, counts)} />
      )}
    </>,
  )
}

const matches = ({ code, department, unit, title }: CountedPost, search: string): boolean =>
  search === '' || [code, department, unit, title].some((text) => text.toLowerCase().includes(search))

function columns(v: View, counts: PostCounts): readonly Column<CountedPost>[] {
  const number = (value: number | null) => (value === null ? '' : formatNumber(v, value))
  return [
    { key: 'code', head: v.t(examWords.code), cell: (row) => row.code, names: true },
    { key: 'unit', head: v.t(examWords.unit), cell: (row) => row.unit },
    { key: 'post', head: v.t(examWords.post), cell: (row) => row.title },
    { key: 'headcount', head: v.t(examWords.headcount), cell: (row) => number(row.headcount), numeric: true },
    ...(counts.applied === null
      ? []
      : [{ key: 'applied', head: v.t(examWords.applied), cell: (row: CountedPost) => number(row.applied), numeric: true }]),
    ...(counts.passed === null
      ? []
      : [{ key: 'passed', head: v.t(words.passed), cell: (row: CountedPost) => number(row.passed), numeric: true }]),
    ...(counts.posts.some(({ places }) => places !== null)
      ? [{ key: 'left', head: v.t(words.left), cell: (row: CountedPost) => <PlacesLeft view={v} post={row} /> }]
      : []),
  ]
}

const PlacesLeft = ({ view: v, post: { places, left } }: { view: View; post: CountedPost }) => {
  if (places === null || left === null) return <>{v.t(words.noEnd)}</>
  if (left === 0) return <State kind="attention">{v.t(words.full)}</State>
  return <>{v.t(words.leftOf, { left, places })}</>
}
