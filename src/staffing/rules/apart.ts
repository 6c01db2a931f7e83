import { z } from 'zod'
import type { InvigilatorRules } from '../../../seating/input-staff.ts'
import type { Notice } from '../../exam/rules/notice.ts'

/**
 * Whom the draw of invigilators keeps apart, and from where.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十二条 (R-RC-14) third-party people keep watch away from their own unit; B-17 a host school or the
 * centre sends its own. That two of one room come from different units, and that nobody returns to a room, is the office's choice: it is
 * frozen and published with the list.
 */
export const DutyOptions = z.strictObject({
  distinctUnits: z.boolean().default(false),
  rotation: z.enum(['none', 'room', 'site']).default('none'),
})
export type DutyOptions = z.infer<typeof DutyOptions>

type Apart = Pick<InvigilatorRules, 'distinctUnits' | 'outsideRegion' | 'outsideUnit' | 'rotation' | 'yields'>

/** What may be given up first is what no article asks for; recusals and the third party never. The engine only tells which would help. */
export const apartRules = (source: Notice['invigilatorSource'], { distinctUnits, rotation }: DutyOptions): Apart => ({
  distinctUnits,
  rotation,
  outsideUnit: source === 'third_party',
  outsideRegion: false,
  yields: source === 'third_party' ? ['rotation', 'distinctUnits', 'outsideUnit'] : ['rotation', 'distinctUnits', 'experiencedPerRoom'],
})
