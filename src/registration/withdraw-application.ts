import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type AccessRefusal, changeable, databaseRoleOf } from './access.ts'
import { releasePlaces } from './places.ts'
import { changeApplication } from './records.ts'

export const WithdrawApplication = z.strictObject({ examId: ExamId, applicationId: ApplicationId, version: z.int().min(1) })
export type WithdrawApplication = z.infer<typeof WithdrawApplication>

export type WithdrawRefusal = AccessRefusal | 'not_submitted' | 'stale_form'

/** Takes the application back while the window is open. It can be submitted again until the window closes; its versions stay. A place it holds is free again. */
export async function withdrawApplication(
  deps: Deps,
  caller: Caller,
  command: WithdrawApplication,
): Promise<Result<{ number: string }, WithdrawRefusal | 'idempotency_key_reused'>> {
  const { examId, applicationId } = command
  const about = {
    event: 'application_withdrawn',
    role: databaseRoleOf(caller),
    by: caller,
    examId,
    subject: applicationId,
    command,
  } as const
  return act(deps, about, async (tx, now, note) => {
    const found = await changeable(tx, command, caller, now)
    if (!found.ok) return found
    const { application } = found.value
    if (application.state !== 'submitted') return refuse('not_submitted')
    if (command.version !== application.version) return refuse('stale_form', { version: application.version })
    note({ released: await releasePlaces(tx, applicationId, now) })
    await changeApplication(tx, application, { state: 'withdrawn', withdrawnAt: now })
    return accept({ number: application.number })
  })
}
