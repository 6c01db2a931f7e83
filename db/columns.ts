import { customType } from 'drizzle-orm/pg-core'
import { storedText } from '../src/foundation/clock.ts'

/**
 * Columns in the domain's own types. PostgreSQL keeps microseconds: an instant is cut there, never rounded, so that nothing is stored
 * later than it happened.
 */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamptz',
  toDriver: storedText,
  fromDriver: (text) => Temporal.Instant.from(text),
})

export const plainDate = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => 'date',
  toDriver: (value) => value.toString(),
  fromDriver: (text) => Temporal.PlainDate.from(text),
})

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: (value) => value,
  fromDriver: (value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
})

/** An exact decimal as text, with the places it was stored with; `parseScore` reads it. */
export const decimal = customType<{ data: string; driverData: string }>({
  dataType: () => 'numeric',
  toDriver: (value) => value,
  fromDriver: (value) => value,
})
