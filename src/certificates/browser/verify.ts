import { checkStatement, isHolder, type OfficeKey } from '../verify-statement.ts'

/**
 * The page's own check of a certificate's signature. The code on the paper carries the statement behind a #, which no browser sends, so
 * scanning it tells the office nothing but that somebody opened the page.
 */
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {})
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const page = fieldsOf(JSON.parse(document.querySelector('#offline-data')?.textContent ?? '{}'))
const texts = fieldsOf(page.words)
const { kid, x, iss } = fieldsOf(page.key)
const key: OfficeKey = { kid: textOf(kid), x: textOf(x), iss: textOf(iss) }

const button = document.querySelector<HTMLButtonElement>('#offline-check')
const says = document.querySelector<HTMLElement>('#offline-says')
const statement = document.querySelector<HTMLTextAreaElement>('[name=statement]')
const holderName = document.querySelector<HTMLInputElement>('[name=holderName]')
const holderNumber = document.querySelector<HTMLInputElement>('[name=holderNumber]')

async function check(): Promise<void> {
  if (!says || !statement) return
  // Whoever pastes the whole address means what follows the #.
  const text = statement.value.trim().split('#').at(-1) ?? ''
  const checked = await checkStatement(text, key)
  says.dataset.outcome = checked.outcome
  says.textContent = textOf(texts[checked.outcome])
  if (checked.outcome !== 'genuine') return
  const { facts } = checked
  says.textContent += `：${facts.number} · ${facts.name} · ${facts.field} · ${facts.approvedOn}`
  if (!holderName?.value || !holderNumber?.value) return
  const holder = await isHolder(facts, holderName.value, holderNumber.value)
  says.dataset.holder = String(holder)
  says.textContent += ` · ${textOf(texts[holder ? 'holder' : 'notHolder'])}`
}

if (button && statement) {
  button.disabled = false
  button.addEventListener('click', () => void check())
  if (location.hash.length > 1) {
    statement.value = location.hash.slice(1)
    void check()
  }
}
