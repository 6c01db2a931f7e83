import type { EnrolmentReason } from '../../db/schema/identity.ts'
import type { Text } from '../web/locale.ts'

/** What this stage tells people, both languages side by side. */
export const messages = {
  keyRevoked: {
    subject: { zh: '您的签名密钥已注销', en: 'Your signing key was revoked' },
    body: {
      zh: '安全管理员已注销您的签名密钥。此前的签名仍然有效；请在“我的签名密钥”页面办理新密钥。如非您本人申请，请立即联系安全管理员。',
      en: 'The security administrator revoked your signing key. What it signed before stays signed; make a new key on the page “My signing keys”. If you did not ask for this, call the security administrator at once.',
    },
  },
  enrolled: {
    subject: { zh: '已为您登记新的通行密钥', en: 'A new passkey was enrolled for you' },
    body: {
      zh: '经两名工作人员办理，您的账号登记了新的通行密钥，旧密钥已停用。如非您本人办理，请立即联系安全管理员。',
      en: 'Two officers let a new passkey be enrolled for your account; older ones no longer work. If this was not you, call the security administrator at once.',
    },
  },
  passwordSet: {
    subject: { zh: '您的密码已在窗口重置', en: 'Your password was set anew at the counter' },
    body: {
      zh: '两名工作人员核对身份证原件后为您重置了密码，此前的登录已全部退出。如非您本人办理，请立即拨打监督举报电话。',
      en: 'Two officers saw the original identity card and let your password be set anew; every earlier sign-in was ended. If this was not you, call the complaints line at once.',
    },
  },
  passwordChanged: {
    subject: { zh: '您的密码已修改', en: 'Your password was changed' },
    body: {
      zh: '您的密码刚刚被修改，其他登录已全部退出。如非您本人操作，请携身份证原件到报名窗口办理。',
      en: 'Your password was changed just now and every other sign-in was ended. If this was not you, come to the counter with your identity card.',
    },
  },
} as const satisfies Record<string, { readonly subject: Text; readonly body: Text }>

export const doorWords = {
  signIn: { zh: '登录', en: 'Sign in' },
  forCandidates: { zh: '考生登录', en: 'Candidates' },
  forOfficers: { zh: '工作人员登录', en: 'Officers' },
  officersLead: {
    zh: '工作人员使用本设备上的通行密钥（指纹、人脸或安全密钥）登录，没有密码。',
    en: 'Officers sign in with the passkey of this device (fingerprint, face or security key). There is no password.',
  },
  usePasskey: { zh: '使用通行密钥登录', en: 'Sign in with a passkey' },
  needsScript: { zh: '通行密钥需要启用 JavaScript。', en: 'Passkeys need JavaScript.' },
  busy: { zh: '请按设备提示操作……', en: 'Follow your device …' },
  passkeyFailed: { zh: '设备没有完成操作，请重试。', en: 'The device did not finish. Try again.' },
  idNumber: { zh: '居民身份证号码', en: 'Resident identity number' },
  idNumberHint: { zh: '18 位，末位可以是 X', en: '18 digits; the last may be an X' },
  name: { zh: '姓名', en: 'Name' },
  nameHint: { zh: '与身份证一致，生僻字请直接输入', en: 'As on the identity card, rare characters included' },
  phone: { zh: '手机号码', en: 'Mobile number' },
  password: { zh: '密码', en: 'Password' },
  passwordHint: {
    zh: '至少 10 个字符，不含身份证号码、出生日期或手机号码',
    en: 'At least 10 characters, without identity number, date of birth or telephone',
  },
  noAccount: { zh: '还没有账号？', en: 'No account yet?' },
  signUp: { zh: '注册', en: 'Sign up' },
  signUpTitle: { zh: '考生注册', en: 'Open a candidate’s account' },
  signUpLead: { zh: '一人一号，注册后即可报名。', en: 'One person, one account. You can apply at once.' },
  haveAccount: { zh: '已有账号？', en: 'You have an account?' },
  forgotten: {
    zh: '忘记密码，或号码已被他人注册：请携身份证原件到报名窗口办理。',
    en: 'Password forgotten, or your number is taken: come to the counter with the original identity card.',
  },
  enrolTitle: { zh: '登记通行密钥', en: 'Enrol a passkey' },
  enrolLead: {
    zh: '请本人在本人设备上操作。登记后旧的通行密钥停用。',
    en: 'Do this yourself, on your own device. Older passkeys stop working.',
  },
  enrol: { zh: '在本设备上登记', en: 'Enrol on this device' },
  linkFor: { zh: '本链接属于', en: 'This link is for' },
  choosePassword: { zh: '设置新密码', en: 'Choose a new password' },
  foundTitle: { zh: '首次启用', en: 'First start' },
  foundLead: {
    zh: '请填写本人信息，随后登记通行密钥。系统管理员与安全管理员须由两人分别担任。',
    en: 'Say who you are, then enrol your passkey. Administrator and security administrator are two people.',
  },
  unit: { zh: '所在单位', en: 'Unit' },
  onEstablishment: { zh: '在编在岗', en: 'On the establishment and in post' },
  next: { zh: '下一步', en: 'Next' },
} as const satisfies Record<string, Text>

