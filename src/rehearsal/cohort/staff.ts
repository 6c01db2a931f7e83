import { known } from '../../foundation/invariant.ts'
import type { AppointedRole } from '../../foundation/roles.ts'
import type { Chance } from './chance.ts'
import type { Person, PersonWish } from './people.ts'
import { neighbouringCities } from './places.ts'

export type Officer = Person & { readonly role: AppointedRole; readonly unit: string; readonly title: string }
export type PoolInvigilator = Person & {
  readonly unit: string
  readonly onEstablishment: boolean
  readonly trained: boolean
  /** Candidate whom the invigilator declares as a relative. */
  readonly relativeOf: string | null
}
export type PoolExaminer = Person & { readonly city: string; readonly unit: string; readonly speciality: Speciality }

/** Fields of the written categories A to E. */
export const specialities = ['综合管理', '社会科学', '自然科学与工程', '中小学教育', '医疗卫生'] as const
export type Speciality = (typeof specialities)[number]

export type Site = {
  readonly name: string
  readonly address: string
  readonly rooms: readonly { readonly number: string; readonly floor: number; readonly seats: number }[]
}

type NewPerson = (wish: PersonWish) => Person

const officePosts: readonly (readonly [AppointedRole, string, string, number])[] = [
  ['exam_office', '市人事考试中心', '考务科科员', 3],
  ['section_head', '市人力资源和社会保障局', '事业单位人事管理科科长', 1],
  ['deputy_director', '市人力资源和社会保障局', '副局长', 1],
  ['office_meeting', '市人力资源和社会保障局', '局办公室秘书', 1],
  ['review_lead', '市人力资源和社会保障局', '审核组组长', 1],
  ['discipline_inspector', '驻局纪检监察组', '纪检监察员', 8],
  ['secrecy_officer', '市人事考试中心', '保密员', 2],
  ['police_escort', '市公安局', '民警', 2],
  ['assessor', '市职业技能鉴定中心', '考评员', 2],
  ['vault_guard', '市人事考试中心', '试卷库值守', 2],
  ['marking_checker', '市人事考试中心', '核分员', 2],
  ['score_clerk', '市人事考试中心', '登分员', 2],
  ['social_supervisor', '市政协', '社会监督员', 8],
  ['centre_director', '市人事考试中心', '中心主任', 1],
  ['certificate_clerk', '市人事考试中心', '证书专员', 2],
  ['unit_inspector', '市人力资源和社会保障局', '考察组成员', 2],
]

export function officersFor(chance: Chance, newPerson: NewPerson, candidates: number, sites: readonly Site[]): Officer[] {
  const scaled: (readonly [AppointedRole, string, string, number])[] = [
    ['reviewer', '市人力资源和社会保障局', '审核员', Math.max(4, Math.ceil(candidates / 200))],
    ['marker', '白城师范学院', '阅卷员', Math.max(6, Math.ceil(candidates / 150))],
    ['panel_clerk', '市人事考试中心', '面试室工作人员', 7],
  ]
  for (const site of sites) {
    scaled.push(['site_paper_keeper', site.name, '试卷管理员', 1], ['chief_examiner', site.name, '主考', 1])
  }
  let i = 0
  return [...officePosts, ...scaled].flatMap(([role, unit, title, count]) =>
    Array.from({ length: count }, () => ({
      ...newPerson({ key: `o${String(++i).padStart(3, '0')}`, bornIn: [1968, 1994], local: chance.in(9, 10) }),
      role,
      unit,
      title,
    })),
  )
}

/** Schools that neither organise nor recruit: their staff may invigilate (R-RC-14). */
const thirdPartySchools = [
  '市第二中学',
  '市第三中学',
  '市第五中学',
  '市铁路第一小学',
  '市明仁小学',
  '市职业技术学校',
  '市海明小学',
  '市毓才学校',
] as const

export function invigilatorsFor(chance: Chance, newPerson: NewPerson, rooms: number, candidateKeys: readonly string[]): PoolInvigilator[] {
  const count = Math.max(24, rooms * 3 + 12)
  return Array.from({ length: count }, (_, i) => ({
    ...newPerson({ key: `i${String(i + 1).padStart(4, '0')}`, bornIn: [1966, 1998], local: true }),
    unit: known(thirdPartySchools[i % thirdPartySchools.length], 'a school'),
    onEstablishment: i === 3 || !chance.in(1, 40) ? i !== 3 : false,
    trained: i === 5 || !chance.in(1, 30) ? i !== 5 : false,
    relativeOf: i === 7 || chance.in(1, 60) ? (candidateKeys.length > 0 ? chance.pick(candidateKeys) : null) : null,
  }))
}

/** At least ten of each speciality: seven to a panel and reserves. */
export function examinersFor(chance: Chance, newPerson: NewPerson, candidates: number): PoolExaminer[] {
  const each = Math.max(16, Math.ceil(candidates / 60))
  return specialities.flatMap((speciality, s) =>
    Array.from({ length: each }, (_, i) => {
      const city = chance.pick(neighbouringCities)
      const unit = `${city}${chance.pick(['人社局', '教育局', '卫生健康委', '委党校', '职业技术学院'])}`
      return { ...newPerson({ key: `x${s}${String(i + 1).padStart(3, '0')}`, bornIn: [1965, 1988], local: false }), city, unit, speciality }
    }),
  )
}

/** Rooms of thirty in third-party schools, some more than the candidates fill. */
export function sitesFor(candidates: number): Site[] {
  const rooms = Math.ceil(candidates / 30) + 3
  const perSite = 40
  const count = Math.max(2, Math.ceil(rooms / perSite))
  return Array.from({ length: count }, (_, s) => {
    const school = thirdPartySchools[s % thirdPartySchools.length]
    const here = Math.floor(rooms / count) + (s < rooms % count ? 1 : 0)
    return {
      name: s < thirdPartySchools.length ? `${school}考点` : `${school}考点（${Math.floor(s / thirdPartySchools.length) + 1}）`,
      address: `吉林省白城市洮北区中兴西大路${100 + s * 8}号`,
      rooms: Array.from({ length: here }, (_, r) => ({ number: String(r + 1).padStart(3, '0'), floor: 1 + Math.floor(r / 8), seats: 30 })),
    }
  })
}
