import { sampleHead } from '../../seating/sample.ts'
import type { SupplementInput } from '../../seating/supplement.ts'

const place = { session: 'am', site: 'A', subject: 'law', columns: 2, offers: [] }

/** A supplementary draw of its own: twelve late candidates and three rooms with free seats. */
export const supplementInput: SupplementInput = {
  ...sampleHead,
  kind: 'supplement',
  after: ['ab'.repeat(32)],
  sessions: [{ name: 'am', from: '2026-12-05T01:00:00Z', to: '2026-12-05T03:00:00Z', subjects: ['law'] }],
  lost: [],
  candidates: Array.from({ length: 12 }, (_, at) => ({ label: `label-${at}`, subjects: ['law'], needs: [], groups: [] })),
  rooms: [1, 2, 3].map((number) => ({ ...place, number, free: [1, 2, 3, 4, 5] })),
  rules: { variants: 2 },
}
