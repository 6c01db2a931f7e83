/**
 * A frozen list of seats read straight from its canonical text, without an object for each candidate: what a million needs.
 *
 * Whatever is not exactly as the engine writes it – another order, a blank, an escape, a name it does not know – is left to `readInput`, which
 * says what is wrong. So there is one set of refusals, and a text that is read here means what it means there.
 */
import { canonicalJson } from './canonical.ts'
import { readInput } from './input.ts'
import { most as limits } from './input-lists.ts'
import type { Need, SeatsInput } from './input-seats.ts'
import { cell, nth } from './known.ts'
import { type Tree, treeOf } from './merkle.ts'
import { bitsOf, type Roll, subjectsOf, wishesOf } from './roll.ts'
import { text as textShape } from './shape.ts'

export type SeatsText = {
  /** The input with an empty list of candidates; they are in the roll. */
  readonly input: SeatsInput
  readonly roll: Roll
  /** The Merkle tree of the candidates, as the freeze needs it. */
  readonly tree: () => Tree
}

const opening = '{"candidates":['
/** No candidate is shorter than this, so the columns can be made before anyone is counted. */
const shortest = '{"groups":[],"label":"a","needs":[],"subjects":["s"]}'.length
const needLists: readonly (readonly Need[])[] = [
  [],
  ['extra-time'],
  ['extra-time', 'ground-floor'],
  ['extra-time', 'ground-floor', 'separate-room'],
  ['extra-time', 'separate-room'],
  ['ground-floor'],
  ['ground-floor', 'separate-room'],
  ['separate-room'],
]
const needTexts = new Map(needLists.map((needs) => [`${needs.map((need) => `"${need}"`).join()}]`, bitsOf(needs)]))
const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const longest = 200
/** No place and no number: below all of them. */
const none = -1

export function readSeatsText(text: string): SeatsText | undefined {
  if (!text.startsWith(opening)) return undefined
  const [most, dense] = [Math.trunc(text.length / shortest), Math.trunc(text.length / 4)]
  const entries = new Uint32Array(most + 1)
  const labels = new Uint32Array(most)
  const labelLengths = new Uint8Array(most)
  const needs = new Uint8Array(most)
  const wishes = new Int32Array(most).fill(-1)
  const [subjectsFrom, groupsFrom] = [new Uint32Array(most + 1), new Uint32Array(most + 1)]
  const [subjects, groups] = [new Uint16Array(dense), new Uint32Array(dense)]
  const names = { group: interned(text), subject: interned(text), wish: interned(text) }
  let [size, subjectsUsed, groupsUsed, before] = [0, 0, 0, '']
  let at = opening.length
  const literal = (word: string): boolean => {
    if (!text.startsWith(word, at)) return false
    at += word.length
    return true
  }
  /** Reads names up to the closing bracket; each must come after the one before. Answers how many, or none. */
  const list = (kind: Interned, into: Uint16Array | Uint32Array, from: number, howMany: number): number => {
    if (literal(']')) return 0
    for (let count = 1; count <= howMany; count++) {
      const name = kind.read(at)
      if (name < 0) return none
      at = kind.end() + 1
      into[from + count - 1] = name
      if (count > 1 && kind.nameOf(cell(into, from + count - 2)) >= kind.nameOf(name)) return none
      if (literal(']')) return count
      if (!literal(',')) return none
    }
    return none
  }
  if (text[at] === ']') at++
  else {
    while (size < limits.people) {
      entries[size] = at
      if (!literal('{"groups":[')) return undefined
      const grouped = list(names.group, groups, groupsUsed, limits.groups)
      if (grouped < 0 || !literal(',"label":"')) return undefined
      const end = plainEnd(text, at)
      if (end < 0) return undefined
      const label = text.slice(at, end)
      if (size > 0 && label <= before) return undefined
      before = label
      labels[size] = at
      labelLengths[size] = end - at
      at = end + 1
      if (!literal(',"needs":[')) return undefined
      const needsEnd = text.indexOf(']', at)
      const bits = needTexts.get(text.slice(at, needsEnd + 1))
      if (bits === undefined) return undefined
      needs[size] = bits
      at = needsEnd + 1
      if (!literal(',"subjects":[')) return undefined
      const sat = list(names.subject, subjects, subjectsUsed, limits.few)
      if (sat < 1) return undefined
      if (literal(',"wish":')) {
        const wish = names.wish.read(at)
        if (wish < 0) return undefined
        wishes[size] = wish
        at = names.wish.end() + 1
      }
      if (!literal('}')) return undefined
      groupsUsed += grouped
      subjectsUsed += sat
      size++
      groupsFrom[size] = groupsUsed
      subjectsFrom[size] = subjectsUsed
      if (text.charCodeAt(at) === comma) at++
      else break
    }
    if (!literal(']')) return undefined
  }
  entries[size] = at
  const input = headerOf(text.slice(at))
  if (!input) return undefined
  const roll: Roll = {
    size,
    labelOf: (index) => {
      const from = cell(labels, index)
      return text.slice(from, from + cell(labelLengths, index))
    },
    needs: needs.subarray(0, size),
    wishes: wishes.subarray(0, size),
    subjects: subjects.subarray(0, subjectsUsed),
    subjectsFrom,
    groups: groups.subarray(0, groupsUsed),
    groupsFrom,
  }
  if (!nameSubjects(input, roll, names.subject) || !nameWishes(input, roll, names.wish)) return undefined
  const leaves = function* (): Generator<string> {
    for (let index = 0; index < size; index++) yield text.slice(entries[index], cell(entries, index + 1) - 1)
  }
  return { input, roll, tree: () => treeOf(leaves(), size) }
}

