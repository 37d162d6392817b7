// Two bell tones, made here: no file to load, nothing that can be missing.

const TONES = [
  { hertz: 880, at: 0 },
  { hertz: 659.3, at: 0.28 },
];
let audio;

export function isMute() {
  audio ??= new AudioContext();
  return audio.state !== "running";
}

/** Ring once; resolves when the last tone has faded. A mute browser waits as long. */
export function ring(seconds = 1.2) {
  if (!isMute()) for (const tone of TONES) strike(tone);
  else audio.resume();
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

function strike({ hertz, at }) {
  const start = audio.currentTime + at;
  const [tone, gain] = [audio.createOscillator(), audio.createGain()];
  tone.frequency.value = hertz;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.5, start + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
  tone.connect(gain).connect(audio.destination);
  tone.start(start);
  tone.stop(start + 1);
}
