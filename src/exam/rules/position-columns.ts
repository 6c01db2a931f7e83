/**
 * The columns of an office's table of posts and what may stand in them.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第四条、第十六条、第二十六条 (R-RC-03, R-RC-21, R-RC-31).
 */
export const positionColumns = [
  '岗位代码',
  '主管部门',
  '招聘单位',
  '岗位名称',
  '岗位类别',
  '招聘人数',
  '学历',
  '学位',
  '专业',
  '年龄',
  '其他条件',
  '笔试类别',
  '免笔试',
  '笔试与面试比例',
] as const
export type PositionColumn = (typeof positionColumns)[number]

export type PostClass = 'management' | 'professional' | 'workman'
export type WrittenCategory = 'A' | 'B' | 'C' | 'D' | 'E'
export type Education = 'senior_high' | 'vocational' | 'college' | 'bachelor' | 'master' | 'doctor'
export type Degree = 'bachelor' | 'master' | 'doctor'

/** Weights are percentages of the total and sum to 100. */
export type Weights = { readonly written: number; readonly interview: number }
