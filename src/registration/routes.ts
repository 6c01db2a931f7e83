import { NoParameters, OfExam } from '../exam/read-exams.ts'
import { scanLimits } from '../files/accept-image.ts'
import { command, type Endpoint, publicEndpoint, query, upload } from '../http/endpoint.ts'
import { BeginApplication, beginApplication, EnterOnSite, enterOnSite } from './begin-application.ts'
import {
  CheckReceipt,
  checkReceipt,
  ListApplications,
  listApplications,
  OfApplication,
  readApplication,
  readFill,
  readOwn,
  receiptKey,
} from './read-applications.ts'
import { registrationRefusals as refusals } from './refusals.ts'
import { SaveDraft, saveDraft } from './save-draft.ts'
import { SeeIdNumber, seeIdNumber } from './see-id-number.ts'
import { SubmitApplication, submitApplication } from './submit-application.ts'
import { UploadMaterial, uploadMaterial } from './upload-material.ts'
import { WithdrawApplication, withdrawApplication } from './withdraw-application.ts'

const one = '/exams/:examId/applications/:applicationId'

export const registrationEndpoints: readonly Endpoint[] = [
  query('/my/applications', 'My applications', NoParameters, readOwn, refusals),
  command('/exams/:examId/applications', 'Begin an application', BeginApplication, beginApplication, refusals),
  command('/exams/:examId/on-site-applications', 'Begin an application at the counter', EnterOnSite, enterOnSite, refusals),
  query('/exams/:examId/applications', 'Applications of the exam, without persons', ListApplications, listApplications, refusals),
  query(one, 'An application', OfApplication, readApplication, refusals),
  command(`${one}/draft`, 'Save answers', SaveDraft, saveDraft, refusals, { method: 'put' }),
  upload(`${one}/materials/:kind`, 'Upload the photograph or a paper', UploadMaterial, scanLimits.bytes, uploadMaterial, refusals),
  command(`${one}/submissions`, 'Submit, or submit again', SubmitApplication, submitApplication, refusals),
  command(`${one}/id-number`, 'See the whole number of who applied; asks for a reason', SeeIdNumber, seeIdNumber, refusals),
  command(`${one}/withdrawal`, 'Withdraw', WithdrawApplication, withdrawApplication, refusals),
  publicEndpoint('get', '/public/exams/:examId/places', 'Places left of posts, sittings and test cities', OfExam, readFill, refusals),
  publicEndpoint('get', '/public/receipt-key', 'The public key of the receipts', NoParameters, receiptKey, refusals),
  publicEndpoint('post', '/public/receipts/verification', 'Check a receipt', CheckReceipt, checkReceipt, refusals),
]
