/** What each printed page shows. Names of pictures are keys into the pictures handed to the printer. */
type Sheet = {
  /** Title of the file, as a reader's window shows it. */
  readonly title: string
  readonly issuer: string
  /** Printed in the foot line: when and by whom. */
  readonly printed: string
}

type SessionLine = { readonly subject: string; readonly date: string; readonly time: string; readonly latestEntry: string }

export type TemplateData = {
  'admission-ticket': Sheet & {
    readonly exam: string
    readonly issued: string
    readonly contact: string
    readonly rules: readonly string[]
    readonly tickets: readonly {
      readonly number: string
      readonly name: string
      readonly sex: string
      readonly idMasked: string
      readonly position: string
      readonly site: string
      readonly siteAddress: string
      readonly room: string
      readonly seat: string
      readonly photo: string
      readonly qr: string
      readonly sessions: readonly SessionLine[]
    }[]
  }
  'seat-labels': Sheet & {
    readonly site: string
    readonly room: string
    readonly labels: readonly {
      readonly seat: string
      readonly name: string
      readonly number: string
      readonly subject: string
      readonly room: string
    }[]
  }
  'door-list': Sheet & {
    readonly exam: string
    readonly site: string
    readonly room: string
    readonly place: string
    readonly session: string
    readonly rows: readonly { readonly seat: string; readonly name: string; readonly number: string }[]
  }
  'room-register': Sheet & {
    readonly exam: string
    readonly site: string
    readonly room: string
    readonly place: string
    readonly subject: string
    readonly session: string
    readonly rows: readonly {
      readonly seat: string
      readonly name: string
      readonly number: string
      readonly idMasked: string
      readonly photo: string | null
    }[]
    /** Seat numbers as the desks stand, from the lectern backwards; null is an empty place. */
    readonly chart: readonly (readonly (string | null)[])[]
  }
  /** Codes only: no field of this sheet can hold a person. */
  'score-sheet': Sheet & {
    readonly exam: string
    readonly subject: string
    readonly batch: string
    readonly place: string
    readonly rows: readonly {
      readonly code: string
      readonly first: string | null
      readonly second: string | null
      readonly third: string | null
      readonly settled: string | null
    }[]
  }
  /** Notices of posts and lists made public. */
  list: Sheet & {
    readonly heading: string
    readonly subheading: string | null
    readonly landscape: boolean
    readonly opening: readonly string[]
    readonly columns: readonly { readonly title: string; readonly share: number; readonly align: 'left' | 'center' | 'right' }[]
    readonly rows: readonly (readonly (string | null)[])[]
    readonly closing: readonly string[]
    readonly issued: string
  }
  'assessment-form': Sheet & {
    readonly heading: string
    readonly exam: string
    readonly contact: string
    readonly forms: readonly {
      readonly number: string
      readonly name: string
      readonly sex: string
      readonly born: string
      readonly startedWork: string
      readonly idNumber: string
      readonly unit: string
      readonly trade: string
      readonly grade: string
      readonly presentGrade: string | null
      readonly presentGradePassed: string | null
      readonly theory: string | null
      readonly practice: string | null
      readonly unitOpinion: string
      readonly conclusion: string
      readonly approval: string
      readonly photo: string
      readonly qr: string
    }[]
  }
  certificate: Sheet & {
    readonly heading: string
    readonly certificates: readonly {
      readonly number: string
      readonly name: string
      readonly sex: string
      readonly idNumber: string
      readonly field: string
      readonly statement: string
      readonly approvedOn: string
      readonly issued: string
      readonly photo: string
      readonly qr: string
    }[]
  }
  'personnel-register': Sheet & {
    readonly heading: string
    readonly exam: string
    readonly rows: readonly {
      readonly name: string
      readonly sex: string
      readonly idNumber: string
      readonly unit: string
      readonly trade: string
      readonly grade: string
      readonly theory: string | null
      readonly practice: string | null
      readonly number: string
    }[]
  }
}
export type Template = keyof TemplateData
