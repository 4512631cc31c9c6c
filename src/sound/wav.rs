//! Sound as samples: reads and writes WAV, sets the volume, makes the chimes.

use super::cue::Chime;

/// Samples a second of our own sounds.
const RATE: u32 = 22_050;
/// The loudest sample of a chime, before the volume.
const LOUD: f64 = 20_000.0;
/// Seconds in which a note begins, so that it does not click.
const ATTACK: f64 = 0.012;
/// Seconds in which it dies away to a third.
const DECAY: f64 = 0.16;
/// Seconds in which its end is taken down to nothing.
const RELEASE: f64 = 0.03;

/// One channel of sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wav {
    /// Samples a second.
    pub rate: u32,
    pub samples: Vec<i16>,
}

impl Wav {
    /// Reads PCM with one channel and 16 bits, which is what `espeak-ng` writes. A length that was not known when the file
    /// was begun means: to the end. `None` for anything else.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        if bytes.get(..4)? != b"RIFF" || bytes.get(8..12)? != b"WAVE" {
            return None;
        }
        let (mut at, mut rate) = (12, None);
        loop {
            let name = bytes.get(at..at + 4)?;
            let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?);
            let body = &bytes[at + 8..];
            let length = usize::try_from(length).unwrap_or(usize::MAX).min(body.len());
            let body = &body[..length];
            match name {
                b"fmt " => {
                    let word = |at: usize| Some(u16::from_le_bytes(body.get(at..at + 2)?.try_into().ok()?));
                    if (word(0)?, word(2)?, word(14)?) != (1, 1, 16) {
                        return None;
                    }
                    rate = Some(u32::from_le_bytes(body.get(4..8)?.try_into().ok()?));
                }
                b"data" => {
                    let samples = body.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect();
                    return Some(Self { rate: rate.filter(|r| (4_000..=192_000).contains(r))?, samples });
                }
                _ => {}
            }
            // Chunks begin at even places.
            at += 8 + length + length % 2;
        }
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let data = u32::try_from(self.samples.len() * 2).unwrap_or(u32::MAX - 36);
        let mut out = Vec::with_capacity(44 + self.samples.len() * 2);
        out.extend(b"RIFF");
        out.extend((36 + data).to_le_bytes());
        out.extend(b"WAVEfmt ");
        out.extend(16_u32.to_le_bytes());
        out.extend([1, 0, 1, 0]);
        out.extend(self.rate.to_le_bytes());
        out.extend((self.rate * 2).to_le_bytes());
        out.extend([2, 0, 16, 0]);
        out.extend(b"data");
        out.extend(data.to_le_bytes());
        out.extend(self.samples.iter().flat_map(|sample| sample.to_le_bytes()));
        out
    }

    /// At `percent` of the full volume; steps sound even because the ear hears powers.
    #[must_use]
    pub fn at_volume(mut self, percent: u8) -> Self {
        let share = i64::from(percent.min(100)).pow(2);
        for sample in &mut self.samples {
            *sample = i16::try_from(i64::from(*sample) * share / 10_000).unwrap_or(0);
        }
        self
    }

    /// Milliseconds that it lasts.
    pub fn millis(&self) -> u64 {
        self.samples.len() as u64 * 1000 / u64::from(self.rate.max(1))
    }

    /// The loudest sample, 0 to 32768.
    pub fn peak(&self) -> u16 {
        self.samples.iter().map(|sample| sample.unsigned_abs()).max().unwrap_or(0)
    }

    /// A moment of silence, to learn whether anything can be played.
    pub fn silence() -> Self {
        Self { rate: RATE, samples: vec![0; RATE as usize / 20] }
    }
}

/// The chime, less than a second long.
pub fn chime(chime: Chime) -> Wav {
    // E5 and G5, a third that sounds friendly; C5 below them.
    let notes: &[(f64, f64)] = match chime {
        Chime::Called => &[(659.26, 0.28), (783.99, 0.5)],
        Chime::Warning => &[(783.99, 0.2), (783.99, 0.4)],
        Chime::TimeUp => &[(659.26, 0.28), (523.25, 0.6)],
    };
    Wav { rate: RATE, samples: notes.iter().flat_map(|(hertz, seconds)| note(*hertz, *seconds)).collect() }
}

/// A note with its octave, soft at the beginning and silent at the end.
fn note(hertz: f64, seconds: f64) -> impl Iterator<Item = i16> {
    let rate = f64::from(RATE);
    // Counted in whole samples, and no more than a u32 holds.
    let length = (seconds * rate) as u32;
    (0..length).map(move |at| {
        let (t, left) = (f64::from(at) / rate, f64::from(length - at) / rate);
        let shape = (t / ATTACK).min(1.0) * (-t / DECAY).exp() * (left / RELEASE).min(1.0);
        let turn = std::f64::consts::TAU * hertz * t;
        let wave = 0.8 * turn.sin() + 0.2 * (2.0 * turn).sin();
        (LOUD * shape * wave) as i16
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chimes_are_short_loud_enough_and_do_not_click() {
        for (name, begins) in [(Chime::Called, 659), (Chime::Warning, 784), (Chime::TimeUp, 659)] {
            let wav = chime(name);
            assert!((500..1000).contains(&wav.millis()), "{name:?}: {} ms", wav.millis());
            assert!((10_000..=20_000).contains(&wav.peak()), "{name:?}: {}", wav.peak());
            assert!(wav.samples[0].abs() < 50 && wav.samples[wav.samples.len() - 1].abs() < 200, "{name:?}");
            // No step between two samples is steeper than the wave itself: a click would be.
            let steepest =
                wav.samples.windows(2).map(|w| i32::from(w[1]) - i32::from(w[0])).map(i32::abs).max();
            assert!(steepest < Some(6_500), "{name:?}: {steepest:?}");
            // The first note, counted by how often it rises through nothing in a tenth of a second.
            let head = &wav.samples[..RATE as usize / 10];
            let rises = head.windows(2).filter(|w| w[0] < 0 && w[1] >= 0).count();
            assert!((rises * 10).abs_diff(begins) <= 15, "{name:?}: {rises}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let wav = chime(Chime::Called);
        assert_eq!(Wav::parse(&wav.bytes()), Some(wav.clone()));
        // A length that was not known, and a chunk before the data.
        let mut bytes = wav.bytes();
        bytes[40..44].copy_from_slice(&0x7fff_f000_u32.to_le_bytes());
        let odd = [&bytes[..36], b"LIST\x03\0\0\0abc\0", &bytes[36..]].concat();
        assert_eq!(Wav::parse(&odd), Some(wav));
    }

    #[test]
    fn what_is_no_sound_is_refused() {
        let wav = chime(Chime::Called).bytes();
        for length in [0, 3, 11, 12, 20, 30, 43] {
            assert_eq!(Wav::parse(&wav[..length]), None, "{length}");
        }
        let mut stereo = wav.clone();
        stereo[22] = 2;
        assert_eq!(Wav::parse(&stereo), None);
        let mut still = wav;
        still[24..28].fill(0);
        assert_eq!(Wav::parse(&still), None);
    }

    #[test]
    fn volume_goes_from_nothing_to_all() {
        let wav = chime(Chime::Called);
        let peaks: Vec<u16> = [0, 30, 70, 100].map(|v| wav.clone().at_volume(v).peak()).to_vec();
        assert_eq!(peaks[0], 0);
        assert!(peaks.is_sorted() && peaks[3] == wav.peak());
    }
}
