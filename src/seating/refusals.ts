import type { Answer } from '../http/answer.ts'
import type { DrawRefusal } from './draws.ts'
import type { ListRefusal } from './rules/list-freeze.ts'
import type { RoomsRefusal } from './rules/seat-input.ts'
import type { SupplementRefusal } from './rules/supplement-input.ts'

export type SeatingRefusal =
  | DrawRefusal
  | ListRefusal
  | RoomsRefusal
  | SupplementRefusal
  | 'city_rooms_short'
  | 'seats_not_drawn'
  | 'exam_unknown'
  | 'list_not_frozen'
  | 'not_drawn_yet'
  | 'ticket_unknown'
  | 'printing_busy'

/** For every stage that draws: the steps of the protocol and the engine's own refusals. */
export const drawRefusals = {
  draw_unknown: { status: 404, zh: '没有这次抽签。', en: 'There is no such draw.' },
  draw_exists: {
    status: 409,
    zh: '这一范围已有抽签，一次抽签只有一个结果，不能重抽。',
    en: 'There is a draw of this scope already. A draw has one result and is not repeated.',
  },
  parties_too_few: {
    status: 422,
    zh: '参加方须为三个以上不同岗位。',
    en: 'A draw needs three or more parties of different roles.',
  },
  inspector_missing: { status: 422, zh: '参加方中必须有纪检监察人员。', en: 'The discipline inspector must be one of the parties.' },
  reveal_time_past: { status: 422, zh: '揭示截止时间已经过去。', en: 'The deadline for revealing lies in the past.' },
  source_too_early: {
    status: 422,
    zh: '公共随机数的公布时间必须晚于揭示截止时间，否则最后揭示者可预知结果。',
    en: 'The public value must appear after the deadline for revealing, or the last to reveal would know the result.',
  },
  draw_over: { status: 409, zh: '本次抽签已经结束。', en: 'This draw is over.' },
  party_unknown: { status: 403, zh: '您不是本次抽签的参加方。', en: 'You are not a party to this draw.' },
  party_has_committed: {
    status: 409,
    zh: '该参加方已提交承诺，不能更换。',
    en: 'This party has committed; a commitment is not exchanged.',
  },
  one_person_one_party: { status: 403, zh: '一人只能代表一个参加方。', en: 'Nobody stands for two parties.' },
  reveal_time_over: {
    status: 409,
    zh: '已过揭示截止时间，本次抽签须公开作废。',
    en: 'The deadline for revealing is over; this draw has to be cancelled in public.',
  },
  commitments_open: {
    status: 409,
    zh: '还有参加方未提交承诺，现在不能揭示。',
    en: 'Not every party has committed yet; nothing is revealed before.',
  },
  commitment_missing: { status: 409, zh: '尚未提交承诺。', en: 'There is no commitment of yours.' },
  commitment_malformed: { status: 422, zh: '承诺值格式不对。', en: 'The commitment is not in the right form.' },
  already_revealed: { status: 409, zh: '已经揭示过。', en: 'This value has been revealed already.' },
  reveal_missing: { status: 409, zh: '还有参加方未揭示。', en: 'Not every party has revealed its value.' },
  reveal_wrong: {
    status: 422,
    zh: '揭示的数值与承诺不符，已拒绝并记录。',
    en: 'The value does not open the commitment. It was refused and recorded.',
  },
  source_not_due: { status: 409, zh: '公共随机数还未到公布时间。', en: 'It is not yet time for the public value.' },
  public_value_malformed: { status: 422, zh: '公共随机数格式不对。', en: 'The public value is not in the right form.' },
  public_value_unwitnessed: {
    status: 409,
    zh: '公共随机数须先由考务以外的参加方读取确认。',
    en: 'A party other than the exam office has to read the public value first.',
  },
  public_value_differs: {
    status: 422,
    zh: '与另一参加方读取的公共随机数不一致，请核对公布来源。',
    en: 'This is not the public value the other party has read. Check the source.',
  },
  second_person_needed: { status: 403, zh: '须由另一人办理。', en: 'Another person has to do this.' },
  draw_can_go_on: {
    status: 409,
    zh: '抽签可以继续进行，不得作废：数值已揭示后作废等于重抽。',
    en: 'The draw can go on and may not be cancelled: giving it up after values were revealed would be a second try.',
  },
  cancellation_proposed: {
    status: 409,
    zh: '已提出作废，待另一人确认。',
    en: 'Cancelling has been proposed and waits for another person.',
  },
  cancellation_not_proposed: { status: 409, zh: '尚未提出作废。', en: 'Nobody has proposed to cancel this draw.' },
  input_malformed: { status: 422, zh: '抽签名单或规则格式不对。', en: 'The list or the rules of the draw are not in the right form.' },
  version_unknown: { status: 409, zh: '抽签引擎版本不符。', en: 'This draw belongs to another version of the engine.' },
  label_duplicate: { status: 422, zh: '名单中有重复编号。', en: 'A label stands on the list twice.' },
  place_duplicate: { status: 422, zh: '考场重复。', en: 'A room is listed twice.' },
  subject_unknown: { status: 422, zh: '名单中有未设置的科目。', en: 'Somebody sits a subject that does not exist.' },
  sessions_overlap: { status: 422, zh: '场次时间重叠或先后次序不对。', en: 'The sessions overlap or are out of order.' },
  session_clash: { status: 422, zh: '有考生同一场次报考两个科目。', en: 'Somebody sits two subjects in one session.' },
  site_unknown: { status: 422, zh: '名单中有未设置的考点。', en: 'Somebody asks for a site that does not exist.' },
  room_over_limit: { status: 422, zh: '考场人数超过上限。', en: 'A room is above its limit.' },
  too_few_seats: {
    status: 422,
    zh: '考场座位不足（含一楼考场、单独考场等需要），请先增设考场。',
    en: 'There are too few seats, ground-floor and separate rooms included. Add rooms first.',
  },
  person_untrained: { status: 422, zh: '名单中有未经培训的人员。', en: 'Somebody on the list is not trained.' },
  unit_excluded: { status: 422, zh: '名单中有须回避单位的人员。', en: 'Somebody on the list comes from a unit that may send nobody.' },
  position_in_two_panels: { status: 422, zh: '同一岗位被分到两个考官组。', en: 'A post was given to two panels.' },
  too_few_people: { status: 422, zh: '人员不足，不够各岗位和备用人数。', en: 'There are too few people for all places and reserves.' },
  staffing_impossible: {
    status: 422,
    zh: '在回避、单位、经验等要求下无法排定，请增加人员。',
    en: 'Nobody can be placed under all rules of recusal, unit and experience. Add people.',
  },
  staffing_not_decided: {
    status: 409,
    zh: '在规定步数内未得出结果，本次抽签须公开作废后重新冻结。',
    en: 'The search ended undecided; the draw has to be cancelled in public and frozen anew.',
  },
  place_unknown: { status: 404, zh: '没有这个岗位。', en: 'There is no such place.' },
  no_reserve_fits: { status: 409, zh: '没有符合该考场要求的备用人员。', en: 'No reserve who is here may take this place.' },
} as const satisfies Record<DrawRefusal, Answer>

