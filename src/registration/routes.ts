import { NoParameters, OfExam } from '../exam/read-exams.ts'
import { command, type Endpoint, publicEndpoint, query, sharedEndpoint } from '../http/endpoint.ts'
import { httpDate, tus } from '../http/tus.ts'
import { upload } from '../http/upload-endpoint.ts'
import { BeginApplication, beginApplication, EnterOnSite, enterOnSite } from './begin-application.ts'
import { BeginUpload, beginUpload } from './begin-upload.ts'
import { ContinueUpload, continueUpload, OfUpload, readUpload } from './continue-upload.ts'
import { giveUpUpload } from './give-up-upload.ts'
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
import { limitsOf, mayUpload, UploadMaterial, uploadMaterial } from './upload-material.ts'
import { WithdrawApplication, withdrawApplication } from './withdraw-application.ts'

const one = '/exams/:examId/applications/:applicationId'

export const registrationEndpoints: readonly Endpoint[] = [
  query('/my/applications', 'My applications', NoParameters, readOwn, refusals),
  command('/exams/:examId/applications', 'Begin an application', BeginApplication, beginApplication, refusals),
  command('/exams/:examId/on-site-applications', 'Begin an application at the counter', EnterOnSite, enterOnSite, refusals),
  query('/exams/:examId/applications', 'Applications of the exam, without persons', ListApplications, listApplications, refusals),
  query(one, 'An application', OfApplication, readApplication, refusals),
  command(`${one}/draft`, 'Save answers', SaveDraft, saveDraft, refusals, { method: 'put' }),
  upload(
    `${one}/materials/:kind`,
    'Upload the photograph or a paper',
    {
      schema: UploadMaterial,
      bodyBytes: ({ kind }) => limitsOf(kind).bytes,
      tooLarge: 'file_too_large',
      before: mayUpload,
      run: uploadMaterial,
    },
    refusals,
  ),
  tus(
    'post',
    `${one}/uploads`,
    'Announce a file that comes in pieces (tus 1.0.0)',
    {
      schema: BeginUpload,
      headers: { length: 'upload-length', kind: 'upload-metadata' },
      run: beginUpload,
      says: ({ uploadId, expiresAt }, c) => ({
        status: 201,
        headers: { location: `${c.req.path}/${uploadId}`, 'upload-offset': '0', 'upload-expires': httpDate(expiresAt) },
      }),
    },
    refusals,
  ),
  tus(
    'get',
    `${one}/uploads/:uploadId`,
    'How much of it has come; asked with HEAD',
    {
      schema: OfUpload,
      run: readUpload,
      says: ({ received, length, expiresAt }) => ({
        status: 200,
        headers: { 'upload-offset': String(received), 'upload-length': String(length), 'upload-expires': httpDate(expiresAt) },
      }),
    },
    refusals,
  ),
  tus(
    'patch',
    `${one}/uploads/:uploadId`,
    'Send the rest, or a piece of it',
    {
      schema: ContinueUpload,
      headers: { offset: 'upload-offset', type: 'content-type', declared: 'content-length' },
      run: continueUpload,
      says: ({ received, expiresAt }) => ({
        status: 204,
        headers: { 'upload-offset': String(received), 'upload-expires': httpDate(expiresAt) },
      }),
    },
    refusals,
  ),
  tus(
    'delete',
    `${one}/uploads/:uploadId`,
    'Give it up',
    {
      schema: OfUpload,
      run: giveUpUpload,
      says: () => ({ status: 204, headers: {} }),
    },
    refusals,
  ),
  command(`${one}/submissions`, 'Submit, or submit again', SubmitApplication, submitApplication, refusals, { keyed: true }),
  command(`${one}/id-number`, 'See the whole number of who applied; asks for a reason', SeeIdNumber, seeIdNumber, refusals),
  command(`${one}/withdrawal`, 'Withdraw', WithdrawApplication, withdrawApplication, refusals),
  sharedEndpoint('/public/exams/:examId/places', 'Places left of posts, sittings and test cities', OfExam, readFill, refusals),
  publicEndpoint('get', '/public/receipt-key', 'The public key of the receipts', NoParameters, receiptKey, refusals),
  publicEndpoint('post', '/public/receipts/verification', 'Check a receipt', CheckReceipt, checkReceipt, refusals),
]
