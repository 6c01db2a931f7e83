import type { Education } from '../../exam/rules/position-columns.ts'
import type { Chance } from './chance.ts'

export type Schooling = {
  readonly education: Education
  /** As a diploma words it. */
  readonly level: string
  readonly degree: 'bachelor' | 'master' | 'doctor' | null
  readonly school: string
  readonly major: string
  /** Year and month, as in 2019-07. */
  readonly graduated: string
  readonly diplomaNumber: string
}

const levels: Record<Education, string> = {
  senior_high: '高中',
  vocational: '中专',
  college: '大学专科',
  bachelor: '大学本科',
  master: '硕士研究生',
  doctor: '博士研究生',
}
export const educationOrder: readonly Education[] = ['senior_high', 'vocational', 'college', 'bachelor', 'master', 'doctor']
export const agesAtGraduation: Record<Education, number> = {
  senior_high: 18,
  vocational: 18,
  college: 21,
  bachelor: 22,
  master: 25,
  doctor: 29,
}

// With the first five digits that the school's diplomas bear.
const universities: readonly (readonly [string, string])[] = [
  ['吉林大学', '10183'],
  ['延边大学', '10184'],
  ['长春理工大学', '10186'],
  ['东北电力大学', '10188'],
  ['长春工业大学', '10190'],
  ['吉林建筑大学', '10191'],
  ['吉林农业大学', '10193'],
  ['长春中医药大学', '10199'],
  ['东北师范大学', '10200'],
  ['北华大学', '10201'],
  ['吉林师范大学', '10203'],
  ['白城师范学院', '10206'],
  ['吉林财经大学', '10207'],
  ['内蒙古民族大学', '10136'],
  ['哈尔滨医科大学', '10226'],
  ['齐齐哈尔大学', '10232'],
  ['东北农业大学', '10224'],
  ['吉林医药学院', '13706'],
  ['沈阳农业大学', '10157'],
  ['长春师范大学', '10205'],
]
const colleges: readonly (readonly [string, string])[] = [
  ['白城医学高等专科学校', '12306'],
  ['白城职业技术学院', '14384'],
  ['长春医学高等专科学校', '13739'],
  ['吉林电子信息职业技术学院', '12901'],
  ['长春职业技术学院', '10964'],
  ['吉林工业职业技术学院', '13162'],
  ['松原职业技术学院', '14208'],
]

export function schooling(chance: Chance, education: Education, major: string, graduatedIn: number, withDegree: boolean): Schooling {
  const academic = education === 'bachelor' || education === 'master' || education === 'doctor'
  const [school, digits] = chance.pick(academic ? universities : colleges)
  return {
    education,
    level: levels[education],
    degree: academic && withDegree ? education : null,
    school,
    major,
    graduated: `${graduatedIn}-${chance.in(9, 10) ? '07' : '06'}`,
    diplomaNumber: `${digits}1${graduatedIn}${education === 'college' ? '06' : education === 'bachelor' ? '05' : '02'}${String(chance.below(1_000_000)).padStart(6, '0')}`,
  }
}

/** Fields of study that no post asks for, and names so near to an asked one that two reviewers may differ. */
export const unrelatedMajors = [
  '市场营销',
  '旅游管理',
  '工商管理',
  '体育教育',
  '日语',
  '电子商务',
  '机械设计制造及其自动化',
  '广告学',
] as const
export const nearMajors: Readonly<Record<string, string>> = {
  会计学: '会计',
  财务管理: '财务会计教育',
  计算机科学与技术: '物联网工程',
  软件工程: '数据科学与大数据技术',
  法学: '知识产权',
  临床医学: '临床医学（全科医学方向）',
  护理学: '助产学',
  汉语言文学: '汉语国际教育',
  英语: '商务英语',
  特殊教育: '教育康复学',
  学前教育: '小学教育',
  环境工程: '资源环境科学',
  档案学: '文秘与档案管理',
  医学影像学: '医学影像技术',
  测绘工程: '导航工程',
  农学: '园艺',
  图书馆学: '信息管理与信息系统',
  法律: '法律事务',
}
