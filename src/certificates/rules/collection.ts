/**
 * How a certificate reaches its holder.
 *
 * Regulation: 《专业技术职务资格考试制度》第二十条、第二十一条 (R-CERT-02, R-CERT-03) in person with identity document and pass slip, no proxy except
 * in special cases; 《工人技术等级考核工作制度》第七条(二) (R-WK-30) and 《职业技能鉴定工作制度》第十二条 (R-SK-16) by mail or confirmed on the spot.
 * Open in the sources: B-32, what a special case is.
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { CertifyingFamily } from './pass.ts'

export const proxyReasons = ['illness', 'abroad', 'army', 'other'] as const
export type ProxyReason = (typeof proxyReasons)[number]
export type Collected = 'in_person' | 'by_mail' | 'by_proxy'

export const papersToShow = ['identity_document', 'pass_slip'] as const
export type PaperShown = (typeof papersToShow)[number]

export type Collection =
  | { readonly how: 'in_person'; readonly shown: readonly PaperShown[] }
  | { readonly how: 'by_mail' }
  | { readonly how: 'by_proxy'; readonly permittedBy: string | undefined; readonly shown: readonly PaperShown[] }

export type CollectionRefusal =
  | 'collected_in_person_only'
  | 'proxy_not_provided'
  | 'proxy_not_permitted'
  | 'permit_by_another'
  | 'papers_not_shown'

const askedFor: Readonly<Record<CertifyingFamily, readonly PaperShown[]>> = {
  PT: ['identity_document', 'pass_slip'],
  WK: ['identity_document'],
  SK: ['identity_document'],
}

export const mayHaveProxy = (family: CertifyingFamily): boolean => family === 'PT'

/** `clerk`: who hands it over; a permit for a proxy is another person's. */
export function judgeCollection(family: CertifyingFamily, collection: Collection, clerk: string): Result<Collected, CollectionRefusal> {
  if (collection.how === 'by_mail') return family === 'PT' ? refuse('collected_in_person_only') : accept('by_mail')
  if (collection.how === 'by_proxy') {
    if (!mayHaveProxy(family)) return refuse('proxy_not_provided')
    if (collection.permittedBy === undefined) return refuse('proxy_not_permitted')
    if (collection.permittedBy === clerk) return refuse('permit_by_another')
  }
  const missing = askedFor[family].filter((paper) => !collection.shown.includes(paper))
  return missing.length > 0 ? refuse('papers_not_shown', { missing }) : accept(collection.how)
}
