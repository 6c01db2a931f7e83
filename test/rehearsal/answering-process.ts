import { takeOrders } from '../../src/rehearsal/ordered-process.ts'

/** Says back what it was told; ends at once or runs in a circle where it is told to, and may fail at its end. */
let atTheEnd = ''
takeOrders(
  async (order) => {
    const { say, fail, end, later, circle } = Object(order)
    while (circle);
    if (fail) throw new Error(fail)
    if (end !== undefined) process.exit(end)
    atTheEnd = later ?? ''
    return say
  },
  async () => {
    if (atTheEnd) throw new Error(atTheEnd)
  },
)
