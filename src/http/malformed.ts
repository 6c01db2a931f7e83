import type { ZodError } from 'zod'
import type { Locale } from '../web/locale.ts'
import { type Problem, requestRefusals } from './answer.ts'

const sentences = {
  missing: { zh: '必须填写', en: 'is required' },
  unknown: { zh: '不是可以提交的项目', en: 'is not a field of this form' },
  wrong: { zh: '填写不正确', en: 'is not valid' },
} as const

/** Malformed input as a problem that names each field. */
export function malformed(error: ZodError, locale: Locale): Problem {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) fields[[...issue.path, key].join('.')] = sentences.unknown[locale]
    else
      fields[issue.path.join('.') || 'body'] =
        issue.input === undefined && issue.code === 'invalid_type' ? sentences.missing[locale] : sentences.wrong[locale]
  }
  return { code: 'malformed', status: 400, text: requestRefusals.malformed[locale], fields }
}
