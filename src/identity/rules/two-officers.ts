/**
 * Who may let somebody into an account: one officer issues, another releases after seeing the person, neither for themselves nor for
 * each other. One insider must not become both reviewers.
 *
 * Regulation: 《文山州人力资源和社会保障局工作规则》第四十三条 (R-SYS-02): accounts are personal; 《公益性岗位人员考勤管理办法》第十五条 (R-SYS-19): who
 * somebody is, is confirmed by the original card; 《专业技术职务资格考试制度》第四条 (R-QUAL-08): two people supervise each other.
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'

/** Longer ago it is not a favour returned; without an end an office whose one administrator let everybody in could never let that one in. */
export const eachOtherDays = 30

/** People, not accounts: somebody with two accounts is one pair of eyes. */
export type Letting = {
  readonly owner: string
  /** Persons whom the owner let into an account, by issuing or releasing, within the last `eachOtherDays`. */
  readonly ownerActedFor: readonly string[]
}

export type IssueRefusal = 'not_for_oneself' | 'not_for_each_other'

export function judgeIssue({ owner, ownerActedFor }: Letting, issuer: string): Result<'may_issue', IssueRefusal> {
  if (issuer === owner) return refuse('not_for_oneself')
  if (ownerActedFor.includes(issuer)) return refuse('not_for_each_other')
  return accept('may_issue')
}

export type ReleaseRefusal = IssueRefusal | 'second_officer_needed' | 'already_released' | 'link_expired'

export type Issued = Letting & { readonly issuer: string; readonly released: boolean; readonly expired: boolean }

export function judgeRelease(issued: Issued, releaser: string): Result<'may_release', ReleaseRefusal> {
  if (issued.released) return refuse('already_released')
  if (issued.expired) return refuse('link_expired')
  if (releaser === issued.issuer) return refuse('second_officer_needed')
  if (releaser === issued.owner) return refuse('not_for_oneself')
  if (issued.ownerActedFor.includes(releaser)) return refuse('not_for_each_other')
  return accept('may_release')
}
