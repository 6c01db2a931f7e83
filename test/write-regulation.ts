import { readFileSync, writeFileSync } from 'node:fs'
import { indexBegins, regulationIndex } from './regulation-index.ts'

/** Writes the index of REGULATION.md anew; what stands above it is written by hand. */
const [byHand = ''] = readFileSync('REGULATION.md', 'utf8').split(indexBegins)
writeFileSync('REGULATION.md', `${byHand}${indexBegins}\n\n${regulationIndex()}\n`)
