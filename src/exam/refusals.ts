import type { Answer } from '../http/answer.ts'
import type { PlaceRefusal } from './add-places.ts'
import type { ApproveRefusal } from './approve-notice.ts'
import type { DraftRefusal } from './draft-exam.ts'
import type { EditRefusal } from './edit-exam.ts'
import type { ImportRefusal } from './import-positions.ts'
import type { TableRefusal } from './read-table.ts'
import type { AnnouncementRefusal } from './rules/announcement.ts'
import type { AppointmentRefusal } from './rules/appointment.ts'
import type { RoomRefusal } from './rules/room-limit.ts'
import type { SessionRefusal } from './rules/session.ts'
import type { FirstComeRefusal, SlotRefusal } from './rules/slots.ts'
import type { TrainingRefusal } from './rules/training.ts'

export type ExamRefusal =
  | DraftRefusal
  | EditRefusal
  | ImportRefusal
  | TableRefusal
  | ApproveRefusal
  | AnnouncementRefusal
  | SessionRefusal
  | SlotRefusal
  | FirstComeRefusal
  | PlaceRefusal
  | RoomRefusal
  | TrainingRefusal
  | AppointmentRefusal
  | 'positions_from_trades'
  | 'positions_from_table'
  | 'trade_repeated'
  | 'sessions_are_slots'
  | 'city_unknown'
  | 'site_code_taken'
  | 'site_unknown'
  | 'room_unknown'
  | 'room_number_taken'
  | 'account_unknown'
  | 'already_appointed'
  | 'appointment_unknown'
  | 'appointment_ended'
  | 'idempotency_key_reused'