export const myWords = {
  home: { zh: '我的', en: 'My page' },
  inbox: { zh: '消息', en: 'Messages' },
  inboxEmpty: { zh: '没有消息', en: 'No messages' },
  unreadMessages: { zh: '您有 {n} 条未读消息', en: 'Unread messages: {n}' },
  unread: { zh: '未读', en: 'unread' },
  read: { zh: '已读', en: 'read' },
  markRead: { zh: '标为已读', en: 'Mark as read' },
  password: { zh: '修改密码', en: 'Change password' },
  current: { zh: '当前密码', en: 'Current password' },
  nextPassword: { zh: '新密码', en: 'New password' },
  change: { zh: '修改', en: 'Change' },
  keys: { zh: '我的密钥', en: 'My keys' },
  keysLead: {
    zh: '通行密钥用于登录，签名密钥用于签署交接单、考场记录和登分表。',
    en: 'The passkey signs you in. The signing key signs handoffs, room records and score sheets.',
  },
  signingKeys: { zh: '签名密钥', en: 'Signing keys' },
  passkeys: { zh: '通行密钥', en: 'Passkeys' },
  links: { zh: '办理记录', en: 'Links issued for this account' },
  linksLead: {
    zh: '如有不是您本人办理的，请立即联系安全管理员。',
    en: 'If one of these was not you, call the security administrator at once.',
  },
  noKey: { zh: '您还没有有效的签名密钥。', en: 'You have no valid signing key.' },
  makeKey: { zh: '在本浏览器中生成签名密钥', en: 'Make a signing key in this browser' },
  keyStays: { zh: '私钥不能导出，只保存在本浏览器中。', en: 'The private key cannot be exported and stays in this browser.' },
  keyHere: { zh: '在本浏览器中', en: 'in this browser' },
  valid: { zh: '有效', en: 'valid' },
  revoked: { zh: '已注销', en: 'revoked' },
  expired: { zh: '已过期', en: 'expired' },
  retired: { zh: '已停用', en: 'retired' },
  keyId: { zh: '密钥标识', en: 'Key' },
  since: { zh: '登记时间', en: 'Since' },
  until: { zh: '有效期至', en: 'Valid until' },
  statements: { zh: '待我签字', en: 'Waiting for my signature' },
  signaturesMissing: { zh: '还差 {n} 人签名', en: '{n} signatures missing' },
  toStatements: { zh: '去签字', en: 'Sign' },
  statementsLead: {
    zh: '请逐项核对后签字。签名覆盖下面显示的全部内容。',
    en: 'Compare every line, then sign. Your signature covers everything shown.',
  },
  openPage: { zh: '打开页面', en: 'open the page' },
  noStatements: { zh: '没有待签文书', en: 'Nothing waits for your signature' },
  drafted: { zh: '我起草、尚未生效的文书', en: 'Drafted by me, not yet in effect' },
  draftedLead: {
    zh: '全部签名后，在起草该文书的页面上办结，文书方生效。文书有误或有人不签时可以撤回，已有的签名随之作废，之后可以重新起草。',
    en: 'Once everybody has signed, a statement takes effect on the page on which it was drafted. One that is wrong or that somebody will not sign can be withdrawn. Its signatures lapse, and it can be drafted anew.',
  },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  noKeyHere: { zh: '本浏览器中没有您的签名密钥。', en: 'Your signing key is not in this browser.' },
  sign: { zh: '签字', en: 'Sign' },
  signatures: { zh: '签字人', en: 'Signers' },
  signed: { zh: '已签', en: 'signed' },
  notYet: { zh: '未签', en: 'not yet' },
  you: { zh: '您本人', en: 'you' },
  failed: { zh: '操作没有完成，请重试。', en: 'It did not work. Try again.' },
} as const satisfies Record<string, Text>

