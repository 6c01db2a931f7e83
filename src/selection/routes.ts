import { command, type Endpoint, query } from '../http/endpoint.ts'
import { BackfillAppointee, backfillAppointee } from './backfill-appointee.ts'
import { ChooseAppointees, chooseAppointees } from './choose-appointees.ts'
import { ComputeTotals, computeTotals } from './compute-totals.ts'
import { GiveUpAppointment, giveUpAppointment } from './give-up.ts'
import { EndProbation, endProbation, HireAppointees, hireAppointees, RevokeAppointment, revokeAppointment } from './hire.ts'
import { ConfirmInspection, confirmInspection, FileInspection, fileInspection } from './inspection.ts'
import { DrawMedicalNumbers, drawMedicalNumbers, FreezeMedicalDraw, freezeMedicalDraw } from './medical-draw.ts'
import {
  ConfirmMedicalResults,
  confirmMedicalResults,
  EnterMedicalResults,
  enterMedicalResults,
  OpenMapping,
  openMapping,
  ReadHospitalList,
  readHospitalList,
  readMedicalDay,
} from './medical-results.ts'
import { ConfirmPractical, confirmPracticalMarks, EnterPractical, enterPracticalMarks } from './practical.ts'
import { ProposeAppointees, proposeAppointees } from './propose-appointees.ts'
import { PublishTotals, publishTotals } from './publish-totals.ts'
import { ReadMyTotal, ReadSelection, readMyTotal, readSelection } from './read-selection.ts'
import { medicalDrawRefusals, selectionRefusals as refusals } from './refusals.ts'

const load = 256 * 1024

export const selectionEndpoints: readonly Endpoint[] = [
  command('/exams/:examId/practical-marks', 'Enter marks of practical tests', EnterPractical, enterPracticalMarks, refusals, {
    bodyBytes: load,
  }),
  command(
    '/exams/:examId/practical-marks/confirmation',
    'Confirm the entered practical marks',
    ConfirmPractical,
    confirmPracticalMarks,
    refusals,
  ),
  command('/exams/:examId/totals', 'Compute totals when every interview is confirmed', ComputeTotals, computeTotals, refusals),
  command('/exams/:examId/totals/draft', 'Draft the list of interview scores and totals', PublishTotals, publishTotals, refusals),
  command('/exams/:examId/appointees', 'Choose 1:1 by total for the medical', ChooseAppointees, chooseAppointees, refusals),
  command(
    '/exams/:examId/appointees/:applicationId/backfill',
    'Call the next by total into a vacancy',
    BackfillAppointee,
    backfillAppointee,
    refusals,
  ),
  command('/exams/:examId/medicals', 'Freeze the draw of a day of medicals', FreezeMedicalDraw, freezeMedicalDraw, medicalDrawRefusals),
  command(
    '/exams/:examId/medicals/:drawId/numbers',
    'Draw groups and numbers on the morning',
    DrawMedicalNumbers,
    drawMedicalNumbers,
    medicalDrawRefusals,
  ),
  query(
    '/exams/:examId/medicals/:drawId/hospital-list',
    'What the hospital gets: number, sex, group',
    ReadHospitalList,
    readHospitalList,
    refusals,
  ),
  query(
    '/exams/:examId/medicals/:drawId',
    'A day of medicals, for its keepers with the entered results and the hash that confirms them',
    ReadHospitalList,
    readMedicalDay,
    refusals,
  ),
  command('/exams/:examId/medicals/:drawId/mapping', 'Open the mapping of numbers, for its keepers', OpenMapping, openMapping, refusals),
  command(
    '/exams/:examId/medicals/:drawId/results',
    'Enter the results of a day by number',
    EnterMedicalResults,
    enterMedicalResults,
    refusals,
    { bodyBytes: load },
  ),
  command(
    '/exams/:examId/medicals/:drawId/results/confirmation',
    'Confirm the results of a day',
    ConfirmMedicalResults,
    confirmMedicalResults,
    refusals,
  ),
  command('/exams/:examId/appointees/:applicationId/inspection', 'File the inspection report', FileInspection, fileInspection, refusals),
  command(
    '/exams/:examId/appointees/:applicationId/inspection/confirmation',
    'Confirm the inspection report',
    ConfirmInspection,
    confirmInspection,
    refusals,
  ),
  command(
    '/exams/:examId/proposed-appointees/draft',
    'Draft the list of proposed appointees',
    ProposeAppointees,
    proposeAppointees,
    refusals,
  ),
  command('/exams/:examId/hires', 'Conclude the publicity: hire, cancel, suspend', HireAppointees, hireAppointees, refusals),
  command('/exams/:examId/appointees/:applicationId/probation', 'The outcome of the probation', EndProbation, endProbation, refusals),
  command(
    '/exams/:examId/appointees/:applicationId/revocation',
    'End an appointment for a confirmed breach',
    RevokeAppointment,
    revokeAppointment,
    refusals,
  ),
  query('/exams/:examId/selection', 'Totals, appointees, backfill and medical days', ReadSelection, readSelection, refusals),
  query('/my/exams/:examId/total', 'One’s own total, with the reasons', ReadMyTotal, readMyTotal, refusals),
  command('/my/exams/:examId/appointment/giving-up', 'Give medical or inspection up', GiveUpAppointment, giveUpAppointment, refusals),
]
