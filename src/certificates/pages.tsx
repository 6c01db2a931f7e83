import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import type { Result } from '../foundation/result.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { show, view } from '../http/show.tsx'
import { Empty } from '../web/components/facts.tsx'
import { ApprovePasses, approvePasses } from './approve-passes.ts'
import { Approval, Certificates, PassList, PrintQueue, Spoilings, Withdrawals } from './board-parts.tsx'
import { certificatePage } from './certificate-page.tsx'
import { ConfirmCount, CountLedger, confirmCount, countLedger } from './count-ledger.ts'
import type { Desk } from './desk.tsx'
import { ownCertificatesPage, verificationPage } from './holder-pages.tsx'
import { IssueCertificate, issueCertificate, PermitProxy, permitProxy, SettleMail, settleMail } from './issue-certificate.ts'
import { Ledger } from './ledger-parts.tsx'
import { acknowledgeFiling, DraftPassList, draftPassList, FilePassList, filePassList, ReceiveFiling } from './pass-list.ts'
import { PrintCertificates, printCertificates } from './print-certificates.ts'
import { readBoard, readPasses } from './read-certificates.ts'
import { ReceiveBlanks, receiveBlanks, WitnessBlanks, witnessBlanks } from './receive-blanks.ts'
import { certificateRefusals as answers } from './refusals.ts'
import { RegisterCertificates, registerCertificates } from './register-certificates.ts'
import { OfRegister, OwnCertificate, registerPdf, TakePrint, takeOwnCopy, takePrint } from './render-certificate.ts'
import { ProposeSpoiling, proposeSpoiling, WitnessSpoiling, witnessSpoiling } from './spoil-blank.ts'
import { StampCertificates, stampCertificates } from './stamp-certificates.ts'
import { ApproveWithdrawal, approveWithdrawal, ProposeWithdrawal, proposeWithdrawal } from './withdraw-certificate.ts'
import { certificateWords as words } from './words.ts'

export function certificatePages() {
  const desk = '/exams/:examId/certificates'
  const one = `${desk}/:certificateId`
  const home = (c: Context<Env>) => `/exams/${c.req.param('examId')}/certificates`
  const toHome = (c: Context<Env>) => ({ answers, to: () => home(c), again: () => board(c) })
  const toOne = (c: Context<Env>) => ({
    answers,
    to: () => `${home(c)}/${c.req.param('certificateId')}`,
    again: () => certificatePage(c),
  })
  return new Hono<Env>()
    .get(desk, board)
    .get(one, certificatePage)
    .get(`${one}/print.pdf`, takenPrint)
    .get(`${desk}/registers/:registerId/register.pdf`, frozenRegister)
    .post(`${desk}/approval`, (c) =>
      answerForm(c, {
        schema: ApprovePasses,
        from: (form) => ({ ...c.req.param(), listHash: form.text('listHash') }),
        run: approvePasses,
        ...toHome(c),
      }),
    )
    .post(`${desk}/blanks`, (c) =>
      answerForm(c, {
        schema: ReceiveBlanks,
        from: (form) => ({ ...c.req.param(), first: asNumber(form.text('first')), last: asNumber(form.text('last')) }),
        run: receiveBlanks,
        ...toHome(c),
      }),
    )
    .post(`${desk}/blanks/:receiptId/witness`, (c) =>
      answerForm(c, { schema: WitnessBlanks, from: () => c.req.param(), run: witnessBlanks, ...toHome(c) }),
    )
    .post(`${desk}/counts`, (c) =>
      answerForm(c, {
        schema: CountLedger,
        from: (form) => ({
          ...c.req.param(),
          stock: asNumber(form.text('stock')),
          printed: asNumber(form.text('printed')),
          spoiled: asNumber(form.text('spoiled')),
        }),
        run: countLedger,
        ...toHome(c),
      }),
    )
    .post(`${desk}/counts/:countId/confirmation`, (c) =>
      answerForm(c, { schema: ConfirmCount, from: () => c.req.param(), run: confirmCount, ...toHome(c) }),
    )
    .post(`${desk}/print`, (c) =>
      answerForm(c, {
        schema: PrintCertificates,
        from: (form) => ({ ...c.req.param(), applicationIds: form.all('applicationId') }),
        run: printCertificates,
        ...toHome(c),
      }),
    )
    .post(`${desk}/spoilings`, (c) =>
      answerForm(c, {
        schema: ProposeSpoiling,
        from: (form) => ({ ...c.req.param(), blankNumber: asNumber(form.text('blankNumber')), reason: form.text('reason') }),
        run: proposeSpoiling,
        ...toHome(c),
      }),
    )
    .post(`${desk}/spoilings/:spoilingId/witness`, (c) =>
      answerForm(c, { schema: WitnessSpoiling, from: () => c.req.param(), run: witnessSpoiling, ...toHome(c) }),
    )
    .post(`${desk}/seal`, (c) =>
      answerForm(c, {
        schema: StampCertificates,
        from: (form) => ({ ...c.req.param(), seals: form.text('seals')?.split(',') }),
        run: stampCertificates,
        ...toHome(c),
      }),
    )
    .post(`${desk}/register`, (c) =>
      answerForm(c, { schema: RegisterCertificates, from: () => c.req.param(), run: registerCertificates, ...toHome(c) }),
    )
    .post(`${desk}/withdrawals/:withdrawalId/approval`, (c) =>
      answerForm(c, { schema: ApproveWithdrawal, from: () => c.req.param(), run: approveWithdrawal, ...toHome(c) }),
    )
    .post(`${desk}/pass-list`, (c) => answerForm(c, { schema: DraftPassList, from: () => c.req.param(), run: draftPassList, ...toHome(c) }))
    .post(`${desk}/filings`, (c) =>
      answerForm(c, {
        schema: FilePassList,
        from: (form) => ({ ...c.req.param(), receiver: form.text('receiver') }),
        run: filePassList,
        ...toHome(c),
      }),
    )
    .post(`${desk}/filings/:receiver/receipt`, (c) =>
      answerForm(c, { schema: ReceiveFiling, from: () => c.req.param(), run: acknowledgeFiling, ...toHome(c) }),
    )
    .post(`${one}/issue`, (c) =>
      answerForm(c, {
        schema: IssueCertificate,
        from: (form) => ({ ...c.req.param(), how: form.text('how'), shown: form.all('shown'), tracking: form.text('tracking') }),
        run: issueCertificate,
        ...toOne(c),
      }),
    )
    .post(`${one}/mail`, (c) =>
      answerForm(c, {
        schema: SettleMail,
        from: (form) => ({ ...c.req.param(), outcome: form.text('outcome') }),
        run: settleMail,
        ...toOne(c),
      }),
    )
    .post(`${one}/proxy`, (c) =>
      answerForm(c, {
        schema: PermitProxy,
        from: (form) => ({
          ...c.req.param(),
          reason: form.text('reason'),
          evidence: form.text('evidence'),
          proxyName: form.text('proxyName'),
          proxyIdNumber: form.text('proxyIdNumber'),
        }),
        run: permitProxy,
        ...toOne(c),
      }),
    )
    .post(`${one}/withdrawals`, (c) =>
      answerForm(c, {
        schema: ProposeWithdrawal,
        from: (form) => ({ ...c.req.param(), kind: form.text('kind'), reason: form.text('reason') }),
        run: proposeWithdrawal,
        answers,
        to: () => home(c),
        again: () => certificatePage(c),
      }),
    )
    .get('/my/certificates', ownCertificatesPage)
    .get('/my/certificates/:certificateId/certificate.pdf', ownCopy)
    .get('/public/certificates', verificationPage)
}

