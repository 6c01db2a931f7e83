import type { Hono } from 'hono'
import { certificatePages } from './certificates/pages.tsx'
import { certificateEndpoints } from './certificates/routes.ts'
import { conductPages } from './conduct/pages.tsx'
import { conductEndpoints } from './conduct/routes.ts'
import { custodyPages } from './custody/pages.tsx'
import { custodyEndpoints } from './custody/routes.ts'
import { examPages } from './exam/pages.tsx'
import { examEndpoints } from './exam/routes.ts'
import { candidatePart } from './home/candidate-part.tsx'
import { officerPart } from './home/officer-part.tsx'
import { homePages } from './home/pages.tsx'
import type { Endpoint } from './http/endpoint.ts'
import type { Env } from './http/env.ts'
import type { HomePart } from './identity/my-pages.tsx'
import { identityPages } from './identity/pages.tsx'
import { identityEndpoints } from './identity/routes.ts'
import { interviewPages } from './interview/pages.tsx'
import { interviewEndpoints } from './interview/routes.ts'
import { logPages } from './log/pages.tsx'
import { logEndpoints } from './log/routes.ts'
import { markingPages } from './marking/pages.tsx'
import { markingEndpoints } from './marking/routes.ts'
import { operationsPages } from './operations/pages.tsx'
import { operationsEndpoints } from './operations/routes.ts'
import { publicityPages } from './publicity/pages.tsx'
import { publicityEndpoints } from './publicity/routes.ts'
import { qualificationPages } from './qualification/pages.tsx'
import { qualificationEndpoints } from './qualification/routes.ts'
import { registrationPages } from './registration/pages.tsx'
import { registrationEndpoints } from './registration/routes.ts'
import { seatingPages } from './seating/pages.tsx'
import { publicSeatingPages } from './seating/public-pages.tsx'
import { seatingEndpoints } from './seating/routes.ts'
import { selectionPages } from './selection/pages.tsx'
import { selectionEndpoints } from './selection/routes.ts'
import { shortlistingPages } from './shortlisting/pages.tsx'
import { shortlistingEndpoints } from './shortlisting/routes.ts'
import { sittingPages } from './sitting/pages.tsx'
import { sittingEndpoints } from './sitting/routes.ts'
import { staffingPages } from './staffing/pages.tsx'
import { preparationPages } from './staffing/preparation-page.tsx'
import { staffingEndpoints } from './staffing/routes.ts'

/** Every API endpoint and every page of the service, in the order of the examination. */
export const endpoints: readonly Endpoint[] = [
  ...logEndpoints,
  ...identityEndpoints,
  ...examEndpoints,
  ...conductEndpoints,
  ...publicityEndpoints,
  ...registrationEndpoints,
  ...qualificationEndpoints,
  ...seatingEndpoints,
  ...staffingEndpoints,
  ...custodyEndpoints,
  ...sittingEndpoints,
  ...markingEndpoints,
  ...shortlistingEndpoints,
  ...interviewEndpoints,
  ...selectionEndpoints,
  ...certificateEndpoints,
  ...operationsEndpoints,
]
/** What the stages show on a person's own page, in their order. */
const homeParts: readonly HomePart[] = [officerPart, candidatePart]
export const pages: readonly Hono<Env>[] = [
  logPages(),
  identityPages(homeParts),
  examPages(),
  conductPages(),
  publicityPages(),
  registrationPages(),
  qualificationPages(),
  seatingPages(),
  publicSeatingPages(),
  staffingPages(),
  preparationPages(),
  custodyPages(),
  sittingPages(),
  markingPages(),
  shortlistingPages(),
  interviewPages(),
  selectionPages(),
  certificatePages(),
  operationsPages(),
  homePages(),
]
