//! Votes that are open: by device, raised hands in totals and by name.

use super::keys::{main, off, plain};
use super::{Key, Look, index, int, seating, start};
use crate::chamber::command::{Choice, Teller};
use crate::chamber::ids::DelegateId;
use crate::chamber::plan::Delegate;
use crate::chamber::rules::{Counting, HandsCount, TallyView, VoteForm};
use crate::chamber::{HandCount, Missing, Session, Vote, count_choices};
use crate::kiosk::local::{ROWS, all_counted, counted_rows, teller_here};
use crate::kiosk::scene::Fault;
use crate::text::{self, Lang};
use nghitruong_ui::{ActionKey, Ballot, Face, HandRow, Hands, Match, Screen, SeatState, VoteKind};
use std::collections::BTreeMap;

/// The three options in their order, as the council names them.
pub const KINDS: [VoteKind; 3] = [VoteKind::InFavour, VoteKind::Against, VoteKind::NotVoting];

/// Name of an option; English readers get our own words, because a council names its options in Vietnamese.
pub fn option_label(look: Look, session: &Session, at: usize) -> String {
    match look.local.lang {
        Lang::Vi => session.plan.rules.option_labels.value.get(at).cloned().unwrap_or_default(),
        Lang::En => ["For", "Against", "Not voting"].get(at).copied().unwrap_or_default().to_owned(),
    }
}

/// "08 Phan Thị Ngọc P, 13 Dương Văn U".
pub fn names_with_seats(delegates: &[&Delegate]) -> String {
    delegates.iter().map(|d| format!("{:02} {}", d.seat, d.name)).collect::<Vec<_>>().join(", ")
}

/// "Nội dung 7.3".
pub fn motion_caption(look: Look, session: &Session, vote: &Vote) -> String {
    let number = session.plan.motion(&vote.motion).map(|(_, m)| m.number.as_str()).unwrap_or_default();
    look.w.item_numbered(number)
}

/// What is voted on.
pub fn motion_title(session: &Session, vote: &Vote) -> String {
    if vote.block.is_empty() {
        return text::subject(session, vote);
    }
    // A block is named by its numbers: its titles have no room on a stage.
    let motions = vote.motions().filter_map(|id| session.plan.motion(id));
    motions.map(|(_, m)| format!("{} {}", m.number, m.short_title)).collect::<Vec<_>>().join("; ")
}

/// Why the other form cannot be taken now.
pub fn form_reason(look: Look, session: &Session, form: VoteForm) -> Option<&'static str> {
    if !session.plan.rules.forms.value.contains(&form) {
        return Some(look.w.not_in_rules());
    }
    if form.counting() == Counting::Choices && session.doors.is_some() {
        return Some(look.w.doors_closed());
    }
    match (form, look.scene.fault()) {
        (VoteForm::Electronic, Some(Fault::Link { since: _ })) => Some(look.w.link_lost_reason()),
        (_, Some(_) | None) => None,
    }
}

/// "08 Phan Thị Ngọc P (không có máy), 13 Dương Văn U (chưa bấm)".
pub fn names_with_reasons(look: Look, missing: &[(&Delegate, Missing)]) -> String {
    let name =
        |(d, why): &(&Delegate, Missing)| format!("{:02} {} ({})", d.seat, d.name, look.w.missing_word(*why));
    missing.iter().map(name).collect::<Vec<_>>().join(", ")
}

