import type { Child } from 'hono/jsx'
import { formatNumber } from '../format.tsx'
import type { View } from '../locale.ts'
import { words } from '../words.ts'
import type { Option } from './choice.tsx'
import { useSentToPage } from './sent-form.tsx'

export type Column<Row> = {
  readonly key: string
  readonly head: string
  readonly cell: (row: Row) => Child
  /** Right-aligned, tabular figures. */
  readonly numeric?: boolean | undefined
  /** The cell that names the row. */
  readonly names?: boolean | undefined
  /** A field in the filter row, sent by GET under `key`. */
  readonly filter?: 'text' | readonly Option[] | undefined
}

type TableProps<Row> = {
  readonly view: View
  /** Says what the table is about; also the name of its scrolling region. */
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** Where the filter row sends, and what it was sent: needed when a column has a filter. */
  readonly filter?: { readonly action: string; readonly values: Readonly<Record<string, string | undefined>> } | undefined
  /** A tick box before each row, part of the form with this id. */
  readonly select?:
    | { readonly form: string; readonly name: string; readonly value: (row: Row) => string; readonly label: (row: Row) => string }
    | undefined
  /** Rows become blocks on a phone, for candidates and the public; else the table scrolls in its own region. */
  readonly stacked?: boolean | undefined
  /** All rows there are, when the page shows some of them. */
  readonly total?: number | undefined
  /** Said instead of rows when there are none. */
  readonly empty?: Child
  /** A row of sums. */
  readonly foot?: Readonly<Record<string, Child>> | undefined
}

/** A dense table: caption, filter row, tick boxes, sums. */
export function Table<Row>(props: TableProps<Row>) {
  const { view, caption, columns, rows, filter, select, stacked, total, empty, foot } = props
  const ticked = useSentToPage()
  const id = `table-${columns.map(({ key }) => key).join('-')}`
  // A phone shows a stacked table's rows as blocks, which would take their meaning from whoever hears them.
  const role = (name: 'table' | 'rowgroup' | 'row') => (stacked ? name : undefined)
  const filtered = filter !== undefined && columns.some((column) => column.filter !== undefined)
  return (
    <div class={stacked ? 'table stacked' : 'table'}>
      {filtered && <FilterForm view={view} id={`${id}-filter`} action={filter.action} />}
      <section class="table-scroll" aria-label={caption} tabindex={0}>
        <table role={role('table')}>
          <caption>
            {caption} <span class="table-count">{view.t(words.rows, { n: formatNumber(view, total ?? rows.length) })}</span>
          </caption>
          <thead>
            <tr>
              {select && (
                <th scope="col" class="tick">
                  <span class="sr-only">{view.t(words.selectRow)}</span>
                </th>
              )}
              {columns.map(({ head, numeric }) => (
                <th scope="col" class={numeric ? 'numeric' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
            {filtered && (
              <tr class="filters">
                {select && <td class="tick" />}
                {columns.map((column) => (
                  <td>
                    <Filter view={view} column={column} form={`${id}-filter`} value={filter.values[column.key]} />
                  </td>
                ))}
              </tr>
            )}
          </thead>
          <tbody role={role('rowgroup')}>
            {rows.length === 0 && (
              <tr role={role('row')}>
                <td role={stacked ? 'cell' : undefined} class="nothing" colspan={columns.length + (select ? 1 : 0)}>
                  {empty ?? view.t(words.nothing)}
                </td>
              </tr>
            )}
            {rows.map((row) => (
              <tr role={role('row')}>
                {select && (
                  <td class="tick">
                    <input
                      type="checkbox"
                      name={select.name}
                      value={select.value(row)}
                      form={select.form}
                      checked={ticked?.all(select.name).includes(select.value(row))}
                      aria-label={`${view.t(words.selectRow)} ${select.label(row)}`}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <Cell column={column} row={row} stacked={stacked} />
                ))}
              </tr>
            ))}
          </tbody>
          {foot && (
            <tfoot role={role('rowgroup')}>
              <tr role={role('row')}>
                {select && <td class="tick" />}
                {columns.map(({ key, numeric, head }) => (
                  <td role={stacked ? 'cell' : undefined} class={numeric ? 'numeric' : undefined} data-label={head}>
                    {foot[key]}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
    </div>
  )
}

function Cell<Row>({ column, row, stacked }: { column: Column<Row>; row: Row; stacked: boolean | undefined }) {
  const content = column.cell(row)
  const kind = column.numeric ? 'numeric' : undefined
  return column.names ? (
    <th scope="row" role={stacked ? 'rowheader' : undefined} class={kind} data-label={column.head}>
      {content}
    </th>
  ) : (
    <td role={stacked ? 'cell' : undefined} class={kind} data-label={column.head}>
      {content}
    </td>
  )
}

const FilterForm = ({ view, id, action }: { view: View; id: string; action: string }) => (
  <form id={id} class="filter-form" method="get" action={action} aria-label={view.t(words.filter)}>
    <button type="submit" class="button secondary small">
      {view.t(words.filter)}
    </button>
    <a class="button quiet small" href={action}>
      {view.t(words.clearFilter)}
    </a>
  </form>
)

function Filter<Row>({ view, column, form, value }: { view: View; column: Column<Row>; form: string; value: string | undefined }) {
  if (column.filter === undefined) return null
  const label = view.t(words.filterBy, { name: column.head })
  if (column.filter === 'text')
    return <input class="input" type="search" size={8} name={column.key} form={form} value={value} aria-label={label} autocomplete="off" />
  return (
    <select class="input" name={column.key} form={form} aria-label={label}>
      <option value="">{view.t(words.all)}</option>
      {column.filter.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
