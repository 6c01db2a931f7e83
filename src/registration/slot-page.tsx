import { type Context, Hono } from 'hono'
import type { ExamSlot } from '../exam/records.ts'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Choice } from '../web/components/choice.tsx'
import { Form } from '../web/components/form.tsx'
import { Steps } from '../web/components/navigation.tsx'
import { formatClock, formatDateOf, formatTime } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { examOf, type Loaded, loadOwn, pathOf } from './own-application.tsx'
import { registrationRefusals } from './refusals.ts'
import { SaveDraft, saveDraft } from './save-draft.ts'
import { stepsOf } from './steps.ts'
import { stepTitles, registrationWords as words } from './words.ts'

const own = '/my/applications/:applicationId/slot'

/** The question before the others where the notice offers sittings or test cities: which one, with the places left of each. */
export const slotPage = () =>
  new Hono<Env>()
    .get(own, (c) => choose(c))
    .post(own, async (c) => {
      const loaded = await loadOwn(c)
      if (!loaded) return problemPage(c)
      return answerForm(c, {
        schema: SaveDraft,
        from: (form) => ({
          examId: loaded.exam.id,
          applicationId: loaded.application.applicationId,
          draftVersion: asNumber(form.text('version')),
          // Nothing chosen is sent as such, so that the schema names it.
          slotId: form.text('slotId') ?? '',
        }),
        run: saveDraft,
        answers: registrationRefusals,
        to: () => pathOf(c, '/form/1'),
        again: () => choose(c),
      })
    })

/** The slot in words: where and when. */
export const slotName = (v: View, { code, city, startsAt, endsAt }: Pick<ExamSlot, 'code' | 'city' | 'startsAt' | 'endsAt'>): string =>
  [
    code,
    ...(city === null ? [] : [city]),
    ...(startsAt && endsAt ? [v.t(words.fromTo, { from: formatTime(v, startsAt), to: endOf(v, startsAt, endsAt) })] : []),
  ].join(' · ')

/** On the same day the hour says it. */
const endOf = (v: View, startsAt: Temporal.Instant, endsAt: Temporal.Instant): string =>
  formatDateOf(v, startsAt) === formatDateOf(v, endsAt) ? formatClock(v, endsAt) : formatTime(v, endsAt)

/** The steps of the form as they are counted on its pages, the choice of a slot first where there is one. */
export function FormSteps({ view: v, loaded, current }: { view: View; loaded: Loaded; current: number }) {
  const { answers, slots } = loaded.application
  const before = slots.length > 0 ? [v.t(stepTitles.slot)] : []
  const labels = [...before, ...stepsOf[answers.kind].map(({ key }) => v.t(stepTitles[key])), v.t(stepTitles.confirm)]
  return <Steps view={v} labels={labels} current={current + before.length} />
}

async function choose(c: Context<Env>): Promise<Response> {
  const loaded = await loadOwn(c)
  if (!loaded || loaded.application.slots.length === 0) return problemPage(c)
  const v = view(c)
  const { application } = loaded
  const holds = application.places.find(({ kind }) => kind === 'slot')?.id
  return show(
    c,
    {
      kind: 'candidate',
      title: stepTitles.slot,
      lead: words.slotLead,
      back: { label: words.application, href: pathOf(c) },
      exam: examOf(loaded),
    },
    <>
      <FormSteps view={v} loaded={loaded} current={0} />
      <Form action={pathOf(c, '/slot')} idempotencyKey={formKey(c)} version={application.draftVersion}>
        <Choice
          view={v}
          name="slotId"
          label={v.t(stepTitles.slot)}
          value={application.slotId ?? undefined}
          problems={shownProblems(c.get('problem'))}
          options={application.slots.map((slot) => ({
            value: slot.id,
            label: slotName(v, slot),
            hint: slot.id === holds ? v.t(words.slotHeld) : slot.left === 0 ? v.t(words.slotFull) : v.t(words.placesLeft, { n: slot.left }),
            disabled: slot.left === 0 && slot.id !== holds,
          }))}
        />
        <Button>{v.t(words.saveNext)}</Button>
      </Form>
    </>,
  )
}
