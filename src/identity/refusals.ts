import type { Answer } from '../http/answer.ts'
import type { CertificationRefusal } from './certify-key.ts'
import type { RevocationRefusal } from './revoke-key.ts'
import type { StatementSigningRefusal, WithdrawalRefusal } from './sign-statement.ts'

type IdentityRefusal = CertificationRefusal | RevocationRefusal | StatementSigningRefusal | WithdrawalRefusal | 'message_unknown'

export const identityRefusals = {
  officers_only: { status: 403, zh: '此项只供工作人员办理。', en: 'This is for officers only.' },
  challenge_unknown: {
    status: 409,
    zh: '验证已过期或已使用，请重新开始。',
    en: 'The challenge has expired or was used already. Start again.',
  },
  possession_not_proved: { status: 422, zh: '未能证明您持有该签名密钥。', en: 'The signature does not prove that you hold this key.' },
  key_already_active: {
    status: 409,
    zh: '您已有有效的签名密钥。如需更换，请先请安全管理员注销旧密钥。',
    en: 'You have an active signing key. To replace it, have the security administrator revoke it first.',
  },
  key_already_known: { status: 409, zh: '该签名密钥已登记过，不能再次登记。', en: 'This key has been certified before.' },
  key_unknown: { status: 404, zh: '没有这把签名密钥。', en: 'There is no such signing key.' },
  key_already_revoked: { status: 409, zh: '该签名密钥已注销。', en: 'This signing key is revoked already.' },
  statement_unknown: { status: 404, zh: '没有这份待签文书。', en: 'There is no such statement.' },
  statement_already_used: { status: 409, zh: '这份文书已经生效。', en: 'This statement has already taken effect.' },
  statement_withdrawn: { status: 409, zh: '这份文书已被起草人撤回。', en: 'Its author has withdrawn this statement.' },
  not_a_party: { status: 403, zh: '您不是这份文书的签字人。', en: 'You are not one of those who sign this statement.' },
  already_signed: { status: 409, zh: '您已签过字。', en: 'You have signed already.' },
  signing_key_unusable: {
    status: 422,
    zh: '该签名密钥不是您的有效密钥：未登记、已注销或已过期。',
    en: 'This is not a valid key of yours: unknown, revoked or expired.',
  },
  signature_wrong: { status: 422, zh: '签名与文书内容不符。', en: 'The signature does not match the statement.' },
  not_the_author: { status: 403, zh: '只有起草人可以撤回。', en: 'Only its author may withdraw a statement.' },
  message_unknown: { status: 404, zh: '没有这条未读消息。', en: 'There is no such unread message.' },
} as const satisfies Record<IdentityRefusal, Answer>
