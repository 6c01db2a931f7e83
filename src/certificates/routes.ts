import { command, type Endpoint, publicEndpoint, query } from '../http/endpoint.ts'
import { ApprovePasses, approvePasses } from './approve-passes.ts'
import { ConfirmCount, CountLedger, confirmCount, countLedger } from './count-ledger.ts'
import { IssueCertificate, issueCertificate, PermitProxy, permitProxy, SettleMail, settleMail } from './issue-certificate.ts'
import { acknowledgeFiling, DraftPassList, draftPassList, FilePassList, filePassList, ReceiveFiling } from './pass-list.ts'
import { PrintCertificates, printCertificates } from './print-certificates.ts'
import { NoParameters, OfExam, readBoard, readOwnCertificates, readPasses } from './read-certificates.ts'
import { ReceiveBlanks, receiveBlanks, WitnessBlanks, witnessBlanks } from './receive-blanks.ts'
import { certificateRefusals as refusals } from './refusals.ts'
import { RegisterCertificates, registerCertificates } from './register-certificates.ts'
import { ProposeSpoiling, proposeSpoiling, WitnessSpoiling, witnessSpoiling } from './spoil-blank.ts'
import { StampCertificates, stampCertificates } from './stamp-certificates.ts'
import { certificateKey, VerifyCertificate, verifyCertificate } from './verify-certificate.ts'
import { ApproveWithdrawal, approveWithdrawal, ProposeWithdrawal, proposeWithdrawal } from './withdraw-certificate.ts'

const exam = '/exams/:examId'
const certificate = `${exam}/certificates/:certificateId`

export const certificateEndpoints: readonly Endpoint[] = [
  query(`${exam}/pass-approvals`, 'The passes that wait for the director', OfExam, readPasses, refusals),
  command(`${exam}/pass-approvals`, 'Approve exactly these passes', ApprovePasses, approvePasses, refusals),
  command(`${exam}/blanks`, 'State which blanks came in', ReceiveBlanks, receiveBlanks, refusals),
  command(`${exam}/blanks/:receiptId/witness`, 'Confirm as another person that they came in', WitnessBlanks, witnessBlanks, refusals),
  query(`${exam}/certificates`, 'Ledger, print queue and every certificate', OfExam, readBoard, refusals),
  command(`${exam}/certificates`, 'Print for approved passes', PrintCertificates, printCertificates, refusals),
  command(`${exam}/spoilings`, 'Propose a blank or a print as spoiled', ProposeSpoiling, proposeSpoiling, refusals),
  command(`${exam}/spoilings/:spoilingId/witness`, 'Confirm the spoiling as another person', WitnessSpoiling, witnessSpoiling, refusals),
  command(`${exam}/seal-uses`, 'Put the seals on what was printed', StampCertificates, stampCertificates, refusals),
  command(`${exam}/certificate-registers`, 'Freeze the register of personnel', RegisterCertificates, registerCertificates, refusals),
  command(`${certificate}/issue`, 'Hand over or mail', IssueCertificate, issueCertificate, refusals),
  command(`${certificate}/proxy`, 'Permit a proxy for a special case', PermitProxy, permitProxy, refusals),
  command(`${certificate}/mail`, 'Say what became of the mail', SettleMail, settleMail, refusals),
  command(`${certificate}/withdrawals`, 'Propose to recall or revoke', ProposeWithdrawal, proposeWithdrawal, refusals),
  command(`${exam}/withdrawals/:withdrawalId/approval`, 'Decide it as another person', ApproveWithdrawal, approveWithdrawal, refusals),
  command(`${exam}/ledger/counts`, 'Count what lies in the cupboard', CountLedger, countLedger, refusals),
  command(`${exam}/ledger/counts/:countId/confirmation`, 'Confirm the count as a supervisor', ConfirmCount, confirmCount, refusals),
  command(`${exam}/pass-list`, 'Draft the pass list from the approvals', DraftPassList, draftPassList, refusals),
  command(`${exam}/pass-list/filings`, 'File the published list', FilePassList, filePassList, refusals),
  command(`${exam}/pass-list/filings/:receiver/receipt`, 'Acknowledge the filing', ReceiveFiling, acknowledgeFiling, refusals),
  query('/my/certificates', 'My certificates', NoParameters, readOwnCertificates, refusals),
  publicEndpoint('get', '/public/certificates/key', 'The key that signs certificates', NoParameters, certificateKey, {}),
  publicEndpoint('get', '/public/certificates/:number', 'Whether a certificate holds', VerifyCertificate, verifyCertificate, refusals),
]
