import type { Deps } from '../deps.ts'
import { loadExam, positionsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { personById } from '../identity/people-records.ts'
import { openPerson } from '../identity/person.ts'
import { qrSvg } from '../print/qr.ts'
import { renderPdf } from '../print/render-pdf.ts'
import { loadApplication } from '../registration/records.ts'
import { openImage } from '../registration/upload-material.ts'
import { formatClock, formatDate, formatDateOf, maskId } from '../web/format.tsx'
import { viewOf } from '../web/locale.ts'
import type { OfApplication } from './read-seating.ts'
import { ownTicket } from './records.ts'
import type { SeatingRefusal } from './refusals.ts'
import { checkAddress, provedTicket } from './ticket-records.ts'
import { ticketRules } from './words.ts'

/** The caller's own admission ticket as a page to print, in Chinese, as it is shown at the door. */
export async function ticketPdf(deps: Deps, caller: Caller, { applicationId }: OfApplication): Promise<Result<Uint8Array, SeatingRefusal>> {
  const found = await deps.within('candidate', async (tx) => {
    const ticket = await ownTicket(tx, caller.personId, applicationId)
    if (!ticket) return undefined
    const application = known(await loadApplication(tx, applicationId), 'the application of a ticket')
    const exam = known(await loadExam(tx, ticket.examId), 'the exam of a ticket')
    const person = known(await personById(tx, caller.personId), 'the caller')
    const position = (await positionsOf(tx, exam.id)).find(({ id }) => id === application.positionId)
    const proved = await provedTicket(tx, ticket)
    return { ticket, proved, application, exam, person, position: known(position, 'the post of an application') }
  })
  if (!found) return refuse('ticket_unknown')
  const { ticket, proved, application, exam, position } = found
  const person = openPerson(deps, found.person)
  const at = deps.clock()
  const view = viewOf('zh', deps.authority.timeZone, at)
  const { advice, complaint } = exam.notice.phones
  const today = formatDate(view, at.toZonedDateTimeISO(deps.authority.timeZone).toPlainDate())
  const photo = application.photoFile === null ? undefined : await openImage(deps, application.photoFile)
  const pictures = {
    'qr.svg': await qrSvg(checkAddress(deps.authority.origin, ticket.examId, proved)),
    ...(photo ? { 'photo.jpg': photo } : { 'photo.svg': noPhoto }),
  }
  const data = {
    title: `准考证 ${ticket.number}`,
    exam: ticket.exam,
    issuer: exam.organiser,
    issued: today,
    printed: `${today} 制`,
    contact: [advice && `咨询电话：${advice}`, complaint && `监督电话：${complaint}`].filter(Boolean).join('　'),
    rules: ticketRules.map(({ zh }) => zh),
    tickets: [
      {
        number: ticket.number,
        name: person.name,
        sex: person.sex === 'male' ? '男' : '女',
        idMasked: maskId(person.idNumber),
        position: `${position.code}　${position.unit}　${position.title}`,
        site: ticket.siteName,
        siteAddress: ticket.address,
        room: ticket.roomName,
        seat: String(ticket.seat).padStart(2, '0'),
        photo: photo ? 'photo.jpg' : 'photo.svg',
        qr: 'qr.svg',
        sessions: [
          {
            subject: ticket.subject,
            date: formatDateOf(view, ticket.startsAt),
            time: `${formatClock(view, ticket.startsAt)}—${formatClock(view, ticket.endsAt)}`,
            latestEntry: formatClock(view, ticket.startsAt),
          },
        ],
      },
    ],
  }
  return accept(await renderPdf('admission-ticket', data, { at, pictures }))
}

const noPhoto = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="42"></svg>')
