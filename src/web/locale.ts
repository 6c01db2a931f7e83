/** The two languages of every page. Chinese is the office's language and the default. */
export type Locale = 'zh' | 'en'

/** One text in both languages, side by side, so that a missing translation does not compile. `{name}` marks a value to fill in. */
export type Text = { readonly zh: string; readonly en: string }

export type Values = Readonly<Record<string, string | number>>

/** The text in the language asked for. A value without a place, or a place without a value, is left as it stands. */
export function say(locale: Locale, text: Text, values?: Values): string {
  if (!values) return text[locale]
  return text[locale].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}

/** What every page needs to speak: language, the authority's time zone, and the instant at which the request was received. */
export type View = {
  readonly locale: Locale
  readonly zone: string
  readonly now: Temporal.Instant
  readonly t: (text: Text, values?: Values) => string
}

export const viewOf = (locale: Locale, zone: string, now: Temporal.Instant): View => ({
  locale,
  zone,
  now,
  t: (text, values) => say(locale, text, values),
})

export const localeCookie = 'locale'

/** BCP 47 name for `lang` attributes and Intl. */
export const languageTag = (locale: Locale): string => (locale === 'zh' ? 'zh-CN' : 'en-GB')

/** `?lang=` wins over the cookie; whoever asks by `?lang=` is remembered by the caller in the cookie. */
export const localeOf = (lang: string | undefined, cookie: string | undefined): Locale => known(lang) ?? known(cookie) ?? 'zh'

const isLocale = (text: string | undefined): text is Locale => text === 'zh' || text === 'en'

const known = (text: string | undefined): Locale | undefined => (isLocale(text) ? text : undefined)

/** The same page in the other language: path and query kept, `lang` replaced. */
export function inLanguage(pathAndQuery: string, locale: Locale): string {
  const [path = '/', query = ''] = pathAndQuery.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('lang', locale)
  return `${path}?${parameters}`
}
