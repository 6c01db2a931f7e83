import { z } from 'zod'

/**
 * Who acts. Installation-wide roles are held for every exam of the authority; the others by appointment to an exam, a site or a unit.
 * The Chinese names stand in src/web/words.ts and in the glossary of the README.
 */
export const installationRoles = ['administrator', 'security_administrator', 'auditor'] as const

export const appointedRoles = [
  'exam_office', // 考务: notices, positions, sites, starts draws
  'section_head', // 科室负责人: settles disputes, decides what the rules leave open
  'deputy_director', // 分管副局长: second and last word on notices and disputes
  'office_meeting', // 局长办公会议 secretary: enters the third approval with date and minutes
  'reviewer', // 审核员
  'review_lead', // 审核组长: closes the day, opens disputes to the section
  'discipline_inspector', // 纪检监察
  'secrecy_officer', // 保密员
  'police_escort', // 公安押运
  'vault_guard', // 试卷库值守
  'site_paper_keeper', // 试卷管理员
  'chief_examiner', // 主考 of a site
  'invigilator', // 监考员
  'assessor', // 考评员: opens the papers of a worker assessment with the invigilator
  'marker', // 阅卷人
  'marking_checker', // 核分人
  'score_clerk', // 登分员: enters scores, unblinds with a second person
  'examiner', // 面试考官
  'panel_clerk', // 面试室工作人员: computes the score in the interview room
  'social_supervisor', // 社会监督员
  'centre_director', // 中心主任
  'certificate_clerk', // 证书专员
  'unit_inspector', // 用人单位考察组
] as const

export const roles = [...installationRoles, ...appointedRoles] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>
export const AppointedRole = z.enum(appointedRoles)
export type AppointedRole = z.infer<typeof AppointedRole>
export const InstallationRole = z.enum(installationRoles)
export type InstallationRole = z.infer<typeof InstallationRole>
