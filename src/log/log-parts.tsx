import type { Authority } from '../../db/connect.ts'
import type { Keyring } from '../keys/keyring.ts'
import { Button, ButtonLink, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Pager } from '../web/components/navigation.tsx'
import { Notice } from '../web/components/notice.tsx'
import { DataBlock, Digest, Proof } from '../web/components/proof.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Count, Time } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { toBase64 } from './base64.ts'
import { eventNames } from './event-names.ts'
import { readLeaf } from './leaf.ts'
import { logOrigin, logVerifierKey } from './log-key.ts'
import type { Entry, Published } from './records.ts'
import type { LogReport } from './verify-log.ts'
import { browserWords, faultNames, words } from './words.ts'

type Here = { readonly authority: Authority; readonly keyring: Keyring }

export function LogHead({ view, newest, authority, keyring }: { view: View; newest: Published | undefined } & Here) {
  if (!newest) return <Empty title={view.t(words.noCheckpoint)} />
  return (
    <Proof
      view={view}
      title={view.t(words.checkpoint)}
      items={[
        { label: view.t(words.size), value: <Count view={view} value={newest.size} /> },
        { label: view.t(words.root), value: <Digest>{toBase64(newest.root)}</Digest> },
        { label: view.t(words.publishedAt), value: <Time view={view} at={newest.publishedAt} precision="second" /> },
        { label: view.t(words.origin), value: <Digest>{logOrigin(authority)}</Digest> },
        { label: view.t(words.key), value: <Digest>{logVerifierKey(authority, keyring)}</Digest> },
        { label: view.t(words.note), value: <Digest>{newest.note}</Digest>, download: '/log/checkpoint' },
      ]}
    />
  )
}

type EntriesProps = {
  readonly view: View
  readonly entries: readonly Entry[]
  readonly values: Readonly<Record<'exam' | 'event', string | undefined>>
  readonly older: string | undefined
}

export const LogEntries = ({ view, entries, values, older }: EntriesProps) => (
  <>
    <Table
      view={view}
      caption={view.t(words.entries)}
      stacked
      rows={entries.map((entry) => ({ ...entry, leaf: readLeaf(entry.event) }))}
      filter={{ action: '/log', values }}
      columns={[
        {
          key: 'index',
          head: view.t(words.index),
          numeric: true,
          names: true,
          cell: ({ index }) => <a href={`/log/entries/${index}`}>{index}</a>,
        },
        {
          key: 'time',
          head: view.t(words.time),
          cell: ({ leaf }) => leaf && <Time view={view} at={Temporal.Instant.from(leaf.at)} precision="second" relative={false} />,
        },
        {
          key: 'event',
          head: view.t(words.event),
          cell: ({ leaf }) => leaf && <EventWord view={view} event={leaf.event} />,
          filter: Object.entries(eventNames).map(([value, name]) => ({ value, label: view.t(name) })),
        },
        {
          key: 'outcome',
          head: view.t(words.outcome),
          cell: ({ leaf }) => leaf && <Outcome view={view} outcome={leaf.outcome} refusal={leaf.refusal} />,
        },
        { key: 'exam', head: view.t(words.exam), cell: ({ leaf }) => leaf?.exam && <ExamLink exam={leaf.exam} />, filter: 'text' },
      ]}
    />
    <Pager view={view} next={older} />
  </>
)

const EventWord = ({ view, event }: { view: View; event: string }) => {
  const name = eventNames[event]
  return <>{name ? view.t(name) : <code>{event}</code>}</>
}

/** The log knows no titles: the beginning of the number tells two examinations apart, and opens the entries of one. */
const ExamLink = ({ exam }: { exam: string }) => (
  <a href={`/log?exam=${exam}`}>
    <code>{exam.slice(0, 8)}</code>
  </a>
)

/** What it means; one entry by itself shows beside it the code that stands in the log. */
const EventName = ({ view, event }: { view: View; event: string }) => {
  const name = eventNames[event]
  return (
    <>
      {name && <>{view.t(name)} </>}
      <code>{event}</code>
    </>
  )
}

