import { checkCharacter } from '../../src/identity/rules/resident-id.ts'

/** A valid resident ID number nobody has. The sequence tells them apart; an odd one is a man's. */
export function idNumber(sequence: number, { birthDate = '1990-01-01', region = '140302' } = {}): string {
  const day = Temporal.PlainDate.from(birthDate).add({ days: Math.floor(sequence / 1000) })
  const first17 = `${region}${day.toString().replaceAll('-', '')}${String(sequence % 1000).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}
