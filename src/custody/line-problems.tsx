import type { FieldNames } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'

/** One line of a form that lists packages: its name in the field names, and the package number that stands on it. */
export type Line = { readonly name: string; readonly number: string | undefined }

const fieldNames: Readonly<Record<string, string>> = { sealNumber: 'seal' }

/** What is wrong with the n-th package, or with one by number, stands beside the field of its line. */
export const fieldsOfLines = (linesIn: (form: FormFields) => readonly Line[]): FieldNames => ({
  fieldOf: (path, form) => {
    const [list, index = '', ...rest] = path.split('.')
    const key = rest.at(-1)
    const line = linesIn(form)[Number(index)]
    return list === 'packages' && line && key ? `${fieldNames[key] ?? key}-${line.name}` : undefined
  },
  fieldAbout: (facts, form) => {
    const line = linesIn(form).find(({ number }) => number !== undefined && number === facts.number)
    return line && `seal-${line.name}`
  },
})
