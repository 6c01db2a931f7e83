import type { AppointedRole } from '../../foundation/roles.ts'
import type { Person as Synthetic } from '../cohort/people.ts'
import { type Person, simulatedPerson } from '../person.ts'
import { done, inParallel, type World } from '../world.ts'

/** The two founders come by the links the first start prints, as in a real office. */
export async function foundOffice(
  origin: string,
  links: readonly { role: string; link: string }[],
  people: readonly Synthetic[],
): Promise<{ administrator: Person; security: Person }> {
  const founder = async (role: string, who: Synthetic | undefined) => {
    const link = links.find((one) => one.role === role)?.link
    if (!link || !who) throw new Error(`no founding link for the ${role}`)
    const person = simulatedPerson(who.name, { origin })
    await done(
      person.found(link, { idNumber: who.residentId, phone: who.phone, unit: '市人事考试中心', onEstablishment: true }),
      `founding the ${role}`,
    )
    return person
  }
  return { administrator: await founder('administrator', people[0]), security: await founder('security_administrator', people[1]) }
}

type NewOfficer = Pick<Synthetic, 'name' | 'residentId' | 'phone'> & { readonly unit: string; readonly onEstablishment?: boolean }

/** Registered by the administrator; a passkey only when the security administrator has seen the person. */
export async function registerOfficer(
  { administrator }: Pick<World, 'administrator'>,
  { name, residentId, phone, unit, onEstablishment = true }: NewOfficer,
): Promise<string> {
  const body = { idNumber: residentId, name, phone, unit, onEstablishment }
  const { accountId } = await done(administrator.post<{ accountId: string }>('/api/officers', body), `registering ${name}`)
  return accountId
}

export async function enrolOfficer(
  world: Pick<World, 'administrator' | 'security' | 'origin'>,
  accountId: string,
  name: string,
): Promise<Person> {
  const { administrator, security, origin } = world
  const issued = await done(
    administrator.post<{ enrolmentId: string }>(`/api/officers/${accountId}/enrolments`, { reason: 'first' }),
    `issuing a link for ${name}`,
  )
  const { link } = await done(
    security.post<{ link: string }>(`/api/enrolments/${issued.enrolmentId}/release`, { personSeen: true }),
    `releasing the link of ${name}`,
  )
  const person = simulatedPerson(name, { origin })
  await done(person.enrol(link), `enrolling ${name}`)
  return person
}

/** All officers of the office; those of a site get their appointment when the site exists. */
export async function bringOfficers(world: World): Promise<void> {
  const brought = await inParallel(world.cohort.officers, async (one) => {
    const accountId = await registerOfficer(world, one)
    return { role: one.role, person: await enrolOfficer(world, accountId, one.name) }
  })
  for (const { role, person } of brought) world.officers.set(role, [...(world.officers.get(role) ?? []), person])
}

/** Appoints officers to an exam; the administrator does it for all roles. */
export async function appoint(
  world: World,
  examId: string,
  role: AppointedRole,
  people: readonly Person[],
  at: { siteId?: string; unit?: string } = {},
): Promise<void> {
  await inParallel(people, (person) =>
    done(
      world.administrator.post(`/api/exams/${examId}/appointments`, { accountId: person.accountId(), role, ...at }),
      `appointing ${person.name} as ${role}`,
    ),
  )
}
