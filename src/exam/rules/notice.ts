import { z } from 'zod'
import type { Family } from '../../foundation/family.ts'

/**
 * The parameters a notice fixes. They come from the family's rule book, the office fills in what the rule book leaves open, and the
 * announcement freezes them: nothing that decides a career may change once people have applied.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十六条 (R-RC-20) 1:3 of the headcount in the notice; 第十四条 (R-RC-18) half a year;
 * 第十五条 (R-RC-19) seven days; 第二十六条 (R-RC-31) weights by the notice; 第二十四条 (R-RC-29) the interview score; 第三十六条
 * (R-RC-43) two telephone numbers; 第八条 (R-RC-08) online or on-site registration; 《工人技术等级考核工作制度》第四条(三) (R-WK-13) years
 * to 31 December; 《专业技术职务资格考试制度》第二条 (R-QUAL-02, R-QUAL-03) on-site review by two; 第十四条(三) (R-ROOM-01) rooms of 30;
 * 《公益性岗位面向社会公开招用和及时补员实施办法》第十九条 (R-PW-12) three working days. Open in the sources: B-07, B-08, B-35, B-37.
 */
const DateText = z.iso.date()
const DecimalText = z.string().regex(/^\d{1,4}(\.\d{1,4})?$/)
const Phone = z
  .string()
  .trim()
  .regex(/^[\d+()\- ]{5,24}$/)

/** What parts people with the same score, in order; `decision` means that named people decide and the reason is recorded. */
export const TieRule = z.enum(['written', 'interview', 'practical', 'decision'])
export type TieRule = z.infer<typeof TieRule>

export const Notice = z.strictObject({
  /** Places of every score and total. */
  decimals: z.int().min(0).max(4),
  /** People who enter the re-review for each planned post. */
  ratio: z.int().min(1).max(20),
  /** Empty: where the rules name no tie rule the system stops and asks. */
  tieChain: z.array(TieRule).max(4),
  weightsFromPositions: z.boolean(),
  writtenPassMark: DecimalText.optional(),
  minimumInterviewScore: DecimalText.optional(),
  /** Applicants for each planned post below which the post is cancelled; not in the sources, so only where the notice says so. */
  openingRatio: z.int().min(1).max(20).optional(),
  /** Full marks of a paper, the largest difference of two marks that is still averaged, and the step of one mark. */
  marking: z.strictObject({ maximum: DecimalText, tolerance: DecimalText, step: DecimalText }),
  interviewDrop: z.enum(['none', 'highest_and_lowest']),
  publicityDays: z.int().min(1).max(60),
  publicityUnit: z.enum(['natural', 'working']),
  retentionMonths: z.int().min(1).max(120),
  /** Seats of an ordinary written room. */
  roomLimit: z.int().min(1).max(60),
  reviewMode: z.enum(['before', 'after']),
  review: z.enum(['peer', 'hierarchical']),
  supplementWorkingDays: z.int().min(1).max(30),
  invigilatorSource: z.enum(['host', 'third_party', 'centre']),
  registrationMode: z.enum(['online', 'on_site', 'both']),
  /** What everybody sees of the numbers at each post while they grow; the sources are silent. Unsaid: how many applied. */
  liveCounts: z.enum(['not_shown', 'applied', 'applied_and_passed']).optional(),
  /** The day to which ages count. */
  ageCutoff: DateText,
  /** The day to which years of work count. */
  yearsCutoff: DateText,
  /** Whether every exception, not only that of merit, is usable once in a life. */
  exceptionsOnce: z.boolean(),
  phones: z.strictObject({ advice: Phone.nullable(), complaint: Phone.nullable() }),
  holidays: z.strictObject({ off: z.array(DateText).max(80), working: z.array(DateText).max(40) }),
})
export type Notice = z.infer<typeof Notice>
export type Parameter = keyof Notice

/** The numbers at each post that the notice lets everybody see. Where the review comes after the written test nobody has passed it yet. */
export const shownCounts = ({ liveCounts = 'applied', reviewMode }: Pick<Notice, 'liveCounts' | 'reviewMode'>) => ({
  applied: liveCounts !== 'not_shown',
  passed: liveCounts === 'applied_and_passed' && reviewMode === 'before',
})

/** Where a family's value comes from; what has no source here is the office's to fill in. */
export type Source = { readonly article: string; readonly rule: string }

const recruitment = (article: string, rule: string): Source => ({ article: `《事业单位公开招聘工作管理制度》${article}`, rule })
const worker = (article: string, rule: string): Source => ({ article: `《工人技术等级考核工作制度》${article}`, rule })
const qualification = (article: string, rule: string): Source => ({ article: `《专业技术职务资格考试制度》${article}`, rule })

