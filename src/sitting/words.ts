import type { Text } from '../web/locale.ts'
import type { RoomIncident } from './rules/incident.ts'
import type { RoomCheck } from './rules/room.ts'

export const checkWords: Readonly<Record<RoomCheck, Text>> = {
  jammer: { zh: '信号屏蔽仪已开启并测试', en: 'Signal jammer on and tested' },
  video: { zh: '监控录像正常', en: 'Video is recording' },
  spacing_80cm: { zh: '单人单桌，前后左右间距不少于 80 厘米', en: 'One person, one desk, 80 cm clear on all sides' },
  notices_posted: { zh: '考场规则等已张贴', en: 'Room rules are posted' },
  phones_off: { zh: '监考员手机已关闭', en: 'Invigilators’ phones are off' },
  belongings_apart: { zh: '考生随身物品已集中放置', en: 'Belongings are put apart' },
}

export const incidentKinds: Readonly<Record<RoomIncident, Text>> = {
  late_arrival: { zh: '迟到', en: 'Late arrival' },
  illness: { zh: '突发疾病', en: 'Illness' },
  cheating: { zh: '作弊', en: 'Cheating' },
  forbidden_item: { zh: '携带违禁物品', en: 'Forbidden item' },
  impersonation: { zh: '替考', en: 'Impersonation' },
  disturbance: { zh: '扰乱考场秩序', en: 'Disturbance' },
  paper_defect: { zh: '试卷破损或印刷错误', en: 'Defective paper' },
  suspected_leak: { zh: '疑似泄题', en: 'Suspected leak' },
  power_or_fire: { zh: '停电、火警等', en: 'Power failure or fire' },
}

export const incidentText = (kind: string): Text =>
  Object.entries(incidentKinds).find(([name]) => name === kind)?.[1] ?? { zh: kind, en: kind }

export const sittingWords = {
  title: { zh: '考试当日', en: 'The day of the exam' },
  lead: {
    zh: '各考场到岗、启封、开考、到考、回收与结束情况。',
    en: 'Every room: people on duty, papers, start, attendance, return and close.',
  },
  none: { zh: '座次尚未公布，考试当日的考场将显示在这里。', en: 'Seats are not published yet; the rooms of the day will appear here.' },
  site: { zh: '考点', en: 'Site' },
  room: { zh: '考场', en: 'Room' },
  subject: { zh: '科目', en: 'Subject' },
  seated: { zh: '应考', en: 'Seated' },
  present: { zh: '到考', en: 'Present' },
  absent: { zh: '缺考', en: 'Absent' },
  breach: { zh: '违纪', en: 'In breach' },
  onDuty: { zh: '监考', en: 'On duty' },
  package: { zh: '试卷', en: 'Papers' },
  state: { zh: '状态', en: 'State' },
  incidents: { zh: '事件', en: 'Incidents' },
  waiting: { zh: '待开考', en: 'Waiting' },
  running: { zh: '考试中', en: 'Running' },
  closed: { zh: '已结束', en: 'Closed' },
  rooms: { zh: '考场一览', en: 'Rooms' },
  balance: { zh: '到考清点', en: 'Attendance adds up' },
  back: { zh: '返回当日总览', en: 'Back to the day' },
  start: { zh: '开考', en: 'Start the room' },
  checks: { zh: '开考前逐项检查', en: 'Look at each before the start' },
  attendance: { zh: '登记到考', en: 'Take attendance' },
  attendanceHint: {
    zh: '逐座选择；结束前可以更正，以最后一次登记为准。',
    en: 'Choose for each seat. It may be corrected until the room closes; the last word counts.',
  },
  report: { zh: '登记事件', en: 'Record an incident' },
  kind: { zh: '事件类别', en: 'Kind' },
  ticket: { zh: '涉及的考生', en: 'The candidate concerned' },
  note: { zh: '情况说明', en: 'What happened' },
  time: { zh: '考试时间', en: 'Time' },
  ticketNumber: { zh: '准考证号', en: 'Ticket number' },
  article: { zh: '依据', en: 'Article' },
  reportedAt: { zh: '登记时间', en: 'Recorded at' },
  noPackage: { zh: '没有试卷袋', en: 'No package' },
  to_room: { zh: '领取本考场试卷', en: 'Receive the papers of this room' },
  open: { zh: '当场启封试卷', en: 'Open the papers on the spot' },
  returnFirst: {
    zh: '考试结束后，试卷和答题卡由试卷管理员当面清点回收，再制作考场记录。',
    en: 'After the exam the paper keeper counts and takes back papers and cards before your eyes; then draw up the room record.',
  },
  emptySeat: { zh: '空', en: 'empty' },
  place: { zh: '岗位', en: 'Place' },
  name: { zh: '姓名', en: 'Name' },
  there: { zh: '已到岗', en: 'There' },
  notThere: { zh: '未到岗', en: 'Not there yet' },
  nobodyOnDuty: { zh: '尚未抽定监考员', en: 'Invigilators have not been drawn yet' },
  record: { zh: '考场记录', en: 'Room record' },
  recordHint: {
    zh: '记录到考、缺考、违纪和回收份数，由本考场两名监考员各用本人密钥签字，签齐后结束考场。',
    en: 'It states who was present, absent or in breach and what came back. Two invigilators of the room sign with their own keys; then the room closes.',
  },
  recordNeedsAttendance: { zh: '先登记全部考生的到考情况', en: 'Take attendance of everybody first' },
  recordNeedsPapers: { zh: '等待试卷和答题卡回收清点', en: 'Papers and cards have yet to be returned and counted' },
  otherInvigilator: { zh: '共同签字的监考员', en: 'The other invigilator who signs' },
  draftRecord: { zh: '制作考场记录', en: 'Draw up the room record' },
  draftedRecords: { zh: '待签的考场记录', en: 'Room records under way' },
  draftedAt: { zh: '制作时间', en: 'Drawn up at' },
  close: { zh: '结束考场', en: 'Close the room' },
  seat: { zh: '座号', en: 'Seat' },
  seats: { zh: '座次与到考', en: 'Seats and attendance' },
} as const satisfies Record<string, Text>
