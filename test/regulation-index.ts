import { existsSync, readdirSync, readFileSync } from 'node:fs'
import articles from './articles.json' with { type: 'json' }

/** What the module comments of the rule files cite, and the index made of it that stands in REGULATION.md. */
export type RuleFile = { readonly file: string; readonly comment: string; readonly ids: readonly string[] }

const citation = /\b(?:R-[A-Z]+-\d{2}|B-\d{2})\b/g
export const ruleIds = (text: string): string[] => [...new Set(text.match(citation) ?? [])].sort()

const moduleComment = (file: string) => (readFileSync(file, 'utf8').match(/\/\*\*[\s\S]*?\*\//)?.[0] ?? '').replace(/\n \* ?/g, '\n')

function filesOf(folder: string, wanted: RegExp): RuleFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => wanted.test(file) && !file.endsWith('.test.ts'))
    .sort()
    .map((file) => ({ file, comment: moduleComment(file), ids: ruleIds(moduleComment(file)) }))
}

/** Every rule file of the stages, and the files of the draw engine that implement an article. */
export const stageRules = filesOf('src', /^src\/[a-z]+\/rules\/[^/]+\.ts$/)
export const ruleFiles = [...stageRules, ...filesOf('seating', /^seating\/[^/]+\.ts$/).filter(({ ids }) => ids.length > 0)]

const rules = new Map(Object.entries(articles.rules).map(([id, [document = '', article = '']]) => [id, { document, article }]))
const questions = new Map(Object.entries(articles.questions))

export const isKnown = (id: string) => rules.has(id) || questions.has(id)

/** Rules whose document, or whose article, the comment that cites them does not name. */
export function unnamedIn({ ids, comment }: RuleFile): string[] {
  const text = comment.replaceAll('\n', '')
  return ids.filter((id) => {
    const rule = rules.get(id)
    const article = rule?.article.match(/第[一二三四五六七八九十百]+条/)?.[0] ?? ''
    return rule && !(text.includes(`《${rule.document}》`) && text.includes(article))
  })
}

/** The test beside a rule file, or, for a part of a rule, the nearest test of what uses it. */
function testOf(file: string): string {
  const beside = file.replace(/\.ts$/, '.test.ts')
  if (existsSync(beside)) return beside
  const folder = file.slice(0, file.lastIndexOf('/'))
  const texts = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, 'utf8')]),
  )
  const reached = [file]
  for (const from of reached) {
    const name = `'./${from.slice(folder.length + 1)}'`
    const users = [...texts].flatMap(([user, text]) => (text.includes(name) && !reached.includes(user) ? [user] : []))
    const test = users
      .flatMap((user) => [user, user.replace(/\.ts$/, '.test.ts')])
      .find((one) => one.endsWith('.test.ts') && texts.has(one))
    if (test) return test
    reached.push(...users)
  }
  return 'none'
}

const head = ['| Article | Rules | File | Test |', '| --- | --- | --- | --- |']
const row = (article: string, ids: readonly string[], file: string) =>
  `| ${article} | ${ids.join(', ')} | \`${file}\` | \`${testOf(file)}\` |`

/** The generated part of REGULATION.md: one table for each document, its articles in their order; then the open questions. */
export function regulationIndex(): string {
  const order = [...rules.keys()]
  const cited = ruleFiles.flatMap(({ file, ids }) =>
    ids.flatMap((id) => {
      const rule = rules.get(id)
      return rule ? [{ ...rule, id, file }] : []
    }),
  )
  const documents = [...new Set([...rules.values()].map(({ document }) => document))]
  const tables = documents.flatMap((document) => {
    const own = cited.filter((one) => one.document === document).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
    const groups = Map.groupBy(own, ({ article, file }) => `${article}\n${file}`)
    const lines = [...groups.values()].flatMap((group) => {
      const [first] = group
      return first ? [row(first.article, group.map(({ id }) => id).sort(), first.file)] : []
    })
    return own.length === 0 ? [] : [`### 《${document}》`, '', ...head, ...lines, '']
  })
  const open = [...questions].flatMap(([id, taken]) =>
    ruleFiles.filter(({ ids }) => ids.includes(id)).map(({ file }) => row(taken, [id], file)),
  )
  return [
    ...tables,
    '### Where the documents are silent or disagree',
    '',
    ...head.map((line) => line.replace('Article', 'What is taken')),
    ...open,
  ].join('\n')
}

export const indexBegins = '<!-- Written by `npx tsx test/write-regulation.ts` from the module comments of the rule files. -->'
