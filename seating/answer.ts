/** What the draw engine says to its caller: a value, or a refusal that names the field of the input it refuses. */
export type RefusalCode =
  | 'input_malformed'
  | 'version_unknown'
  | 'label_duplicate'
  | 'place_duplicate'
  | 'subject_unknown'
  | 'sessions_overlap'
  | 'session_clash'
  | 'site_unknown'
  | 'room_over_limit'
  | 'too_few_seats'
  | 'parties_too_few'
  | 'source_too_early'
  | 'person_untrained'
  | 'unit_excluded'
  | 'position_in_two_panels'
  | 'too_few_people'
  | 'staffing_impossible'
  | 'staffing_not_decided'
  | 'party_unknown'
  | 'commitment_missing'
  | 'commitment_malformed'
  | 'reveal_missing'
  | 'reveal_wrong'
  | 'public_value_malformed'
  | 'place_unknown'
  | 'no_reserve_fits'

/** Rules that together exclude every assignment; `minimal` when without any one of them they would not. */
export type Conflict = {
  readonly rules: readonly string[]
  readonly minimal: boolean
  /** The first rule, in the family's order, without which, all others kept, there is an assignment. */
  readonly possibleWithout?: string
}
export type Refusal = { readonly code: RefusalCode; readonly field: string; readonly sentence: string; readonly conflict?: Conflict }
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export const accept = <T>(value: T): Answer<T> => ({ ok: true, value })
/** For an answer that is known to be no refusal; one that is after all is a bug, told in its own words. */
export function settled<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.refusal.sentence)
  return answer.value
}
export const refuse = (
  code: RefusalCode,
  field: string,
  sentence: string,
  conflict?: Conflict,
): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: conflict ? { code, field, sentence, conflict } : { code, field, sentence },
})
