import type { Context } from 'hono'
import { appointmentFor } from '../foundation/caller.ts'
import type { Env } from '../http/env.ts'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select } from '../web/components/choice.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Steps } from '../web/components/navigation.tsx'
import { Notice } from '../web/components/notice.tsx'
import { DataBlock, Digest, Proof } from '../web/components/proof.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Timeline } from '../web/components/timeline.tsx'
import { Time } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { roleNames } from '../web/words.ts'
import { cancelReasons } from './cancel-draw.ts'
import { ConflictNotice } from './conflict-notice.tsx'
import type { DrawView } from './read-seating.ts'
import { type DrawStep, drawParties } from './rules/draw-steps.ts'
import { contributeWords, drawKindWords, reasonWords, recomputeWords, stepWords, seatingWords as words } from './words.ts'

const stepOrder: readonly DrawStep[] = ['commit', 'reveal', 'source', 'run', 'over']
const stepKinds: Readonly<Record<DrawStep, StateKind>> = {
  commit: 'waiting',
  reveal: 'waiting',
  source: 'waiting',
  run: 'attention',
  over: 'good',
  cancelled: 'quiet',
  broken: 'bad',
}

const DrawState = ({ v, draw }: { v: View; draw: DrawView }) => <State kind={stepKinds[draw.step]}>{v.t(stepWords[draw.step])}</State>

/** A list of draws, each with where it stands. */
export const DrawTable = ({ v, draws, href }: { v: View; draws: readonly DrawView[]; href: (draw: DrawView) => string }) => (
  <Table<DrawView>
    view={v}
    stacked
    caption={v.t(words.draws)}
    rows={draws}
    empty={v.t(words.noDraws)}
    columns={[
      { key: 'kind', head: v.t(words.draw), names: true, cell: (draw) => <a href={href(draw)}>{v.t(drawKindWords[draw.kind])}</a> },
      { key: 'frozenAt', head: v.t(words.frozenAt), cell: (draw) => <Time view={v} at={draw.frozenAt} /> },
      { key: 'state', head: v.t(words.state), cell: (draw) => <DrawState v={v} draw={draw} /> },
    ]}
  />
)

/** Everything that is public about a draw, in the order in which it happened. */
export function DrawSteps({ v, draw, files }: { v: View; draw: DrawView; files: string }) {
  const at = stepOrder.indexOf(draw.step)
  return (
    <>
      {at >= 0 && <Steps view={v} labels={stepOrder.map((step) => v.t(stepWords[step]))} current={at + 1} />}
      {draw.cancellation && (
        <Notice
          kind={draw.state === 'cancelled' ? 'quiet' : 'attention'}
          title={v.t(stepWords[draw.state === 'cancelled' ? 'cancelled' : 'broken'])}
        >
          <p>
            {v.t(words.cancelled)}: {v.t(reasonWords[draw.cancellation.reason] ?? words.reason)}
          </p>
        </Notice>
      )}
      <Proof
        view={v}
        title={v.t(drawKindWords[draw.kind])}
        items={[
          { label: v.t(words.state), value: <DrawState v={v} draw={draw} /> },
          { label: v.t(words.freezeHash), value: <Digest>{draw.freezeHash}</Digest> },
          { label: v.t(words.frozenAt), value: <Time view={v} at={draw.frozenAt} /> },
          { label: v.t(words.input), value: 'JSON', download: `${files}/input.json` },
          { label: v.t(words.revealBy), value: <Time view={v} at={draw.revealBy} /> },
          { label: v.t(words.sourceName), value: draw.source.name },
          { label: v.t(words.sourceDue), value: <Time view={v} at={draw.source.due} /> },
          ...(draw.publicValue === null ? [] : [{ label: v.t(words.publicValue), value: <span class="number">{draw.publicValue}</span> }]),
          ...(draw.transcriptHash === null
            ? []
            : [
                { label: v.t(words.transcriptHash), value: <Digest>{draw.transcriptHash}</Digest> },
                { label: v.t(words.transcript), value: 'JSON', download: `${files}/transcript.json` },
              ]),
          ...(draw.replaces === null ? [] : [{ label: v.t(words.replaces), value: <Digest>{draw.replaces}</Digest> }]),
        ]}
      />
      <Section title={v.t(words.party)}>
        <Timeline
          view={v}
          label={v.t(words.party)}
          moments={draw.parties.map((one) => ({
            at: one.revealedAt ?? one.committedAt ?? undefined,
            title: v.t(roleNames[one.party]),
            kind: one.value ? 'good' : one.commitment ? 'waiting' : 'quiet',
            detail: (
              <>
                <p>
                  {v.t(words.commitment)}: {one.commitment ? <Digest>{one.commitment}</Digest> : v.t(words.notYet)}
                </p>
                <p>
                  {v.t(words.value)}: {one.value ? <Digest>{one.value}</Digest> : v.t(words.notYet)}
                </p>
              </>
            ),
          }))}
        />
      </Section>
    </>
  )
}

