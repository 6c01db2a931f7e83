import type { Child } from 'hono/jsx'
import { Facts } from '../web/components/facts.tsx'
import type { Text, View } from '../web/locale.ts'

/** What a statement says, all of it: nothing is signed that is not shown. Keys without a word are shown as they stand. */
const keys: Readonly<Record<string, Text>> = {
  exam: { zh: '考试', en: 'Examination' },
  at: { zh: '时间', en: 'Time' },
  holder: { zh: '持有人', en: 'Holder' },
  giver: { zh: '移交人', en: 'Giver' },
  receiver: { zh: '接收人', en: 'Receiver' },
  witnesses: { zh: '见证人', en: 'Witnesses' },
  leg: { zh: '环节', en: 'Leg' },
  packages: { zh: '试卷袋', en: 'Packages' },
  number: { zh: '编号', en: 'Number' },
  sealNumber: { zh: '封签号', en: 'Seal number' },
  seal: { zh: '封签', en: 'Seal' },
  papers: { zh: '试卷份数', en: 'Papers' },
  cards: { zh: '答题卡份数', en: 'Answer cards' },
  returned: { zh: '回收', en: 'Returned' },
  present: { zh: '到考', en: 'Present' },
  absent: { zh: '缺考', en: 'Absent' },
  spare: { zh: '备用', en: 'Spare' },
  room: { zh: '考场', en: 'Room' },
  site: { zh: '考点', en: 'Site' },
  session: { zh: '场次', en: 'Session' },
  scores: { zh: '成绩', en: 'Scores' },
  score: { zh: '成绩', en: 'Score' },
  code: { zh: '代码', en: 'Code' },
  where: { zh: '地点', en: 'Place' },
  subject: { zh: '科目', en: 'Subject' },
  breach: { zh: '违纪', en: 'In breach' },
  invigilators: { zh: '监考员', en: 'Invigilators' },
  total: { zh: '合计', en: 'Total' },
}
const kinds: Readonly<Record<string, Text>> = {
  handoff: { zh: '试卷交接单', en: 'Handoff of papers' },
  'packages-made': { zh: '试卷装箱清单', en: 'Packing list' },
  'room-record': { zh: '考场记录', en: 'Room record' },
  'score-sheet': { zh: '登分表', en: 'Score sheet' },
  'interview-sheet': { zh: '面试评分表', en: 'Interview score sheet' },
}

type Props = { readonly view: View; readonly type: string; readonly payload: string; readonly who: (accountId: string) => string }

export function StatementBody({ view, type, payload, who }: Props) {
  const value: unknown = JSON.parse(payload)
  return (
    <>
      <p>
        <strong>{kinds[type] ? view.t(kinds[type]) : type}</strong>
      </p>
      {shown(value, view, who)}
    </>
  )
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

function shown(value: unknown, view: View, who: (id: string) => string): Child {
  if (Array.isArray(value))
    return (
      <ul>
        {value.map((one: unknown) => (
          <li>{shown(one, view, who)}</li>
        ))}
      </ul>
    )
  if (typeof value === 'object' && value !== null)
    return <Facts facts={Object.entries(value).map(([key, one]) => [keys[key] ? view.t(keys[key]) : key, shown(one, view, who)])} />
  if (typeof value === 'string') return isUuid(value) ? who(value) : value
  return String(value)
}
