import type { TurnedAwayBy } from '../http/front/front.ts'
import type { RequestClass } from '../http/front/request-class.ts'
import type { Text } from '../web/locale.ts'

export const operationsWords = {
  title: { zh: '实时监看', en: 'Live board' },
  lead: {
    zh: '全部服务进程最近 {minutes} 分钟的情况，截至 {time}。',
    en: 'The last {minutes} minutes of all processes of the service, as of {time}.',
  },
  refreshing: { zh: '每 {seconds} 秒自动更新。', en: 'Renewed every {seconds} seconds.' },
  pause: { zh: '暂停更新', en: 'Stop renewing' },
  resume: { zh: '继续更新', en: 'Go on renewing' },
  paused: { zh: '已暂停更新', en: 'Not renewed any more' },
  tired: {
    zh: '无人操作时，本页半小时后停止自动更新，以免无人看管的登录一直有效。',
    en: 'With nobody at it this page stops after half an hour, so that an unattended sign-in ends.',
  },
  accepted: { zh: '受理报名', en: 'Submissions accepted' },
  refused: { zh: '不予受理', en: 'Submissions refused' },
  admitted: { zh: '接入请求', en: 'Requests let in' },
  turnedAway: { zh: '请稍后再来', en: 'Requests turned away' },
  perSecond: { zh: '每秒', en: 'per second' },
  waiting: { zh: '等待写入', en: 'Waiting to be written' },
  waitingNote: { zh: '份报名', en: 'submissions' },
  working: { zh: '正在处理', en: 'Under way' },
  workingNote: { zh: '个请求', en: 'requests' },
  standing: { zh: '排队时间', en: 'Time in the queue' },
  milliseconds: { zh: '毫秒', en: 'milliseconds' },
  processes: { zh: '服务进程', en: 'Processes' },
  submissionsChart: { zh: '每秒报名', en: 'Submissions per second' },
  requestsChart: { zh: '每秒请求', en: 'Requests per second' },
  outcomes: { zh: '报名结果', en: 'What became of submissions' },
  outcome: { zh: '结果', en: 'Outcome' },
  count: { zh: '次数', en: 'Count' },
  noSubmissions: { zh: '最近没有人提交报名。', en: 'Nobody has submitted lately.' },
  acceptedOutcome: { zh: '已受理', en: 'Accepted' },
  failedOutcome: { zh: '系统错误，未生效', en: 'Failed through an error; nothing was changed' },
  away: { zh: '请稍后再来的请求', en: 'Who was turned away, and why' },
  noneAway: { zh: '最近没有请求被要求稍后再来。', en: 'Nobody has been turned away lately.' },
  reason: { zh: '原因', en: 'Reason' },
  kind: { zh: '请求类别', en: 'Kind of request' },
} as const satisfies Record<string, Text>

export const kindNames = {
  office: { zh: '工作人员', en: 'Officers at work' },
  submit: { zh: '提交报名', en: 'Submitting' },
  save: { zh: '保存填写', en: 'Saving' },
  upload: { zh: '上传材料', en: 'Uploading' },
  sign_in: { zh: '登录与注册', en: 'Signing in and up' },
  officer_door: { zh: '工作人员（刚到）', en: 'Officers not seen yet' },
  read: { zh: '查看本人信息', en: 'Looking at one’s own' },
  browse: { zh: '浏览', en: 'Browsing' },
  list: { zh: '长列表', en: 'Long lists' },
} as const satisfies Record<RequestClass, Text>

export const reasonNames = {
  rate: { zh: '超过每秒接纳数', en: 'Past the rate' },
  at_once: { zh: '同时处理数已满', en: 'Too many under way' },
  delay: { zh: '排队过久', en: 'The queue stands too long' },
  session: { zh: '同一登录请求过多', en: 'One session asked too often' },
  address: { zh: '同一地址请求过多', en: 'One address asked too often' },
} as const satisfies Record<TurnedAwayBy, Text>
