import { Tabs } from '../web/components/navigation.tsx'
import type { View } from '../web/locale.ts'
import { examWords as words } from './words.ts'

const parts = ['overview', 'posts', 'sessions', 'sites', 'people', 'conduct'] as const
export type ExamPart = (typeof parts)[number]

/** The parts of the exam's own stage. */
export const ExamTabs = ({ view: v, examId, current }: { view: View; examId: string; current: ExamPart }) => (
  <Tabs
    label={v.t(words.parts)}
    tabs={parts.map((part) => ({
      label: v.t(words[part]),
      href: part === 'overview' ? `/exams/${examId}` : `/exams/${examId}/${part === 'conduct' ? part : `exam/${part}`}`,
      current: part === current,
    }))}
  />
)
