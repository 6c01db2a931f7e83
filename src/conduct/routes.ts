import { OfExam } from '../exam/read-exams.ts'
import { command, type Endpoint, query } from '../http/endpoint.ts'
import { DeclareRecusal, declareRecusal } from './declare-recusal.ts'
import { DecideBan, decideBan, ProposeBan, proposeBan } from './propose-ban.ts'
import { readConduct } from './read-conduct.ts'
import { DecideViolation, decideViolationCase, RecordViolation, recordViolation } from './record-violation.ts'
import { conductRefusals as refusals } from './refusals.ts'

export const conductEndpoints: readonly Endpoint[] = [
  command('/exams/:examId/bans', 'Propose a ban', ProposeBan, proposeBan, refusals),
  command('/exams/:examId/bans/:banId/decision', 'Confirm or reject a ban', DecideBan, decideBan, refusals),
  command('/exams/:examId/recusals', 'Declare a recusal', DeclareRecusal, declareRecusal, refusals),
  command('/exams/:examId/violations', 'Record a breach', RecordViolation, recordViolation, refusals),
  command('/exams/:examId/violations/:violationId/decision', 'Decide a breach', DecideViolation, decideViolationCase, refusals),
  query('/exams/:examId/conduct', 'The register of breaches, bans and recusals', OfExam, readConduct, refusals),
]
