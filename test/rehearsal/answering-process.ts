import { takeOrders } from '../../src/rehearsal/ordered-process.ts'

/** Says back what it was told; ends at once where it is told to, and may fail at its end. */
let atTheEnd = ''
takeOrders(
  async (order) => {
    const { say, fail, end, later } = Object(order)
    if (fail) throw new Error(fail)
    if (end !== undefined) process.exit(end)
    atTheEnd = later ?? ''
    return say
  },
  async () => {
    if (atTheEnd) throw new Error(atTheEnd)
  },
)
