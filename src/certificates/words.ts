import type { Text } from '../web/locale.ts'

/** What holders are told in their inbox. The subject stands in clear, so it says nothing of anybody. */
export const messages = {
  issued: {
    subject: { zh: '证书已发放', en: 'Certificate handed over' },
    body: {
      zh: '您的证书（考核表）已发放。登录后在“我的证书”可下载电子件并查看签名凭证。如非本人领取，请立即联系我们。',
      en: 'Your certificate has been handed over. Under “My certificates” you can download a copy with its signed proof. If you did not collect it, contact us at once.',
    },
  },
  mailed: {
    subject: { zh: '证书已寄出', en: 'Certificate mailed' },
    body: {
      zh: '您的证书（考核表）已寄出，请留意查收。登录后在“我的证书”可下载电子件。',
      en: 'Your certificate is in the mail. Under “My certificates” you can download a copy.',
    },
  },
  recalled: {
    subject: { zh: '证书须交回', en: 'Certificate recalled' },
    body: {
      zh: '您的证书（考核表）因内容有误或其他原因已作废，请尽快交回；确认后将为您重新核发。',
      en: 'Your certificate has been recalled and no longer holds. Please bring it back; a correct one will follow.',
    },
  },
  revoked: {
    subject: { zh: '证书已撤销', en: 'Certificate revoked' },
    body: {
      zh: '您的证书（考核表）已被撤销并公布，请交回原件。如有异议，可在公示的途径提出。',
      en: 'Your certificate has been revoked and this has been published. Please return it. You may object through the published channels.',
    },
  },
} as const satisfies Record<string, { readonly subject: Text; readonly body: Text }>
