import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { openPerson, type Person } from '../identity/person.ts'
import { qrSvg } from '../print/qr.ts'
import { renderOften } from '../print/render-pdf.ts'
import type { TemplateData } from '../print/template-data.ts'
import { openImage } from '../registration/upload-material.ts'
import { formatClock, formatDateOf, maskId } from '../web/format.tsx'
import { viewOf } from '../web/locale.ts'
import type { OfApplication } from './read-seating.ts'
import { ownTicket, type TicketView } from './records.ts'
import type { SeatingRefusal } from './refusals.ts'
import { checkAddress, type Printed, printedOf, provedTicket } from './ticket-records.ts'
import { ticketRules } from './words.ts'

/** The caller's own ticket with its proof, for the page and for the printed one alike. */
export async function readProvedTicket(
  deps: Deps,
  caller: Caller,
  { applicationId }: OfApplication,
): Promise<Result<{ readonly ticket: TicketView; readonly address: string }, SeatingRefusal>> {
  const found = await deps.within('candidate', async (tx) => {
    const ticket = await ownTicket(tx, caller.personId, applicationId)
    return ticket && { ticket, proved: await provedTicket(tx, ticket) }
  })
  if (!found) return refuse('ticket_unknown')
  return accept({ ticket: found.ticket, address: checkAddress(deps.authority.origin, found.ticket.examId, found.proved) })
}

/**
 * The caller's own admission ticket as a page to print, in Chinese, as it is shown at the door. It is read anew each time and typeset once for
 * the same facts: after a supplementary draw they are others.
 */
export async function ticketPdf(deps: Deps, caller: Caller, { applicationId }: OfApplication): Promise<Result<Uint8Array, SeatingRefusal>> {
  const found = await deps.within('candidate', async (tx) => {
    const ticket = await ownTicket(tx, caller.personId, applicationId)
    if (!ticket) return undefined
    const printed = known(await printedOf(tx, ticket), 'the post and the person of a ticket')
    return { ticket, printed, proved: await provedTicket(tx, ticket) }
  })
  if (!found) return refuse('ticket_unknown')
  const { ticket, proved, printed } = found
  const address = checkAddress(deps.authority.origin, ticket.examId, proved)
  const person = openPerson(deps, printed.person)
  const facts = dataOf(deps, { ticket, person, printed })
  const of = createHash('sha256')
    .update(JSON.stringify([facts, address, printed.photoFile]))
    .digest('base64url')
  const page = await renderOften(of, 'admission-ticket', async () => {
    const photo = printed.photoFile === null ? undefined : await openImage(deps, printed.photoFile)
    const pictures = { 'qr.svg': await qrSvg(address), ...(photo ? { 'photo.jpg': photo } : { 'photo.svg': noPhoto }) }
    return [facts, { at: ticket.issuedAt, pictures }]
  })
  return page ? accept(page) : refuse('printing_busy')
}

type Shown = { readonly ticket: TicketView; readonly person: Person; readonly printed: Printed }

function dataOf({ authority }: Deps, { ticket, person, printed }: Shown): TemplateData['admission-ticket'] {
  const view = viewOf('zh', authority.timeZone, ticket.issuedAt)
  const { advice, complaint } = printed.phones
  const issued = formatDateOf(view, ticket.issuedAt)
  return {
    title: `准考证 ${ticket.number}`,
    exam: ticket.exam,
    issuer: printed.organiser,
    issued,
    printed: `${issued} 制`,
    contact: [advice && `咨询电话：${advice}`, complaint && `监督电话：${complaint}`].filter(Boolean).join('　'),
    rules: ticketRules.map(({ zh }) => zh),
    tickets: [
      {
        number: ticket.number,
        name: person.name,
        sex: person.sex === 'male' ? '男' : '女',
        idMasked: maskId(person.idNumber),
        position: `${printed.code}　${printed.unit}　${printed.title}`,
        site: ticket.siteName,
        siteAddress: ticket.address,
        room: ticket.roomName,
        seat: String(ticket.seat).padStart(2, '0'),
        photo: printed.photoFile === null ? 'photo.svg' : 'photo.jpg',
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
}

const noPhoto = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="42"></svg>')
