import type { Answer } from '../http/answer.ts'
import type { BackupRefusal } from './rules/backup.ts'
import type { HandoffRefusal } from './rules/handoff.ts'
import type { NoticeRefusal, OrderRefusal } from './rules/paper-notice.ts'
import type { ReturnedRefusal } from './rules/returned-count.ts'
import type { SeclusionOrderRefusal, SeclusionRefusal } from './rules/seclusion.ts'

export type CustodyRefusal =
  | HandoffRefusal
  | ReturnedRefusal
  | NoticeRefusal
  | OrderRefusal
  | SeclusionRefusal
  | SeclusionOrderRefusal
  | 'seclusion_not_open'
  | 'paper_notice_issued_already'
  | 'assessor_not_dispatched'
  | 'exam_unknown'
  | 'package_unknown'
  | 'package_number_taken'
  | 'package_listed_twice'
  | 'seat_plan_missing'
  | 'room_without_package'
  | 'room_with_two_packages'
  | 'too_few_papers'
  | 'party_unknown'
  | 'packages_of_one_room_only'
  | 'returned_counts_missing'
  | 'package_moved_meanwhile'
  | 'no_open_incident'
  | 'incident_already_open'
  | 'decision_missing'
  | 'second_person_needed'
  | 'statement_unknown'
  | 'statement_incomplete'
  | 'statement_already_used'
  | 'vault_count_differs'
  | 'two_guards_needed'
  | BackupRefusal

