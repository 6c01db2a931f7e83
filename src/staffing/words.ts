import type { Text } from '../web/locale.ts'
import type { PreparationName } from './rules/calendar.ts'
import type { NamedPost } from './rules/duty-posts.ts'
import type { Ineligibility } from './rules/eligibility.ts'

const places: Readonly<Record<number, Text>> = { 1: { zh: '前监考', en: 'front' }, 2: { zh: '后监考', en: 'back' } }
export const placeWords = (place: number): Text => places[place] ?? { zh: `监考${place}`, en: `place ${place}` }

/** What an invigilator is told when the lot has fallen. */
export const dutyMessage = (exam: string) => (site: string, room: string, place: number) => ({
  subject: { zh: '监考抽签结果', en: 'Your post as invigilator' } satisfies Text,
  body: {
    zh: `“${exam}”：您被抽定在${site}${room}，岗位：${placeWords(place).zh}。请佩戴监考证到岗，并向主考签到。`,
    en: `“${exam}”: the lot has placed you at ${site}, ${room}, ${placeWords(place).en}. Wear your badge and report to the chief examiner.`,
  } satisfies Text,
})

export const replacementWords: Readonly<Record<string, Text>> = {
  absent: { zh: '未到岗', en: 'Absent' },
  ill: { zh: '突发疾病', en: 'Ill' },
  recusal_found: { zh: '发现应回避', en: 'Must recuse' },
  relieved: { zh: '调离本岗', en: 'Relieved' },
}

export const postWords: Readonly<Record<NamedPost, Text>> = {
  commander: { zh: '总指挥', en: 'Commander-in-chief' },
  deputy_commander: { zh: '副总指挥', en: 'Deputy commander' },
  chief_examiner: { zh: '主考', en: 'Chief examiner' },
  deputy_chief_examiner: { zh: '副主考', en: 'Deputy chief examiner' },
  exam_affairs: { zh: '考务', en: 'Exam affairs' },
  floating_invigilator: { zh: '流动监考', en: 'Floating invigilator' },
  security: { zh: '安全保卫', en: 'Security' },
}

export const postText = (post: string): Text => Object.entries(postWords).find(([name]) => name === post)?.[1] ?? { zh: post, en: post }

/** What somebody is told who was named at the meeting. */
export const postMessage = (exam: string) => (post: NamedPost) => ({
  subject: { zh: '考务岗位', en: 'Your post at the exam' } satisfies Text,
  body: {
    zh: `“${exam}”：考前会议确定您的岗位为${postWords[post].zh}，工作职责已在会上宣读。`,
    en: `“${exam}”: the meeting before the exam named you ${postWords[post].en.toLowerCase()}; your duties were read out there.`,
  } satisfies Text,
})

/** What an assessor is told with the dispatch slip, and not before. */
export const dispatchMessage = (exam: string) => (number: string, head: boolean) => ({
  subject: { zh: '考评员派遣单', en: 'Assessor dispatch slip' } satisfies Text,
  body: {
    zh: `“${exam}”：派遣单 ${number} 派您担任${head ? '考评组长' : '考评员'}，请按时到岗。`,
    en: `“${exam}”: slip ${number} sends you as ${head ? 'head assessor' : 'assessor'}. Be at your post in time.`,
  } satisfies Text,
})

export const calendarWords: Readonly<Record<PreparationName, Text>> = {
  seat_plan: { zh: '抽定座次（考前3天）', en: 'Seats drawn (three days before)' },
  supplies: { zh: '各考点签收监考牌、座次表（考前3天）', en: 'Badges and seat charts received by the sites (three days before)' },
  meeting: { zh: '召开考前会议、落实岗位（考前）', en: 'Meeting held and posts filled (before the exam)' },
  dispatch: { zh: '派遣考评员（考前1天）', en: 'Assessors dispatched (one day before)' },
}