pub fn voting(look: Look, session: &Session, vote: &Vote, face: &mut Face) {
    face.screen = Screen::Voting;
    let w = look.w;
    let missing = look.scene.missing(session, vote);
    let reason = |d: &Delegate| missing.iter().find(|(m, _)| m.id == d.id).map(|(_, why)| *why);
    let electorate = vote.electorate(session.roll.present()).len();
    face.seats = start::seats(session, |d| {
        let state = if vote.casts.contains_key(&d.id) {
            SeatState::Voted
        } else if session.roll.is_present(&d.id) {
            SeatState::Missing
        } else {
            SeatState::Absent
        };
        (state, reason(d).map(|why| w.missing_word(why).to_owned()).unwrap_or_default())
    });
    arrange(session, face);
    let rules = &session.plan.rules;
    let tally = match rules.tally_view.value {
        TallyView::Nobody => String::new(),
        TallyView::Chair if !look.chair() => String::new(),
        TallyView::Chair | TallyView::All => w.running_tally(&rules.option_labels.value, vote.running()),
    };
    let held = vote.held_since.is_some();
    let note = match (held, vote.form) {
        (true, _) => w.held_note(),
        (false, VoteForm::Electronic) => w.electronic_note(),
        (false, _) => w.ballot_note(),
    };
    face.ballot = Ballot {
        item: motion_caption(look, session, vote).into(),
        title: motion_title(session, vote).into(),
        tag: if held { w.vote_held_tag() } else { w.vote_open_tag() }.into(),
        verb: w.have_voted().into(),
        cast: index(vote.casts.len()),
        total: index(electorate),
        missing_title: if missing.is_empty() { w.all_voted().to_owned() } else { w.missing(missing.len()) }
            .into(),
        missing_names: names_with_reasons(look, &missing).into(),
        note: note.into(),
        tally: tally.into(),
    };
    let limit = u64::from(rules.vote_warn_seconds.value) + u64::from(vote.extended_seconds);
    let elapsed = vote.running_ms(look.scene.at());
    face.ballot_clock = text::countdown(limit, elapsed).into();
    face.keys = voting_keys(look, session, vote, missing.len());
}

/// The hall's seat plan up to sixty; above that a list of pages in which those who are missing come first.
fn arrange(session: &Session, face: &mut Face) {
    if face.seats.len() > seating::MOST_IN_GRID {
        face.seats.sort_by_key(|seat| seat.state != SeatState::Missing);
    } else {
        seating::place(&session.plan.seating, false, face);
    }
}

fn voting_keys(look: Look, session: &Session, vote: &Vote, missing: usize) -> Vec<ActionKey> {
    let w = look.w;
    if look.local.is_locked() {
        return Vec::new();
    }
    let behalf = Key::Behalf(vote.id.clone());
    let mixed = vote.form == VoteForm::Mixed;
    if !look.chair() {
        return if mixed { vec![main(&behalf, w.behalf(), &w.missing_short(missing))] } else { Vec::new() };
    }
    if vote.held_since.is_some() {
        return vec![
            main(&Key::ResumeVote(vote.id.clone()), w.resume_vote(), ""),
            plain(&Key::OtherForm(vote.id.clone()), w.other_form()),
            plain(&Key::Annul(vote.id.clone()), w.annul()),
        ];
    }
    let second = if missing == 0 { w.all_voted().to_lowercase() } else { w.missing_short(missing) };
    let mut keys = vec![
        main(&Key::CloseVote(vote.id.clone()), w.close_vote(), &second),
        plain(&Key::VoteTime(vote.id.clone()), &w.more_time(session.plan.rules.vote_extend_seconds.value)),
    ];
    if mixed {
        keys.push(plain(&behalf, w.behalf()));
    }
    keys.push(plain(&Key::HoldVote(vote.id.clone()), w.hold_vote()));
    keys.push(plain(&Key::VoteMenu(vote.id.clone()), w.other_work()));
    keys
}

