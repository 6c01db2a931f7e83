import type { Deps } from '../deps.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { joinedBytes } from './merkle.ts'
import { rootsOfSpans } from './proofs.ts'
import { entriesIn, newestCheckpoint } from './records.ts'
import type { LogRefusal } from './refusals.ts'

/** C2SP tlog-tiles: the published log as files of 256 hashes and bundles of 256 entries, from which anybody makes any proof. */
export type Tile = { readonly level: number | 'entries'; readonly index: number; readonly width: number }

const full = 256

/** '0/x001/234', '0/x001/234.p/112', 'entries/000.p/5': groups of three digits, all but the last with an x. */
export function parseTilePath(path: string): Tile | undefined {
  const [, level, groups, partial] =
    /^(entries|0|[1-9]|[1-5][0-9])\/((?:x[0-9]{3}\/){0,4}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path) ?? []
  if (level === undefined || groups === undefined) return undefined
  const width = partial === undefined ? full : Number(partial)
  const tile = { level: level === 'entries' ? level : Number(level), index: Number(groups.replaceAll(/[x/]/g, '')), width } as const
  // One address for one tile: no leading groups of zeros, no partial tile that is full.
  return tilePath(tile) === path ? tile : undefined
}

export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0')
  const groups = digits.match(/.../g) ?? []
  const name = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return `${level}/${name}${width === full ? '' : `.p/${width}`}`
}

/** The bytes of a tile, as far as the log is published. Full tiles never change. */
export function readTile(deps: Pick<Deps, 'within'>, { level, index, width }: Tile): Promise<Result<Uint8Array, LogRefusal>> {
  return deps.within('public', async (tx) => {
    const newest = await newestCheckpoint(tx)
    if (!newest) return refuse('log_empty')
    const first = index * full
    const leaves = level === 'entries' ? 1 : full ** level
    if (width > full || (first + width) * leaves > newest.size) return refuse('tile_unknown')
    if (level === 'entries')
      return accept(joinedBytes((await entriesIn(tx, { from: first, to: first + width })).map(({ event }) => lengthPrefixed(event))))
    const spans = Array.from({ length: width }, (_, at) => ({ from: (first + at) * leaves, to: (first + at + 1) * leaves }))
    return accept(joinedBytes(await rootsOfSpans(tx, spans)))
  })
}

/** An entry in a bundle: two bytes of length, big-endian, and the text. A leaf is shorter than 65,536 bytes by the table's check. */
function lengthPrefixed(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  return joinedBytes([Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes])
}
