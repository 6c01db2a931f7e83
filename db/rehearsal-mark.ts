import postgres from 'postgres'

/**
 * Marks a database as a rehearsal's, for ever. Only a database without a single person can be marked: no environment variable and no
 * mistake turns an office's real data into a toy with a movable clock.
 */
export async function markRehearsal(ownerUrl: string, markedAt: Temporal.Instant): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const authorities = await owner<{ schema: string }[]>`select schema from public.authorities`
    for (const { schema } of authorities) {
      const people = await owner`select from ${owner(schema)}.persons limit 1`
      if (people.length > 0) throw new Error(`${schema} holds people already: a database in use cannot become a rehearsal`)
    }
    await owner`insert into public.rehearsal (marked_at) values (${markedAt.toString()}) on conflict do nothing`
  } finally {
    await owner.end({ timeout: 5 })
  }
}

export async function isRehearsal(serviceUrl: string): Promise<boolean> {
  const client = postgres(serviceUrl, { max: 1, onnotice: () => {} })
  try {
    const rows = await client`select from public.rehearsal`
    return rows.length > 0
  } finally {
    await client.end({ timeout: 5 })
  }
}
