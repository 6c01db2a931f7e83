import { Table } from '../web/components/table.tsx'
import type { View } from '../web/locale.ts'
import type { Position } from './records.ts'
import { classNames, educationNames, gradeWords, examWords as words } from './words.ts'

const share = (weight: string) => weight.replace(/0+$/, '').replace(/\.$/, '')

/** The posts of a notice, for the office and for the public. */
export function PositionTable({
  view: v,
  positions,
  stacked,
  counts,
}: {
  view: View
  positions: readonly Position[]
  stacked?: boolean
  counts?: ReadonlyMap<string, number> | undefined
}) {
  const name = (names: Readonly<Record<string | number, { zh: string; en: string }>>, key: string | number | null) => {
    const found = key === null ? undefined : names[key]
    return found ? v.t(found) : ''
  }
  const age = ({ ageMin, ageMax }: Position) =>
    [ageMin === null ? '' : v.t(words.ageFrom, { n: ageMin }), ageMax === null ? '' : v.t(words.ageTo, { n: ageMax })].join(' ').trim()
  return (
    <Table
      view={v}
      caption={v.t(words.positionsTable)}
      stacked={stacked}
      rows={positions}
      columns={[
        { key: 'code', head: v.t(words.code), cell: (row) => row.code, names: true },
        { key: 'unit', head: v.t(words.unit), cell: (row) => row.unit },
        { key: 'post', head: v.t(words.post), cell: (row) => row.title },
        {
          key: 'class',
          head: v.t(words.class),
          cell: (row) => (row.grade === null ? name(classNames, row.class) : name(gradeWords, row.grade)),
        },
        { key: 'headcount', head: v.t(words.headcount), cell: (row) => row.headcount ?? '', numeric: true },
        ...(positions.some(({ places }) => places !== null)
          ? [{ key: 'places', head: v.t(words.places), cell: (row: Position) => row.places ?? '', numeric: true }]
          : []),
        { key: 'education', head: v.t(words.education), cell: (row) => name(educationNames, row.education) },
        { key: 'majors', head: v.t(words.majors), cell: (row) => row.majors ?? v.t(words.anyMajor) },
        { key: 'age', head: v.t(words.age), cell: age },
        { key: 'other', head: v.t(words.other), cell: (row) => row.other ?? '' },
        { key: 'subject', head: v.t(words.subject), cell: (row) => row.subject ?? v.t(words.exempt) },
        {
          key: 'weights',
          head: v.t(words.weights),
          cell: (row) => [row.writtenWeight, row.interviewWeight, row.practicalWeight].map(share).join(' : '),
        },
        ...(counts ? [{ key: 'applied', head: v.t(words.applied), cell: (row: Position) => counts.get(row.id) ?? 0, numeric: true }] : []),
      ]}
    />
  )
}
