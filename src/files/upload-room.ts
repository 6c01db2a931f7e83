/** What bodies of uploads may take up in this process at once. A slow line holds what has come of its body, not what it announced. */
export type UploadRoom = { readonly enter: (who: string) => UploadHold | undefined }

/** One body on its way: `take` asks for so many bytes more, `give` gives some back, `release` all of them, and may be called twice. */
export type UploadHold = {
  readonly take: (bytes: number) => boolean
  readonly give: (bytes: number) => void
  readonly release: () => void
}

export function boundedRoom({ bytes, each }: { readonly bytes: number; readonly each: number }): UploadRoom {
  let taken = 0
  const inside = new Map<string, number>()
  return {
    /** Undefined for somebody who sends as much at once as one person may. */
    enter: (who) => {
      const own = inside.get(who) ?? 0
      if (own >= each) return undefined
      inside.set(who, own + 1)
      let held = 0
      let open = true
      return {
        take: (more) => {
          if (!open || taken + more > bytes) return false
          taken += more
          held += more
          return true
        },
        give: (fewer) => {
          const given = Math.min(fewer, held)
          taken -= given
          held -= given
        },
        release: () => {
          if (!open) return
          open = false
          taken -= held
          held = 0
          const left = (inside.get(who) ?? 1) - 1
          if (left > 0) inside.set(who, left)
          else inside.delete(who)
        },
      }
    },
  }
}

/** One room for all uploads of this process: some thirty whole papers, or hundreds that arrive piece by piece. */
export const uploadRoom: UploadRoom = boundedRoom({ bytes: 96 * 1024 * 1024, each: 3 })
