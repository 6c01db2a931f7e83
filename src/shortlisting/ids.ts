import { z } from 'zod'

export const TieDecisionId = z.uuid().brand<'TieDecisionId'>()
export type TieDecisionId = z.infer<typeof TieDecisionId>