/** What stands after the list, read as every other input is, and canonical itself: the whole text is published as it stands. */
function headerOf(rest: string): SeatsInput | undefined {
  const text = `${opening}]${rest}`
  let header: unknown
  try {
    header = JSON.parse(text)
  } catch {
    return undefined
  }
  const read = readInput(header)
  return read.ok && read.value.kind === 'seats' && canonicalJson(read.value) === text ? read.value : undefined
}

/** From the names in the order they were met to places among the subjects; no two of one session in one entry. */
function nameSubjects(input: SeatsInput, roll: Roll, met: Interned): boolean {
  const subjects = subjectsOf(input)
  const places = new Map(subjects.map(({ subject }, index) => [subject, index]))
  const placeOf = met.names().map((name) => places.get(name) ?? none)
  if (placeOf.includes(none)) return false
  for (const [at, name] of roll.subjects.entries()) roll.subjects[at] = nth(placeOf, name)
  const lastOf = new Int32Array(input.sessions.length).fill(none)
  for (let index = 0; index < roll.size; index++) {
    for (let at = cell(roll.subjectsFrom, index); at < cell(roll.subjectsFrom, index + 1); at++) {
      const session = nth(subjects, cell(roll.subjects, at)).at
      if (lastOf[session] === index) return false
      lastOf[session] = index
    }
  }
  return true
}

function nameWishes(input: SeatsInput, roll: Roll, met: Interned): boolean {
  const places = new Map([...wishesOf(input.rooms).keys()].map((name, index) => [name, index]))
  const placeOf = met.names().map((name) => places.get(name) ?? none)
  if (placeOf.includes(none)) return false
  for (const [index, name] of roll.wishes.entries()) if (name >= 0) roll.wishes[index] = nth(placeOf, name)
  return true
}

/** Where a label of plain characters ends, or none. */
function plainEnd(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(++at)) {
    if (!(code > 0x20 && code < 0x7f) || code === backslash) return none
  }
  return at > from && at - from <= longest ? at : none
}

type Interned = {
  /** The number of the name that stands at `from` in quotes, or none if it is no plain name. */
  readonly read: (from: number) => number
  /** The place of the closing quote of the name read last. */
  readonly end: () => number
  readonly nameOf: (number: number) => string
  readonly names: () => readonly string[]
}

/** Numbers names by when they are first met. A name is looked at closely once; afterwards only compared with itself. */
function interned(text: string): Interned {
  const names: string[] = []
  let slots = new Int32Array(1024).fill(-1)
  const hashes: number[] = []
  let end = 0
  const grow = (): void => {
    slots = new Int32Array(2 * slots.length).fill(-1)
    for (const [number, hash] of hashes.entries()) slots[free(hash)] = number
  }
  const free = (hash: number): number => {
    let slot = hash & (slots.length - 1)
    while (cell(slots, slot) >= 0) slot = (slot + 1) & (slots.length - 1)
    return slot
  }
  const read = (from: number): number => {
    if (text.charCodeAt(from) !== quote) return none
    let hash = 0x811c9dc5
    let at = from + 1
    for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(++at)) {
      if (!(code >= 0x20) || code === backslash) return none
      hash = Math.imul(hash ^ code, 0x01000193)
    }
    end = at
    let slot = hash & (slots.length - 1)
    for (let number = cell(slots, slot); number >= 0; number = cell(slots, slot)) {
      const name = nth(names, number)
      if (hashes[number] === hash && name.length === at - from - 1 && text.startsWith(name, from + 1)) return number
      slot = (slot + 1) & (slots.length - 1)
    }
    const name = text.slice(from + 1, at)
    if (!textShape(name, { path: '', sentence: '' })) return none
    // Half of the slots stay free.
    if (2 * names.length === slots.length) {
      grow()
      slot = free(hash)
    }
    const number = names.length
    names.push(name)
    hashes.push(hash)
    slots[slot] = number
    return number
  }
  return { read, end: () => end, nameOf: (number) => nth(names, number), names: () => names }
}
