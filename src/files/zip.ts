import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { accept, type Result, refuse } from '../foundation/result.ts'

export type ZipLimits = { readonly entries: number; readonly unpackedBytes: number }
export type ZipEntry = { readonly name: string; readonly content: Uint8Array }
export type ZipRefusal = 'zip_unreadable' | 'zip_unpacks_too_large'

const endRecord = 0x06054b50
const centralRecord = 0x02014b50
const localRecord = 0x04034b50
const endRecordBytes = 22

/**
 * Unpacks an archive within limits. The sizes an archive states are not believed: each entry is inflated with what is left of the
 * budget as its cap, and only entries of the central directory count, so that a second, hidden directory unpacks nothing.
 */
export function readZip(bytes: Uint8Array, limits: ZipLimits): Result<ZipEntry[], ZipRefusal> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfCentralDirectory(data)
  if (end === undefined) return refuse('zip_unreadable')
  const count = data.readUInt16LE(end + 10)
  if (count > limits.entries) return refuse('zip_unpacks_too_large', { entries: count, limit: limits.entries })
  const entries: ZipEntry[] = []
  let left = limits.unpackedBytes
  try {
    for (let at = data.readUInt32LE(end + 16), i = 0; i < count; i++) {
      if (data.readUInt32LE(at) !== centralRecord) return refuse('zip_unreadable')
      const nameLength = data.readUInt16LE(at + 28)
      const name = data.toString('utf8', at + 46, at + 46 + nameLength)
      const encrypted = (data.readUInt16LE(at + 8) & 1) === 1
      const packed = packedContent(data, data.readUInt32LE(at + 42), data.readUInt32LE(at + 20))
      if (encrypted || !packed) return refuse('zip_unreadable')
      const content = unpack(packed, data.readUInt16LE(at + 10), left)
      if (content === 'too_large') return refuse('zip_unpacks_too_large', { limit: limits.unpackedBytes })
      if (content === 'unreadable') return refuse('zip_unreadable')
      left -= content.length
      entries.push({ name, content })
      at += 46 + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32)
    }
  } catch (error) {
    if (error instanceof RangeError) return refuse('zip_unreadable')
    throw error
  }
  return accept(entries)
}

function endOfCentralDirectory(data: Buffer): number | undefined {
  const earliest = Math.max(0, data.length - endRecordBytes - 0xffff)
  for (let at = data.length - endRecordBytes; at >= earliest; at--) if (data.readUInt32LE(at) === endRecord) return at
  return undefined
}

function packedContent(data: Buffer, at: number, length: number): Buffer | undefined {
  if (data.readUInt32LE(at) !== localRecord) return undefined
  const start = at + 30 + data.readUInt16LE(at + 26) + data.readUInt16LE(at + 28)
  return start + length <= data.length ? data.subarray(start, start + length) : undefined
}

function unpack(packed: Buffer, method: number, cap: number): Buffer | 'too_large' | 'unreadable' {
  if (method === 0) return packed.length > cap ? 'too_large' : packed
  if (method !== 8) return 'unreadable'
  if (cap === 0) return 'too_large'
  try {
    return inflateRawSync(packed, { maxOutputLength: cap })
  } catch (error) {
    return error instanceof RangeError ? 'too_large' : 'unreadable'
  }
}

/** An archive of deflated entries dated 1980-01-01, so that the same entries give the same bytes. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const packed = deflateRawSync(content)
    const nameBytes = Buffer.from(name, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(0x0021, 8)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    bodies.push(signed(localRecord), common, nameBytes, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(signed(centralRecord), Buffer.from([20, 0]), common, tail, nameBytes)
    offset += 4 + common.length + nameBytes.length + packed.length
  }
  const directoryBytes = Buffer.concat(directory)
  const end = Buffer.alloc(endRecordBytes)
  end.writeUInt32LE(endRecord, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directoryBytes.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...bodies, directoryBytes, end]))
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(signature)
  return bytes
}
