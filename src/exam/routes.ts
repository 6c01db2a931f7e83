import { command, type Endpoint, publicEndpoint, query } from '../http/endpoint.ts'
import { upload } from '../http/upload-endpoint.ts'
import { AddRooms, AddSite, addRooms, addSite, RemoveRoom, removeRoom } from './add-places.ts'
import { AnnounceExam, announceExam } from './announce-exam.ts'
import { AppointForAll, AppointOfficer, appointOfficer, EndAppointment, endAppointment } from './appoint-officer.ts'
import { ApproveNotice, approveNotice } from './approve-notice.ts'
import { DraftExam, draftExam } from './draft-exam.ts'
import { EditExam, editExam } from './edit-exam.ts'
import { EnterChannel, enterChannel } from './enter-channel.ts'
import { EnterQuotas, enterQuotas } from './enter-quotas.ts'
import { EnterTraining, enterTraining } from './enter-training.ts'
import { ImportPositions, importPositions } from './import-positions.ts'
import { ListTrades, listTrades } from './list-trades.ts'
import {
  listExams,
  listPublicExams,
  NoParameters,
  OfExam,
  readExam,
  readFrozenText,
  readImports,
  readPeople,
  readPlaces,
  readPublicExam,
  readSessions,
} from './read-exams.ts'
import { tableLimits } from './read-table.ts'
import { examRefusals as refusals } from './refusals.ts'
import { ReturnNotice, returnNotice } from './return-notice.ts'
import { ScheduleSession, scheduleSession } from './schedule-session.ts'
import { SetFirstCome, setFirstCome } from './set-first-come.ts'
import { SetSlots, setSlots } from './set-slots.ts'
import { UploadPositionTable, uploadPositionTable } from './upload-position-table.ts'

const large = { bodyBytes: 1024 * 1024 }

export const examEndpoints: readonly Endpoint[] = [
  command('/exams', 'Draft an examination', DraftExam, draftExam, refusals),
  query('/exams', 'All examinations of the authority', NoParameters, listExams, refusals),
  query('/exams/:examId', 'The notice as the office works on it', OfExam, readExam, refusals),
  command('/exams/:examId/notice', 'Change the draft', EditExam, editExam, refusals, { method: 'put' }),
  command('/exams/:examId/quotas', 'Enter the approved establishment', EnterQuotas, enterQuotas, refusals, { method: 'put', ...large }),
  upload(
    '/exams/:examId/position-table',
    'Upload a table of posts and hear what is wrong with it',
    { schema: UploadPositionTable, bodyBytes: () => tableLimits.bytes, run: uploadPositionTable },
    refusals,
  ),
  query('/exams/:examId/position-imports', 'Tables uploaded so far', OfExam, readImports, refusals),
  command(
    '/exams/:examId/position-imports/:importId/import',
    'Take the posts of an uploaded table',
    ImportPositions,
    importPositions,
    refusals,
  ),
  command('/exams/:examId/trades', 'List the trades and grades', ListTrades, listTrades, refusals, { method: 'put', ...large }),
  command('/exams/:examId/slots', 'Set sittings and test cities with their places', SetSlots, setSlots, refusals, { method: 'put' }),
  command(
    '/exams/:examId/first-come-posts',
    'Set which posts are filled in the order of registration',
    SetFirstCome,
    setFirstCome,
    refusals,
    { method: 'put' },
  ),
  command('/exams/:examId/approvals', 'Approve one level of the notice', ApproveNotice, approveNotice, refusals),
  command('/exams/:examId/returns', 'Send the notice back for correction', ReturnNotice, returnNotice, refusals),
  command('/exams/:examId/channels', 'Enter where the notice appeared', EnterChannel, enterChannel, refusals),
  command('/exams/:examId/announcement', 'Announce and freeze', AnnounceExam, announceExam, refusals),
  command('/exams/:examId/sessions', 'Set when a subject is written', ScheduleSession, scheduleSession, refusals),
  query('/exams/:examId/sessions', 'Sessions', OfExam, readSessions, refusals),
  command('/exams/:examId/sites', 'Add a site', AddSite, addSite, refusals),
  query('/exams/:examId/sites', 'Sites with their rooms', OfExam, readPlaces, refusals),
  command('/exams/:examId/sites/:siteId/rooms', 'Add rooms to a site', AddRooms, addRooms, refusals, large),
  command('/exams/:examId/rooms/:roomId', 'Remove a room', RemoveRoom, removeRoom, refusals, { method: 'delete' }),
  command('/appointments', 'Appoint for every examination', AppointForAll, appointOfficer, refusals),
  command('/exams/:examId/appointments', 'Appoint an officer', AppointOfficer, appointOfficer, refusals),
  command('/exams/:examId/appointments/:appointmentId/end', 'End an appointment', EndAppointment, endAppointment, refusals),
  command('/exams/:examId/trainings', 'Enter who was trained', EnterTraining, enterTraining, refusals),
  query('/exams/:examId/people', 'Who serves in the examination', OfExam, readPeople, refusals),
  publicEndpoint('get', '/public/exams', 'Announced examinations', NoParameters, listPublicExams, refusals),
  publicEndpoint('get', '/public/exams/:examId', 'The notice and its posts', OfExam, readPublicExam, refusals),
  publicEndpoint('get', '/public/exams/:examId/frozen-notice', 'The frozen text and its hash', OfExam, readFrozenText, refusals),
]
