import type { Context } from 'hono'
import { photoLimits, scanLimits } from '../files/accept-image.ts'
import type { Env } from '../http/env.ts'
import { formKey, shownProblems } from '../http/show.tsx'
import { Button, ButtonLink, Buttons } from '../web/components/button.tsx'
import { Select } from '../web/components/choice.tsx'
import { Facts } from '../web/components/facts.tsx'
import { FileField } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { DataBlock } from '../web/components/proof.tsx'
import { State } from '../web/components/state.tsx'
import type { View } from '../web/locale.ts'
import { FaceOutline } from './face-outline.tsx'
import { type Loaded, pathOf } from './own-application.tsx'
import type { DocumentKind } from './rules/documents.ts'
import { documentNames, uploadWords, registrationWords as words } from './words.ts'

type MaterialsProps = { view: View; c: Context<Env>; loaded: Loaded; kind: 'photo' | 'papers'; number: number }

/** The step of the photograph, and that of the papers: what is there, the form to upload with, and for the page's script how to do it better. */
export function Materials({ view: v, c, loaded, kind, number }: MaterialsProps) {
  const { application } = loaded
  const problems = shownProblems(c.get('problem'))
  const asked = application.documentsAsked
  const held = (one: DocumentKind) => application.documents.some((document) => document.kind === one)
  const onwards = kind === 'photo' ? pathOf(c, `/form/${number + 1}`) : pathOf(c, '/confirm')
  const limits = kind === 'photo' ? photoLimits : scanLimits
  return (
    <>
      <p>{v.t(kind === 'photo' ? words.photoHint : words.papersHint)}</p>
      {kind === 'photo' && application.photo && (
        <img class="photo" src={pathOf(c, '/photo')} alt={v.t(words.photo)} width="120" height="168" />
      )}
      {kind === 'photo' && application.photoPlain === false && (
        <Notice kind="attention" title={v.t(words.photoNotPlain)}>
          {v.t(words.photoNotPlainHint)}
        </Notice>
      )}
      {kind === 'papers' && (
        <Facts
          facts={asked.map((one) => [
            v.t(documentNames[one]),
            <State kind={held(one) ? 'good' : 'quiet'}>{v.t(held(one) ? words.uploaded : words.notUploaded)}</State>,
          ])}
        />
      )}
      <Form
        id="material"
        action={pathOf(c, '/materials')}
        idempotencyKey={formKey(c)}
        hidden={{ step: number, ...(kind === 'photo' ? { kind: 'photo' } : {}) }}
        upload
      >
        {kind === 'papers' && (
          <Select
            view={v}
            name="kind"
            label={v.t(words.paperKind)}
            problems={problems}
            options={[...asked, 'other' as const].map((one) => ({ value: one, label: v.t(documentNames[one]) }))}
          />
        )}
        <FileField
          view={v}
          name="file"
          label={v.t(kind === 'photo' ? words.photo : words.paperFile)}
          accept="image/jpeg,image/png"
          types="JPG、PNG"
          size={kind === 'photo' ? '2 MB' : '4 MB'}
          problems={problems}
        />
        {kind === 'photo' && <PhotoEditor view={v} />}
        <p id="material-news" role="status" />
        <div id="material-progress" class="progress" hidden>
          <progress max="1" value="0" aria-label={v.t(uploadWords.sending)} />
        </div>
        <Button kind={kind === 'photo' && !application.photo ? 'primary' : 'secondary'}>{v.t(words.upload)}</Button>
      </Form>
      {(kind === 'papers' || application.photo) && (
        <Buttons>
          <ButtonLink kind="primary" href={onwards}>
            {v.t(kind === 'papers' ? words.toConfirm : words.saveNext)}
          </ButtonLink>
        </Buttons>
      )}
      <DataBlock
        id="material-data"
        value={{
          uploads: `/api/exams/${loaded.exam.id}/applications/${application.applicationId}/uploads`,
          next: pathOf(c, `/form/${number}`),
          limit: limits.bytes,
          side: limits.side,
          words: Object.fromEntries(Object.entries(uploadWords).map(([name, text]) => [name, v.t(text)])),
        }}
      />
    </>
  )
}

/** Shown by the page's script once a picture has been chosen. */
const PhotoEditor = ({ view: v }: { view: View }) => (
  <div id="photo-editor" class="photo-editor" hidden>
    <p class="hint" id="photo-keys">
      {v.t(uploadWords.howTo)}
    </p>
    <div
      id="photo-frame"
      class="photo-frame"
      tabindex={0}
      role="application"
      aria-label={v.t(uploadWords.frame)}
      aria-describedby="photo-keys"
    >
      <canvas id="photo-canvas" width="500" height="700" />
      <FaceOutline />
    </div>
    <fieldset class="photo-controls">
      <legend class="sr-only">{v.t(uploadWords.controls)}</legend>
      {(['left', 'right', 'up', 'down', 'larger', 'smaller'] as const).map((act) => (
        <button type="button" class="button secondary" data-frame={act}>
          {v.t(uploadWords[act])}
        </button>
      ))}
    </fieldset>
    <div class="field">
      <label for="photo-zoom">{v.t(uploadWords.zoom)}</label>
      <input id="photo-zoom" type="range" min="100" max="300" value="100" />
    </div>
  </div>
)
