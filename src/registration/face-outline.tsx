/** Where head and shoulders belong in a photograph of 5 to 7; drawn over it for the candidate who moves it and for the reviewer who looks. */
export const FaceOutline = () => (
  <svg class="face-outline" viewBox="0 0 500 700" aria-hidden="true">
    <path
      d="M0 0H500V700H0Z M250 110C160 110 128 190 134 280C140 380 190 470 250 470C310 470 360 380 366 280C372 190 340 110 250 110Z"
      class="shade"
    />
    <path
      d="M250 110C160 110 128 190 134 280C140 380 190 470 250 470C310 470 360 380 366 280C372 190 340 110 250 110Z M188 455C186 520 60 530 20 700 M312 455C314 520 440 530 480 700"
      class="line"
    />
    <path d="M120 290H380 M250 80V500" class="cross" />
  </svg>
)
