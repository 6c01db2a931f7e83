import { Tabs } from '../web/components/navigation.tsx'
import type { View } from '../web/locale.ts'
import { examWords as words } from './words.ts'

const parts = ['overview', 'posts', 'sessions', 'sites', 'people', 'conduct'] as const
export type ExamPart = (typeof parts)[number]

const pathOf = (part: ExamPart) => (part === 'overview' ? '' : part === 'conduct' ? '/conduct' : `/exam/${part}`)

type TabsProps = {
  readonly view: View
  readonly opens: (route: string, examId: string) => boolean
  readonly examId: string
  readonly current: ExamPart
}

/** The parts of the exam's own stage that the person may open. */
export const ExamTabs = ({ view: v, opens, examId, current }: TabsProps) => (
  <Tabs
    label={v.t(words.parts)}
    tabs={parts
      .filter((part) => opens(`GET /exams/:examId${pathOf(part)}`, examId))
      .map((part) => ({ label: v.t(words[part]), href: `/exams/${examId}${pathOf(part)}`, current: part === current }))}
  />
)