const ineligibility: Readonly<Record<Ineligibility | 'account_unknown', Text>> = {
  untrained: { zh: '未参加培训', en: 'Untrained' },
  not_appointed: { zh: '未聘为本次考试监考员', en: 'Not appointed as invigilator' },
  barred: { zh: '被禁止参加考务工作', en: 'Barred from service' },
  recused_from_exam: { zh: '已申请回避本次考试', en: 'Recused from this exam' },
  sits_the_exam: { zh: '本人报考本次考试', en: 'Sits the exam' },
  unit_organises: { zh: '所在单位为组织、招聘或主管单位', en: 'Of the organising or a recruiting unit' },
  not_on_establishment: { zh: '非在编人员', en: 'Not on the establishment' },
  not_of_a_host: { zh: '不是考点学校人员', en: 'Not of a host school' },
  account_unknown: { zh: '没有这个账号', en: 'No such account' },
}
export const ineligibilityText = (because: string): Text =>
  Object.entries(ineligibility).find(([name]) => name === because)?.[1] ?? { zh: because, en: because }

export const staffingWords = {
  title: { zh: '监考抽签', en: 'Staffing' },
  lead: {
    zh: '只有经过培训、无回避关系的人员才能进入人员库；考试当日现场抽签，确定考场和前后岗位。',
    en: 'Only trained people without a declared relation enter the pool; room and place are drawn on the morning of the exam.',
  },
  pool: { zh: '人员库', en: 'Pool' },
  poolCount: { zh: '可抽人员', en: 'Available' },
  poolEmpty: { zh: '人员库为空', en: 'The pool is empty' },
  outside: { zh: '可录入的人员（已培训、已聘为监考员）', en: 'Trained and appointed, not in the pool yet' },
  nobodyOutside: {
    zh: '没有其他已培训并聘为本次考试监考员的人员；请先在“考试”页登记培训、办理聘任。',
    en: 'Nobody else is trained and appointed as invigilator. Enter trainings and appointments on the exam’s page first.',
  },
  enterHint: {
    zh: '勾选要录入的人员；有考务经验的同时勾选“有经验”。有一人不符合条件，全部不录入，并逐人说明原因。',
    en: 'Tick whom to enter, and who is experienced. If one may not serve, nobody is entered and the reason stands beside the name.',
  },
  choose: { zh: '录入', en: 'Enter' },
  because: { zh: '不能录入的原因', en: 'Why not' },
  withdraw: { zh: '退出', en: 'Take out' },
  enter: { zh: '录入人员库', en: 'Enter into the pool' },
  unit: { zh: '单位', en: 'Unit' },
  experienced: { zh: '有经验', en: 'Experienced' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  trainedOn: { zh: '培训日期', en: 'Trained on' },
  state: { zh: '状态', en: 'State' },
  withdrawn: { zh: '已退出', en: 'Withdrawn' },
  available: { zh: '可抽', en: 'Available' },
  preparation: { zh: '考前准备', en: 'Preparation' },
  preparationLead: {
    zh: '考前须按日完成的事项：考务用品交接、考前会议与岗位、考评员派遣。',
    en: 'What must be ready day by day before the exam: supplies at the sites, the meeting and its posts, the assessors.',
  },
  calendar: { zh: '准备事项', en: 'Calendar' },
  what: { zh: '事项', en: 'What' },
  dueOn: { zh: '最迟', en: 'By' },
  done: { zh: '已完成', en: 'Done' },
  ahead: { zh: '未到期', en: 'Not due yet' },
  due: { zh: '今日到期', en: 'Due today' },
  overdue: { zh: '已逾期', en: 'Overdue' },
  noSessions: { zh: '尚未安排场次', en: 'No session has been set' },
  supplies: { zh: '考务用品交接', en: 'Supplies of the sites' },
  noSites: { zh: '座次抽定后，使用的考点列在这里', en: 'Sites in use are listed here when seats have been drawn' },
  site: { zh: '考点', en: 'Site' },
  roomsInUse: { zh: '使用考场', en: 'Rooms in use' },
  badges: { zh: '监考牌', en: 'Badges' },
  seatCharts: { zh: '座次表', en: 'Seat charts' },
  handedAt: { zh: '移交', en: 'Handed over' },
  receivedAt: { zh: '签收', en: 'Received' },
  handOver: { zh: '移交考务用品', en: 'Hand over' },
  receive: { zh: '清点签收', en: 'Count and receive' },
  receiveHint: {
    zh: '请当面清点后填写实际数；与移交数不符不能签收。',
    en: 'Enter what you counted yourself; if it differs from what was handed over, nothing is received.',
  },
  meeting: { zh: '考前会议与岗位', en: 'The meeting and its posts' },
  noMeeting: { zh: '尚未登记考前会议', en: 'No meeting has been recorded' },
  noMeetingBody: {
    zh: '工人技术等级考核须在考前召开会议，落实八类岗位并宣读职责，否则不能抽取监考员。',
    en: 'A worker assessment needs one before invigilators can be drawn: eight kinds of post are filled and duties read out.',
  },
  heldOn: { zh: '会议日期', en: 'Held on' },
  post: { zh: '岗位', en: 'Post' },
  meetingHint: {
    zh: '逐一填写到会并听取职责的人员；监考员以人员库为准，当日抽签定岗。',
    en: 'Name who was there and heard the duties. Invigilators are those of the pool; the lot places them on the day.',
  },
  recordMeeting: { zh: '登记会议', en: 'Record the meeting' },
  dispatch: { zh: '考评员派遣', en: 'Dispatch of assessors' },
  noDispatch: { zh: '尚未派遣', en: 'Nobody has been dispatched' },
  noAssessors: { zh: '本次考试尚未聘任考评员', en: 'No assessor has been appointed for this exam' },
  slipNumber: { zh: '派遣单编号', en: 'Number of the slip' },
  headAssessor: { zh: '考评组长', en: 'Head assessor' },
  assessors: { zh: '考评员', en: 'Assessors' },
  dispatchedAt: { zh: '派遣时间', en: 'Dispatched at' },
  dispatchHint: {
    zh: '考前一天签发；签发后考评员才收到通知。',
    en: 'Issued on the day before the exam; only then are the assessors told.',
  },
  dispatchThem: { zh: '签发派遣单', en: 'Issue the slip' },
  session: { zh: '场次', en: 'Session' },
  freeze: { zh: '冻结监考抽签', en: 'Freeze the draw of invigilators' },
  apart: { zh: '同一考场人员', en: 'People of one room' },
  distinctUnits: { zh: '须来自不同单位', en: 'Come from different units' },
  rotation: { zh: '与上一场相比', en: 'Compared with the session before' },
  rotationNone: { zh: '不限', en: 'Anywhere' },
  rotationRoom: { zh: '不在同一考场', en: 'Not in the same room' },
  rotationSite: { zh: '不在同一考点', en: 'Not at the same site' },
  freezeHint: { zh: '只能在考试当日开考前办理。', en: 'Only on the day of the exam, before it starts.' },
  duties: { zh: '各考场监考员', en: 'Invigilators by room' },
  noDuties: { zh: '尚未抽签', en: 'Not drawn yet' },
  room: { zh: '考场', en: 'Room' },
  place: { zh: '岗位', en: 'Place' },
  name: { zh: '姓名', en: 'Name' },
  onDuty: { zh: '已抽定', en: 'Drawn' },
  present: { zh: '已到岗', en: 'Present' },
  replaced: { zh: '已被替换', en: 'Replaced' },
  replacement: { zh: '替补', en: 'From the reserve' },
  reserves: { zh: '备用监考员（按抽签顺序）', en: 'Reserves, in drawn order' },
  rank: { zh: '顺序', en: 'Order' },
  markPresent: { zh: '到岗', en: 'Present' },
  replace: { zh: '替换', en: 'Replace' },
  replaceTitle: { zh: '替换监考员', en: 'Replace an invigilator' },
  replaceHint: {
    zh: '由备用名单中第一位在场且符合该考场要求的人员顶替，其他岗位不变。',
    en: 'The first reserve who is here and keeps the rules of the room takes the place; nobody else moves.',
  },
  duty: { zh: '被替换的岗位', en: 'The place' },
  reason: { zh: '原因', en: 'Reason' },
  absentReserves: { zh: '同样不在场的备用人员', en: 'Reserves who are not here either' },
} as const satisfies Readonly<Record<string, Text>>
