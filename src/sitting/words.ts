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
    zh: '填写缺考与违纪考生的准考证号，用空格分隔；其余均为到考。',
    en: 'Enter ticket numbers of the absent and of those in breach, with spaces between; everybody else is present.',
  },
  report: { zh: '登记事件', en: 'Record an incident' },
  kind: { zh: '事件类别', en: 'Kind' },
  ticket: { zh: '准考证号（如涉及考生）', en: 'Ticket number, if it concerns a candidate' },
  note: { zh: '情况说明', en: 'What happened' },
  seat: { zh: '座号', en: 'Seat' },
  seats: { zh: '座次与到考', en: 'Seats and attendance' },
} as const satisfies Record<string, Text>
