import { createContext, useContext } from 'hono/jsx'
import type { Problem } from './problem-box.tsx'

/** What a form that was refused held, by the names of its fields. */
type SentFields = { readonly text: (name: string) => string | undefined; readonly all: (name: string) => readonly string[] }

type Sent = {
  /** Where it was sent: of the forms of a page only the one with this target gets its content back. */
  readonly path: string
  readonly fields: SentFields
  readonly problems: readonly Problem[]
}

type Hidden = Readonly<Record<string, string | number | undefined>>

/** Of the whole page. hono/jsx keeps it with the render of one request, so that nobody sees what another typed. */
const SentToPage = createContext<Sent | undefined>(undefined)
const SentHere = createContext<Sent | 'another form' | undefined>(undefined)

/** A page shown again after a refusal: each field of the form that was sent finds there what was typed and what is wrong with it. */
export const ShownAgain = SentToPage.Provider
export const WithinForm = SentHere.Provider

/** Whether the form that was refused is the one with this target. Forms with one target, such as one a row, differ in their hidden values. */
export function useSentTo(action: string, hidden: Hidden): Sent | 'another form' | undefined {
  const sent = useContext(SentToPage)
  if (!sent) return undefined
  const same = Object.entries(hidden).every(([name, value]) => {
    const was = sent.fields.text(name)
    return was === undefined || value === undefined || was === String(value)
  })
  return sent.path === action.split('?')[0] && same ? sent : 'another form'
}

/** What was typed into any form of the page, for controls that stand outside their form. */
export const useSentToPage = (): SentFields | undefined => useContext(SentToPage)?.fields

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
