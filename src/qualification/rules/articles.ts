/**
 * The article a decision of review rests on, as the candidate is told it.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第九条 (R-RC-09), 第十七条 (R-RC-22); 《专业技术职务资格考试制度》第三条、第九条(五) (R-QUAL-06,
 * R-QUAL-25); 《工人技术等级考核工作制度》第五条(二) (R-WK-17); 《职称评审工作制度》第十一条 (R-TR-11).
 */
import type { Family } from '../../foundation/family.ts'
import type { Phase } from './case-state.ts'

type Text = { readonly zh: string; readonly en: string }

export function articleFor(family: Family, phase: Phase): Text {
  switch (family) {
    case 'RC':
      return phase === 're_review'
        ? { zh: '《事业单位公开招聘工作管理制度》第十七条', en: 'Art. 17 of the rules on open recruitment' }
        : { zh: '《事业单位公开招聘工作管理制度》第九条', en: 'Art. 9 of the rules on open recruitment' }
    case 'WK':
    case 'SK':
      return { zh: '《工人技术等级考核工作制度》第五条第二项', en: 'Art. 5(2) of the rules on worker grades' }
    case 'TR':
      return { zh: '《职称评审工作制度》第十一条', en: 'Art. 11 of the rules on title review' }
    case 'PT':
    case 'PW':
      return phase === 'after'
        ? { zh: '《专业技术职务资格考试制度》第九条第五项', en: 'Art. 9(5) of the rules on professional qualification exams' }
        : { zh: '《专业技术职务资格考试制度》第三条', en: 'Art. 3 of the rules on professional qualification exams' }
  }
}
