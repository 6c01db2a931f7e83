/** Small strict readers for the input file: unknown keys, fractions and unnormalised text are refused, with the path of the field. */
export type Fault = { path: string; sentence: string }
export type Shape<T> = (value: unknown, fault: Fault) => value is T

const failing = (fault: Fault, sentence: string): false => {
  fault.path = ''
  fault.sentence = sentence
  return false
}

const under = (fault: Fault, step: string): false => {
  fault.path = fault.path === '' || fault.path.startsWith('[') ? `${step}${fault.path}` : `${step}.${fault.path}`
  return false
}

const plainText = /^[!-~]{1,200}$/
const control = /\p{Cc}/u

/** One to 200 characters in Unicode normal form C, no control characters, no blank at either end. */
export const text: Shape<string> = (value, fault): value is string => {
  if (typeof value !== 'string') return failing(fault, 'is not a string')
  if (plainText.test(value)) return true
  if (value.length < 1 || value.length > 200) return failing(fault, 'must have 1 to 200 characters')
  if (!value.isWellFormed() || value.normalize('NFC') !== value) return failing(fault, 'is not in Unicode normal form C')
  if (control.test(value) || value.trim() !== value) return failing(fault, 'holds a control character, or a blank at an end')
  return true
}

const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
export const instant: Shape<string> = (value, fault): value is string =>
  (typeof value === 'string' && instantForm.test(value) && !Number.isNaN(Date.parse(value))) ||
  failing(fault, 'is not an instant of the form 2026-11-22T09:00:00Z')

const dayForm = /^\d{4}-\d\d-\d\d$/
export const day: Shape<string> = (value, fault): value is string =>
  (typeof value === 'string' && dayForm.test(value) && isDay(value)) || failing(fault, 'is not a day of the form 2026-11-22')
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

export const truth: Shape<boolean> = (value, fault): value is boolean =>
  typeof value === 'boolean' || failing(fault, 'is neither true nor false')

export const integer =
  (least: number, most: number): Shape<number> =>
  (value, fault): value is number =>
    (typeof value === 'number' && Number.isInteger(value) && !Object.is(value, -0) && value >= least && value <= most) ||
    failing(fault, `is not an integer from ${least} to ${most}`)

export const oneOf =
  <const T extends string>(...words: readonly T[]): Shape<T> =>
  (value, fault): value is T =>
    words.some((word) => word === value) || failing(fault, `is not one of ${words.join(', ')}`)

export const listOf =
  <T>(entry: Shape<T>, most: number): Shape<readonly T[]> =>
  (value, fault): value is readonly T[] => {
    if (!Array.isArray(value)) return failing(fault, 'is not a list')
    if (value.length > most) return failing(fault, `has more than ${most} entries`)
    for (let index = 0; index < value.length; index++) if (!entry(value[index], fault)) return under(fault, `[${index}]`)
    return true
  }

export type Shapes<T> = { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>> }

/** An object with exactly these members; those named in `mayLack` may be absent. */
export const record =
  <T extends object>(shapes: Shapes<T>, ...mayLack: readonly (keyof T & string)[]): Shape<T> =>
  (value, fault): value is T => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return failing(fault, 'is not an object')
    const members: Record<string, unknown> = { ...value }
    let met = 0
    for (const key in shapes) {
      const member = members[key]
      if (member === undefined && !Object.hasOwn(members, key)) {
        if (!mayLack.includes(key)) return failing(fault, `lacks the member “${key}”`)
        continue
      }
      met++
      if (!shapes[key](member, fault)) return under(fault, key)
    }
    const strange = Object.keys(members)
    if (strange.length === met) return true
    return failing(fault, `has the unknown member “${strange.find((key) => !Object.hasOwn(shapes, key))}”`)
  }
