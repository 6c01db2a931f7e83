/**
 * Packages follow the frozen seat plan: each room of each session has exactly one, with at least a paper and a card for each candidate;
 * packages without a room are backups.
 *
 * Regulation: 《专业技术职务资格考试制度》第十六条(一) quantities by the order, packed by room (R-PAPER-01); 《工人技术等级考核工作制度》第六条(五)
 * preparation notice with quantities (R-WK-24).
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'

export type Packed = {
  readonly number: string
  readonly examSessionId: string
  readonly roomId: string | null
  readonly papers: number
  readonly cards: number
}
export type Seated = { readonly examSessionId: string; readonly roomId: string; readonly seated: number }

export type PackingRefusal =
  | 'seat_plan_missing'
  | 'package_listed_twice'
  | 'room_without_package'
  | 'room_with_two_packages'
  | 'too_few_papers'

export function judgePacking(packages: readonly Packed[], seatPlan: readonly Seated[]): Result<true, PackingRefusal> {
  if (seatPlan.length === 0) return refuse('seat_plan_missing')
  const numbers = packages.map(({ number }) => number)
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index)
  if (twice) return refuse('package_listed_twice', { number: twice })
  const place = ({ examSessionId, roomId }: { examSessionId: string; roomId: string | null }) => `${examSessionId} ${roomId}`
  const byRoom = Map.groupBy(
    packages.filter(({ roomId }) => roomId !== null),
    place,
  )
  for (const seated of seatPlan) {
    const [packed, second] = byRoom.get(place(seated)) ?? []
    if (!packed) return refuse('room_without_package', { roomId: seated.roomId })
    if (second) return refuse('room_with_two_packages', { numbers: [packed.number, second.number] })
    if (packed.papers < seated.seated || packed.cards < seated.seated)
      return refuse('too_few_papers', { number: packed.number, seated: seated.seated })
  }
  return accept(true)
}