pub fn names(look: Look, session: &Session, vote: &Vote, face: &mut Face) {
    face.screen = Screen::Voting;
    let w = look.w;
    let here = teller_here(session, vote);
    let complete = all_counted(session, vote);
    let shown = match here {
        Some(teller) => look.local.typed_names(vote, teller),
        // Both lists are final: what the kiosk's teller saw is to be seen, marked where the other one differs.
        None => of_names(vote.hands.get(&Teller::Kiosk)),
    };
    let other = if complete { of_names(vote.hands.get(&Teller::Secretary)) } else { BTreeMap::new() };
    let two = session.plan.rules.tellers.value >= 2;
    let differing: Vec<&Delegate> = session
        .plan
        .by_seat()
        .into_iter()
        .filter(|d| complete && two && shown.get(&d.id) != other.get(&d.id))
        .collect();
    face.seats = start::seats(session, |d| {
        let state = match (session.roll.is_present(&d.id), shown.get(&d.id)) {
            (false, None) => SeatState::Absent,
            (_, Some(Choice::For)) => SeatState::MarkedFor,
            (_, Some(Choice::Against)) => SeatState::MarkedAgainst,
            (_, Some(Choice::NotVoting) | None) => SeatState::Unmarked,
        };
        (state, option_word(look, session, shown.get(&d.id)))
    });
    arrange(session, face);
    let [votes_for, against, _] = count_choices(shown.values().copied());
    let present = session.roll.present_count();
    let rest = present.saturating_sub(votes_for).saturating_sub(against);
    let agree = complete && differing.is_empty();
    let below = match (here, differing.is_empty()) {
        (Some(_), _) => w.names_note().to_owned(),
        (None, true) => String::new(),
        (None, false) => names_with_seats(&differing),
    };
    let title = match (complete, agree, here) {
        (true, true, _) => {
            if two {
                w.counts_agree()
            } else {
                w.one_counts()
            }
        }
        (true, false, _) => w.names_differ(),
        (false, _, Some(Teller::Kiosk)) => w.names_title(),
        (false, _, Some(Teller::Secretary)) => w.second_counts(),
        (false, _, None) => w.secretary_counts(),
    };
    face.ballot = Ballot {
        item: motion_caption(look, session, vote).into(),
        title: motion_title(session, vote).into(),
        tag: w.vote_open_tag().into(),
        verb: w.hands_seen().into(),
        cast: int(votes_for.saturating_add(against)),
        total: int(present),
        missing_title: title.into(),
        missing_names: below.into(),
        note: String::new().into(),
        tally: w
            .seen_line([votes_for, against, rest], &[0, 1, 2].map(|at| option_label(look, session, at)))
            .into(),
    };
    let counts = (here.is_some() || complete).then_some([votes_for, against, rest]);
    face.keys = hands_keys(look, session, vote, complete.then_some(!agree), counts);
}

fn of_names(count: Option<&HandCount>) -> BTreeMap<DelegateId, Choice> {
    match count {
        Some(HandCount::Names(choices)) => choices.clone(),
        Some(HandCount::Totals(_)) | None => BTreeMap::new(),
    }
}

fn option_word(look: Look, session: &Session, choice: Option<&Choice>) -> String {
    let at = match choice {
        Some(Choice::For) => 0,
        Some(Choice::Against) => 1,
        Some(Choice::NotVoting) | None => return String::new(),
    };
    option_label(look, session, at)
}

/// A column of the count: what it shows and whether it is entered here.
struct Column {
    counted: Option<[u32; 2]>,
    edit: bool,
    word: &'static str,
}

fn column(look: Look, session: &Session, vote: &Vote, teller: Teller) -> Column {
    let w = look.w;
    let here = teller_here(session, vote) == Some(teller);
    let fixed = vote.hands.get(&teller).and_then(|count| match count {
        HandCount::Totals(counted) => Some(*counted),
        HandCount::Names(_) => None,
    });
    if here {
        let edit = look.chair();
        return Column { counted: Some(look.local.typed_hands(vote, teller)), edit, word: "" };
    }
    // The other teller's numbers stay hidden until both are final. One's own may be seen, except by a second teller
    // who counts at this very table.
    let second_here = teller_here(session, vote).is_some();
    let own = teller == Teller::Kiosk && !second_here;
    match fixed {
        Some(counted) if own || all_counted(session, vote) => {
            Column { counted: Some(counted), edit: false, word: "" }
        }
        Some(_) => Column { counted: None, edit: false, word: w.final_word() },
        None if session.plan.rules.tellers.value < 2 => Column { counted: None, edit: false, word: "" },
        None => Column { counted: None, edit: false, word: w.waiting_other() },
    }
}

/// For, against and not voting of a column, if they are to be seen.
fn three(mode: HandsCount, counted: [u32; 2], present: u32) -> [u32; 3] {
    let rest = present.saturating_sub(counted[0]).saturating_sub(counted[1]);
    match mode {
        HandsCount::ForAndAgainst => [counted[0], counted[1], rest],
        HandsCount::Dissent => [rest, counted[0], counted[1]],
    }
}

