//! Councils of any size for rehearsals: the sample session with as many delegates as wanted.

use super::delegates;
use super::files::{Files, SAMPLE_DELEGATES};
use super::person::Person;
use super::problem::{Findings, Place};
use super::{Prepared, Problem, finish, session};
use crate::chamber::ids::DelegateId;
use crate::chamber::plan::{Effect, SessionPlan};
use std::collections::BTreeSet;
use std::path::Path;

/// The most delegates of a rehearsal.
pub const MAX_DELEGATES: u16 = 500;

/// The sample session of An Bình with `delegates` delegates (1 to [`MAX_DELEGATES`]): those of the sample first,
/// then invented ones. The same number and `seed` give the same council; its papers are plain one-page PDFs.
///
/// # Errors
/// A number out of range; the sample's own mistakes, which its tests exclude.
pub fn synthetic(delegates: u16, seed: u64) -> Result<Prepared, Vec<Problem>> {
    let mut out = Findings::default();
    if !(1..=MAX_DELEGATES).contains(&delegates) {
        out.error(
            Place::file(Path::new("")),
            format!("số đại biểu phải từ 1 đến {MAX_DELEGATES}"),
            format!("the number of delegates must be 1 to {MAX_DELEGATES}"),
        );
        return finish(None, out);
    }
    let file = Path::new("delegates.csv");
    let mut listed = delegates::from_csv(file, SAMPLE_DELEGATES.as_bytes(), &mut out);
    if let Some(listed) = &mut listed {
        extend(&mut listed.people, delegates, seed);
    }
    // Read with the whole sample, since its secretary is one of the delegates; cut afterwards.
    let mut prepared = session::read(&Files::Embedded, listed, &mut out);
    if let Some(prepared) = &mut prepared {
        cut(&mut prepared.plan, delegates);
    }
    finish(prepared, out)
}

/// Leaves the first `wanted` delegates and what they can do.
fn cut(plan: &mut SessionPlan, wanted: u16) {
    plan.delegates.truncate(usize::from(wanted));
    let seated: Vec<DelegateId> = plan.delegates.iter().map(|delegate| delegate.id.clone()).collect();
    for secretary in &mut plan.secretaries {
        secretary.delegate = secretary.delegate.take().filter(|id| seated.contains(id));
    }
    let least = plan.rules.tally_board_least.value as usize;
    for motion in plan.agenda.iter_mut().flat_map(|item| &mut item.motions) {
        if let Some(Effect::TallyBoard { members }) = &mut motion.effect
            && members.iter().any(|member| !seated.contains(&member.delegate))
        {
            for (member, id) in members.iter_mut().zip(&seated) {
                member.delegate = id.clone();
            }
            // Too few for a board: then there is none, and no ballot below.
            motion.effect = motion.effect.take().filter(|_| seated.len() >= least);
        }
    }
    let board = plan.motions().any(|motion| matches!(motion.effect, Some(Effect::TallyBoard { .. })));
    for item in &mut plan.agenda {
        for group in &mut item.groups {
            group.questions.retain(|question| seated.contains(&question.delegate));
        }
        item.motions.retain(|motion| board || motion.ballot.is_none());
    }
}

fn extend(list: &mut Vec<Person>, wanted: u16, seed: u64) {
    let mut random = SplitMix(seed);
    let mut names: BTreeSet<String> = list.iter().map(|person| person.name.clone()).collect();
    let groups = (wanted / 7).clamp(4, 40);
    let first = u16::try_from(list.len()).unwrap_or(u16::MAX).saturating_add(1);
    for seat in first..=wanted {
        let woman = random.below(10) < 4;
        let name = loop {
            let name = random.name(woman);
            if names.insert(name.clone()) {
                break name;
            }
        };
        list.push(Person {
            line: u32::from(seat) + 1,
            seat: Some(seat),
            name,
            honorific: if woman { "Bà" } else { "Ông" }.to_owned(),
            title: random.pick(&TITLES).to_owned(),
            group: format!("Tổ số {}", 1 + (seat - 1) % groups),
            reported_absent: None,
            standing: None,
        });
    }
}

const FAMILIES: [&str; 24] = [
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ",
    "Ngô", "Dương", "Lý", "Đinh", "Mai", "Trịnh", "Đào", "Đoàn", "Lương", "Phan", "Tô",
];
const MEN_MIDDLE: [&str; 10] = ["Văn", "Văn", "Đức", "Quang", "Minh", "Hữu", "Xuân", "Công", "Đình", "Thanh"];
const MEN_GIVEN: [&str; 24] = [
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Đạt",
    "Giang",
    "Hải",
    "Hùng",
    "Hưng",
    "Khánh",
    "Lâm",
    "Long",
    "Nam",
    "Phong",
    "Phúc",
    "Quân",
    "Sơn",
    "Thắng",
    "Thành",
    "Tiến",
    "Trường",
    "Tuấn",
    "Việt",
    "Vinh",
];
const WOMEN_MIDDLE: [&str; 10] =
    ["Thị", "Thị", "Thị Thu", "Thị Hồng", "Thị Minh", "Ngọc", "Thu", "Thị Kim", "Thanh", "Thị Phương"];
const WOMEN_GIVEN: [&str; 24] = [
    "Anh", "Chi", "Dung", "Duyên", "Đào", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Huệ", "Hương",
    "Lan", "Liên", "Loan", "Mai", "Nga", "Nhung", "Oanh", "Thảo", "Thủy", "Trang", "Yến",
];
const TITLES: [&str; 8] = [
    "Bí thư chi bộ thôn",
    "Trưởng thôn",
    "Ủy viên Ban Kinh tế - Ngân sách HĐND xã",
    "Ủy viên Ban Văn hóa - Xã hội HĐND xã",
    "Hiệu trưởng Trường Tiểu học",
    "Chủ tịch Hội Nông dân xã",
    "Chủ tịch Hội Liên hiệp Phụ nữ xã",
    "Giám đốc hợp tác xã nông nghiệp",
];

/// SplitMix64: small, and the same everywhere.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit.max(1) as u64)).unwrap_or(0)
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let at = self.below(choices.len());
        choices.get(at).copied().unwrap_or_default()
    }

    fn name(&mut self, woman: bool) -> String {
        let (middle, given) = if woman { (&WOMEN_MIDDLE, &WOMEN_GIVEN) } else { (&MEN_MIDDLE, &MEN_GIVEN) };
        format!("{} {} {}", self.pick(&FAMILIES), self.pick(middle), self.pick(given))
    }
}
