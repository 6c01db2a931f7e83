import { formatScore, type Score } from '../../foundation/score.ts'
import type { AppointeeState } from './appointee.ts'
import { type Component, components, type Marks, type Weights } from './total.ts'

/**
 * How a total came about and why somebody is chosen or not, in words, with the clause.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第二十六条 (R-RC-31) weights; 第二十八条 (R-RC-33) 1:1 by total; 第三十一条 (R-RC-36) backfill;
 * 第三十三条 (R-RC-39) no backfill after publicity; B-08 ties by the notice's rule or by a recorded decision.
 */
export type Text = { readonly zh: string; readonly en: string }

export type TotalStanding = {
  readonly marks: Marks
  readonly weights: Weights
  readonly total: Score
  readonly decimals: number
  readonly rank: number
  readonly counted: number
  readonly headcount: number
  readonly tieSettledBy: Component | undefined
  readonly belowMinimum: boolean
  /** Undefined before anybody was chosen. */
  readonly chosen: boolean | undefined
  readonly appointee: { readonly state: AppointeeState; readonly enteredBy: 'one_to_one' | 'backfill' } | undefined
}

const article = '《事业单位公开招聘工作管理制度》'
export const componentNames: Readonly<Record<Component, Text>> = {
  written: { zh: '笔试', en: 'written' },
  interview: { zh: '面试', en: 'interview' },
  practical: { zh: '专业考核', en: 'practical' },
}

export function explainTotal(standing: TotalStanding): Text[] {
  const { total, rank, counted, tieSettledBy, belowMinimum, appointee } = standing
  return [
    sumOf(standing),
    {
      zh: `总成绩 ${formatScore(total)} 分，在本岗位 ${counted} 人中列第 ${rank} 名。`,
      en: `The total of ${formatScore(total)} ranks ${rank} among ${counted} people for this post.`,
    },
    ...(tieSettledBy
      ? [
          {
            zh: `总成绩相同者，按公告规定以${componentNames[tieSettledBy].zh}成绩高者在前。`,
            en: `Among equal totals the notice puts the higher ${componentNames[tieSettledBy].en} score first.`,
          },
        ]
      : []),
    ...(belowMinimum
      ? [
          {
            zh: '面试成绩低于公告规定的最低分，不能进入体检。',
            en: 'The interview score is below the minimum in the notice, so the medical is not open to you.',
          },
        ]
      : []),
    ...(appointee
      ? placeOf(appointee, standing.headcount)
      : standing.chosen === true && !belowMinimum
        ? [notChosen(standing.headcount)]
        : []),
  ]
}

function sumOf({ marks, weights, total, decimals }: TotalStanding): Text {
  const parts = components.flatMap((component) => {
    const mark = marks[component]
    return mark && weights[component].units !== 0n
      ? [{ name: componentNames[component], text: `${formatScore(mark)} × ${percent(weights[component])}` }]
      : []
  })
  const rule = { zh: `四舍五入一次，保留 ${decimals} 位小数`, en: `rounded once, to ${decimals} places` }
  return {
    zh: `${parts.map(({ name, text }) => `${name.zh} ${text}`).join(' + ')} = ${formatScore(total)}（${article}第二十六条；${rule.zh}）。`,
    en: `${parts.map(({ name, text }) => `${name.en} ${text}`).join(' + ')} = ${formatScore(total)} (Art. 26 of the ${article}; ${rule.en}).`,
  }
}

/** Weights have at most four places, so a percentage has at most two. */
export function percent({ units, places }: Score): string {
  const hundredfold = formatScore({ units: units * 100n, places })
  return `${hundredfold.includes('.') ? hundredfold.replace(/\.?0+$/, '') : hundredfold}%`
}

const notChosen = (headcount: number): Text => ({
  zh: `本岗位按总成绩 1:1 确定 ${headcount} 人参加体检（${article}第二十八条），您未进入；体检阶段出现空缺时按总成绩依次递补（第三十一条）。`,
  en: `${headcount} go to the medical, 1:1 by total (Art. 28 of the ${article}); you are not among them. Vacancies at the medical are filled by total (Art. 31).`,
})

function placeOf(
  { state, enteredBy }: { readonly state: AppointeeState; readonly enteredBy: 'one_to_one' | 'backfill' },
  headcount: number,
): Text[] {
  const entry: Text =
    enteredBy === 'one_to_one'
      ? {
          zh: `本岗位按总成绩 1:1 确定 ${headcount} 人参加体检，您在其中（${article}第二十八条）。`,
          en: `${headcount} go to the medical, 1:1 by total, and you are among them (Art. 28 of the ${article}).`,
        }
      : {
          zh: `体检阶段出现空缺，按总成绩依次递补，您是下一名（${article}第三十一条）。`,
          en: `A vacancy arose at the medical and you were the next by total (Art. 31 of the ${article}).`,
        }
  const now = stateTexts[state]
  return now ? [entry, now] : [entry]
}

const stateTexts: Readonly<Record<AppointeeState, Text | undefined>> = {
  medical: { zh: '请按通知参加体检。', en: 'Come to the medical as you are told.' },
  medical_failed: { zh: '体检结果不合格。', en: 'The medical was not passed.' },
  gave_up: { zh: '您已放弃。', en: 'You gave up.' },
  inspection: { zh: '体检合格，进入考察。', en: 'The medical is passed; the inspection follows.' },
  inspection_failed: { zh: '考察不合格。', en: 'The inspection was not passed.' },
  proposed: {
    zh: `列为拟聘用人员并公示；公示后不再递补（${article}第三十三条）。`,
    en: `You are a proposed appointee; after this publicity nobody is called any more (Art. 33 of the ${article}).`,
  },
  suspended: {
    zh: `公示期间的异议一时难以查实，暂缓聘用，待作出结论（${article}第三十三条）。`,
    en: `An objection could not be settled at once; the hire is suspended until it is (Art. 33 of the ${article}).`,
  },
  cancelled: { zh: '聘用资格已取消。', en: 'The right to be hired was cancelled.' },
  hired: { zh: '已聘用，试用期中。', en: 'Hired, on probation.' },
  confirmed: { zh: '试用期考核合格，正式聘用。', en: 'The probation is passed and the appointment confirmed.' },
  revoked: { zh: '聘用已取消。', en: 'The appointment was revoked.' },
}
