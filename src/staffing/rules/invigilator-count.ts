import { type InvigilatorRatio, invigilatorsFor } from '../../../seating/staff-task.ts'

/**
 * How many invigilators a sitting needs, and how many wait as reserves.
 *
 * Regulation: 《专业技术职务资格考试制度》第十四条（三） (R-ROOM-03) one for each 15; 《工人技术等级考核工作制度》第六条（二） (R-WK-21) two by lot, one
 * more for each further 15; B-01 both are max(2, ceil(n / 15)), B-03 the same in computer rooms. Every room has an experienced one
 * (第十五条（二）, R-STAF-05). The number of reserves is the office's practice: one for every five places.
 */
export const invigilatorRatio: InvigilatorRatio = { base: 2, candidatesPerInvigilator: 15 }
export const experiencedPerRoom = 1

export type Needed = { readonly places: number; readonly reserves: number }

export function peopleNeeded(candidatesByRoom: readonly number[]): Needed {
  const places = candidatesByRoom.reduce((sum, candidates) => sum + invigilatorsFor(candidates, invigilatorRatio), 0)
  return { places, reserves: Math.ceil(places / 5) }
}
