//! What comes back from the world.

use super::{CODE_MS, DOWNLOAD_MS, Local, PadFor, Page, PaperState, ShownCode};
use crate::chamber::Refusal;
use crate::chamber::command::{Command, PinRole};
use crate::kiosk::effect::{Done, Effect, Exported, News};
use crate::kiosk::scene::Scene;
use crate::kiosk::words::both;
use crate::text;
use crate::wire::down::Text;

impl Local {
    /// Takes an answer; it may ask for more.
    pub fn news(&mut self, news: News, scene: Scene) -> Vec<Effect> {
        let now = scene.now.mono_ms;
        match news {
            News::Answer { result: Ok(()), done } => {
                self.busy = None;
                for _ in 0..done.close {
                    self.pages.pop();
                }
                if let Some(text) = done.say {
                    self.say(text, now);
                }
                if let (Some(said), Some(act)) = (self.said.as_mut(), done.act) {
                    let seconds = scene.session().map_or(0, |s| s.plan.rules.undo_seconds.value);
                    said.act = Some(act);
                    said.until = now + (u64::from(seconds) + 1) * 1000;
                }
            }
            News::Answer { result: Err(why), done: _ } => {
                self.busy = None;
                // A question that was refused is no longer one; a list or a choice stays.
                if matches!(self.page(), Some(Page::Confirm(_))) {
                    self.pages.pop();
                }
                self.refused(&why, now);
            }
            News::PinChecked(Some(role)) => {
                self.busy = None;
                self.pad.right();
                self.pages.clear();
                self.who = Some(role);
                self.touched = now;
            }
            News::PinChecked(None) => {
                self.busy = None;
                self.pad.wrong(now);
            }
            News::PinHashed { role, result: Ok(hash) } => {
                self.pad.right();
                let change = matches!(self.page(), Some(Page::Pin(PadFor::Change(_))));
                let say = Some(both(|w| w.pin_set(role).to_owned()));
                let done = Done { say, close: usize::from(change), ..Done::default() };
                return self.ask(scene, vec![Command::SetPin { role, hash }], done);
            }
            News::PinHashed { role: _, result: Err(why) } => {
                self.busy = None;
                self.pad.refused(why);
            }
            News::Folders(folders) => self.folders = folders,
            News::Imported(Ok(())) => {
                self.busy = None;
                self.mistakes = None;
                self.pages.clear();
                self.left_result = None;
                self.say(both(|w| w.imported().to_owned()), now);
            }
            News::Imported(Err(why)) => {
                self.busy = None;
                self.mistakes = Some(why);
            }
            News::Code { holder, result: Ok(code) } => {
                self.busy = None;
                self.code = Some(ShownCode { code, holder: Some(holder), until: now + CODE_MS });
                self.open(Page::Code);
            }
            News::Code { holder: _, result: Err(why) } => {
                self.busy = None;
                self.refused(&why, now);
            }
            News::Exported(Ok(Exported::Folder { files })) => {
                self.busy = None;
                self.pages.pop();
                self.say(both(|w| w.exported(files)), now);
            }
            News::Exported(Ok(Exported::Download { code, files: _ })) => {
                self.busy = None;
                self.download = Some(ShownCode { code, holder: None, until: now + DOWNLOAD_MS });
                if self.page() == Some(&Page::ExportWhere) {
                    self.pages.pop();
                }
                self.open(Page::Download);
            }
            News::Exported(Err(why)) | News::BackedUp(Err(why)) => {
                self.busy = None;
                self.say(Text { vi: why.clone(), en: why }, now);
            }
            News::BackedUp(Ok(path)) => {
                self.busy = None;
                self.pages.pop();
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                self.say(both(|w| w.backed_up(&name)), now);
            }
            News::Page { document, page, there } => {
                if self.page() == Some(&Page::Paper { document, page }) {
                    self.paper = if there { PaperState::There } else { PaperState::Failed };
                }
            }
        }
        Vec::new()
    }

    fn refused(&mut self, why: &Refusal, mono_ms: u64) {
        let desk = self.who == Some(PinRole::Secretary);
        let text = match why {
            Refusal::NotAllowed if desk => both(|w| w.chair_only().to_owned()),
            why => text::refusal(why),
        };
        self.say(text, mono_ms);
    }
}
