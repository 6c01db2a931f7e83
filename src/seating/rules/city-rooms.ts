import type { Need, Room } from '../../../seating/input-seats.ts'

/**
 * Which rooms serve which subject where candidates hold places in test cities: so many of each city's rooms, in published order, as its own
 * candidates need. The draw alone would give rooms out without looking at cities, and could only count whom it had to send elsewhere.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十条 (R-RC-10) site, room and seat are arranged at random, here within the city of the place that
 * was taken; 《专业技术职务资格考试制度》第十四条（三） (R-ROOM-01) a room holds one subject.
 *
 * Gap: a room given to a subject serves it alone, so that an exam with cities and several times needs rooms of its own for each time.
 */
export type CityCrowd = { readonly subject: string; readonly district: string; readonly needs: readonly Need[]; readonly people: number }

const special = (needs: readonly Need[]): string => needs.filter((need) => need !== 'ground-floor').join()
const low = (needs: readonly Need[]): boolean => needs.includes('ground-floor')

export function roomsByCity(rooms: readonly Room[], crowds: readonly CityCrowd[]): Room[] {
  const given = rooms.map((room) => ({ room, subject: room.subject }))
  const groups = Map.groupBy(crowds, ({ subject, district, needs }) => JSON.stringify([district, subject, special(needs)]))
  const inOrder = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
  for (const groundOnly of [true, false]) {
    for (const group of inOrder) {
      const [{ subject, district, needs } = nobody] = group
      const wanted = group.filter((one) => !groundOnly || low(one.needs)).reduce((sum, { people }) => sum + people, 0)
      const fit = given.filter(
        ({ room }) => room.district === district && special(room.offers) === special(needs) && (!groundOnly || low(room.offers)),
      )
      let seats = fit.filter((one) => one.subject === subject).reduce((sum, { room }) => sum + room.capacity, 0)
      for (const one of fit) {
        if (seats >= wanted) break
        if (one.subject !== undefined) continue
        one.subject = subject
        seats += one.room.capacity
      }
    }
  }
  return given.map(({ room, subject }) => (subject === undefined ? room : { ...room, subject }))
}

const nobody: CityCrowd = { subject: '', district: '', needs: [], people: 0 }
