import type { Answer } from '../http/answer.ts'
import type { CertificationRefusal } from './certify-key.ts'
import type { PasswordChangeRefusal } from './change-password.ts'
import type { LinkRefusal, PasskeyEnrolmentRefusal } from './enrol-passkey.ts'
import type { FoundingRefusal } from './found.ts'
import type { GrantRefusal, RoleWithdrawalRefusal } from './grant-role.ts'
import type { EnrolmentIssueRefusal, RecoveryIssueRefusal } from './issue-enrolment.ts'
import type { RegistrationRefusal } from './register-officer.ts'
import type { EnrolmentReleaseRefusal } from './release-enrolment.ts'
import type { RevocationRefusal } from './revoke-key.ts'
import type { SignInRefusal } from './sign-in.ts'
import type { StatementSigningRefusal, WithdrawalRefusal } from './sign-statement.ts'
import type { SignUpRefusal } from './sign-up.ts'

type KeyRefusal = CertificationRefusal | RevocationRefusal | StatementSigningRefusal | WithdrawalRefusal | 'message_unknown'
type DoorRefusal = SignUpRefusal | SignInRefusal | PasswordChangeRefusal | LinkRefusal | PasskeyEnrolmentRefusal | FoundingRefusal
type PeopleRefusal =
  | RegistrationRefusal
  | EnrolmentIssueRefusal
  | RecoveryIssueRefusal
  | EnrolmentReleaseRefusal
  | GrantRefusal
  | RoleWithdrawalRefusal
type IdentityRefusal = KeyRefusal | DoorRefusal | PeopleRefusal

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
  // Numbers, passwords, sign-in.
  id_number_malformed: {
    status: 422,
    zh: '身份证号码应为 18 位（或旧版 15 位），末位可以是 X。',
    en: 'An identity number has 18 digits (15 in the old form); the last may be an X.',
  },
  id_check_digit_wrong: {
    status: 422,
    zh: '身份证号码的校验位不符，请逐位核对。',
    en: 'The check digit of the identity number is wrong. Compare it digit by digit.',
  },
  id_region_unknown: {
    status: 422,
    zh: '身份证号码开头的地区代码不存在。',
    en: 'The identity number begins with a region that does not exist.',
  },
  id_birth_date_impossible: {
    status: 422,
    zh: '身份证号码中的出生日期不存在或晚于今天。',
    en: 'The date of birth in the identity number does not exist or lies ahead.',
  },
  id_number_taken: {
    status: 409,
    zh: '该身份证号码已注册。如非您本人注册，请携身份证原件到报名窗口办理。',
    en: 'This identity number has an account. If it is not yours, come to the counter with the original card.',
  },
  password_too_short: { status: 422, zh: '密码至少 10 个字符。', en: 'A password has at least 10 characters.' },
  password_too_long: { status: 422, zh: '密码最多 128 个字符。', en: 'A password has at most 128 characters.' },
  password_too_simple: { status: 422, zh: '密码过于简单，请换一个。', en: 'This password is too simple. Choose another.' },
  password_from_identity: {
    status: 422,
    zh: '密码中不能含有身份证号码、出生日期或手机号码。',
    en: 'A password must not contain the identity number, the date of birth or the telephone number.',
  },
  password_wrong: { status: 403, zh: '当前密码不正确。', en: 'The current password is wrong.' },
  candidates_only: { status: 403, zh: '工作人员使用通行密钥登录，没有密码。', en: 'Officers sign in with passkeys and have no password.' },
  sign_in_refused: { status: 401, zh: '身份证号码或密码不正确。', en: 'The identity number or the password is wrong.' },
  too_busy: { status: 503, zh: '登录人数较多，请过几秒再试。', en: 'Many people are signing in. Try again in a few seconds.' },
  // Passkeys and links.
  passkey_refused: {
    status: 401,
    zh: '通行密钥未能通过验证：未登记、已停用或已被复制。',
    en: 'The passkey was not accepted: unknown, retired or copied.',
  },
  passkey_known: { status: 409, zh: '该通行密钥已登记过。', en: 'This passkey has been enrolled before.' },
  link_unknown: { status: 404, zh: '链接无效。', en: 'This link is not valid.' },
  link_used: { status: 410, zh: '链接已使用过。', en: 'This link has been used.' },
  link_expired: { status: 410, zh: '链接已过期，请重新办理。', en: 'This link has expired. Ask for a new one.' },
  other_person_needed: {
    status: 409,
    zh: '该人员已有工作账号。系统管理员与安全管理员须由两人分别担任。',
    en: 'This person has an officer account. Administrator and security administrator are two people.',
  },
  // People.
  officer_known: { status: 409, zh: '该人员已登记为工作人员。', en: 'This person is an officer already.' },
  officer_unknown: { status: 404, zh: '没有这名工作人员。', en: 'There is no such officer.' },
  name_differs: {
    status: 409,
    zh: '该身份证号码已用另一姓名登记，请核对原件。',
    en: 'This identity number is registered with another name. Check the original card.',
  },
  candidate_unknown: { status: 404, zh: '该身份证号码没有考生账号。', en: 'There is no candidate with this identity number.' },
  has_passkey: {
    status: 409,
    zh: '该人员已有通行密钥；如已丢失，请按丢失办理。',
    en: 'This officer has a passkey. If it is lost, say so.',
  },
  has_no_passkey: { status: 409, zh: '该人员尚无通行密钥，请按首次办理。', en: 'This officer has no passkey yet.' },
  not_for_oneself: { status: 403, zh: '不得为本人办理。', en: 'Nobody does this for themselves.' },
  not_for_each_other: { status: 403, zh: '二人不得互相办理。', en: 'Two officers do not do this for each other.' },
  second_officer_needed: { status: 403, zh: '须由另一名工作人员放行。', en: 'Another officer has to release it.' },
  already_released: { status: 409, zh: '已放行。', en: 'It has been released already.' },
  enrolment_unknown: { status: 404, zh: '没有这项办理。', en: 'There is no such enrolment.' },
  not_the_unit_head: {
    status: 403,
    zh: '只有安全管理员或本人所在单位负责人可以放行。',
    en: 'Only the security administrator or the head of the person’s unit may release it.',
  },
  holds_another_role: {
    status: 409,
    zh: '系统、安全、审计三员须由三人分别担任，该人员已任其一。',
    en: 'System, security and audit are three people; this officer holds one of the roles.',
  },
  role_not_held: { status: 409, zh: '该人员未任此职。', en: 'This officer does not hold the role.' },
  last_holder: { status: 409, zh: '这是最后一名担任者，不能撤销。', en: 'This is the last holder of the role.' },
  message_unknown: { status: 404, zh: '没有这条未读消息。', en: 'There is no such unread message.' },
} as const satisfies Record<IdentityRefusal, Answer>
