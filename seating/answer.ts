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

export type Refusal = { readonly code: RefusalCode; readonly field: string; readonly sentence: string }
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export const accept = <T>(value: T): Answer<T> => ({ ok: true, value })
export const refuse = (code: RefusalCode, field: string, sentence: string): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { code, field, sentence },
})
