import { z } from 'zod'

/** Which rule book an exam follows. RC 事业单位公开招聘, PT 专业技术资格, WK 工人技术等级, SK 职业技能鉴定, PW 公益性岗位, TR 职称评审. */
export const Family = z.enum(['RC', 'PT', 'WK', 'SK', 'PW', 'TR'])
export type Family = z.infer<typeof Family>
