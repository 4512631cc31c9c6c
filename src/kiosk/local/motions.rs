//! Motions that come up in the sitting: usual ones, parts, blocks, the tally board.

use super::{Local, Page, Question};
use crate::chamber::Session;
use crate::chamber::command::{Command, MotionDraft};
use crate::chamber::ids::{DelegateId, MotionId};
use crate::chamber::plan::{BoardRole, BoardSeat, Effect as Consequence};
use crate::chamber::rules::{Matter, VoteForm};
use crate::kiosk::effect::{Done, Effect};
use crate::kiosk::scene::Scene;
use crate::kiosk::words::{Words, both};
use crate::text::{self, Lang};

impl Local {
    /// A motion of the list of usual ones.
    pub(super) fn preset(&mut self, at: usize, session: &Session, scene: Scene) -> Vec<Effect> {
        let Some((title, _)) = Words::PRESETS.get(at) else { return Vec::new() };
        let effect = (at == Words::CLOSED_SITTING).then_some(Consequence::ClosedDoors);
        let matter = if at == Words::AMEND_AGENDA { Matter::Agenda } else { Matter::Procedural };
        self.add(draft((*title).to_owned(), matter, effect), session, scene)
    }

    /// An article that is voted on before its whole.
    pub(super) fn add_part(
        &mut self,
        whole: &MotionId,
        article: u32,
        session: &Session,
        scene: Scene,
    ) -> Vec<Effect> {
        let Some((_, motion)) = session.plan.motion(whole) else { return Vec::new() };
        let part = MotionDraft {
            short_title: format!("Điều {article}"),
            part_of: Some(whole.clone()),
            ..draft(format!("Điều {article}"), motion.matter, None)
        };
        self.add(part, session, scene)
    }

    /// The tally board is complete: its election is put to the vote.
    pub(super) fn board_done(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        let Some(Page::Board(members)) = self.page().cloned() else { return Vec::new() };
        let names: Vec<String> = members
            .iter()
            .enumerate()
            .filter_map(|(at, id)| {
                let d = session.plan.delegate(id)?;
                let role = text::board_role(board_role(at), Lang::Vi);
                Some(format!("{} {} ({role})", d.honorific.to_lowercase(), d.name))
            })
            .collect();
        let title = format!(
            "Bầu Ban kiểm phiếu gồm {} đại biểu: {}",
            text::padded(u32::try_from(names.len()).unwrap_or(u32::MAX)),
            names.join(", ")
        );
        let seats = members
            .into_iter()
            .enumerate()
            .map(|(at, delegate)| BoardSeat { delegate, role: board_role(at) })
            .collect();
        let board = MotionDraft {
            short_title: "Ban kiểm phiếu".to_owned(),
            ..draft(title, Matter::Procedural, Some(Consequence::TallyBoard { members: seats }))
        };
        self.add(board, session, scene)
    }

    fn add(&mut self, motion: MotionDraft, session: &Session, scene: Scene) -> Vec<Effect> {
        let Some(item) = session.agenda.current().cloned() else { return Vec::new() };
        let say = Some(both(|w| w.motion_added().to_owned()));
        let add = Command::AddMotion { item, motion: Box::new(motion) };
        // The list of motions is what is to be seen then.
        let close = self.pages.iter().rev().take_while(|p| !matches!(p, Page::Motions(_))).count();
        self.ask(scene, vec![add], Done { say, close, ..Done::default() })
    }

    /// The form was chosen: on to the confirm page.
    pub(super) fn form(&mut self, form: VoteForm) -> Vec<Effect> {
        let question = match self.page().cloned() {
            Some(Page::Motions(Some(motion))) => Question::OpenVote { motions: vec![motion], form },
            Some(Page::HowToVote(motions)) => Question::OpenVote { motions, form },
            Some(Page::Forms(vote)) => Question::Change { vote, form },
            Some(_) | None => return Vec::new(),
        };
        self.open(Page::Confirm(question))
    }

    /// To the forms of the chosen motion, or of the chosen ones together.
    pub(super) fn how_to_vote(&mut self) -> Vec<Effect> {
        match self.page().cloned() {
            Some(Page::Motions(Some(motion))) => self.open(Page::HowToVote(vec![motion])),
            Some(Page::Block(motions)) if motions.len() > 1 => self.open(Page::HowToVote(motions)),
            Some(_) | None => Vec::new(),
        }
    }

    /// A motion joins the block or leaves it; a delegate the tally board.
    pub(super) fn toggle_motion(&mut self, mut chosen: Vec<MotionId>, id: MotionId) -> Vec<Effect> {
        toggle(&mut chosen, id);
        self.replace(Page::Block(chosen))
    }

    pub(super) fn toggle_member(&mut self, mut chosen: Vec<DelegateId>, id: DelegateId) -> Vec<Effect> {
        toggle(&mut chosen, id);
        self.replace(Page::Board(chosen))
    }

    fn replace(&mut self, page: Page) -> Vec<Effect> {
        self.pages.pop();
        self.pages.push(page);
        Vec::new()
    }
}

/// The first member is the head, the second the clerk.
pub fn board_role(at: usize) -> BoardRole {
    match at {
        0 => BoardRole::Head,
        1 => BoardRole::Clerk,
        _ => BoardRole::Member,
    }
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, entry: T) {
    match list.iter().position(|known| *known == entry) {
        Some(at) => {
            list.remove(at);
        }
        None => list.push(entry),
    }
}

fn draft(title: String, matter: Matter, effect: Option<Consequence>) -> MotionDraft {
    MotionDraft { title, short_title: String::new(), matter, part_of: None, effect, ballot: None }
}