export const examRefusals = {
  exam_unknown: { status: 404, zh: '没有这场考试，或尚未发布公告。', en: 'There is no such examination, or it has not been announced.' },
  exam_cancelled: { status: 409, zh: '该考试已取消。', en: 'This examination has been cancelled.' },
  notice_frozen: {
    status: 409,
    zh: '公告已发布，内容和岗位不能再改动。',
    en: 'The notice has been announced; neither it nor its posts can change.',
  },
  stale_form: {
    status: 409,
    zh: '草稿已有新版本。请重新打开本页，核对最新内容后再操作。',
    en: 'The draft has a newer version. Open the page anew, check it and try again.',
  },
  idempotency_key_reused: {
    status: 422,
    zh: '同一提交编号被用于不同内容，请刷新页面后重试。',
    en: 'The same submission key was used for different content. Reload the page and try again.',
  },
  notice_against_rules: {
    status: 422,
    zh: '公告参数不符合制度规定，请逐项改正。',
    en: 'Some parameters are against the rules. Correct each of them.',
  },
  window_reversed: { status: 422, zh: '报名截止时间必须晚于开始时间。', en: 'Registration must close after it opens.' },
  window_missing: { status: 422, zh: '请先填写报名开始和截止时间。', en: 'Enter when registration opens and closes.' },
  window_already_open: {
    status: 422,
    zh: '报名开始时间已过，请推迟后重新审批。',
    en: 'The opening time has passed. Move it and have the notice approved again.',
  },
  written_day_missing: { status: 422, zh: '请先填写笔试日期。', en: 'Enter the day of the written examination.' },
  written_before_window_closes: {
    status: 422,
    zh: '笔试日期必须晚于报名截止日。',
    en: 'The written examination must come after the day registration closes.',
  },
  no_positions: { status: 422, zh: '还没有岗位，请先导入岗位表。', en: 'There are no posts yet. Import the table of posts first.' },
  headcount_missing: { status: 422, zh: '有岗位没有招聘人数。', en: 'Some posts have no planned headcount.' },
  quota_missing: { status: 422, zh: '还没有录入本年度编制使用计划。', en: 'The approved establishment of the year has not been entered.' },
  quota_exceeded: { status: 422, zh: '招聘人数超出编制使用计划。', en: 'The posts plan more people than the establishment approved.' },
  channel_missing: { status: 422, zh: '公告尚未在规定渠道全部发布。', en: 'The notice has not appeared in every required channel.' },
  channel_after_opening: { status: 422, zh: '公告发布日期晚于报名开始日期。', en: 'The notice appeared after registration opens.' },
  approvals_missing: { status: 409, zh: '公告审批尚未完成。', en: 'The notice does not have all its approvals.' },
  returned_for_correction: {
    status: 409,
    zh: '该版本已退回整改，请修改后重新送审。',
    en: 'This version was sent back. Correct it and submit it again.',
  },
  level_not_in_family: { status: 422, zh: '此类考试没有这一级审批。', en: 'This kind of examination has no such level of approval.' },
  level_already_approved: { status: 409, zh: '这一级已经审批。', en: 'This level has been approved already.' },
  level_out_of_order: {
    status: 409,
    zh: '必须按科室、分管副局长、局长办公会议的顺序审批。',
    en: 'Approvals go in order: section, deputy director, office meeting.',
  },
  level_of_another_role: { status: 403, zh: '这一级审批不由您的岗位作出。', en: 'This level is not for your role to approve.' },
  drafter_approves: { status: 403, zh: '起草人不能审批自己的公告。', en: 'Whoever drafted the notice may not approve it.' },
  approver_twice: { status: 403, zh: '同一人不能审批两级。', en: 'One person may not approve two levels.' },
  minutes_missing: { status: 422, zh: '局长办公会议终审须填写会议日期和纪要。', en: 'The office meeting needs its date and minutes.' },
  positions_from_trades: {
    status: 422,
    zh: '此类考试按工种等级设置，不导入岗位表。',
    en: 'This kind of examination lists trades and grades, not a table of posts.',
  },
  positions_from_table: { status: 422, zh: '此类考试的岗位从岗位表导入。', en: 'Posts of this kind of examination come from a table.' },
  trade_repeated: { status: 422, zh: '同一工种等级出现了两次。', en: 'A trade and grade is listed twice.' },
  import_unknown: { status: 404, zh: '没有这份岗位表。', en: 'There is no such table of posts.' },
  position_table_has_errors: {
    status: 422,
    zh: '岗位表有错误，请按行改正后重新上传。',
    en: 'The table has errors. Correct the rows named and upload it again.',
  },
  table_empty: { status: 422, zh: '文件里没有内容。', en: 'The file is empty.' },
  table_too_large: { status: 413, zh: '岗位表文件太大或列数过多。', en: 'The table is too large or has too many columns.' },
  table_too_many_rows: { status: 413, zh: '岗位表行数过多。', en: 'The table has too many rows.' },
  table_type_not_accepted: {
    status: 415,
    zh: '只接受 CSV（UTF-8 或 GB 18030）和 XLSX 文件。',
    en: 'Only CSV (UTF-8 or GB 18030) and XLSX are accepted.',
  },
  table_unpacks_too_large: { status: 413, zh: '文件解压后过大，已拒绝。', en: 'The file unpacks to too much and was refused.' },
  table_unreadable: { status: 422, zh: '文件无法读取，请另存后重试。', en: 'The file cannot be read. Save it again and retry.' },
  places_frozen: {
    status: 409,
    zh: '考生名单已冻结，场次、考点、考场不能再改动。',
    en: 'The list is frozen; sessions, sites and rooms can no longer change.',
  },
  subject_unknown: { status: 422, zh: '没有岗位考这个科目。', en: 'No post sits this subject.' },
  session_ends_before_start: { status: 422, zh: '结束时间必须晚于开始时间。', en: 'The session must end after it starts.' },
  session_not_on_written_day: {
    status: 422,
    zh: '场次必须在公告的笔试日期当天。',
    en: 'The session must be on the day of the written examination.',
  },
  sessions_are_slots: {
    status: 409,
    zh: '本次考试的场次由公告中的机考场次确定，发布公告时自动生成。',
    en: 'The sessions of this examination are the sittings of its notice; they are made when it is announced.',
  },
  slot_before_written_day: {
    status: 422,
    zh: '有机考场次早于公告的考试日期。',
    en: 'A sitting is before the announced day of the examination.',
  },
  no_slot_on_written_day: {
    status: 422,
    zh: '公告的考试日期当天没有机考场次；考试日期应为第一场的日期。',
    en: 'No sitting is on the announced day of the examination; it has to be the day of the first one.',
  },
  slot_times_not_in_family: {
    status: 422,
    zh: '此类考试按成绩排名，须同卷同时开考，只能设考区，不能设多个机考场次。',
    en: 'People in this kind of examination are ranked and sit one paper at one time: offer cities, not several sittings.',
  },
  slot_code_repeated: { status: 422, zh: '场次（考区）代码重复。', en: 'A code is used twice.' },
  slot_repeated: { status: 422, zh: '同一时间、同一考区出现了两次。', en: 'The same time and city is listed twice.' },
  slots_unlike: {
    status: 422,
    zh: '各项须一致：要么都写考区，要么都不写；要么都写时间，要么都不写。',
    en: 'All must be alike: each with a city or none, each with a time or none.',
  },
  slot_says_nothing: { status: 422, zh: '每项至少要有考区或时间。', en: 'Each needs a city, a time or both.' },
  slot_ends_before_start: {
    status: 422,
    zh: '场次须有开始和结束时间，且结束晚于开始。',
    en: 'A sitting needs a start, and an end after it.',
  },
  first_come_not_in_family: {
    status: 422,
    zh: '只有公益性岗位可以按报名先后、额满为止。',
    en: 'Only public-welfare posts may be filled in the order of registration.',
  },
  first_come_post_unknown: { status: 422, zh: '没有这个岗位代码。', en: 'There is no post of this code.' },
  first_come_post_repeated: { status: 422, zh: '同一岗位写了两次。', en: 'A post is listed twice.' },
  first_come_post_with_written: {
    status: 422,
    zh: '需要笔试的岗位按成绩确定人选，不能按报名先后。',
    en: 'A post with a written examination is filled by score, not in the order of registration.',
  },
  places_below_headcount: { status: 422, zh: '报名名额不能少于招用人数。', en: 'There must be at least as many places as people wanted.' },
  city_unknown: {
    status: 422,
    zh: '公告中没有这个考区，请选择公告列出的考区。',
    en: 'The notice names no such city. Choose one of its cities.',
  },
  site_code_taken: { status: 409, zh: '考点代码已被使用。', en: 'The site code is taken.' },
  site_unknown: { status: 404, zh: '没有这个考点。', en: 'There is no such site.' },
  room_unknown: { status: 404, zh: '没有这个考场。', en: 'There is no such room.' },
  room_number_taken: { status: 409, zh: '考场号重复。', en: 'A room number is used twice.' },
  room_over_limit: { status: 422, zh: '考场人数超过规定上限。', en: 'The room holds more than the rules allow.' },
  large_room_not_in_family: {
    status: 422,
    zh: '此类考试不能设置大考场，请划分为若干考场。',
    en: 'This kind of examination has no single large rooms; divide the hall.',
  },
  capacity_exceeds_seats: { status: 422, zh: '考场人数多于座位数。', en: 'The room holds more people than it has seats.' },
  training_before_notice: { status: 422, zh: '审核培训须在公告发布之后。', en: 'Review training comes after the notice.' },
  training_in_future: { status: 422, zh: '培训日期在今天之后。', en: 'The training is in the future.' },
  account_unknown: { status: 404, zh: '没有这个账户。', en: 'There is no such account.' },
  appoints_self: { status: 403, zh: '不能任命自己。', en: 'Nobody appoints themselves.' },
  not_an_officer: { status: 422, zh: '该账户不是工作人员。', en: 'The account is not an officer’s.' },
  account_closed: { status: 422, zh: '该账户已停用。', en: 'The account is closed.' },
  barred_from_service: { status: 409, zh: '该人员因违规已调离考试工作。', en: 'This person has been removed from examination work.' },
  administrator_appoints: { status: 403, zh: '该岗位由系统管理员任命。', en: 'Only the administrator appoints to this role.' },
  roles_incompatible: {
    status: 409,
    zh: '该人员已任岗位与此岗位不相容：阅卷人不得接触考生身份。',
    en: 'This role does not go with one the person holds: a marker may reach no identity.',
  },
  already_appointed: { status: 409, zh: '该人员已担任此岗位。', en: 'The person already holds this role.' },
  appointment_unknown: { status: 404, zh: '没有这项任命。', en: 'There is no such appointment.' },
  appointment_ended: { status: 409, zh: '该任命已经结束。', en: 'The appointment has ended already.' },
} as const satisfies Record<ExamRefusal, Answer>
