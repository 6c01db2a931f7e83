/**
 * Words in a post's conditions that restrict by who a person is rather than by what the post needs.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第五条 (R-RC-04) conditions against policy or discriminatory ones are pointed out and
 * the unit is asked to correct them. These are warnings: a mining post may bar nobody by sex, but the section decides, not a word list.
 */
export const attributeWords = {
  sex: { zh: '性别', en: 'sex' },
  marriage: { zh: '婚育', en: 'marriage or children' },
  ethnicity: { zh: '民族', en: 'ethnicity' },
  religion: { zh: '宗教信仰', en: 'religion' },
  household: { zh: '户籍或生源地', en: 'place of household registration or origin' },
  looks: { zh: '身高相貌', en: 'height or looks' },
  health: { zh: '病史或残疾', en: 'illness or disability' },
  school: { zh: '毕业院校', en: 'school of graduation' },
  study_mode: { zh: '学习方式', en: 'mode of study' },
  kinship: { zh: '亲属关系', en: 'kinship' },
} as const
export type RestrictedAttribute = keyof typeof attributeWords

const patterns: readonly (readonly [RestrictedAttribute, RegExp])[] = [
  ['sex', /(?:仅?限|只招|适合|要求)?(?:男|女)(?:性|生|士|职工)|(?:仅?限|只招|适合)(?:男|女)|性别/],
  ['marriage', /未婚|已婚|离异|婚姻|婚育|未育|已育|生育|怀孕|孕期|二孩/],
  ['ethnicity', /(?:限|仅)?(?:汉|满|蒙古|朝鲜|回|少数民)族/],
  ['religion', /宗教|信教/],
  ['household', /户籍|户口|籍贯|生源/],
  ['looks', /身高|体重|相貌|五官|形象气质|容貌/],
  ['health', /乙肝|残疾|病史|传染病|视力/],
  ['school', /985|211|双一流|重点院校|名校/],
  ['study_mode', /全日制|统招|非函授/],
  ['kinship', /子女|家属|亲属|配偶/],
]

/** Every attribute the text restricts by, with the words that say so; each attribute once. */
export const restrictedAttributes = (text: string): { attribute: RestrictedAttribute; words: string }[] =>
  patterns.flatMap(([attribute, pattern]) => {
    const found = pattern.exec(text)
    return found ? [{ attribute, words: found[0] }] : []
  })