pub fn hands(look: Look, session: &Session, vote: &Vote, face: &mut Face) {
    face.screen = Screen::Hands;
    let w = look.w;
    let mode = session.plan.rules.hands_count.value;
    let present = session.roll.present_count();
    let columns = [Teller::Kiosk, Teller::Secretary].map(|t| column(look, session, vote, t));
    let shown = [&columns[0], &columns[1]].map(|c| c.counted.map(|n| three(mode, n, present)));
    let complete = all_counted(session, vote);
    let two = session.plan.rules.tellers.value >= 2;
    face.hand_rows = (0..3)
        .map(|row| {
            let counted = counted_rows(mode)[row].is_some();
            let cell = |side: usize| {
                shown[side].map_or_else(|| columns[side].word.to_owned(), |n| n[row].to_string())
            };
            let r#match = match (complete && two, shown[0], shown[1]) {
                (true, Some(a), Some(b)) if a[row] == b[row] => Match::Equal,
                (true, Some(_), Some(_)) if counted => Match::Differs,
                (true, _, _) => Match::Waiting,
                (false, _, _) => Match::None,
            };
            HandRow {
                id: ROWS[row].into(),
                kind: KINDS[row],
                word: option_label(look, session, row).into(),
                sub: if counted { w.hands_counted().to_owned() } else { w.rest_of_present(present) }.into(),
                chair: cell(0).into(),
                chair_edit: columns[0].edit && counted,
                other: cell(1).into(),
                other_edit: columns[1].edit && counted,
                r#match,
            }
        })
        .collect();
    let differs = face.hand_rows.iter().position(|row| row.r#match == Match::Differs);
    let (strong, text) = match (complete, differs) {
        (true, Some(row)) => {
            let line = &face.hand_rows[row];
            (w.counts_differ(), w.row_differs(&line.word, &line.chair, &line.other))
        }
        (true, None) => {
            let counts = shown[0].or(shown[1]).unwrap_or_default();
            (if two { w.counts_agree() } else { w.one_counts() }, w.sum_of_hands(counts, present))
        }
        (false, _) => match teller_here(session, vote) {
            Some(Teller::Kiosk) => (w.counting(), if two { w.both_show() } else { "" }.to_owned()),
            Some(Teller::Secretary) => (w.second_counts(), w.both_show().to_owned()),
            None => (w.secretary_counts(), w.both_show().to_owned()),
        },
    };
    face.hands = Hands {
        item: motion_caption(look, session, vote).into(),
        title: motion_title(session, vote).into(),
        strong: strong.into(),
        text: text.into(),
        differs: differs.is_some(),
    };
    face.keys = hands_keys(look, session, vote, complete.then_some(differs.is_some()), shown[0].or(shown[1]));
}

/// `state`: `None` while counts are missing, else whether they differ.
fn hands_keys(
    look: Look,
    session: &Session,
    vote: &Vote,
    state: Option<bool>,
    counts: Option<[u32; 3]>,
) -> Vec<ActionKey> {
    let w = look.w;
    if look.local.is_locked() || !look.chair() {
        return Vec::new();
    }
    let recount = Key::Recount(vote.id.clone());
    let close = Key::CloseVote(vote.id.clone());
    let mut keys = match state {
        Some(true) => {
            vec![main(&recount, w.recount(), w.recount_second()), off(&close, w.accept(), w.counts_differ())]
        }
        Some(false) => {
            let [a, b, c] = counts.unwrap_or_default();
            let sum = format!("{a} + {b} + {c} = {}", a + b + c);
            vec![main(&close, w.accept(), &sum), plain(&recount, w.recount())]
        }
        None => match teller_here(session, vote) {
            Some(teller) => {
                let second = match teller {
                    Teller::Kiosk => w.count_at_table(),
                    Teller::Secretary => w.count_second(),
                };
                vec![
                    main(&Key::Count(vote.id.clone()), w.count_final(), second),
                    plain(&recount, w.recount()),
                ]
            }
            None => vec![off(&close, w.accept(), w.secretary_counts()), plain(&recount, w.recount())],
        },
    };
    keys.push(plain(&Key::OtherForm(vote.id.clone()), w.other_form()));
    keys.push(plain(&Key::Annul(vote.id.clone()), w.annul()));
    keys
}
