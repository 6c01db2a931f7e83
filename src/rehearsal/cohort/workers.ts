import type { Chance } from './chance.ts'
import { gradeMarks, type WrittenMarks } from './marks.ts'
import type { Person, PersonWish } from './people.ts'

/** 初级工 中级工 高级工 技师 高级技师. */
export type Grade = 'junior' | 'intermediate' | 'senior' | 'technician' | 'senior_technician'
const grades: readonly Grade[] = ['junior', 'intermediate', 'senior', 'technician', 'senior_technician']

export type Exception = 'contest' | 'invention' | 'model_worker' | 'merit' | 'excellent_three_years'

export type Worker = Person & {
  readonly unit: string
  readonly trade: string
  readonly startedWork: Temporal.PlainDate
  readonly presentGrade: Grade | null
  readonly presentGradePassed: Temporal.PlainDate | null
  readonly appliesFor: Grade
  /** Lifts the years, never the order of grades; that of three excellent years is used once in a life. */
  readonly exception: Exception | null
  readonly exceptionUsedBefore: boolean
  readonly fits: boolean
  /** On the day the condition turns: one month more or less changes `fits`. */
  readonly onTheEdge: boolean
  readonly absent: boolean
  readonly theory: WrittenMarks
  readonly practice: string
}

const units: readonly (readonly [string, readonly string[]])[] = [
  ['市公路管理处', ['公路养护工', '汽车驾驶员', '筑路机械操作工']],
  ['市园林管理处', ['园林绿化工', '汽车驾驶员']],
  ['市中心医院', ['护理员', '锅炉操作工', '收费员']],
  ['市水文水资源勘测局', ['水文勘测工', '汽车驾驶员']],
  ['市机关事务管理局', ['汽车驾驶员', '计算机操作员', '餐厅服务员']],
  ['市图书馆', ['图书资料业务员', '计算机操作员']],
  ['市环境卫生管理处', ['环卫机械操作工', '汽车驾驶员']],
  ['市农业技术推广总站', ['农艺工', '汽车驾驶员']],
]

/** The grade applied for: years of work and years since the present grade, to the end of the year (R-WK-11, R-WK-13). */
const asked: Record<Grade, { years: number; sincePass: number }> = {
  junior: { years: 1, sincePass: 0 },
  intermediate: { years: 10, sincePass: 0 },
  senior: { years: 20, sincePass: 0 },
  technician: { years: 22, sincePass: 3 },
  senior_technician: { years: 25, sincePass: 3 },
}

export function workersFor(chance: Chance, newPerson: (wish: PersonWish) => Person, onDate: Temporal.PlainDate, count: number): Worker[] {
  return Array.from({ length: count }, (_, i) => {
    const key = `w${String(i + 1).padStart(4, '0')}`
    const own = chance.fork(key)
    const appliesFor = own.weighted([
      ['junior', 3],
      ['intermediate', 5],
      ['senior', 6],
      ['technician', 4],
      ['senior_technician', 1],
    ] as [Grade, number][])
    const { years, sincePass } = asked[appliesFor]
    const presentGrade = grades[grades.indexOf(appliesFor) - 1] ?? null
    // December of the last possible year is full at the year's end; January of the next is short.
    const kind =
      presentGrade === null
        ? 'fits'
        : own.weighted([
            ['fits', 14],
            ['edge', 2],
            ['short', 2],
            ['exception', 2],
          ] as ['fits' | 'edge' | 'short' | 'exception', number][])
    const short = kind === 'short' || kind === 'exception'
    const byPass = sincePass > 0
    const startedYear = onDate.year - years - (byPass || kind === 'fits' ? own.between(1, 6) : 0) + (short && !byPass ? 1 : 0)
    const startedWork = Temporal.PlainDate.from({
      year: startedYear,
      month: kind === 'edge' || short ? (short ? 1 : 12) : own.between(1, 12),
      day: 1,
    })
    const passedYear = byPass
      ? onDate.year - sincePass - (kind === 'fits' ? own.between(1, 4) : 0) + (short ? 1 : 0)
      : Math.min(onDate.year - 1, startedYear + Math.floor(years / 2) + 1)
    const person = newPerson({ key, bornIn: [startedYear - 24, startedYear - 18], sex: own.in(7, 10) ? 'male' : 'female', local: true })
    const [unit, trades] = own.pick(units)
    const exceptionUsedBefore = kind === 'exception' && own.in(1, 4)
    return {
      ...person,
      unit,
      trade: own.pick(trades),
      startedWork,
      presentGrade,
      presentGradePassed:
        presentGrade === null ? null : Temporal.PlainDate.from({ year: passedYear, month: kind === 'edge' ? 12 : short ? 1 : 11, day: 20 }),
      appliesFor,
      exception:
        kind !== 'exception'
          ? null
          : exceptionUsedBefore
            ? 'excellent_three_years'
            : own.pick(['contest', 'invention', 'model_worker', 'merit', 'excellent_three_years'] as const),
      exceptionUsedBefore,
      fits: kind === 'fits' || kind === 'edge' || (kind === 'exception' && !exceptionUsedBefore),
      onTheEdge: kind === 'edge' || kind === 'short',
      absent: own.in(1, 20),
      ...gradeMarks(own),
    }
  })
}