export const sourcesOf: Readonly<Record<Family, Partial<Record<Parameter, Source>>>> = {
  RC: {
    ratio: recruitment('第十六条', 'R-RC-20'),
    weightsFromPositions: recruitment('第二十六条', 'R-RC-31'),
    publicityDays: recruitment('第十五条', 'R-RC-19'),
    retentionMonths: recruitment('第十四条', 'R-RC-18'),
    registrationMode: recruitment('第八条', 'R-RC-08'),
    invigilatorSource: recruitment('第十二条', 'R-RC-14'),
    phones: recruitment('第三十六条', 'R-RC-43'),
    roomLimit: qualification('第十四条(三)', 'R-ROOM-01'),
  },
  PT: {
    review: qualification('第二条', 'R-QUAL-03'),
    reviewMode: qualification('第一条', 'R-QUAL-01'),
    roomLimit: qualification('第十四条(三)', 'R-ROOM-01'),
  },
  WK: {
    yearsCutoff: worker('第四条(三)', 'R-WK-13'),
    exceptionsOnce: worker('第四条(二)', 'R-WK-12'),
    review: worker('第五条(四)', 'R-WK-19'),
    roomLimit: worker('第六条(二)', 'R-WK-21'),
  },
  SK: {},
  PW: {
    publicityDays: { article: '《公益性岗位面向社会公开招用和及时补员实施办法》第十九条', rule: 'R-PW-12' },
    publicityUnit: { article: '《公益性岗位面向社会公开招用和及时补员实施办法》第十九条', rule: 'R-PW-12' },
  },
  TR: {},
}

/** What the family's rule book and common practice put in before the office says anything. The telephone numbers are the authority's. */
export function defaultNotice(family: Family, year: number, phones: Notice['phones']): Notice {
  const endOfYear = `${year}-12-31`
  const common: Notice = {
    decimals: 2,
    ratio: 3,
    tieChain: [],
    weightsFromPositions: true,
    marking: { maximum: '100', tolerance: '5', step: '0.5' },
    interviewDrop: 'none',
    publicityDays: 7,
    publicityUnit: 'natural',
    retentionMonths: 6,
    roomLimit: 30,
    reviewMode: 'before',
    review: 'peer',
    supplementWorkingDays: 3,
    invigilatorSource: 'host',
    registrationMode: 'both',
    ageCutoff: endOfYear,
    yearsCutoff: endOfYear,
    exceptionsOnce: false,
    phones,
    holidays: { off: [], working: [] },
  }
  switch (family) {
    case 'RC':
      return { ...common, invigilatorSource: 'third_party', interviewDrop: 'highest_and_lowest' }
    case 'WK':
      return { ...common, review: 'hierarchical', invigilatorSource: 'centre', writtenPassMark: '60', weightsFromPositions: false }
    case 'PT':
    case 'SK':
      return { ...common, writtenPassMark: '60', weightsFromPositions: false }
    case 'PW':
      return { ...common, publicityDays: 3, publicityUnit: 'working' }
    case 'TR':
      return { ...common, weightsFromPositions: false }
  }
}

export type NoticeFault = { readonly parameter: Parameter; readonly code: NoticeFaultCode; readonly limit: string | number }
export type NoticeFaultCode =
  | 'ratio_is_fixed'
  | 'publicity_too_short'
  | 'retention_too_short'
  | 'room_limit_too_high'
  | 'tie_rule_repeated'
  | 'decision_is_last'
  | 'cutoff_is_end_of_year'
  | 'phone_missing'

/** Every parameter that says less than the family's rules demand. 必须 and 不得 leave the notice no choice (B-46). */
export function faultsOfNotice(family: Family, year: number, notice: Notice): readonly NoticeFault[] {
  const faults: NoticeFault[] = []
  const fault = (parameter: Parameter, code: NoticeFaultCode, limit: string | number) => faults.push({ parameter, code, limit })
  if (family === 'RC') {
    if (notice.ratio !== 3) fault('ratio', 'ratio_is_fixed', 3)
    if (notice.publicityUnit !== 'natural' || notice.publicityDays < 7) fault('publicityDays', 'publicity_too_short', 7)
    if (notice.retentionMonths < 6) fault('retentionMonths', 'retention_too_short', 6)
    if (notice.phones.advice === null || notice.phones.complaint === null) fault('phones', 'phone_missing', 2)
  }
  if (family === 'PW' && notice.publicityDays < 3) fault('publicityDays', 'publicity_too_short', 3)
  if (notice.roomLimit > 30) fault('roomLimit', 'room_limit_too_high', 30)
  if (new Set(notice.tieChain).size < notice.tieChain.length) fault('tieChain', 'tie_rule_repeated', notice.tieChain.length)
  const decision = notice.tieChain.indexOf('decision')
  if (decision >= 0 && decision < notice.tieChain.length - 1) fault('tieChain', 'decision_is_last', 'decision')
  if (family === 'WK' && notice.yearsCutoff !== `${year}-12-31`) fault('yearsCutoff', 'cutoff_is_end_of_year', `${year}-12-31`)
  return faults
}
