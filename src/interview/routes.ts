import { z } from 'zod'
import { ApplicationId, ExamId, PanelId } from '../foundation/ids.ts'
import { command, type Endpoint, query } from '../http/endpoint.ts'
import { FreezePanelDraw, freezePanelDraw, RunPanelDraw, runPanelDraw } from './draw-panels.ts'
import { EnterExaminers, enterExaminers, PlanPanels, planPanels } from './plan-panels.ts'
import { ownInterview, panelBoard, readPanel } from './read-interview.ts'
import { FreezeOrderDraw, freezeOrderDraw, MarkArrival, RunOrderDraw, receiveInterviewee, runOrderDraw } from './receive-interviewees.ts'
import { interviewRefusals } from './refusals.ts'
import { ReplaceExaminer, replaceExaminer } from './replace-examiner.ts'
import { AnnounceScore, announceScore, ConfirmScore, confirmScore, MarkInterview, markInterview } from './score-interview.ts'
import { DraftPanelSheet, draftPanelSheet, SignPanelSheet, signPanelSheet } from './sign-panel-sheet.ts'

const list = { bodyBytes: 512 * 1024 }

export const interviewEndpoints: readonly Endpoint[] = [
  command(
    '/exams/:examId/interview/examiners',
    'Enter examiners chosen elsewhere into the pool',
    EnterExaminers,
    enterExaminers,
    interviewRefusals,
    list,
  ),
  command(
    '/exams/:examId/interview/panels',
    'Plan panels, rooms and the posts before each',
    PlanPanels,
    planPanels,
    interviewRefusals,
    list,
  ),
  query('/exams/:examId/interview/panels', 'All panels', z.strictObject({ examId: ExamId }), panelBoard, interviewRefusals),
  command(
    '/exams/:examId/interview/panel-draw',
    'Freeze the draw of examiners, on the day',
    FreezePanelDraw,
    freezePanelDraw,
    interviewRefusals,
  ),
  command('/exams/:examId/interview/panel-draw/:drawId/run', 'Draw examiners into panels', RunPanelDraw, runPanelDraw, interviewRefusals),
  query(
    '/exams/:examId/interview/panels/:panelId',
    'One panel: order, arrivals and announced scores',
    z.strictObject({ examId: ExamId, panelId: PanelId }),
    readPanel,
    interviewRefusals,
  ),
  command(
    '/exams/:examId/interview/panels/:panelId/arrivals',
    'Receive an interviewee, or mark an absence',
    MarkArrival,
    receiveInterviewee,
    interviewRefusals,
  ),
  command(
    '/exams/:examId/interview/panels/:panelId/order-draw',
    'Freeze the draw of the order',
    FreezeOrderDraw,
    freezeOrderDraw,
    interviewRefusals,
  ),
  command(
    '/exams/:examId/interview/panels/:panelId/order-draw/:drawId/run',
    'Draw the order',
    RunOrderDraw,
    runOrderDraw,
    interviewRefusals,
  ),
  command(
    '/exams/:examId/interview/panels/:panelId/marks',
    'Mark an interviewee by order number',
    MarkInterview,
    markInterview,
    interviewRefusals,
  ),
  command(
    '/exams/:examId/interview/panels/:panelId/replacement',
    'Fill a place on the panel by drawn order',
    ReplaceExaminer,
    replaceExaminer,
    interviewRefusals,
  ),
  command(
    '/exams/:examId/interview/panels/:panelId/announcements',
    'Compute and announce a score on the spot',
    AnnounceScore,
    announceScore,
    interviewRefusals,
  ),
  command(
    '/my/applications/:applicationId/interview/confirmation',
    'Confirm the announced score, or state why not',
    ConfirmScore,
    confirmScore,
    interviewRefusals,
  ),
  query(
    '/my/applications/:applicationId/interview',
    'My interview',
    z.strictObject({ applicationId: ApplicationId }),
    ownInterview,
    interviewRefusals,
  ),
  command(
    '/exams/:examId/interview/panels/:panelId/sheet',
    'Draft the score sheet of a panel',
    DraftPanelSheet,
    draftPanelSheet,
    interviewRefusals,
  ),
  command(
    '/exams/:examId/interview/sheets/:statementId/completion',
    'Lock a panel’s signed sheet',
    SignPanelSheet,
    signPanelSheet,
    interviewRefusals,
  ),
]