export const seatingRefusals = {
  ...drawRefusals,
  exam_unknown: { status: 404, zh: '没有这场考试。', en: 'There is no such examination.' },
  exam_not_announced: { status: 409, zh: '考试公告尚未发布。', en: 'The notice has not been published.' },
  registration_open: { status: 409, zh: '报名尚未结束，不能冻结名单。', en: 'Registration is still open; the list cannot be frozen.' },
  list_already_frozen: { status: 409, zh: '名单已经冻结，不能再次冻结。', en: 'The list has been frozen already.' },
  review_open: { status: 409, zh: '还有报名申请未审结。', en: 'The review of some applications is not settled.' },
  day_not_closed: {
    status: 409,
    zh: '还有报名日未完成每日核对。',
    en: 'The numbers of some days of registration have not been confirmed.',
  },
  list_empty: { status: 409, zh: '没有审核合格的考生。', en: 'There is no qualified candidate.' },
  session_missing: { status: 409, zh: '有科目尚未安排考试时间。', en: 'A subject has no session.' },
  list_not_frozen: { status: 409, zh: '名单尚未冻结。', en: 'The list has not been frozen.' },
  no_rooms: { status: 409, zh: '尚未设置考场。', en: 'There are no rooms.' },
  room_above_family_limit: {
    status: 422,
    zh: '有考场超过本类考试的人数上限。',
    en: 'A room is above the limit of this kind of examination.',
  },
  city_rooms_short: {
    status: 409,
    zh: '有考区的座位不够已占该考区名额的考生，请先在该考区增加考场，再冻结名单。',
    en: 'A test city has fewer seats than people who hold a place in it. Add rooms there, then freeze the list.',
  },
  seats_not_drawn: { status: 409, zh: '座位尚未抽定，不能补充抽签。', en: 'Seats are not drawn yet; there is nothing to supplement.' },
  nobody_to_seat: { status: 409, zh: '没有需要补排座位的考生。', en: 'Nobody needs another seat.' },
  room_not_in_use: { status: 422, zh: '所选考场在该场次没有考生。', en: 'Nobody sits in this room in that session.' },
  session_begun: { status: 409, zh: '该场次已经开考。', en: 'That session has begun.' },
  not_drawn_yet: { status: 404, zh: '尚未抽签，没有记录文件。', en: 'The draw has no result yet.' },
  printing_busy: {
    status: 503,
    zh: '正在下载准考证的人很多，请稍后再试；座位信息在准考证页面上随时可看。',
    en: 'Many are printing their tickets at this moment. Try again in a little while; the page of your ticket shows the seat at any time.',
  },
  ticket_unknown: {
    status: 404,
    zh: '没有准考证：座位尚未抽定，或该申请不是您本人的。',
    en: 'There is no ticket: seats are not drawn yet, or the application is not yours.',
  },
} as const satisfies Record<SeatingRefusal, Answer>
