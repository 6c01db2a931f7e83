import { isBefore } from '../../foundation/clock.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * Whether an application may be made or changed now, and by this way.
 *
 * Regulation: 《专业技术职务资格考试制度》第二条 (R-QUAL-02) within the prescribed time; 《事业单位公开招聘工作管理制度》第八条 (R-RC-08) large
 * recruitments online, small and supplementary ones on site. The opening instant is inside, the closing instant is not; what counts is
 * when the request arrived.
 */
export type Window = {
  readonly state: 'draft' | 'announced' | 'cancelled'
  readonly opensAt: Temporal.Instant | null
  readonly closesAt: Temporal.Instant | null
  readonly mode: 'online' | 'on_site' | 'both'
}
export type WindowRefusal =
  | 'exam_unknown'
  | 'exam_cancelled'
  | 'window_not_open'
  | 'window_closed'
  | 'registration_on_site_only'
  | 'registration_online_only'

export function judgeWindow(window: Window, way: 'online' | 'on_site', now: Temporal.Instant): Result<undefined, WindowRefusal> {
  const { state, opensAt, closesAt, mode } = window
  if (state === 'cancelled') return refuse('exam_cancelled')
  // A draft is nobody's business yet, not even that it exists.
  if (state === 'draft' || opensAt === null || closesAt === null) return refuse('exam_unknown')
  if (mode === 'on_site' && way === 'online') return refuse('registration_on_site_only')
  if (mode === 'online' && way === 'on_site') return refuse('registration_online_only')
  if (isBefore(now, opensAt)) return refuse('window_not_open', { opensAt: opensAt.toString() })
  if (!isBefore(now, closesAt)) return refuse('window_closed', { closedAt: closesAt.toString() })
  return accept(undefined)
}
