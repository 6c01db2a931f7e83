/** Entries that a loop or a plan has shown to be there, which the compiler cannot know; a place where there is none is a bug, never a zero. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array

const missing = (place: string | number): never => {
  throw new RangeError(`nothing is known at ${place}`)
}

/** A number of a column. Apart from `nth`, so that the engine of the language sees few kinds of list here: a million are read. */
export const cell = (column: Column, index: number): number => column[index] ?? missing(index)

export const nth = <T>(list: readonly T[], index: number): T => list[index] ?? missing(index)

export const under = <T>(map: ReadonlyMap<string, T>, key: string): T => map.get(key) ?? missing(key)
