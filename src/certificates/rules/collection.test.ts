import { describe, expect, test } from 'vitest'
import { type Collection, judgeCollection } from './collection.ts'

const inPerson: Collection = { how: 'in_person', shown: ['identity_document', 'pass_slip'] }
const proxy = (permittedBy: string | undefined): Collection => ({
  how: 'by_proxy',
  permittedBy,
  shown: ['identity_document', 'pass_slip'],
})

describe('第二十条、第二十一条, 第七条(二): how it is collected', () => {
  test.each([
    { family: 'PT' as const, how: inPerson, becomes: 'in_person', because: 'the holder with both papers' },
    {
      family: 'PT' as const,
      how: { how: 'in_person', shown: ['identity_document'] } as Collection,
      becomes: 'papers_not_shown',
      because: 'without the pass slip',
    },
    {
      family: 'WK' as const,
      how: { how: 'in_person', shown: ['identity_document'] } as Collection,
      becomes: 'in_person',
      because: 'workers show the identity document',
    },
    { family: 'WK' as const, how: { how: 'in_person', shown: [] } as Collection, becomes: 'papers_not_shown', because: 'nothing shown' },
    { family: 'PT' as const, how: { how: 'by_mail' } as Collection, becomes: 'collected_in_person_only', because: 'PT is not mailed' },
    { family: 'WK' as const, how: { how: 'by_mail' } as Collection, becomes: 'by_mail', because: 'WK is mailed' },
    { family: 'SK' as const, how: { how: 'by_mail' } as Collection, becomes: 'by_mail', because: 'SK is mailed' },
    { family: 'PT' as const, how: proxy('director'), becomes: 'by_proxy', because: 'a special case the director accepted' },
    { family: 'PT' as const, how: proxy(undefined), becomes: 'proxy_not_permitted', because: 'nobody accepted it' },
    { family: 'PT' as const, how: proxy('clerk'), becomes: 'permit_by_another', because: 'the clerk accepted it alone' },
    { family: 'WK' as const, how: proxy('director'), becomes: 'proxy_not_provided', because: 'WK has the mail instead' },
    { family: 'SK' as const, how: proxy('director'), becomes: 'proxy_not_provided', because: 'SK has the mail instead' },
  ])('$family: $because', ({ family, how, becomes }) => {
    const result = judgeCollection(family, how, 'clerk')
    expect(result.ok ? result.value : result.refusal).toBe(becomes)
  })
})
