import type { Text } from '../web/locale.ts'
import type { DrawKind, DrawStep } from './rules/draw-steps.ts'

/** What a candidate is told when the seats are drawn. The subject names no person and no decision. */
export const ticketMessage = (exam: string) => (applicationId: string) => ({
  subject: { zh: '准考证已生成', en: 'Your admission ticket is ready' } satisfies Text,
  body: {
    zh: `“${exam}”的考点、考场和座位已公开抽定。请打印准考证：/my/applications/${applicationId}/ticket 。您可以在公开页面自行重算整个抽签。`,
    en: `Site, room and seat for “${exam}” have been drawn in public. Print your ticket: /my/applications/${applicationId}/ticket . Anyone can recompute the whole draw on the public page.`,
  } satisfies Text,
})

export const drawKindWords: Readonly<Record<DrawKind, Text>> = {
  seats: { zh: '座位抽签', en: 'Draw of seats' },
  invigilators: { zh: '监考员抽签', en: 'Draw of invigilators' },
  panels: { zh: '面试考官抽签', en: 'Draw of interview panels' },
  interview_order: { zh: '面试顺序抽签', en: 'Draw of the order of interviews' },
  medical_numbers: { zh: '体检编号抽签', en: 'Draw of medical numbers' },
}

export const stepWords: Readonly<Record<DrawStep, Text>> = {
  commit: { zh: '各方提交承诺', en: 'Parties commit' },
  reveal: { zh: '各方揭示', en: 'Parties reveal' },
  source: { zh: '等待公共随机数', en: 'Waiting for the public value' },
  run: { zh: '可以抽签', en: 'Ready to draw' },
  over: { zh: '已抽定', en: 'Drawn' },
  cancelled: { zh: '已公开作废', en: 'Cancelled in public' },
  broken: { zh: '有参加方未按时揭示，须作废', en: 'A party stayed silent; to be cancelled' },
}
