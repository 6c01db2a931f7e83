/** Who sits where, as the checker counts it. Shares no code with the draw. */
export type Person = {
  readonly label: string
  readonly subjects: readonly string[]
  readonly provision: string
  readonly low: boolean
  readonly wish: string | undefined
  readonly groups: readonly string[]
}
export type Place = {
  readonly site: string
  readonly number: number
  readonly capacity: number
  readonly columns: number
  readonly provision: string
  readonly low: boolean
  readonly kept: string | undefined
  readonly district: string | undefined
}
/** A room in one session. */
export type Hall = { readonly place: Place; subject: string | undefined; readonly sitters: Person[] }
export type Dice = (sides: number) => number
export type Chair = { readonly hall: Hall; readonly seat: number }