/** Why somebody was let make a passkey or set a password. */
export const enrolmentReasons: Readonly<Record<EnrolmentReason, Text>> = {
  first: { zh: '首次登记', en: 'first enrolment' },
  lost: { zh: '丢失补办', en: 'replaced after a loss' },
  founding: { zh: '系统启用', en: 'founding of the system' },
  forgotten: { zh: '忘记密码', en: 'password forgotten' },
  taken: { zh: '号码被他人注册', en: 'number taken by a stranger' },
}

export const peopleWords = {
  title: { zh: '工作人员', en: 'Officers' },
  lead: {
    zh: '登记人员、办理通行密钥。每次办理须两名工作人员，均不得为本人或互相办理。',
    en: 'Register officers and let them enrol passkeys. Each takes two officers, neither for themselves nor for each other.',
  },
  register: { zh: '登记工作人员', en: 'Register an officer' },
  waiting: { zh: '等待放行', en: 'Waiting for release' },
  nobodyWaits: { zh: '没有等待放行的办理', en: 'Nothing waits for release' },
  issueFirst: { zh: '办理首次登记', en: 'Let enrol' },
  issueLost: { zh: '丢失补办', en: 'Lost: let enrol anew' },
  release: { zh: '已见本人，放行', en: 'I have seen the person: release' },
  link: {
    zh: '一次性链接（三十分钟内由本人打开，只显示这一次）',
    en: 'One-time link (the person opens it within thirty minutes; shown only now)',
  },
  released: { zh: '已放行', en: 'Released' },
  role: { zh: '全局岗位', en: 'Installation role' },
  grant: { zh: '授予', en: 'Grant' },
  withdraw: { zh: '收回', en: 'Withdraw' },
  signingKey: { zh: '签名密钥', en: 'Signing key' },
  noKey: { zh: '没有', en: 'None' },
  keyHeld: { zh: '有效', en: 'Valid' },
  revokeKey: { zh: '吊销', en: 'Revoke' },
  passkey: { zh: '通行密钥', en: 'Passkey' },
  counter: { zh: '报名窗口', en: 'Counter' },
  counterLead: {
    zh: '忘记密码或号码被他人注册：两名工作人员核对身份证原件后办理。',
    en: 'Password forgotten or number taken: two officers see the original card.',
  },
  issueRecovery: { zh: '受理', en: 'Accept' },
  reason: { zh: '事由', en: 'Reason' },
  forgotten: { zh: '忘记密码', en: 'Password forgotten' },
  taken: { zh: '号码被他人注册', en: 'Number taken by a stranger' },
  cardSeen: { zh: '已核对身份证原件', en: 'I have seen the original identity card' },
  nameOnCard: { zh: '证件上的姓名（号码被他人注册时填写）', en: 'Name on the card (when the number was taken)' },
  ownPhone: { zh: '本人手机号码（号码被他人注册时填写）', en: 'Own mobile number (when the number was taken)' },
  issuedAt: { zh: '受理时间', en: 'Issued' },
} as const satisfies Record<string, Text>

export const revocationWords = {
  lost: { zh: '遗失', en: 'Lost' },
  exposed: { zh: '可能泄露', en: 'Perhaps exposed' },
  left_office: { zh: '离岗', en: 'Left office' },
  new_device: { zh: '更换设备', en: 'New device' },
} as const satisfies Record<string, Text>
