/**
 * Which password a candidate may choose. Regulation: 《文山州人力资源和社会保障局工作规则》第四十三条 (R-SYS-02): accounts and passwords are kept
 * safe. NIST SP 800-63B 5.1.1: length counts, composition does not; what a stranger knows of the person does not make a password.
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'

const passwordLength = { least: 10, most: 128 } as const

export type PasswordRefusal = 'password_too_short' | 'password_too_long' | 'password_too_simple' | 'password_from_identity'

/** One text for one password, whatever keyboard wrote it. */
export const normalisePassword = (text: string): string => text.normalize('NFC').trim()

export function judgePassword(
  text: string,
  person: { readonly idNumber: string; readonly phone?: string | undefined },
): Result<string, PasswordRefusal> {
  const password = normalisePassword(text)
  const length = [...password].length
  if (length < passwordLength.least) return refuse('password_too_short')
  if (length > passwordLength.most) return refuse('password_too_long')
  if (new Set(password).size < 5 || isRun(password)) return refuse('password_too_simple')
  const known = [person.idNumber.slice(-6), person.idNumber.slice(6, 14), person.phone].filter((part) => part !== undefined)
  if (known.some((part) => password.toUpperCase().includes(part))) return refuse('password_from_identity')
  return accept(password)
}

/** 0123456789, abcdefghij, or the same backwards. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0))
  const most = Math.max(...[1, -1].map((step) => steps.filter((one) => one === step).length))
  return most >= steps.length - 1
}
