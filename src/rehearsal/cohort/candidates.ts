import type { Education } from '../../exam/rules/position-columns.ts'
import type { ListedPosition } from '../../exam/rules/position-table.ts'
import type { Chance } from './chance.ts'
import { interviewMarks, type WrittenMarks, writtenMarks } from './marks.ts'
import { compoundName, dottedName, rareCharacters, rareName, type Sex } from './names.ts'
import type { Person, PersonWish } from './people.ts'
import { agesAtGraduation, educationOrder, nearMajors, type Schooling, schooling, unrelatedMajors } from './schooling.ts'

/** What goes wrong with a candidate, if anything; stories.ts spreads them. */
export type Story =
  | 'plain'
  | 'registers_twice'
  | 'material_missing'
  | 'unfit'
  | 'borderline'
  | 'withdraws_before_exam'
  | 'absent'
  | 'cheats'
  | 'gives_up_after_shortlist'
  | 'fails_medical'
  | 'is_objected_to'

export type Unfitness = 'major' | 'age' | 'education' | 'degree' | 'not_fresh_graduate' | 'no_certificate' | 'not_local' | 'experience'

export type Material =
  | 'resident_id'
  | 'diploma'
  | 'degree_certificate'
  | 'qualification_certificate'
  | 'work_proof'
  | 'employer_consent'
  | 'household_register'

export type Candidate = Person & {
  readonly positionCode: string
  readonly schooling: Schooling
  readonly freshGraduate: boolean
  readonly yearsOfWork: number
  readonly employer: string | null
  readonly certificates: readonly string[]
  readonly email: string
  /** Why the candidate does not meet the post's conditions; none when he does. */
  readonly unfitness: Unfitness | null
  readonly materials: readonly Material[]
  /** Left out at first, handed in when the supplement notice names it. */
  readonly missing: Material | null
  readonly story: Story
  readonly written: WrittenMarks
  /** Of seven examiners. */
  readonly interview: readonly string[]
  readonly access: 'none' | 'wheelchair' | 'large_print'
}

export type CandidateWish = { readonly key: string; readonly position: ListedPosition; readonly story: Story; readonly special: number }

const employers = [
  '市第二中学',
  '镇赉县人民医院',
  '白城移动分公司',
  '洮南市政务服务中心',
  '大安市中医院',
  '长春某软件有限公司',
  '吉林银行白城分行',
  '乡镇卫生院',
]

/** The seven rare characters, a dotted and a compound name go to the first nine wishes by `special`; later ones get them now and then. */
function specialName(chance: Chance, special: number): PersonWish['name'] {
  const character = rareCharacters[special]
  if (character) return () => rareName(chance, character)
  if (special === rareCharacters.length) return (sex) => dottedName(chance, sex)
  if (special === rareCharacters.length + 1) return (sex, bornIn) => compoundName(chance, sex, bornIn)
  if (chance.in(1, 60)) return () => rareName(chance, chance.pick(rareCharacters))
  return chance.in(1, 150) ? (sex) => dottedName(chance, sex) : undefined
}

/** Someone who applies for the post and, unless the story says otherwise, meets each of its conditions on `onDate`. */
export function candidateFor(
  chance: Chance,
  newPerson: (wish: PersonWish) => Person,
  onDate: Temporal.PlainDate,
  wish: CandidateWish,
): Candidate {
  const { key, position, story } = wish
  const conditions = position.otherConditions
  const unfitness = story === 'unfit' ? chance.pick(possibleUnfitness(position)) : null
  const education = educationFor(chance, position.education, unfitness === 'education')
  const oldest = position.age.to ?? 35
  const mustBeFresh = conditions.includes('应届')
  const freshGraduate = unfitness === 'not_fresh_graduate' ? false : mustBeFresh || (!conditions.includes('工作经历') && chance.in(1, 3))
  const since = agesAtGraduation[education]
  const needsYears = conditions.includes('年以上') ? 3 : 0
  const age =
    unfitness === 'age'
      ? oldest + chance.between(2, 5)
      : freshGraduate
        ? since + chance.below(2)
        : Math.min(oldest - 1, since + needsYears + chance.between(1, 9))
  const sex: Sex | undefined = chance.in(position.category === 'E' || position.category === 'D' ? 7 : 5, 10) ? 'female' : 'male'
  const local = conditions.includes('户籍') ? unfitness !== 'not_local' : undefined
  const person = newPerson({ key, bornIn: [onDate.year - age, onDate.year - age], sex, local, name: specialName(chance, wish.special) })
  const graduatedIn = freshGraduate ? onDate.year : Math.min(onDate.year - 1 - needsYears, person.born.year + since + 1)
  const asked = position.majors.length === 0 ? '工商管理' : chance.pick(position.majors)
  const major =
    unfitness === 'major' ? chance.pick(unrelatedMajors) : story === 'borderline' ? (nearMajors[asked] ?? `${asked}（师范类）`) : asked
  const study = schooling(chance, education, major, graduatedIn, unfitness !== 'degree')
  const yearsOfWork = freshGraduate
    ? 0
    : unfitness === 'experience'
      ? 1
      : onDate.year - graduatedIn - (needsYears > 0 ? 0 : chance.below(2))
  const employer = yearsOfWork > 0 && chance.in(2, 3) ? chance.pick(employers) : null
  const certificates = certificatesFor(conditions).filter(() => unfitness !== 'no_certificate')
  const materials: Material[] = ['resident_id', 'diploma']
  if (study.degree) materials.push('degree_certificate')
  if (certificates.length > 0) materials.push('qualification_certificate')
  if (needsYears > 0) materials.push('work_proof')
  if (employer) materials.push('employer_consent')
  if (conditions.includes('户籍')) materials.push('household_register')
  return {
    ...person,
    positionCode: position.code,
    schooling: study,
    freshGraduate,
    yearsOfWork: Math.max(0, yearsOfWork),
    employer,
    certificates,
    email: `${key}@example.com`,
    unfitness,
    materials,
    missing: story === 'material_missing' ? chance.pick(materials.slice(1)) : null,
    story,
    written: writtenMarks(chance),
    interview: interviewMarks(chance),
    access: chance.weighted([
      ['none', 300],
      ['wheelchair', 1],
      ['large_print', 1],
    ]),
  }
}

function educationFor(chance: Chance, asked: Education, tooLow: boolean): Education {
  const at = educationOrder.indexOf(asked)
  const lower = educationOrder[Math.max(1, at - 1)] ?? 'vocational'
  if (tooLow) return lower
  const higher = educationOrder[at + 1]
  return higher && higher !== 'doctor' && chance.in(1, 5) ? higher : asked
}

const certificatesFor = (conditions: string): string[] => {
  if (conditions.includes('教师资格')) return ['高级中学教师资格证']
  return conditions.includes('执业资格') ? ['医师执业证书'] : []
}

function possibleUnfitness(position: ListedPosition): Unfitness[] {
  const conditions = position.otherConditions
  const possible: Unfitness[] = ['education']
  if (position.majors.length > 0) possible.push('major', 'major')
  if (position.age.to !== null && !conditions.includes('应届')) possible.push('age')
  if (position.degree) possible.push('degree')
  if (conditions.includes('应届')) possible.push('not_fresh_graduate')
  if (certificatesFor(conditions).length > 0) possible.push('no_certificate')
  if (conditions.includes('户籍')) possible.push('not_local')
  if (conditions.includes('工作经历')) possible.push('experience')
  return possible
}
