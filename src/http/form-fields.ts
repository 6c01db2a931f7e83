/** A submitted form: text fields by name, and files. Empty fields are left out, so that "not filled in" is one thing. */
export type FormFields = {
  readonly text: (name: string) => string | undefined
  readonly all: (name: string) => readonly string[]
  readonly checked: (name: string) => boolean
  readonly file: (name: string) => { readonly name: string; readonly bytes: Uint8Array } | undefined
}
