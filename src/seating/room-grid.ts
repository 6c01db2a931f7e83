/** Seats run from the front in rows: one person, one desk, single rows (R-ROOM-04). */
export const seatsIn = ({ capacity, columns }: { readonly capacity: number; readonly columns: number }) =>
  Array.from({ length: capacity }, (_, index) => ({
    number: index + 1,
    row: Math.floor(index / columns) + 1,
    column: (index % columns) + 1,
  }))