/** What the officer who looks may do now. `run` is where the draw of this kind is run. */
export function DrawActs({ c, examId, draw, run }: { c: Context<Env>; examId: string; draw: DrawView; run: string | undefined }) {
  const v = view(c)
  const caller = c.get('caller')
  const path = `/exams/${examId}/draws/${draw.drawId}`
  const problems = shownProblems(c.get('problem'))
  const holds = (party: (typeof drawParties)[number]) => caller !== undefined && appointmentFor(caller, [party], examId) !== undefined
  const mine = draw.parties.find(({ party, value }) => value === null && holds(party))
  const inspects = draw.parties.some(({ party }) => party !== 'exam_office' && holds(party))
  const open = draw.state !== 'drawn' && draw.state !== 'cancelled'
  if (!open) return null
  return (
    <>
      {mine && (draw.step === 'commit' || draw.step === 'reveal') && (
        <Section title={v.t(words.contribute)}>
          <p>{v.t(words.contributeHint)}</p>
          {mine.commitment === null ? (
            <Button type="button" id="contribute-commit" disabled>
              {v.t(words.commit)}
            </Button>
          ) : (
            draw.step === 'reveal' && (
              <Button type="button" id="contribute-reveal" disabled>
                {v.t(words.reveal)}
              </Button>
            )
          )}
          <p id="contribute-status" role="status" aria-live="polite" />
          <noscript>
            <p>{v.t(words.needsScript)}</p>
          </noscript>
          <DataBlock
            id="contribute-data"
            value={{
              drawId: draw.drawId,
              freezeHash: draw.freezeHash,
              party: mine.party,
              commitments: `/api${path}/commitments`,
              values: `/api${path}/values`,
              words: Object.fromEntries(Object.entries(contributeWords).map(([name, text]) => [name, v.t(text)])),
            }}
          />
        </Section>
      )}
      {draw.step === 'run' && inspects && !draw.witnessed && (
        <Section title={v.t(words.witness)}>
          <Form action={`${path}/public-value`} idempotencyKey={formKey(c)}>
            <Field
              view={v}
              name="publicValue"
              label={v.t(words.publicValue)}
              hint={v.t(words.witnessHint)}
              width="long"
              problems={problems}
            />
            <Button>{v.t(words.witness)}</Button>
          </Form>
        </Section>
      )}
      {draw.step === 'run' && draw.witnessed && holds('exam_office') && run && (
        <Section title={v.t(words.run)}>
          <Form action={run} idempotencyKey={formKey(c)}>
            <Field view={v} name="publicValue" label={v.t(words.publicValue)} hint={v.t(words.runHint)} width="long" problems={problems} />
            <Button>{v.t(words.run)}</Button>
          </Form>
        </Section>
      )}
      <CancelForms c={c} path={path} draw={draw} />
    </>
  )
}

function CancelForms({ c, path, draw }: { c: Context<Env>; path: string; draw: DrawView }) {
  const v = view(c)
  const revealed = draw.parties.some(({ value }) => value !== null)
  if (revealed && draw.step !== 'broken') return null
  return (
    <Section title={v.t(words.cancel)}>
      {draw.cancellation ? (
        <Form action={`${path}/cancellation/confirmation`} idempotencyKey={formKey(c)}>
          <p>{v.t(reasonWords[draw.cancellation.reason] ?? words.reason)}</p>
          <Button kind="danger">{v.t(words.confirmCancel)}</Button>
        </Form>
      ) : (
        <Form action={`${path}/cancellation`} idempotencyKey={formKey(c)}>
          <Select
            view={v}
            name="reason"
            label={v.t(words.reason)}
            hint={v.t(words.cancelHint)}
            options={cancelReasons.map((value) => ({ value, label: v.t(reasonWords[value] ?? words.reason) }))}
          />
          <Button kind="secondary">{v.t(words.cancel)}</Button>
        </Form>
      )}
    </Section>
  )
}

/** Parties, deadline and source, as every draw is announced with. Times are the authority's local ones. */
export function TermsFields({ c }: { c: Context<Env> }) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  return (
    <>
      <ConflictNotice v={v} problem={c.get('problem')} />
      <Choice
        view={v}
        name="parties"
        many
        label={v.t(words.parties)}
        value={['exam_office', 'discipline_inspector', 'section_head']}
        options={drawParties.map((value) => ({ value, label: v.t(roleNames[value]) }))}
        problems={problems}
      />
      <Field view={v} name="revealBy" type="datetime-local" label={v.t(words.revealBy)} problems={problems} />
      <Field view={v} name="sourceName" label={v.t(words.sourceName)} hint={v.t(words.sourceHint)} width="long" problems={problems} />
      <Field view={v} name="sourceDue" type="datetime-local" label={v.t(words.sourceDue)} problems={problems} />
    </>
  )
}

/** Recomputing in the reader's own browser, with the checker that shares no code with the draw. */
export function Recompute({ v, draw, files, number }: { v: View; draw: DrawView; files: string; number: string | undefined }) {
  return (
    <Section title={v.t(words.recompute)} id="verify">
      <p>{v.t(words.recomputeHint)}</p>
      <form id="recompute" class="form" action={files} method="get">
        <Field view={v} name="number" label={v.t(words.yourNumber)} value={number?.slice(0, 64)} optional />
        <button class="button primary" type="submit" disabled>
          {v.t(words.recomputeButton)}
        </button>
      </form>
      <p id="recompute-status" role="status" aria-live="polite" />
      <div id="recompute-plan" />
      <noscript>
        <p>{v.t(words.withoutScript)}</p>
      </noscript>
      <DataBlock
        id="recompute-data"
        value={{
          transcript: `${files}/transcript.json`,
          hash: draw.transcriptHash,
          page: files,
          words: Object.fromEntries(
            Object.entries({ ...recomputeWords, seatPlan: words.seatPlan }).map(([name, text]) => [name, v.t(text)]),
          ),
        }}
      />
    </Section>
  )
}
