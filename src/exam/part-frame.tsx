import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Env } from '../http/env.ts'
import { type FieldNames, formTargets } from '../http/form.ts'
import { show, view } from '../http/show.tsx'
import { type ExamPart, ExamTabs } from './exam-tabs.tsx'
import type { Exam } from './records.ts'
import { examRefusals } from './refusals.ts'
import { examWords as words } from './words.ts'

/** Targets of the forms on one part of the exam's own stage. */
export const partTargets = (part: ExamPart, again: (c: Context<Env>) => Promise<Response>, fieldOf?: NonNullable<FieldNames['fieldOf']>) =>
  formTargets(examRefusals, { to: (c) => `/exams/${c.req.param('examId')}/exam/${part}`, again, ...(fieldOf && { fieldOf }) })

/** One part of the exam's own stage, below the tabs of all of them. */
export const showPart = (c: Context<Env>, exam: Exam, part: Exclude<ExamPart, 'overview'>, body: Child) =>
  show(
    c,
    { kind: 'officer', title: words[part], exam: { id: exam.id, title: exam.title, stage: 'exam' } },
    <>
      <ExamTabs view={view(c)} opens={c.get('opens')} examId={exam.id} current={part} />
      {body}
    </>,
  )
