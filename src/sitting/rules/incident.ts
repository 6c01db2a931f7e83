/**
 * Kinds of incident in a room, each with the article it falls under, so that a record never lacks one.
 *
 * Regulation: 《专业技术职务资格考试制度》第十四条(五) breaches reported in time and truthfully (R-STAF-03); 《事业单位公开招聘工作管理制度》第三十七条
 * the six kinds of breach (R-RC-44); 《工人技术等级考核工作制度》第二条(四) suspected leak (R-WK-08).
 */
export const roomIncidents = [
  'late_arrival',
  'illness',
  'cheating',
  'forbidden_item',
  'impersonation',
  'disturbance',
  'paper_defect',
  'suspected_leak',
  'power_or_fire',
] as const
export type RoomIncident = (typeof roomIncidents)[number]

const articles: Readonly<Record<RoomIncident, string>> = {
  late_arrival: 'R-STAF-03',
  illness: 'R-STAF-03',
  cheating: 'R-RC-44',
  forbidden_item: 'R-RC-44',
  impersonation: 'R-RC-44',
  disturbance: 'R-RC-44',
  paper_defect: 'R-STAF-03',
  suspected_leak: 'R-WK-08',
  power_or_fire: 'R-STAF-03',
}

export const articleOf = (kind: RoomIncident): string => articles[kind]

/** Kinds that make the candidate's attendance a breach, to be decided by conduct. */
export const breaches: readonly RoomIncident[] = ['cheating', 'forbidden_item', 'impersonation', 'disturbance']
