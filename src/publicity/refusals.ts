import type { Answer } from '../http/answer.ts'
import type { CorrectionRefusal } from './rules/correction.ts'
import type { ApprovalRefusal, FindingRefusal, ObjectionRefusal } from './rules/hands.ts'

export type PublicityRefusal =
  | ApprovalRefusal
  | CorrectionRefusal
  | FindingRefusal
  | ObjectionRefusal
  | 'exam_unknown'
  | 'draft_unknown'
  | 'publication_unknown'
  | 'objection_unknown'
  | 'list_faulty'
  | 'ticket_not_on_list'

export const publicityRefusals = {
  exam_unknown: { status: 404, zh: '没有这场考试，或公告尚未发布。', en: 'There is no such exam, or its notice has not been published.' },
  draft_unknown: { status: 404, zh: '没有这份待公示名单。', en: 'There is no such list waiting for publication.' },
  publication_unknown: { status: 404, zh: '没有这份公示。', en: 'There is no such published list.' },
  objection_unknown: { status: 404, zh: '没有这条异议，请核对查询号。', en: 'There is no such objection. Check the number.' },
  list_faulty: {
    status: 422,
    zh: '名单有问题，不能公示；逐项列在下面。',
    en: 'The list has faults and cannot be published; each is named.',
  },
  ticket_not_on_list: { status: 422, zh: '名单中没有这个准考证号。', en: 'This ticket number is not on the list.' },
  draft_settled: { status: 409, zh: '这份名单已经公示或已撤回。', en: 'This list has been published or withdrawn already.' },
  approver_prepared_list: {
    status: 403,
    zh: '名单须由另一人审批，编制人不能审批。',
    en: 'A list is approved by another person than the one who prepared it.',
  },
  list_changed: {
    status: 409,
    zh: '您看到的名单与待公示的名单不一致，请重新打开后再审批。',
    en: 'The list differs from the one you saw. Open it again before you approve.',
  },
  published_already: {
    status: 409,
    zh: '该名单已公示；只能以更正的方式出新版本。',
    en: 'This list is public already; it changes only by a correction.',
  },
  newer_version_published: { status: 409, zh: '已有更新的版本，请在最新版本上操作。', en: 'There is a newer version. Use that one.' },
  correction_changes_nothing: { status: 422, zh: '更正内容与原名单相同。', en: 'The correction leaves the list as it is.' },
  correction_names_unknown_row: {
    status: 422,
    zh: '更正所指的准考证号不在名单中。',
    en: 'The correction names a ticket number that is not on the list.',
  },
  correction_names_unknown_column: {
    status: 422,
    zh: '更正所指的栏目不在名单中。',
    en: 'The correction names a column that the list does not have.',
  },
  objection_decided: { status: 409, zh: '这条异议已有结论。', en: 'This objection has been decided already.' },
  decider_prepared_list: {
    status: 403,
    zh: '编制名单的人不能处理对该名单的异议。',
    en: 'Whoever prepared the list does not decide on objections to it.',
  },
  decider_raised_objection: { status: 403, zh: '提出异议的人不能处理该异议。', en: 'Whoever objected does not decide on the objection.' },
  publicity_over: {
    status: 409,
    zh: '公示期已满，请按公示页所列监督电话反映。',
    en: 'The publicity period is over. Please call the complaint line shown on the page.',
  },
  too_many_objections: {
    status: 429,
    zh: '一小时内收到的异议过多，请稍后再试或拨打监督电话。',
    en: 'Too many objections arrived within an hour. Try again later or call the complaint line.',
  },
} as const satisfies Record<PublicityRefusal, Answer>
