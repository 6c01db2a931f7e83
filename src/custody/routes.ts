import { z } from 'zod'
import { ExamId, PackageId } from '../foundation/ids.ts'
import { command, type Endpoint, query } from '../http/endpoint.ts'
import { CompleteHandoff, completeHandoff } from './complete-handoff.ts'
import { CountVault, countVault } from './count-vault.ts'
import { DraftHandoff, draftHandoff } from './draft-handoff.ts'
import { DraftPackages, draftPackages, MakePackages, makePackages } from './draft-packages.ts'
import { IssuePaperNotice, issuePaperNotice } from './issue-paper-notice.ts'
import { EndSeclusion, EnterSeclusion, enterSeclusion, leaveSeclusion } from './keep-seclusion.ts'
import { custodyBoard, packageChain } from './read-custody.ts'
import { OfOrder, readOrder } from './read-order.ts'
import { OfVault, readVault } from './read-vault.ts'
import { custodyRefusals } from './refusals.ts'
import { ReportIncident, reportIncident } from './report-incident.ts'
import { AssignBackup, assignBackup, ConfirmIncident, confirmIncident, DecideIncident, decideIncident } from './resolve-incident.ts'

const load = 512 * 1024

export const custodyEndpoints: readonly Endpoint[] = [
  command('/exams/:examId/packages/drafts', 'List the sealed packages for signature', DraftPackages, draftPackages, custodyRefusals, {
    bodyBytes: load,
  }),
  command(
    '/exams/:examId/packages/made',
    'Take the signed list of packages into the register',
    MakePackages,
    makePackages,
    custodyRefusals,
  ),
  command('/exams/:examId/handoffs/drafts', 'State what was found, for everybody to sign', DraftHandoff, draftHandoff, custodyRefusals, {
    bodyBytes: load,
  }),
  command(
    '/exams/:examId/handoffs/:statementId/completion',
    'Let a fully signed handoff take effect',
    CompleteHandoff,
    completeHandoff,
    custodyRefusals,
  ),
  command(
    '/exams/:examId/packages/:number/incidents',
    'Report a difference or a suspected leak',
    ReportIncident,
    reportIncident,
    custodyRefusals,
  ),
  command('/exams/:examId/packages/:number/decision', 'Decide on a frozen package', DecideIncident, decideIncident, custodyRefusals),
  command(
    '/exams/:examId/packages/:number/confirmation',
    'Confirm the decision on a frozen package',
    ConfirmIncident,
    confirmIncident,
    custodyRefusals,
  ),
  command('/exams/:examId/packages/:number/room', 'Give a backup package to a room', AssignBackup, assignBackup, custodyRefusals),
  command('/exams/:examId/vault/counts', 'Two guards count the vault', CountVault, countVault, custodyRefusals),
  query('/exams/:examId/vault/counts', 'Every count of the vault', OfVault, readVault, custodyRefusals),
  query(
    '/exams/:examId/packages',
    'All packages with state, holder and counts',
    z.strictObject({ examId: ExamId }),
    custodyBoard,
    custodyRefusals,
  ),
  query(
    '/exams/:examId/packages/:packageId/chain',
    'The chain of one package',
    z.strictObject({ examId: ExamId, packageId: PackageId }),
    packageChain,
    custodyRefusals,
  ),
  query('/exams/:examId/paper-order', 'The paper preparation notice and the seclusions', OfOrder, readOrder, custodyRefusals),
  command('/exams/:examId/paper-notice', 'Issue the paper preparation notice', IssuePaperNotice, issuePaperNotice, custodyRefusals),
  command('/exams/:examId/seclusions', 'Enter who is shut in to set the papers', EnterSeclusion, enterSeclusion, custodyRefusals),
  command('/exams/:examId/seclusions/end', 'End the open seclusion', EndSeclusion, leaveSeclusion, custodyRefusals),
]
