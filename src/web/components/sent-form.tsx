import { type Child, createContext, useContext } from 'hono/jsx'
import { fieldId, type Problem } from './problem-box.tsx'

/** What a form that was refused held, by the names of its fields. */
type SentFields = { readonly text: (name: string) => string | undefined; readonly all: (name: string) => readonly string[] }

type Sent = {
  /** Where it was sent: of the forms of a page only the one with this target gets its content back. */
  readonly path: string
  readonly fields: SentFields
  readonly problems: readonly Problem[]
}

type Hidden = Readonly<Record<string, string | number | undefined>>

/** Of the whole page; 'not kept' where a form was refused whose content is not given back. hono/jsx keeps it with the render of one request, so that nobody sees what another typed. */
const SentToPage = createContext<Sent | 'not kept' | undefined>(undefined)
const SentHere = createContext<Sent | 'another form' | undefined>(undefined)
const Place = createContext('')

/** A page shown again after a refusal: each field of the form that was sent finds there what was typed and what is wrong with it. */
export const ShownAgain = SentToPage.Provider

/** What the fields of one form know of it. */
export const WithinForm = ({ sent, place, children }: { sent: Sent | 'another form' | undefined; place: string; children?: Child }) => (
  <SentHere.Provider value={sent}>
    <Place.Provider value={place}>{children}</Place.Provider>
  </SentHere.Provider>
)

/**
 * What stands before the ids of a form's fields: forms of one page have fields of one name, such as one form for each site, and a label must
 * lead to its own. A form that was refused has none, so that the box above leads to its fields by their names.
 */
export function usePlaceOf(action: string, hidden: Hidden, sent: Sent | 'another form' | undefined): string {
  if (useContext(SentToPage) === 'not kept' || typeof sent === 'object') return ''
  let hash = 0x811c9dc5
  for (const sign of `${action} ${JSON.stringify(hidden)}`) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return `${(hash >>> 0).toString(36)}-`
}

export const useFieldId = (name: string): string => fieldId(`${useContext(Place)}${name}`)

/** Whether the form that was refused is the one with this target. Forms with one target, such as one a row, differ in their hidden values. */
export function useSentTo(action: string, hidden: Hidden): Sent | 'another form' | undefined {
  const sent = useContext(SentToPage)
  if (!sent || sent === 'not kept') return undefined
  const same = Object.entries(hidden).every(([name, value]) => {
    const was = sent.fields.text(name)
    return was === undefined || value === undefined || was === String(value)
  })
  return sent.path === action.split('?')[0] && same ? sent : 'another form'
}

/** What was typed into any form of the page, for controls that stand outside their form. */
export function useSentToPage(): SentFields | undefined {
  const sent = useContext(SentToPage)
  return sent === 'not kept' ? undefined : sent?.fields
}

/** What was typed into the form around this field, if it is the one that was refused. */
export function useSent(): SentFields | undefined {
  const sent = useContext(SentHere)
  return sent === 'another form' ? undefined : sent?.fields
}

/** Problems of the form around this field; undefined where no form of this page was refused. */
export function useProblems(): readonly Problem[] | undefined {
  const sent = useContext(SentHere)
  return sent === 'another form' ? [] : sent?.problems
}
