import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * Training as a condition of acting.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第七条 (R-RC-07) review teams are trained after the notice and before the review;
 * 《专业技术职务资格考试制度》第十五条(二) (R-STAF-05) the untrained take no post: no review, no duty in a room, no script, no panel.
 */
export const trainingKinds = ['review', 'invigilation', 'marking', 'interview'] as const
export type TrainingKind = (typeof trainingKinds)[number]

export type TrainingRefusal = 'training_before_notice' | 'training_in_future'

/** `announcedOn` is the day of the announcement in the authority's zone; none while the notice is a draft. */
export function judgeTraining(
  kind: TrainingKind,
  trainedOn: Temporal.PlainDate,
  { announcedOn, today }: { readonly announcedOn: Temporal.PlainDate | undefined; readonly today: Temporal.PlainDate },
): Result<TrainingKind, TrainingRefusal> {
  if (Temporal.PlainDate.compare(trainedOn, today) > 0) return refuse('training_in_future')
  if (kind !== 'review') return accept(kind)
  if (announcedOn === undefined || Temporal.PlainDate.compare(trainedOn, announcedOn) < 0) return refuse('training_before_notice')
  return accept(kind)
}
