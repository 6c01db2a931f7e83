/**
 * What each public list may show. A column that is not named here is never published.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十三条 (R-RC-38) proposed appointees with exactly six fields; 第十五条 (R-RC-19), 第十九条
 * (R-RC-24), 第二十七条 (R-RC-32) scores, re-review, totals; 《政务公开制度》第五条 (R-PUB-06) privacy is not public, so fields are a whitelist
 * and names are masked where the article does not name them.
 */
export const publicationKinds = ['written_scores', 're_review', 'total_scores', 'proposed_appointees', 'pass_list'] as const
export type PublicationKind = (typeof publicationKinds)[number]

export const listColumns = [
  'ticket',
  'name',
  'department',
  'unit',
  'position',
  'plan',
  'subject',
  'trade',
  'grade',
  'written',
  'interview',
  'practical',
  'score',
  'total',
  'rank',
  'result',
  'certificate',
  'note',
] as const
export type ListColumn = (typeof listColumns)[number]

export type ListForm = {
  readonly required: readonly ListColumn[]
  readonly optional: readonly ListColumn[]
  /** 'masked': 张*明. 'whole' only where the article itself publishes the name. */
  readonly names: 'masked' | 'whole'
}

const post: readonly ListColumn[] = ['department', 'unit', 'position', 'subject', 'trade', 'grade']

export const listForms: Readonly<Record<PublicationKind, ListForm>> = {
  written_scores: { required: ['ticket'], optional: [...post, 'name', 'written', 'score', 'rank', 'result', 'note'], names: 'masked' },
  re_review: { required: ['ticket'], optional: [...post, 'name', 'written', 'score', 'rank', 'result', 'note'], names: 'masked' },
  total_scores: {
    required: ['ticket', 'total'],
    optional: [...post, 'name', 'written', 'interview', 'practical', 'rank', 'note'],
    names: 'masked',
  },
  proposed_appointees: { required: ['unit', 'position', 'plan', 'name', 'ticket', 'score'], optional: [], names: 'whole' },
  pass_list: { required: ['ticket'], optional: [...post, 'name', 'score', 'result', 'certificate', 'note'], names: 'masked' },
}
