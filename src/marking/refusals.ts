import type { Answer } from '../http/answer.ts'
import type { MarkRefusal } from './rules/settle.ts'
import type { UnblindRefusal } from './rules/unblind.ts'

export type MarkingRefusal =
  | MarkRefusal
  | UnblindRefusal
  | 'exam_unknown'
  | 'nothing_to_code'
  | 'nothing_to_mark'
  | 'marker_untrained'
  | 'script_not_assigned'
  | 'script_listed_twice'
  | 'nothing_to_enter'
  | 'sheet_unknown'
  | 'sheet_not_at_this_step'
  | 'checker_prepared_it'
  | 'marker_unknown'
  | 'statement_unknown'
  | 'statement_incomplete'
  | 'statement_already_used'

export const markingRefusals = {
  exam_unknown: { status: 404, zh: '没有这场已公告的考试。', en: 'There is no such announced examination.' },
  rooms_not_closed: { status: 409, zh: '尚有考场没有结束。', en: 'Some rooms have not closed yet.' },
  nothing_to_code: { status: 409, zh: '没有需要编码的答卷。', en: 'There is no script left to code.' },
  nothing_to_mark: { status: 409, zh: '目前没有可分发的答卷。', en: 'There is no script to hand out at the moment.' },
  marker_untrained: {
    status: 403,
    zh: '没有您的阅卷培训记录，未经培训不得上岗。请联系考务登记。',
    en: 'There is no record of your training in marking; the untrained take no post. Ask the exam office to enter it.',
  },
  script_not_assigned: {
    status: 403,
    zh: '答卷没有分发给您，或您已评过。',
    en: 'The script was not given to you, or you have marked it already.',
  },
  script_listed_twice: { status: 422, zh: '同一答卷编码出现两次。', en: 'A code stands twice in the list.' },
  mark_above_maximum: { status: 422, zh: '分数超过满分。', en: 'The mark is above full marks.' },
  mark_below_zero: { status: 422, zh: '分数不能小于零。', en: 'A mark is not below zero.' },
  mark_off_step: { status: 422, zh: '分数不符合公告规定的给分单位。', en: 'The mark does not fall on the step the notice sets.' },
  nothing_to_enter: { status: 409, zh: '没有可登入成绩表的答卷。', en: 'There is no settled script to enter.' },
  sheet_unknown: { status: 404, zh: '没有这张成绩表。', en: 'There is no such score sheet.' },
  sheet_not_at_this_step: { status: 409, zh: '成绩表当前状态不能办理此步骤。', en: 'The score sheet is not at this step.' },
  checker_prepared_it: { status: 403, zh: '登分人不得核对自己登入的成绩表。', en: 'Whoever entered a sheet does not check it.' },
  marker_unknown: {
    status: 422,
    zh: '签字的阅卷人不是本次考试的阅卷人。',
    en: 'The marker who signs is not a marker of this examination.',
  },
  statement_unknown: { status: 404, zh: '没有这份待签成绩表。', en: 'There is no such score sheet to sign.' },
  statement_incomplete: {
    status: 409,
    zh: '阅卷人与纪检监察人员尚未都签字。',
    en: 'Marker and discipline inspector have not both signed.',
  },
  statement_already_used: { status: 409, zh: '该成绩表已签字锁定。', en: 'This score sheet has been signed and locked already.' },
  scripts_not_coded: { status: 409, zh: '尚有答卷没有编码。', en: 'Some scripts have no code yet.' },
  scripts_not_settled: { status: 409, zh: '尚有答卷没有定分。', en: 'Some scripts are not settled yet.' },
  scripts_not_on_signed_sheet: { status: 409, zh: '尚有答卷不在双签成绩表上。', en: 'Some scripts are on no signed score sheet.' },
  already_unblinded: { status: 409, zh: '成绩已经解密合成。', en: 'Names have joined the scores already.' },
  not_requested: { status: 409, zh: '尚未提出解密申请。', en: 'Nobody has asked for unblinding yet.' },
  second_person_needed: { status: 403, zh: '须由另一人批准。', en: 'Another person has to approve.' },
} as const satisfies Record<MarkingRefusal, Answer>
