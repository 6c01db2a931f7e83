import type { Person } from './person.ts'
import type { Applicant } from './stages/registering.ts'
import type { World } from './world.ts'

/** Somebody whose place a visitor may take, and what makes them worth looking at. */
export type Visitor = { readonly who: string; readonly person: Person }

/** Officers by role, one invigilator who was drawn, and candidates to whom different things happened. */
export async function visitorsOf(world: World, recruits: readonly Applicant[], workers: readonly Applicant[]): Promise<Visitor[]> {
  const officers = [...world.officers].flatMap(([role, [person]]) => (person ? [{ who: role, person }] : []))
  const invigilator = [...world.invigilators.values()].find(({ person }) => person !== undefined)?.person
  const states = new Map<string, Applicant>()
  for (const one of recruits) {
    const { body } = await one.person.get<{ total?: string | null; state?: string | null }>(`/api/my/exams/${world.examIds[0]}/total`)
    const state = body.state ?? (body.total ? 'totalled' : 'left_earlier')
    if (!states.has(state)) states.set(state, one)
    if (states.has('hired') && states.has('totalled') && states.has('left_earlier')) break
  }
  const candidate = (who: string, one: Applicant | undefined) => (one ? [{ who, person: one.person }] : [])
  return [
    { who: '系统管理员 administrator', person: world.administrator },
    { who: '安全管理员 security', person: world.security },
    ...officers,
    ...(invigilator ? [{ who: 'invigilator', person: invigilator }] : []),
    ...candidate('考生 candidate, hired', states.get('hired')),
    ...candidate('考生 candidate, not chosen', states.get('totalled')),
    ...candidate('考生 candidate, not called', states.get('left_earlier')),
    ...candidate('工人 worker, passed', await firstWithCertificate(workers)),
  ]
}

async function firstWithCertificate(workers: readonly Applicant[]): Promise<Applicant | undefined> {
  for (const one of workers) {
    const { body } = await one.person.get<{ certificates?: readonly unknown[] }>('/api/my/certificates')
    if (body.certificates && body.certificates.length > 0) return one
  }
  return undefined
}
