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
