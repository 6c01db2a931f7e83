import { compareScores, formatScore, type Score } from '../../foundation/score.ts'
import type { PlaceState } from './backfill.ts'
import type { Entry, WrittenStatus } from './shortlist.ts'

/**
 * Why somebody is called to the re-review or not, in words, with the clause.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十六条 (R-RC-20, R-RC-21) 1:3 with ties and posts free of the written test; 第十八条 (R-RC-23)
 * backfill; B-07 the base of the ratio.
 */
export type Text = { readonly zh: string; readonly en: string }

export type WrittenStanding = {
  readonly status: WrittenStatus | undefined
  readonly score: Score | undefined
  readonly rank: number | undefined
  readonly exempt: boolean
  /** Valid scores of the post. */
  readonly counted: number
  readonly headcount: number
  readonly ratio: number
  readonly cutScore: Score | undefined
  readonly passMark: Score | undefined
  readonly place: { readonly enteredBy: Entry; readonly state: PlaceState } | undefined
}

const article = '《事业单位公开招聘工作管理制度》'
const clause = (zh: string, en: string): Text => ({ zh: `（${article}${zh}）`, en: ` (${en} of the ${article})` })
const sixteenth = clause('第十六条', 'Art. 16')
const eighteenth = clause('第十八条', 'Art. 18')
const withClause = (text: Text, by: Text): Text => ({ zh: `${text.zh}${by.zh}。`, en: `${text.en}${by.en}.` })

export function explainWritten(standing: WrittenStanding): Text[] {
  const { exempt, place } = standing
  if (exempt)
    return place
      ? [
          withClause(
            {
              zh: '您报考的岗位免笔试，全部考生直接进入资格复审',
              en: 'Your post is free of the written test, so all its candidates enter the re-review',
            },
            sixteenth,
          ),
          ...later(place.state),
        ]
      : []
  return [...rankOf(standing), ...lineOf(standing), ...(place ? later(place.state) : [])]
}

function rankOf({ status, score, rank, counted }: WrittenStanding): Text[] {
  if (status === 'absent') return [{ zh: '您缺考，没有成绩，不参加排名。', en: 'You were absent: there is no score and no rank.' }]
  if (status === 'breach')
    return [
      { zh: '您的笔试按违纪处理，没有成绩，不参加排名。', en: 'Your written test was treated as a breach: there is no score and no rank.' },
    ]
  if (!score || rank === undefined) return []
  const mark = formatScore(score)
  return [
    {
      zh: `您的笔试成绩 ${mark} 分，在本岗位 ${counted} 个有效成绩中列第 ${rank} 名：有 ${rank - 1} 人高于您。同分同名次。`,
      en: `Your written score is ${mark}. Among ${counted} valid scores for this post it ranks ${rank}: ${rank - 1} are higher. Equal scores share a rank.`,
    },
  ]
}

function lineOf({ score, headcount, ratio, cutScore, passMark, place, rank }: WrittenStanding): Text[] {
  if (!score || rank === undefined) return []
  const places = headcount * ratio
  const mark = formatScore(score)
  const rule: Text = {
    zh: `本岗位招聘 ${headcount} 人，按 1:${ratio} 由高到低确定 ${places} 人进入资格复审`,
    en: `The post recruits ${headcount}; at 1:${ratio}, ${places} enter the re-review from the highest score down`,
  }
  if (place?.enteredBy === 'backfill')
    return [
      withClause(rule, sixteenth),
      withClause(
        {
          zh: '复审人员不足时按笔试成绩依次递补，您是下一名',
          en: 'Where too few are left, the next by written score is called, and that was you',
        },
        eighteenth,
      ),
    ]
  if (passMark && compareScores(score, passMark) < 0)
    return [
      {
        zh: `公告规定笔试合格线 ${formatScore(passMark)} 分，您的成绩低于合格线，不进入资格复审。`,
        en: `The notice sets a pass mark of ${formatScore(passMark)}; your score is below it, so you do not enter the re-review.`,
      },
    ]
  if (!cutScore)
    return [
      withClause(
        {
          zh: `${rule.zh}；有效成绩不足 ${places} 人，全部进入`,
          en: `${rule.en}; there are fewer valid scores than that, so all of them enter`,
        },
        sixteenth,
      ),
    ]
  const cut = formatScore(cutScore)
  if (place?.enteredBy === 'tie')
    return [
      withClause(
        {
          zh: `${rule.zh}，第 ${places} 名为 ${cut} 分；您与其同分，超过比例的并列考生一并进入`,
          en: `${rule.en}; place ${places} has ${cut}. You have the same score, and everyone tied beyond the ratio enters too`,
        },
        sixteenth,
      ),
    ]
  return [
    withClause(
      place
        ? {
            zh: `${rule.zh}，第 ${places} 名为 ${cut} 分；您的 ${mark} 分不低于该分数，进入`,
            en: `${rule.en}; place ${places} has ${cut}. Your ${mark} is not below it, so you enter`,
          }
        : {
            zh: `${rule.zh}，第 ${places} 名为 ${cut} 分；您的 ${mark} 分低于该分数，未进入`,
            en: `${rule.en}; place ${places} has ${cut}. Your ${mark} is below it, so you do not enter`,
          },
      sixteenth,
    ),
  ]
}

function later(state: PlaceState): Text[] {
  switch (state) {
    case 'called':
      return [
        {
          zh: '请本人携带报名时所需全部材料原件参加资格复审。',
          en: 'Come to the re-review in person with the originals of all your documents.',
        },
      ]
    case 'passed':
      return [{ zh: '您已通过资格复审。', en: 'You have passed the re-review.' }]
    case 'failed':
      return [{ zh: '您未通过资格复审，原因见审核通知。', en: 'You did not pass the re-review; the review’s message gives the reason.' }]
    case 'gave_up':
      return [{ zh: '您已放弃资格复审。', en: 'You gave the re-review up.' }]
  }
}
