export type PlanOfRoom = { readonly columns: number; readonly taken: number; readonly seat: number; readonly title: string }

const step = 36
const name = 'http://www.w3.org/2000/svg'

/** The room as the browser itself computed it, front at the top; the seats stand as the draw numbers them, the one asked for marked. */
export function roomPlan({ columns, taken, seat, title }: PlanOfRoom): SVGElement {
  const rows = Math.ceil(taken / columns)
  const plan = make('svg', { viewBox: `0 0 ${columns * step} ${rows * step}`, width: columns * step, role: 'img', class: 'picture' })
  const caption = make('title', {})
  caption.textContent = title
  plan.append(caption)
  for (let number = 1; number <= taken; number++) {
    const [row, column] = [Math.floor((number - 1) / columns), (number - 1) % columns]
    const own = number === seat
    const [x, y] = [column * step, row * step]
    const place = make('g', { class: own ? 'seat marked' : 'seat' })
    const text = make('text', { x: x + step / 2, y: y + step / 2 + 5, 'text-anchor': 'middle', class: 'seat-number' })
    text.textContent = String(number)
    place.append(make('rect', { x: x + 2, y: y + 2, width: step - 4, height: step - 4, rx: 3 }), text)
    plan.append(place)
  }
  return plan
}

function make(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(name, tag)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}
