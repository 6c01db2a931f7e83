import { fromBase64, toBase64 } from './base64.ts'
import { hashLength } from './merkle.ts'

/** C2SP tlog-checkpoint: which log, how many leaves, which root. Without extension lines, which no witness can judge. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array }

export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`

/** Undefined where a note's text is no checkpoint in its one form. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [, origin, sizeText, rootText] = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n$/.exec(text) ?? []
  const root = fromBase64(rootText ?? '')
  const size = Number(sizeText)
  if (!origin || !Number.isSafeInteger(size) || root?.length !== hashLength) return undefined
  return { origin, size, root }
}

/** C2SP tlog-proof: index, path and checkpoint in one text file, checked offline with the log's key alone. */
export const proofFileText = (index: number, path: readonly Uint8Array[], note: string): string =>
  ['c2sp.org/tlog-proof@v1', `index ${index}`, ...path.map(toBase64), '', note].join('\n')

/** Undefined where the text is no such file. Says nothing yet about whether it proves anything. */
export function parseProofFile(text: string): { index: number; path: readonly Uint8Array[]; note: string } | undefined {
  const end = text.indexOf('\n\n')
  const [version, indexLine, ...lines] = text.slice(0, Math.max(end, 0)).split('\n')
  const index = /^index (0|[1-9][0-9]{0,14})$/.exec(indexLine ?? '')?.[1]
  const path = lines.map(fromBase64).filter((hash) => hash?.length === hashLength)
  if (version !== 'c2sp.org/tlog-proof@v1' || index === undefined || path.length !== lines.length) return undefined
  return { index: Number(index), path: path.filter((hash) => hash !== undefined), note: text.slice(end + 2) }
}
