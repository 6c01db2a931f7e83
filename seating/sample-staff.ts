/** A made-up pool of staff of any size, the same on every machine: for the benchmark, the tests and the published cases. */
import type { RoomName } from './input-lists.ts'
import type { Examiner, InvigilatorRules, InvigilatorsInput, PanelRules, PanelsInput, StaffMember } from './input-staff.ts'
import { nth } from './known.ts'
import { chance, sampleHead } from './sample.ts'
import { reservesFor } from './staff-task.ts'

export const sampleMember = (label: string, more: Partial<StaffMember> = {}): StaffMember => ({
  label,
  unit: `unit of ${label}`,
  role: 'invigilator',
  experienced: true,
  trainedOn: '2026-11-19',
  relations: [],
  past: [],
  ...more,
})

export const sampleDutyRules: InvigilatorRules = {
  base: 2,
  candidatesPerInvigilator: 15,
  distinctUnits: true,
  experiencedPerRoom: 1,
  excludedUnits: [],
  frontRoles: [],
  outsideRegion: false,
  outsideUnit: false,
  reserves: 0,
  rotation: 'none',
  searchLimit: 200_000,
  trainedBy: '2026-11-21',
  yields: ['rotation', 'distinctUnits', 'experiencedPerRoom'],
}

/** One in four with a relation, one in three with a room of the session before, two in five experienced; every rule asked for. */
export function sampleInvigilators(roomCount: number, people: number): InvigilatorsInput {
  const stream = chance(`invigilators ${roomCount} ${people}`)
  const siteCount = Math.max(2, Math.ceil(roomCount / 50))
  const unitCount = Math.max(5, Math.ceil(people / 20))
  const rooms = Array.from({ length: roomCount }, (_, index) => {
    const site = index % siteCount
    return {
      site: `site-${site}`,
      number: index + 1,
      candidates: index % 10 === 0 ? 45 : 30,
      unit: `unit-${site % unitCount}`,
      region: `region-${site % 9}`,
    }
  })
  const anyRoom = (): RoomName => {
    const { site, number } = nth(rooms, stream.below(roomCount))
    return { site, number }
  }
  const pool = Array.from({ length: people }, (_, index) => {
    const kind = stream.below(20)
    const basis = stream.below(3) === 0 ? 'derived' : 'declared'
    const place = anyRoom()
    return sampleMember(`staff-${String(index).padStart(6, '0')}`, {
      unit: `unit-${stream.below(unitCount)}`,
      role: stream.below(3) === 0 ? 'head invigilator' : 'invigilator',
      region: `region-${stream.below(10)}`,
      experienced: stream.below(5) < 2,
      relations: kind > 4 ? [] : kind === 0 ? [{ basis, site: place.site }] : [{ basis, ...place }],
      past: stream.below(3) === 0 ? [anyRoom()] : [],
    })
  })
  const places = rooms.reduce((sum, { candidates }) => sum + Math.max(2, Math.ceil(candidates / 15)), 0)
  const rules: InvigilatorRules = {
    ...sampleDutyRules,
    outsideRegion: true,
    outsideUnit: true,
    reserves: Math.min(reservesFor(places), people - places),
    rotation: 'site',
  }
  return { ...sampleHead, kind: 'invigilators', pool, rooms, rules }
}

export const samplePanelRules: PanelRules = {
  distinctUnits: true,
  outsidersPerPanel: 1,
  chiefs: true,
  reserves: 0,
  searchLimit: 200_000,
  yields: ['distinctUnits', 'outsidersPerPanel'],
}

/** Panels of seven, each of a speciality but every third; one examiner in five is recused from a post. */
export function samplePanels(panelCount: number, people: number): PanelsInput {
  const stream = chance(`panels ${panelCount} ${people}`)
  const specialities = ['law', 'medicine', 'teaching']
  const examiners = Array.from(
    { length: people },
    (_, index): Examiner => ({
      label: `examiner-${String(index).padStart(4, '0')}`,
      unit: `unit-${stream.below(Math.max(12, Math.ceil(people / 2)))}`,
      speciality: nth(specialities, stream.below(3)),
      outside: stream.below(2) === 0,
      chief: stream.below(2) === 0,
      relations:
        stream.below(5) === 0
          ? [{ basis: stream.below(2) === 0 ? 'derived' : 'declared', position: `post-${stream.below(2 * panelCount)}` }]
          : [],
    }),
  )
  const panels = Array.from({ length: panelCount }, (_, index) => ({
    name: `panel ${index + 1}`,
    size: 7,
    positions: [`post-${2 * index}`, `post-${2 * index + 1}`],
    ...(index % 3 === 2 ? {} : { speciality: nth(specialities, index % 2) }),
  }))
  const rules = { ...samplePanelRules, reserves: Math.min(reservesFor(7 * panelCount), people - 7 * panelCount) }
  return { ...sampleHead, kind: 'panels', examiners, panels, rules }
}
