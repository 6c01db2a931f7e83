import type { Document } from './records.ts'
import { isPlain } from './rules/photo.ts'

/** The sign beside a photograph, for candidate and reviewer: its background is plain, is not, or was never looked at. */
export const plainnessOf = (photo: Pick<Document, 'borderPlain'> | undefined): boolean | null =>
  typeof photo?.borderPlain === 'number' ? isPlain(photo.borderPlain) : null
