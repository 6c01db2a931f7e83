import type { Text } from '../web/locale.ts'

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

export const staffingWords = {
  title: { zh: '监考抽签', en: 'Staffing' },
  lead: {
    zh: '只有经过培训、无回避关系的人员才能进入人员库；考试当日现场抽签，确定考场和前后岗位。',
    en: 'Only trained people without a declared relation enter the pool; room and place are drawn on the morning of the exam.',
  },
  pool: { zh: '人员库', en: 'Pool' },
  poolCount: { zh: '可抽人员', en: 'Available' },
  poolEmpty: { zh: '人员库为空', en: 'The pool is empty' },
  poolEmptyBody: {
    zh: '录入已培训、已聘为本次考试监考员的人员，每行一个账号编号；有考务经验的在行末加“经验”。',
    en: 'Enter trained people appointed as invigilators of this exam, one account id a line; add “experienced” where it applies.',
  },
  members: { zh: '人员（每行一个）', en: 'People (one a line)' },
  enter: { zh: '录入人员库', en: 'Enter into the pool' },
  unit: { zh: '单位', en: 'Unit' },
  experienced: { zh: '有经验', en: 'Experienced' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  trainedOn: { zh: '培训日期', en: 'Trained on' },
  state: { zh: '状态', en: 'State' },
  withdrawn: { zh: '已退出', en: 'Withdrawn' },
  available: { zh: '可抽', en: 'Available' },
  session: { zh: '场次', en: 'Session' },
  freeze: { zh: '冻结监考抽签', en: 'Freeze the draw of invigilators' },
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
