import { command, type Endpoint, publicEndpoint, query } from '../http/endpoint.ts'
import { ConfirmCancellation, confirmCancellation, ProposeCancellation, proposeCancellation } from './cancel-draw.ts'
import { CommitToDraw, commitToDraw } from './commit-to-draw.ts'
import { FreezeSeatDraw, freezeSeatDraw, RunSeatDraw, runSeatDraw } from './draw-seats.ts'
import { FreezeList, freezeList } from './freeze-list.ts'
import { OfApplication, OfDraw, OfExam, readDraws, readOneDraw, readSeating, readTicket, readTranscript } from './read-seating.ts'
import { seatingRefusals } from './refusals.ts'
import { RevealToDraw, revealToDraw } from './reveal-to-draw.ts'
import { FreezeSupplement, freezeSupplement, RunSupplement, runSupplement } from './supplement-seats.ts'
import { WitnessPublicValue, witnessPublicValue } from './witness-public-value.ts'

const draw = '/exams/:examId/draws/:drawId'
const publicDraw = '/public/exams/:examId/draws/:drawId'

export const seatingEndpoints: readonly Endpoint[] = [
  command('/exams/:examId/list-freeze', 'Freeze the list of candidates', FreezeList, freezeList, seatingRefusals),
  query('/exams/:examId/seating', 'List, rooms and draws', OfExam, readSeating, seatingRefusals),
  command('/exams/:examId/draws/seats', 'Freeze the draw of seats', FreezeSeatDraw, freezeSeatDraw, seatingRefusals),
  command(`${draw}/commitments`, 'Bind a party to its value', CommitToDraw, commitToDraw, seatingRefusals),
  command(`${draw}/values`, 'Reveal the value of a party', RevealToDraw, revealToDraw, seatingRefusals),
  command(`${draw}/public-value`, 'State the public value as read at its source', WitnessPublicValue, witnessPublicValue, seatingRefusals),
  command(`${draw}/seats`, 'Draw the seats', RunSeatDraw, runSeatDraw, seatingRefusals),
  command(
    '/exams/:examId/draws/seat-supplements',
    'Freeze a supplementary draw of seats',
    FreezeSupplement,
    freezeSupplement,
    seatingRefusals,
  ),
  command(`${draw}/seat-supplement`, 'Draw the seats of a supplement', RunSupplement, runSupplement, seatingRefusals),
  command(`${draw}/cancellation`, 'Propose to cancel a draw', ProposeCancellation, proposeCancellation, seatingRefusals),
  command(`${draw}/cancellation/confirmation`, 'Cancel a draw', ConfirmCancellation, confirmCancellation, seatingRefusals),
  publicEndpoint('get', '/public/exams/:examId/draws', 'All draws of an examination', OfExam, readDraws, seatingRefusals),
  publicEndpoint('get', publicDraw, 'One draw with all its steps', OfDraw, readOneDraw, seatingRefusals),
  publicEndpoint(
    'get',
    `${publicDraw}/transcript`,
    'The transcript: everything needed to draw again',
    OfDraw,
    readTranscript,
    seatingRefusals,
  ),
  query('/my/applications/:applicationId/ticket', 'The own admission ticket', OfApplication, readTicket, seatingRefusals),
]
