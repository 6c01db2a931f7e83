/**
 * Which posts a relative of the unit's leaders may not apply for.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十五条 (R-RC-41): secretary of the person in charge, personnel, finance, discipline, and
 * posts directly above or below. The first four are read from the post's name; the last only the applicant can declare.
 */
export const positionKinds = ['ordinary', 'secretary', 'personnel', 'finance', 'discipline', 'leadership_line'] as const
export type PositionKind = (typeof positionKinds)[number]

const words: readonly (readonly [PositionKind, RegExp])[] = [
  ['discipline', /纪检|监察|纪委/],
  ['secretary', /秘书|文秘/],
  ['personnel', /人事|组织人事|劳资|人力资源/],
  ['finance', /财务|会计|出纳|财会|审计/],
]

export const kindOfPost = (title: string): PositionKind => words.find(([, pattern]) => pattern.test(title))?.[0] ?? 'ordinary'
