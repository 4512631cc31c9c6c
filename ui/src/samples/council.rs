//! Delegates, agenda, documents and queue of the sample council.

use super::Tongue;
use crate::generated::{AgendaRow, DocRow, QueueRow, RowState, Seat, SeatState};
use slint::SharedString;

/// Seat 4 is absent in the sample session.
const ABSENT: usize = 4;

const NAMES: [&str; 28] = [
    "Nguyễn Văn A",
    "Trần Thị B",
    "Phạm Thị D",
    "Hoàng Văn E",
    "Đỗ Thị H",
    "Ngô Văn K",
    "Mai Văn M",
    "Phan Thị Ngọc P",
    "Đặng Quốc Q",
    "Trương Thị R",
    "Hồ Văn S",
    "Nguyễn Hồng T",
    "Dương Văn U",
    "Lưu Thị V",
    "Đinh Công X",
    "Tạ Thị Y",
    "Quách Văn Ân",
    "Lương Thị Nh",
    "Hà Văn Kh",
    "Trịnh Thị Ph",
    "Chu Văn Th",
    "Võ Thị Gi",
    "Kiều Văn Qu",
    "La Thị Ng",
    "Thái Văn Ch",
    "Nguyễn Thu Đ",
    "Cù Văn I",
    "Lại Thị O",
];

fn seat(at: usize, name: &str) -> Seat {
    let (family, given) = name.rsplit_once(' ').unwrap_or(("", name));
    Seat {
        id: format!("d{at}").into(),
        number: format!("{at:02}").into(),
        family: shorten(family).into(),
        given: given.into(),
        state: if at == ABSENT { SeatState::Excused } else { SeatState::Present },
        note: SharedString::default(),
        ..Seat::default()
    }
}

/// Family name and initials where a cell has no room for more.
fn shorten(family: &str) -> String {
    if family.chars().count() <= 10 {
        return family.to_owned();
    }
    let mut words = family.split(' ');
    let mut out = words.next().unwrap_or_default().to_owned();
    for initial in words.filter_map(|word| word.chars().next()) {
        out.push(' ');
        out.push(initial);
        out.push('.');
    }
    out
}

pub(super) fn seats() -> Vec<Seat> {
    (1..).zip(NAMES).map(|(at, name)| seat(at, name)).collect()
}

/// A council of any size, with the longest names there are.
pub(super) fn many(count: usize) -> Vec<Seat> {
    const LONG: [&str; 4] =
        ["Nguyễn Thị Phương Thảo", "Đoàn Nguyễn Quỳnh Hương", "Trương Vĩnh Ưng Ẫn", "Lê Ặng"];
    (1..=count).map(|at| seat(at, if at % 3 == 0 { LONG[at / 3 % 4] } else { NAMES[at % 28] })).collect()
}

pub(super) fn agenda(tongue: Tongue, current: usize) -> Vec<AgendaRow> {
    let titles = [
        tongue.say("Khai mạc", "Opening"),
        tongue.say("Thông qua chương trình", "Adopting the agenda"),
        tongue.say("Báo cáo, tờ trình", "Reports, submissions"),
        tongue.say("Thảo luận tại hội trường", "Debate in the hall"),
        tongue.say("Chất vấn", "Questions"),
        tongue.say("Bầu Ủy viên UBND", "Electing a member of the PC"),
        tongue.say("Thông qua nghị quyết", "Adopting resolutions"),
        tongue.say("Bế mạc", "Closing"),
    ];
    rows(&titles, current)
}

/// Fourteen items with long titles.
pub(super) fn long_agenda(tongue: Tongue, current: usize) -> Vec<AgendaRow> {
    let mut titles: Vec<SharedString> = agenda(tongue, 1).into_iter().map(|row| row.title).collect();
    for n in 1..=6 {
        titles.insert(
            6,
            tongue.say(
                &format!("Nghị quyết số {n} về phân bổ ngân sách và kế hoạch đầu tư công"),
                &format!("Resolution {n} on the budget and the public investment plan"),
            ),
        );
    }
    rows(&titles, current)
}

fn rows(titles: &[SharedString], current: usize) -> Vec<AgendaRow> {
    (1..)
        .zip(titles)
        .map(|(at, title)| AgendaRow {
            id: format!("i{at}").into(),
            number: at.to_string().into(),
            title: title.clone(),
            state: match at.cmp(&current) {
                std::cmp::Ordering::Less => RowState::Done,
                std::cmp::Ordering::Equal => RowState::Current,
                std::cmp::Ordering::Greater => RowState::Next,
            },
            note: SharedString::default(),
            can_up: at > current + 1,
            can_down: at > current && at < titles.len(),
            can_postpone: at > current && at < titles.len(),
        })
        .collect()
}

pub(super) fn docs(tongue: Tongue) -> Vec<DocRow> {
    [
        ("210/BC-UBND", tongue.say("Kinh tế - xã hội năm 2026", "Economy and society in 2026"), 24),
        ("31/TB-MTTQ-BTT", tongue.say("Ý kiến, kiến nghị của cử tri", "Voters' opinions and petitions"), 9),
        ("18/BC-BKTNS", tongue.say("Báo cáo thẩm tra", "Verification report"), 12),
    ]
    .into_iter()
    .map(|(sign, title, pages)| DocRow {
        id: sign.into(),
        sign: sign.into(),
        title,
        pages: tongue.say(&format!("{pages} trang"), &format!("{pages} pages")),
    })
    .collect()
}

pub(super) fn queue(tongue: Tongue, from: usize) -> Vec<QueueRow> {
    let names =
        [("Ngô Văn K", 3), ("Mai Văn M", 1), ("Trương Thị R", 4), ("Nguyễn Hồng T", 2), ("Dương Văn U", 1)];
    queue_of(tongue, &names[from..])
}

/// Twelve in the queue, two with long names.
pub(super) fn long_queue(tongue: Tongue) -> Vec<QueueRow> {
    let mut names = vec![("Nguyễn T. P. Thảo", 3), ("Đoàn N. Q. Hương", 12)];
    names.extend([("Ngô Văn K", 3), ("Mai Văn M", 1), ("Trương Thị R", 4), ("Nguyễn Hồng T", 2)]);
    names.extend([("Dương Văn U", 1), ("Tạ Thị Y", 2), ("Hồ Văn S", 3), ("Lại Thị O", 4), ("Cù Văn I", 1)]);
    names.push(("La Thị Ng", 2));
    queue_of(tongue, &names)
}

fn queue_of(tongue: Tongue, names: &[(&str, u8)]) -> Vec<QueueRow> {
    (1..)
        .zip(names)
        .map(|(at, (name, group))| QueueRow {
            id: format!("q{at}").into(),
            number: at.to_string().into(),
            name: (*name).into(),
            group: tongue.say(&format!("Tổ {group}"), &format!("Group {group}")),
            note: SharedString::default(),
        })
        .collect()
}
