import { z } from 'zod'
import { ExamId, ExamSessionId, RoomId } from '../foundation/ids.ts'
import { command, type Endpoint, query } from '../http/endpoint.ts'
import { CloseRoom, closeRoom, DraftRoomRecord, draftRoomRecord } from './close-room.ts'
import { readDay, readRoom } from './read-day.ts'
import { sittingRefusals } from './refusals.ts'
import { ReportRoomIncident, reportRoomIncident } from './report-room-incident.ts'
import { StartRoom, startRoom } from './start-room.ts'
import { TakeAttendance, takeAttendance } from './take-attendance.ts'

const room = '/exams/:examId/sessions/:examSessionId/rooms/:roomId'

export const sittingEndpoints: readonly Endpoint[] = [
  command(`${room}/start`, 'Start a room on opened papers', StartRoom, startRoom, sittingRefusals),
  command(`${room}/attendance`, 'Take attendance', TakeAttendance, takeAttendance, sittingRefusals),
  command(`${room}/incidents`, 'Report an incident in the room', ReportRoomIncident, reportRoomIncident, sittingRefusals),
  command(`${room}/record`, 'Draft the room record for both invigilators', DraftRoomRecord, draftRoomRecord, sittingRefusals),
  command(
    '/exams/:examId/room-records/:statementId/completion',
    'Close the room by its signed record',
    CloseRoom,
    closeRoom,
    sittingRefusals,
  ),
  query('/exams/:examId/day', 'Every room of every session, at a glance', z.strictObject({ examId: ExamId }), readDay, sittingRefusals),
  query(
    room,
    'One room of a session',
    z.strictObject({ examId: ExamId, examSessionId: ExamSessionId, roomId: RoomId }),
    readRoom,
    sittingRefusals,
  ),
]
