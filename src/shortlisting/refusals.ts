import type { Answer } from '../http/answer.ts'
import type { GateRefusal } from './gates.ts'
import type { BackfillRefusal, CloseRefusal, SettleRefusal } from './rules/backfill.ts'
import type { DecisionRefusal, TieRefusal } from './rules/ties.ts'

export type ShortlistingRefusal =
  | GateRefusal
  | TieRefusal
  | DecisionRefusal
  | BackfillRefusal
  | CloseRefusal
  | SettleRefusal
  | 'headcount_missing'
  | 'scores_not_joined'
  | 'list_freeze_missing'
  | 'shortlists_made'
  | 'list_faulty'
  | 'position_unknown'
  | 'place_unknown'
  | 'decision_unknown'
  | 'shortlists_open'
  | 'application_unknown'

/** Refusals of gates and ties, which the selection of appointees answers with too. */
export const gateRefusals = {
  exam_unknown: { status: 404, zh: '没有这场已公告的考试。', en: 'There is no such announced examination.' },
  not_public_yet: {
    status: 409,
    zh: '上一份名单尚未公示，不能进入下一环节。',
    en: 'The list before has not been published; the next step waits for it.',
  },
  publicity_running: {
    status: 409,
    zh: '公示期尚未届满，请在公示结束后办理。',
    en: 'The publicity period is still running. Come back when it is over.',
  },
  objection_open: {
    status: 409,
    zh: '公示期内的异议尚未处理完毕，请先作出结论。',
    en: 'An objection raised during the publicity has no finding yet. Decide it first.',
  },
  list_published: {
    status: 409,
    zh: '该名单已经公示，只能在“公示”中以更正的方式出新版本。',
    en: 'This list is public already; it changes only by a correction under Publicity.',
  },
  list_faulty: {
    status: 422,
    zh: '名单不符合公示要求，请按所列问题改正。',
    en: 'The list has faults that keep it from being published; they are named below.',
  },
  tie_decision_needed: {
    status: 409,
    zh: '同分且无规则可分先后：须由两人作出并复核书面决定后再办理，不得抽签或按报名先后处理。',
    en: 'Equal scores that no rule parts: two people must decide and confirm the order with a reason first. No lot and no order of application stands in for it.',
  },
  position_unknown: { status: 404, zh: '没有这个岗位。', en: 'There is no such post.' },
  application_unknown: { status: 404, zh: '您没有报名参加这场考试。', en: 'You have no application to this examination.' },
} as const satisfies Record<string, Answer>

export const shortlistingRefusals = {
  ...gateRefusals,
  headcount_missing: {
    status: 409,
    zh: '这类考试没有招聘计划人数，不按比例确定面试人选。',
    en: 'This kind of examination plans no headcount, so there is no ratio to shortlist by.',
  },
  scores_not_joined: {
    status: 409,
    zh: '笔试成绩尚未完成合成，请先完成阅卷登分和两人解密。',
    en: 'Written scores have not been joined to names yet; marking and the unblinding by two come first.',
  },
  list_freeze_missing: { status: 409, zh: '考生名单尚未锁定。', en: 'The list of candidates has not been frozen.' },
  shortlists_made: { status: 409, zh: '资格复审人选已经确定。', en: 'The shortlists have been made already.' },
  shortlists_missing: { status: 409, zh: '尚未确定资格复审人选。', en: 'No shortlist has been made yet.' },
  shortlists_open: { status: 409, zh: '复审尚未截止，请先截止递补。', en: 'The re-review is still open; close it first.' },
  shortlist_closed: {
    status: 409,
    zh: '复审已截止，此后不再递补。',
    en: 'The re-review is closed; nobody is called into a vacancy any more.',
  },
  re_review_open: { status: 409, zh: '还有人员的复审没有结论。', en: 'Some people called to the re-review have no outcome yet.' },
  place_unknown: { status: 404, zh: '该考生不在资格复审人选中。', en: 'This candidate has no place in the re-review.' },
  place_not_vacant: { status: 409, zh: '该名额没有空缺。', en: 'This place is not vacant.' },
  place_settled: { status: 409, zh: '该名额已有结论，不能再放弃。', en: 'This place has an outcome already and cannot be given up.' },
  re_review_over: {
    status: 409,
    zh: '资格复审已截止，不能再放弃复审。',
    en: 'The re-review is over and can no longer be given up.',
  },
  vacancy_answered: { status: 409, zh: '该空缺已经办理递补。', en: 'This vacancy has been answered already.' },
  enough_people_left: {
    status: 409,
    zh: '剩余人数仍达到规定比例，不产生空缺，无需递补。',
    en: 'Those who are left still reach the ratio, so nothing is vacant.',
  },
  tie_of_one: { status: 422, zh: '至少要有两名同分人员。', en: 'A tie has at least two people.' },
  tie_names_someone_twice: { status: 422, zh: '同一人员在排序中出现两次。', en: 'Somebody stands twice in the order.' },
  tie_of_another_post: { status: 422, zh: '排序中有人不属于该岗位。', en: 'Somebody in the order applied for another post.' },
  decision_unknown: { status: 404, zh: '没有这项同分决定。', en: 'There is no such decision on a tie.' },
  decision_confirmed: { status: 409, zh: '该决定已经复核。', en: 'This decision has been confirmed already.' },
  second_person_needed: { status: 403, zh: '须由另一人复核。', en: 'Another person has to confirm it.' },
} as const satisfies Record<ShortlistingRefusal, Answer>
