//! What every asker of a batch is told, after its commit or its failure.

use super::Engine;
use crate::chamber::Refusal;
use crate::chamber::ids::{DeviceId, RequestId};
use crate::hub::{Asker, Step};
use crate::journal::{Commit, NewLeaf};
use crate::link::Delivery;
use crate::runtime::receipts;
use crate::text;
use crate::wire::VERSION;
use crate::wire::down::{Answer, Message};
use crate::wire::topic::Topic;

impl Engine {
    pub(super) fn answer(
        &mut self,
        steps: Vec<Step>,
        commit: Option<&Commit>,
        leaves: &[NewLeaf],
        size: u64,
    ) {
        let key = self.journal.public_key();
        let head = commit.map(|c| receipts::head(&c.head, &key));
        for step in steps {
            match step {
                Step::Accepted { index, entry: _, asker } => match asker {
                    Asker::Local { ticket } => self.reply(ticket, Ok(())),
                    Asker::Device { device, req } => {
                        let leaf = leaves.get(usize::try_from(index - size).unwrap_or(usize::MAX));
                        let proof = commit.and_then(|c| self.journal.proof_under(index, &c.head));
                        if let (Some(leaf), Some(proof), Some(head)) = (leaf, proof, &head) {
                            let answer = receipts::receipt(req, &leaf.bytes, &proof, head);
                            self.send(&device, &answer);
                        }
                    }
                },
                Step::Already { asker } => match asker {
                    Asker::Local { ticket } => self.reply(ticket, Ok(())),
                    Asker::Device { .. } => {}
                },
                Step::Repeated { index, asker } => match asker {
                    Asker::Local { ticket } => self.reply(ticket, Ok(())),
                    Asker::Device { device, req } => self.repeat(&device, req, index),
                },
                Step::Refused { why, asker } => self.refuse(why, asker),
                Step::Unreadable { device, why } => {
                    let message =
                        Message { v: VERSION, at: self.clock.now().utc_ms, text: text::refusal(&why) };
                    if let (Some(link), Ok(bytes)) = (&self.link, serde_json::to_vec(&message)) {
                        let topic = Topic::DownMessage(device).name(self.hub.room());
                        link.publish(&topic, bytes, Delivery::AtLeastOnce);
                    }
                }
            }
        }
    }

    /// The commit failed: nobody of the batch is told that anything was recorded.
    pub(super) fn answer_failed(&mut self, steps: Vec<Step>, size: u64) {
        for step in steps {
            match step {
                Step::Repeated { index, asker } if index < size => {
                    self.answer(vec![Step::Repeated { index, asker }], None, &[], size);
                }
                Step::Accepted { asker, .. }
                | Step::Already { asker }
                | Step::Repeated { asker, .. }
                | Step::Refused { asker, .. } => match asker {
                    Asker::Local { ticket } => self.reply(ticket, Err(Refusal::NotRecorded)),
                    Asker::Device { device, req } => {
                        let text = text::refusal(&Refusal::NotRecorded);
                        self.send(&device, &Answer::NotRecorded { v: VERSION, req, text });
                    }
                },
                Step::Unreadable { device, why } => {
                    self.answer(vec![Step::Unreadable { device, why }], None, &[], size);
                }
            }
        }
    }

    fn refuse(&mut self, why: Refusal, asker: Asker) {
        match asker {
            Asker::Local { ticket } => self.reply(ticket, Err(why)),
            Asker::Device { device, req } => {
                let text = text::refusal(&why);
                self.send(&device, &Answer::Refused { v: VERSION, req, why, text });
            }
        }
    }

    fn repeat(&self, device: &DeviceId, req: RequestId, index: u64) {
        let key = self.journal.public_key();
        match (self.journal.leaf(index), self.journal.proof(index)) {
            (Ok(Some(leaf)), Ok(Some(proof))) => {
                let head = receipts::head(&proof.head, &key);
                self.send(device, &receipts::receipt(req, &leaf, &proof, &head));
            }
            (Ok(_), Ok(_)) => tracing::error!(index, "a repeated request without its leaf"),
            (Err(error), _) | (_, Err(error)) => tracing::error!(%error, "the journal cannot be read"),
        }
    }

    fn reply(&mut self, ticket: u64, result: Result<(), Refusal>) {
        if let Some(reply) = self.replies.remove(&ticket) {
            // The asker may have gone; what was recorded stays recorded.
            let _ = reply.send(result);
        }
    }

    fn send(&self, device: &DeviceId, answer: &Answer) {
        let Some(link) = &self.link else { return };
        match serde_json::to_vec(answer) {
            Ok(bytes) => {
                let topic = Topic::DownReceipt(device.clone()).name(self.hub.room());
                link.publish(&topic, bytes, Delivery::AtLeastOnce);
            }
            Err(error) => tracing::error!(%error, "an answer that cannot be written"),
        }
    }
}
