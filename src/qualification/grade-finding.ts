import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { known } from '../foundation/invariant.ts'
import type { Result } from '../foundation/result.ts'
import { ApplicationForm } from '../registration/rules/form.ts'
import type { CaseFile } from './case-records.ts'
import { documentsOf, exceptionsUsed, sealedForm } from './records.ts'
import type { AnnouncedExam } from './reviewer-of.ts'
import { claimOf } from './rules/worker-claim.ts'
import { type Grade, type GradeFinding, type GradeRefusal, judgeGrade } from './rules/worker-grade.ts'

/** The form of the version under review. */
export async function formUnderReview(
  tx: Tx,
  deps: Pick<Deps, 'keyring'>,
  file: Pick<CaseFile, 'applicationId' | 'version'>,
): Promise<ApplicationForm> {
  const { applicationId, version } = file
  const row = known(await sealedForm(tx, applicationId, version), `application ${applicationId} has no version ${version}`)
  return ApplicationForm.parse(JSON.parse(deps.keyring.openField(`application_versions:form:${applicationId}:${version}`, row.sealed)))
}

const grades: readonly Grade[] = [5, 4, 3, 2, 1]

/** What the rule on worker grades says of the form under review; undefined where no grade is applied for. */
export async function judgeWorker(
  tx: Tx,
  deps: Pick<Deps, 'keyring'>,
  exam: AnnouncedExam,
  file: CaseFile,
): Promise<Result<GradeFinding, GradeRefusal> | undefined> {
  const grade = grades.find((one) => one === file.position.grade)
  if (grade === undefined || exam.family !== 'WK') return undefined
  const [form, used, papers] = await Promise.all([
    formUnderReview(tx, deps, file),
    exceptionsUsed(tx, file.personId, exam.id),
    documentsOf(tx, file.applicationId),
  ])
  if (form.kind !== 'worker') return undefined
  const unitConsents = papers.some(({ kind }) => kind === 'unit_consent')
  const claim = claimOf(form, { grade, assessmentYear: exam.year, exceptionsUsed: used, unitConsents })
  return judgeGrade(claim, { strictOnce: exam.notice.exceptionsOnce })
}
