import type { Answer } from '../http/answer.ts'
import type { ExamRefusal } from './certifying-exam.ts'
import type { CollectionRefusal } from './rules/collection.ts'
import type { CountRefusal } from './rules/ledger.ts'
import type { ApprovalRefusal } from './rules/pass.ts'
import type { SecondHandRefusal, StepRefusal } from './rules/states.ts'

export type CertificateRefusal =
  | ExamRefusal
  | ApprovalRefusal
  | CollectionRefusal
  | CountRefusal
  | SecondHandRefusal
  | StepRefusal
  | 'results_not_joined'
  | 'printer_entered_scores'
  | 'pass_not_approved'
  | 'certificate_exists'
  | 'blanks_exhausted'
  | 'blank_received_before'
  | 'blank_unknown'
  | 'receipt_unknown'
  | 'spoiling_unknown'
  | 'reason_does_not_fit'
  | 'nothing_to_stamp'
  | 'nothing_to_register'
  | 'certificate_unknown'
  | 'certificate_number_malformed'
  | 'tracking_missing'
  | 'proxy_permitted_before'
  | 'withdrawal_unknown'
  | 'count_unknown'
  | 'nothing_to_publish'
  | 'list_faulty'
  | 'pass_list_unpublished'
  | 'receiver_not_of_family'
  | 'filed_already'
  | 'filing_unknown'
  | 'receipt_of_another'

export const certificateRefusals = {
  exam_unknown: { status: 404, zh: '没有这场已公告的考试。', en: 'There is no such announced examination.' },
  exam_gives_no_certificates: {
    status: 409,
    zh: '这类考试不核发证书或考核表。',
    en: 'An examination of this kind gives no certificate or assessment form.',
  },
  pass_mark_missing: {
    status: 409,
    zh: '公告没有规定合格标准，不能核定合格人员。',
    en: 'The notice fixed no pass mark, so nobody can be approved.',
  },
  results_not_joined: { status: 409, zh: '成绩尚未解密合成。', en: 'Names have not joined the scores yet.' },
  approver_entered_scores: {
    status: 403,
    zh: '登分或解密成绩的人员不得核定成绩。',
    en: 'Whoever entered or joined scores does not approve them.',
  },
  list_changed: {
    status: 409,
    zh: '合格名单已变化，请重新查看后再核定。',
    en: 'The list of passes has changed. Look at it again before approving.',
  },
  nothing_to_approve: { status: 409, zh: '没有待核定的合格人员。', en: 'Nobody is waiting for approval.' },
  printer_entered_scores: {
    status: 403,
    zh: '登分或解密成绩的人员不得打印证书。',
    en: 'Whoever entered or joined scores does not print certificates.',
  },
  pass_not_approved: {
    status: 409,
    zh: '其中有人员成绩未经中心主任核定合格，一份也没有打印。',
    en: 'Not everybody listed has an approved pass; nothing was printed.',
  },
  certificate_exists: {
    status: 409,
    zh: '其中有人员已有有效证书；须先将原证书作废。',
    en: 'Somebody listed has a valid certificate already. The former one has to be made void first.',
  },
  blanks_exhausted: { status: 409, zh: '空白证书不足，一份也没有打印。', en: 'There are not enough blanks; nothing was printed.' },
  blank_received_before: { status: 409, zh: '其中有编号已经入库。', en: 'A number of this range is in the ledger already.' },
  blank_unknown: { status: 404, zh: '台账中没有这个编号。', en: 'The ledger has no blank of this number.' },
  receipt_unknown: { status: 404, zh: '没有这笔入库记录。', en: 'There is no such receipt of blanks.' },
  spoiling_unknown: { status: 404, zh: '没有这条作废申请。', en: 'Nobody has proposed this.' },
  reason_does_not_fit: { status: 422, zh: '理由与所办事项不符。', en: 'The reason does not fit this act.' },
  second_person_needed: { status: 403, zh: '须由另一人办理。', en: 'Another person has to do this.' },
  settled_already: { status: 409, zh: '此事已经办结。', en: 'This has been settled already.' },
  certificate_not_at_this_step: {
    status: 409,
    zh: '证书当前状态不能办理此步骤。',
    en: 'The certificate is not at this step.',
  },
  nothing_to_stamp: {
    status: 409,
    zh: '没有待您用印的证书；自己打印的证书由他人用印。',
    en: 'There is nothing for you to seal. What you printed yourself is sealed by another person.',
  },
  nothing_to_register: { status: 409, zh: '没有已用印、待登记的证书。', en: 'No sealed certificate is waiting for the register.' },
  certificate_unknown: { status: 404, zh: '没有这份证书。', en: 'There is no such certificate.' },
  certificate_number_malformed: {
    status: 422,
    zh: '证书编号有误，请对照证书逐位核对。',
    en: 'This is not a certificate number. Compare it with the paper, character by character.',
  },
  collected_in_person_only: {
    status: 409,
    zh: '此类证书须本人领取，不邮寄。',
    en: 'This certificate is collected in person and not mailed.',
  },
  proxy_not_provided: {
    status: 409,
    zh: '此类证书不办理代领，可以邮寄。',
    en: 'There is no proxy for this certificate; it can be mailed.',
  },
  proxy_not_permitted: {
    status: 403,
    zh: '代领须先由中心主任按特殊情况批准。',
    en: 'A proxy needs the director’s permit for a special case first.',
  },
  permit_by_another: { status: 403, zh: '批准代领的人不得自己发证。', en: 'Whoever permitted the proxy does not hand it over.' },
  papers_not_shown: { status: 422, zh: '领取人没有出示规定的证件。', en: 'The collector has not shown the papers that are asked for.' },
  tracking_missing: { status: 422, zh: '邮寄须登记快递单号。', en: 'What is mailed needs its tracking number.' },
  proxy_permitted_before: { status: 409, zh: '已经批准过代领。', en: 'A proxy has been permitted already.' },
  withdrawal_unknown: { status: 404, zh: '没有这条撤回或撤销申请。', en: 'Nobody has proposed this withdrawal.' },
  ledger_differs: { status: 409, zh: '清点数与台账不符，不能核对通过。', en: 'The count differs from the ledger and cannot be accepted.' },
  ledger_moved: { status: 409, zh: '清点之后台账已有变动，请重新清点。', en: 'The ledger has moved since the count. Count again.' },
  count_unknown: { status: 404, zh: '没有这次清点。', en: 'There is no such count.' },
  nothing_to_publish: { status: 409, zh: '没有经核定的合格人员。', en: 'There is no approved pass to publish.' },
  list_faulty: { status: 409, zh: '名单未通过发布前检查。', en: 'The list has faults that must not become public.' },
  pass_list_unpublished: { status: 409, zh: '合格人员名单尚未发布。', en: 'The pass list has not been published yet.' },
  receiver_not_of_family: { status: 422, zh: '这类考试的名单不报送该部门。', en: 'Lists of this kind are not filed with this receiver.' },
  filed_already: { status: 409, zh: '名单已经报送。', en: 'The list has been filed already.' },
  filing_unknown: { status: 404, zh: '没有这次报送。', en: 'There is no such filing.' },
  receipt_of_another: { status: 403, zh: '报送对象是其他部门。', en: 'The list was filed with another receiver.' },
} as const satisfies Record<CertificateRefusal, Answer>
