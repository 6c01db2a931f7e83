import type { Answer } from '../http/answer.ts'
import type { ResidentIdRefusal } from '../identity/rules/resident-id.ts'
import type { RecusalRefusal } from './declare-recusal.ts'
import type { BanRefusal } from './rules/bans.ts'
import type { BreachRefusal } from './rules/breaches.ts'

export type ConductRefusal =
  | BanRefusal
  | BreachRefusal
  | RecusalRefusal
  | ResidentIdRefusal
  | 'ban_unknown'
  | 'violation_unknown'
  | 'offender_unknown'
  | 'idempotency_key_reused'

export const conductRefusals = {
  exam_unknown: { status: 404, zh: '没有这场考试。', en: 'There is no such examination.' },
  ban_unknown: { status: 404, zh: '没有这项禁考。', en: 'There is no such ban.' },
  ban_already_decided: { status: 409, zh: '该禁考已经复核。', en: 'The ban has been decided already.' },
  confirms_own_ban: { status: 403, zh: '提出人不能复核自己提出的禁考。', en: 'Whoever proposed the ban may not confirm it.' },
  bans_self: { status: 403, zh: '不能处理涉及本人的事项。', en: 'Nobody decides their own matter.' },
  ban_ends_before_start: { status: 422, zh: '禁考结束日期早于开始日期。', en: 'The ban ends before it starts.' },
  violation_unknown: { status: 404, zh: '没有这项违规记录。', en: 'There is no such breach on record.' },
  offender_unknown: { status: 404, zh: '没有找到当事人。', en: 'The person concerned was not found.' },
  breach_not_of_applicants: { status: 422, zh: '该类违规只适用于工作人员。', en: 'Only staff can commit this kind of breach.' },
  breach_already_decided: { status: 409, zh: '该违规已经处理。', en: 'The breach has been decided already.' },
  decides_own_record: { status: 403, zh: '记录人不能认定自己记录的违规。', en: 'Whoever recorded the breach may not decide it.' },
  judges_self: { status: 403, zh: '当事人不能认定自己的违规。', en: 'Nobody decides their own breach.' },
  consequence_missing: { status: 422, zh: '请选择处理结果。', en: 'Say what follows from it.' },
  consequence_not_for_staff: { status: 422, zh: '该处理结果只适用于应聘人员。', en: 'This consequence is for applicants only.' },
  consequence_not_for_applicants: { status: 422, zh: '该处理结果只适用于工作人员。', en: 'This consequence is for staff only.' },
  recusal_not_yours: {
    status: 403,
    zh: '只能申报本人的回避；代为登记由科室或纪检监察办理。',
    en: 'You may declare your own recusal; for others the section enters it.',
  },
  account_unknown: { status: 404, zh: '该人员不在本场考试工作人员中。', en: 'This person does not serve in the examination.' },
  id_number_malformed: { status: 422, zh: '身份证号码位数不对。', en: 'The ID number does not have the right form.' },
  id_check_digit_wrong: { status: 422, zh: '身份证号码校验位不对，请核对。', en: 'The check digit of the ID number is wrong.' },
  id_region_unknown: { status: 422, zh: '身份证号码的地区代码不存在。', en: 'The region of the ID number does not exist.' },
  id_birth_date_impossible: { status: 422, zh: '身份证号码中的出生日期不对。', en: 'The date of birth in the ID number is impossible.' },
  idempotency_key_reused: {
    status: 422,
    zh: '同一提交编号被用于不同内容，请刷新页面后重试。',
    en: 'The same submission key was used for different content. Reload the page and try again.',
  },
} as const satisfies Record<ConductRefusal, Answer>