async function board(c: Context<Env>): Promise<Response> {
  const caller = c.get('caller')
  const exam = await examOf(c)
  if (!exam || !caller) return problemPage(c)
  const deps = c.get('deps')
  const read = await readBoard(deps, caller, { examId: exam.id })
  if (!read.ok && read.refusal === 'exam_gives_no_certificates')
    return show(
      c,
      { kind: 'officer', title: words.title, exam: { id: exam.id, title: exam.title, stage: 'certificates' } },
      <Empty title={view(c).t(answers.exam_gives_no_certificates)} />,
    )
  if (!read.ok) return refused(c, read)
  const opens = (route: string) => c.get('opens')(`POST /exams/:examId/certificates/${route}`, exam.id)
  const passes = c.get('opens')('GET /api/exams/:examId/pass-approvals', exam.id)
    ? await readPasses(deps, caller, { examId: exam.id })
    : undefined
  const path = `/exams/${exam.id}/certificates`
  const desk: Desk = { c, path, board: read.value, opens }
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'certificates' } },
    <>
      {passes?.ok && <Approval c={c} path={path} passes={passes.value} director={opens('approval')} />}
      <Ledger {...desk} />
      <PrintQueue {...desk} />
      <Certificates {...desk} />
      <Spoilings {...desk} />
      <Withdrawals {...desk} />
      <PassList {...desk} />
    </>,
  )
}

function refused(c: Context<Env>, result: Result<unknown, keyof typeof answers | 'idempotency_key_reused'>): Response | Promise<Response> {
  if (!result.ok) {
    const problem = problemOf(answers, result.refusal, c.get('locale'), result.facts)
    c.set('problem', problem)
    c.status(problem.status)
  }
  return problemPage(c)
}

/** Never kept by a browser or a proxy on the way: a certificate is nobody else's to find in a cache. */
const pdf = (c: Context<Env>, bytes: Uint8Array, name: string): Response => {
  c.header('content-disposition', `inline; filename="${name}.pdf"`)
  return c.body(Uint8Array.from(bytes).buffer, 200, { 'content-type': 'application/pdf', 'cache-control': 'no-store' })
}

async function takenPrint(c: Context<Env>): Promise<Response> {
  const command = TakePrint.safeParse(c.req.param())
  const caller = c.get('caller')
  if (!command.success || !caller) return problemPage(c)
  const file = await takePrint(c.get('deps'), caller, command.data)
  return file.ok ? pdf(c, file.value, 'certificate') : refused(c, file)
}

async function frozenRegister(c: Context<Env>): Promise<Response> {
  const asked = OfRegister.safeParse(c.req.param())
  if (!asked.success) return problemPage(c)
  const file = await registerPdf(c.get('deps'), asked.data)
  return file.ok ? pdf(c, file.value, 'register') : refused(c, file)
}

async function ownCopy(c: Context<Env>): Promise<Response> {
  const asked = OwnCertificate.safeParse(c.req.param())
  const caller = c.get('caller')
  if (!asked.success || !caller) return problemPage(c)
  const file = await takeOwnCopy(c.get('deps'), caller, asked.data)
  return file.ok ? pdf(c, file.value, 'certificate') : refused(c, file)
}
