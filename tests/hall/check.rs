//! What must hold at the end of a discussion.

use super::play::{AGREED, Play, STEP, Waiting};
use crate::room::device::Device;
use nghitruong::chamber::{Actor, Command, Event, Phase};
use nghitruong::hub::changes::Changed;
use nghitruong::hub::entry::Cause;
use nghitruong::wire::snapshot::{Floor, Queue};
use std::collections::BTreeSet;

impl Play {
    /// Nobody begins anything any more; then everybody is answered and all screens show the same.
    pub fn quiet(&mut self) {
        self.calm = true;
        self.net.calm = true;
        self.inbox.retain(|w| matches!(w, Waiting::Up { .. }));
        if matches!(self.session().phase, Phase::Recess { .. }) {
            self.local(Command::EndRecess, Actor::Chair);
        }
        if let Some(next) = self.session().floor.next().map(|s| s.id.clone()) {
            self.local(Command::CallSpeaker { speech: next }, Actor::Chair);
        }
        for _ in 0..400 {
            self.pass(STEP);
            self.carry();
            self.batch(false);
        }
        assert!(self.net.is_empty() && self.devices.iter().all(Device::is_answered), "everybody is answered");
        let (floor, queue): (Floor, Queue) = (self.told(&Changed::Floor), self.told(&Changed::Queue));
        let now = self.session().corrected(self.kiosk.now.utc_ms);
        let elapsed = self.session().floor.clock().map(|c| c.elapsed(now) as i64);
        for screen in &self.screens {
            let shown = screen.floor.clone().expect("heard");
            assert_eq!(Floor { rev: floor.rev, epoch: floor.epoch, ..shown }, floor);
            let shown = screen.queue.clone().expect("heard");
            assert_eq!(Queue { rev: queue.rev, epoch: queue.epoch, ..shown }, queue);
            let spoken = screen.spoken(self.at);
            assert_eq!(spoken.is_some(), elapsed.is_some());
            let difference = spoken.zip(elapsed).map_or(0, |(a, b)| (a - b).abs());
            assert!(difference <= AGREED, "a screen is {difference} ms off");
        }
        for device in &self.devices {
            let Some(person) = &device.person else { continue };
            let state: nghitruong::wire::down::DeviceState = self.told(&Changed::Device(device.id.clone()));
            let own = (1..).zip(&queue.waiting).filter(|(_, line)| line.delegate.as_ref() == Some(person));
            let shown = state.waiting.iter().filter(|w| w.place > 0).map(|w| (w.place, w.speech.clone()));
            assert_eq!(
                shown.collect::<Vec<_>>(),
                own.map(|(n, l)| (n, l.speech.clone())).collect::<Vec<_>>()
            );
        }
        if let (Some(elapsed), Some(speech)) = (elapsed, self.session().floor.speaking()) {
            self.check_spoken(&speech.id, elapsed);
        }
    }

    /// Every request is in the log once, made one place in the queue, and has its one receipt.
    pub fn check_log(&mut self) {
        self.kiosk.restart();
        let mut seen = BTreeSet::new();
        let mut places = BTreeSet::new();
        for index in 0..self.kiosk.log.len() as u64 {
            let entry = self.kiosk.entry(index);
            let asked = entry.events.iter().filter_map(|event| match event {
                Event::SpeechRequested { speech, .. } => Some(speech.clone()),
                _ => None,
            });
            for speech in asked {
                assert!(places.insert(speech.clone()), "{speech} twice");
            }
            if let Cause::Device { device, req, .. } = &entry.cause {
                assert!(seen.insert((device.clone(), req.clone())), "{req} was recorded twice");
                let known = self.devices.iter().find(|d| d.id == *device).expect("a device");
                assert_eq!(known.receipts.get(req), Some(&index), "{req}");
                assert!(!known.refused.contains(req), "{req} was refused and recorded");
            }
        }
        let receipts: usize = self.devices.iter().map(|d| d.receipts.len()).sum();
        assert_eq!(receipts, seen.len(), "a receipt without a leaf");
    }
}