export const custodyRefusals = {
  exam_unknown: { status: 404, zh: '没有这场已公告的考试。', en: 'There is no such announced examination.' },
  package_unknown: { status: 404, zh: '没有这个编号的试卷袋。', en: 'There is no package with this number.' },
  package_number_taken: { status: 409, zh: '试卷袋编号已被使用。', en: 'The package number is already in use.' },
  package_listed_twice: { status: 422, zh: '同一试卷袋在清单中出现两次。', en: 'A package stands twice in the list.' },
  seat_plan_missing: {
    status: 409,
    zh: '座次尚未编排公布，不能按考场装袋。',
    en: 'Seats have not been drawn yet; packages are made from the seat plan.',
  },
  room_without_package: { status: 422, zh: '有考场没有试卷袋。', en: 'A room has no package.' },
  room_with_two_packages: { status: 422, zh: '同一考场同一场次有两个试卷袋。', en: 'A room has two packages for one session.' },
  too_few_papers: {
    status: 422,
    zh: '袋内试卷或答题卡少于该考场考生数。',
    en: 'The package holds fewer papers or answer cards than the room has candidates.',
  },
  party_unknown: {
    status: 422,
    zh: '交接人中有人不是本次考试的工作人员。',
    en: 'One of the people at the handoff is not an officer of this examination.',
  },
  packages_of_one_room_only: {
    status: 422,
    zh: '考场内的交接一次只能办理本考场的一个试卷袋。',
    en: 'In a room, one handoff takes one package of that room.',
  },
  returned_counts_missing: {
    status: 422,
    zh: '回收时必须填写到考、缺考和备用份数。',
    en: 'A return states how many were present, absent and spare.',
  },
  package_moved_meanwhile: {
    status: 409,
    zh: '签字期间试卷袋已发生其他交接，本次交接作废，请重新办理。',
    en: 'The package changed hands while this was being signed; start the handoff again.',
  },
  package_not_at_this_leg: { status: 409, zh: '试卷袋当前状态不能办理该环节交接。', en: 'The package is not at this leg of its way.' },
  package_frozen: { status: 409, zh: '试卷袋已冻结，须先作出处理决定。', en: 'The package is frozen until a decision has been taken.' },
  giver_does_not_hold_package: { status: 409, zh: '移交人不是当前保管人。', en: 'The giver is not the present holder.' },
  giver_role_missing: { status: 403, zh: '移交人不具备该环节要求的岗位。', en: 'The giver does not hold the role this leg requires.' },
  receiver_role_missing: {
    status: 403,
    zh: '接收人不具备该环节要求的岗位。',
    en: 'The receiver does not hold the role this leg requires.',
  },
  carrier_cannot_receive: { status: 403, zh: '移交人与接收人不得为同一人。', en: 'Whoever hands over cannot also receive.' },
  witness_missing: { status: 422, zh: '缺少该环节必须到场签字的监督人员。', en: 'A witness whom this leg requires is missing.' },
  one_person_signs_once: { status: 422, zh: '同一人不得以两种身份签字。', en: 'Nobody signs in two capacities.' },
  opened_too_early: { status: 409, zh: '未到规定启封时间。', en: 'It is not yet the time set for opening.' },
  not_this_rooms_invigilator: { status: 403, zh: '不是抽签确定的本考场监考员。', en: 'Not an invigilator drawn for this room.' },
  package_of_another_site: { status: 403, zh: '试卷袋属于另一考点。', en: 'The package belongs to another site.' },
  retention_not_over: { status: 409, zh: '保存期未满半年，不得销毁。', en: 'The half year of keeping is not over.' },
  legal_hold: {
    status: 409,
    zh: '尚有投诉、异议或案件未结，不得销毁。',
    en: 'A complaint, objection or case is open; nothing may be destroyed.',
  },
  returned_does_not_add_up: {
    status: 422,
    zh: '回收份数不等于到考、缺考与备用之和。',
    en: 'What came back is not the sum of present, absent and spare.',
  },
  seats_do_not_add_up: {
    status: 422,
    zh: '到考与缺考人数之和不等于本考场座次数。',
    en: 'Present and absent together are not the number of seats of this room.',
  },
  no_open_incident: { status: 409, zh: '该试卷袋没有待处理的异常。', en: 'The package has no open incident.' },
  incident_already_open: { status: 409, zh: '该试卷袋已有待处理的异常。', en: 'The package already has an open incident.' },
  decision_missing: { status: 409, zh: '尚未提出处理决定。', en: 'No decision has been proposed yet.' },
  second_person_needed: { status: 403, zh: '须由另一人确认。', en: 'Another person has to confirm.' },
  statement_unknown: { status: 404, zh: '没有这份待签文书。', en: 'There is no such statement.' },
  statement_incomplete: { status: 409, zh: '签字尚未齐全。', en: 'Not everybody has signed yet.' },
  statement_already_used: { status: 409, zh: '这份文书已经生效，不能再次使用。', en: 'This statement has already taken effect.' },
  vault_count_differs: {
    status: 409,
    zh: '清点数与在库数不符，已记录，请立即核查。',
    en: 'The count differs from the register. It has been recorded; look into it at once.',
  },
  two_guards_needed: { status: 422, zh: '清点须两名值守人员共同进行。', en: 'Two guards count together.' },
  not_a_backup: { status: 409, zh: '该试卷袋不是备用试卷。', en: 'This package is not a backup.' },
  room_of_another_paper: {
    status: 422,
    zh: '该考场在这一场次没有试卷袋，不能启用这份备用试卷。',
    en: 'The room has no package of this paper that a backup could replace.',
  },
  room_has_its_package: {
    status: 409,
    zh: '该考场的试卷袋没有停用，不能启用备用试卷。',
    en: 'The package of the room has not been withdrawn, so no backup takes its place.',
  },
  session_unknown: { status: 422, zh: '通知单中的场次不存在或重复。', en: 'A session of the notice is unknown or listed twice.' },
  session_not_ordered: { status: 422, zh: '通知单缺少一个有考生的场次。', en: 'A session with candidates is missing from the notice.' },
  too_few_ordered: {
    status: 422,
    zh: '准备份数少于该场次考生数。',
    en: 'Fewer papers or answer cards are ordered than the session has candidates.',
  },
  exam_has_begun: {
    status: 409,
    zh: '考试已经开始，不能再签发试卷准备通知单。',
    en: 'The exam has begun; no notice can be issued any more.',
  },
  paper_notice_missing: {
    status: 409,
    zh: '尚未签发试卷准备通知单，不能装箱。',
    en: 'The paper preparation notice has not been issued; nothing can be packed.',
  },
  paper_notice_issued_already: {
    status: 409,
    zh: '试卷准备通知单已经签发，不能更改。',
    en: 'The notice has been issued and does not change.',
  },
  order_differs: {
    status: 422,
    zh: '装箱份数与试卷准备通知单不符，请重新清点。',
    en: 'What is packed does not come to the numbers of the notice; count again.',
  },
  undertaking_missing: {
    status: 422,
    zh: '有命题人员未签保密承诺书，不得入闱。',
    en: 'Somebody has not signed the secrecy undertaking and may not enter.',
  },
  undertaking_dated_ahead: { status: 422, zh: '保密承诺书日期晚于入闱日期。', en: 'An undertaking is dated after the day of entering.' },
  seclusion_open: { status: 409, zh: '上一次入闱尚未结束。', en: 'The seclusion before has not ended.' },
  seclusion_not_open: { status: 409, zh: '目前没有人员在闱。', en: 'Nobody is in seclusion.' },
  leaves_before_entering: { status: 409, zh: '出闱时间须晚于入闱时间。', en: 'Nobody leaves before entering.' },
  seclusion_missing: {
    status: 409,
    zh: '尚未登记命题入闱，不能接收试卷装箱。',
    en: 'No seclusion of the question setters is on record; no papers can come out of it.',
  },
  assessor_not_dispatched: {
    status: 422,
    zh: '启封须有派遣单上的考评员在场签字。',
    en: 'Opening needs an assessor whom a dispatch slip sent here.',
  },
} as const satisfies Record<CustodyRefusal, Answer>
