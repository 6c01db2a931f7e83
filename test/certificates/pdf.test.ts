import { expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { sessionCookie } from '../../src/http/requests.ts'
import { openScoredOffice } from '../support/arrange-scores.ts'
import type { TestPerson } from '../support/office.ts'
import { approveAll, arrangeDesk, done, issue, print, receive, register } from './worker.ts'

const office = await openScoredOffice()
const fetchAs = async ({ accountId }: TestPerson, path: string) => {
  const { origin } = office.authority
  const response = await office.app.request(origin + path, {
    headers: { cookie: `${sessionCookie(origin)}=${await office.sessionToken(accountId)}` },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  return {
    status: response.status,
    pdf: bytes.subarray(0, 5).toString() === '%PDF-',
    bytes,
    caching: response.headers.get('cache-control'),
  }
}

test.each(['WK', 'PT'] as const)(
  'R-WK-33: the file of a %s goes to the clerk until it is sealed, and a copy to the holder alone',
  async (family) => {
    const desk = await arrangeDesk(office, ['75', '80'], family)
    await approveAll(desk)
    await receive(desk, 1, 3)
    const [holder, other] = [known(desk.people[0], 'one').person, known(desk.people[1], 'two').person]
    const [one] = await print(desk, known(desk.people[0], 'one'))
    if (!one) throw new Error('one was printed')
    const path = `/exams/${desk.examId}/certificates/${one.certificateId}/print.pdf`
    expect(await fetchAs(desk.clerk, path)).toMatchObject({ status: 200, pdf: true, caching: 'no-store' })
    expect((await fetchAs(desk.director, path)).status).toBe(403)
    expect((await office.logged('certificate_file_taken')).at(-1)).toMatchObject({
      actor: desk.clerk.accountId,
      detail: { number: one.number },
    })
    await register(desk)
    expect((await fetchAs(desk.clerk, path)).status).toBe(409)
    const copy = `/my/certificates/${one.certificateId}/certificate.pdf`
    expect((await fetchAs(holder, copy)).status).toBe(404)
    await done(issue(desk, one, { how: 'in_person', shown: ['identity_document', 'pass_slip'] }))
    expect(await fetchAs(holder, copy)).toMatchObject({ status: 200, pdf: true, caching: 'no-store' })
    expect((await fetchAs(other, copy)).status).toBe(404)
    const [made] = await office.admin<{ id: string }[]>`select id from issue_registers where exam_id = ${desk.examId}`
    const book = await fetchAs(desk.clerk, `/exams/${desk.examId}/certificates/registers/${made?.id}/register.pdf`)
    expect(book).toMatchObject({ status: 200, pdf: true })
  },
)