const Outcome = ({ view, outcome, refusal }: { view: View; outcome: 'accepted' | 'refused'; refusal: string | null }) => (
  <span>
    <State kind={outcome === 'accepted' ? 'good' : 'bad'}>{view.t(words[outcome])}</State> {refusal && <code>{refusal}</code>}
  </span>
)

export function EntryFacts({ view, entry }: { view: View; entry: Entry }) {
  const leaf = readLeaf(entry.event)
  return (
    <>
      {leaf && (
        <Facts
          facts={[
            [view.t(words.event), <EventName view={view} event={leaf.event} />],
            [view.t(words.outcome), <Outcome view={view} outcome={leaf.outcome} refusal={leaf.refusal} />],
            [view.t(words.time), <Time view={view} at={Temporal.Instant.from(leaf.at)} precision="second" />],
            [view.t(words.actor), leaf.actor ? <Digest>{leaf.actor}</Digest> : view.t(words.system)],
            [view.t(words.exam), leaf.exam ? <Digest>{leaf.exam}</Digest> : '–'],
            [view.t(words.subject), leaf.subject ? <Digest>{leaf.subject}</Digest> : '–'],
          ]}
        />
      )}
      <Proof
        view={view}
        title={view.t(words.proof)}
        items={[
          { label: view.t(words.entryText), value: <Digest>{entry.event}</Digest> },
          { label: view.t(words.leafHash), value: <Digest>{toBase64(entry.leafHash)}</Digest> },
          { label: view.t(words.leafId), value: <Digest>{entry.leafId}</Digest> },
          {
            label: view.t(words.proof),
            value: <Digest>{`${entry.index}.tlog-proof`}</Digest>,
            download: `/log/entries/${entry.index}/proof`,
          },
        ]}
      />
    </>
  )
}

export const WaysToVerify = ({ view }: { view: View }) => (
  <Section title={view.t(words.how)}>
    <p>{view.t(words.howHash)}</p>
    <p>{view.t(words.howKeep)}</p>
    <p>{view.t(words.howTools)}</p>
    <p>{view.t(words.howPrivacy)}</p>
    <Buttons>
      <ButtonLink href="/log/verify">{view.t(words.verify)}</ButtonLink>
    </Buttons>
  </Section>
)

/** The page's script fills it; without a script it says what to do. */
export const VerifyHere = ({ view }: { view: View }) => (
  <Section title={view.t(words.inBrowser)}>
    <p>{view.t(words.inBrowserText)}</p>
    <Button type="button" id="verify-start" disabled>
      {view.t(words.start)}
    </Button>
    <p id="verify-status" role="status" aria-live="polite" />
    <noscript>
      <p>{view.t(words.needsScript)}</p>
    </noscript>
    <DataBlock
      id="verify-data"
      value={{
        checkpoint: '/api/log/checkpoint',
        entries: '/api/log/entries',
        words: Object.fromEntries(Object.entries(browserWords).map(([name, text]) => [name, view.t(text)])),
      }}
    />
  </Section>
)

export const ServerFindings = ({ view, size, report }: { view: View; size: number; report: LogReport | undefined }) => (
  <Section title={view.t(words.onServer)}>
    {!report && <Notice kind="info" title={view.t(words.serverTooLong, { n: size })} />}
    {report?.faults.length === 0 && (
      <Notice kind="good" title={view.t(words.serverHolds, { n: report.size, checkpoints: report.checkpoints, pending: report.pending })} />
    )}
    {report && report.faults.length > 0 && (
      <>
        <Notice kind="bad" title={view.t(words.serverBroken, { n: report.faults.length })} />
        <Table
          view={view}
          caption={view.t(words.faults)}
          rows={report.faults}
          stacked
          columns={[
            {
              key: 'fault',
              head: view.t(words.fault),
              names: true,
              cell: ({ code }) => (
                <>
                  <span>{view.t(faultNames[code])}</span> <code>{code}</code>
                </>
              ),
            },
            { key: 'where', head: view.t(words.where), cell: ({ where }) => <Digest>{where}</Digest> },
          ]}
        />
      </>
    )}
  </Section>
)
