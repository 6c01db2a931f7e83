import { z } from 'zod'
import { ExamId } from '../foundation/ids.ts'
import { command, type Endpoint, query } from '../http/endpoint.ts'
import { CodeScripts, codeScripts } from './code-scripts.ts'
import { GiveMarks, giveMarks } from './give-marks.ts'
import { heldBundle, markingBoard } from './read-marking.ts'
import { markingRefusals } from './refusals.ts'
import { CheckSheet, checkSheet, PrepareSheet, prepareSheet, ReadSheet, readSheet } from './score-sheets.ts'
import { DraftSheetSignature, draftSheetSignature, SignSheet, signSheet } from './sign-sheet.ts'
import { TakeScripts, takeScripts } from './take-scripts.ts'
import { ApproveUnblinding, approveUnblindingOf, RequestUnblinding, requestUnblinding } from './unblind.ts'

const Exam = z.strictObject({ examId: ExamId })

export const markingEndpoints: readonly Endpoint[] = [
  command('/exams/:examId/scripts/codes', 'Give every script a code in place of a name', CodeScripts, codeScripts, markingRefusals),
  command('/exams/:examId/marking/bundles', 'Take the next scripts to mark', TakeScripts, takeScripts, markingRefusals),
  query('/exams/:examId/marking/bundle', 'The scripts I hold', Exam, heldBundle, markingRefusals),
  command('/exams/:examId/marking/marks', 'Give marks', GiveMarks, giveMarks, markingRefusals),
  query('/exams/:examId/marking', 'How far the marking has come', Exam, markingBoard, markingRefusals),
  command('/exams/:examId/score-sheets', 'Enter settled scripts into a score sheet', PrepareSheet, prepareSheet, markingRefusals),
  query('/exams/:examId/score-sheets/:sheetId', 'A score sheet by codes, with the marks behind it', ReadSheet, readSheet, markingRefusals),
  command('/exams/:examId/score-sheets/:sheetId/check', 'Check a score sheet', CheckSheet, checkSheet, markingRefusals),
  command(
    '/exams/:examId/score-sheets/:sheetId/signature',
    'Draft the signature of marker and inspector',
    DraftSheetSignature,
    draftSheetSignature,
    markingRefusals,
  ),
  command(
    '/exams/:examId/score-sheet-signatures/:statementId/completion',
    'Lock a sheet both have signed',
    SignSheet,
    signSheet,
    markingRefusals,
  ),
  command('/exams/:examId/unblinding/request', 'Ask for names to join scores', RequestUnblinding, requestUnblinding, markingRefusals),
  command('/exams/:examId/unblinding/approval', 'Approve, as another person', ApproveUnblinding, approveUnblindingOf, markingRefusals),
]
