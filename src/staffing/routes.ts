import { command, type Endpoint, query } from '../http/endpoint.ts'
import { MarkPresent, markInvigilatorPresent, ReplaceInvigilator, replaceOnDuty } from './change-duty.ts'
import { FreezeInvigilatorDraw, freezeInvigilatorDraw, RunInvigilatorDraw, runInvigilatorDraw } from './draw-invigilators.ts'
import { EnterPool, enterPoolMembers, WithdrawFromPool, withdrawMember } from './enter-pool.ts'
import { OfStaff, readStaffing } from './read-staffing.ts'
import { staffingRefusals } from './refusals.ts'

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
]
