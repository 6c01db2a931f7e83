import { command, type Endpoint, query } from '../http/endpoint.ts'
import { MarkPresent, markInvigilatorPresent, ReplaceInvigilator, replaceOnDuty } from './change-duty.ts'
import { DispatchAssessors, dispatchAssessors } from './dispatch-assessors.ts'
import { FreezeInvigilatorDraw, freezeInvigilatorDraw, RunInvigilatorDraw, runInvigilatorDraw } from './draw-invigilators.ts'
import { EnterPool, enterPoolMembers, WithdrawFromPool, withdrawMember } from './enter-pool.ts'
import { HandOverSupplies, handOverSupplies, ReceiveSupplies, receiveSiteSupplies } from './hand-over-supplies.ts'
import { readPreparation } from './read-preparation.ts'
import { OfStaff, readStaffing } from './read-staffing.ts'
import { RecordMeeting, recordMeeting } from './record-meeting.ts'
import { staffingRefusals } from './refusals.ts'

const site = '/exams/:examId/sites/:siteId'
const duty = '/exams/:examId/duties/:dutyId'

export const staffingEndpoints: readonly Endpoint[] = [
  command('/exams/:examId/staff-pool', 'Enter trained people into the pool', EnterPool, enterPoolMembers, staffingRefusals, {
    bodyBytes: 512 * 1024,
  }),
  command(
    '/exams/:examId/staff-pool/:accountId/withdrawal',
    'Take somebody out of the pool',
    WithdrawFromPool,
    withdrawMember,
    staffingRefusals,
  ),
  query('/exams/:examId/staffing', 'Pool, draws, duties and reserves', OfStaff, readStaffing, staffingRefusals),
  command(
    '/exams/:examId/draws/invigilators',
    'Freeze the draw of invigilators',
    FreezeInvigilatorDraw,
    freezeInvigilatorDraw,
    staffingRefusals,
  ),
  command('/exams/:examId/draws/:drawId/invigilators', 'Draw the invigilators', RunInvigilatorDraw, runInvigilatorDraw, staffingRefusals),
  command(`${duty}/presence`, 'Mark an invigilator present', MarkPresent, markInvigilatorPresent, staffingRefusals),
  command(`${duty}/replacement`, 'Put the next reserve in one place', ReplaceInvigilator, replaceOnDuty, staffingRefusals),
  query('/exams/:examId/preparation', 'What must be ready by which day, and whether it is', OfStaff, readPreparation, staffingRefusals),
  command(`${site}/supplies`, 'Hand badges and seat charts over to a site', HandOverSupplies, handOverSupplies, staffingRefusals),
  command(`${site}/supplies/receipt`, 'Receive the supplies of a site', ReceiveSupplies, receiveSiteSupplies, staffingRefusals),
  command('/exams/:examId/duty-meetings', 'Record the meeting that fills the posts', RecordMeeting, recordMeeting, staffingRefusals),
  command(
    '/exams/:examId/assessor-dispatches',
    'Dispatch the assessors under a head',
    DispatchAssessors,
    dispatchAssessors,
    staffingRefusals,
  ),
]
