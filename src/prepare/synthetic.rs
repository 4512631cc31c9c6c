//! Councils of any size for rehearsals: the sample session with as many delegates as wanted.

use super::delegates::{self, Delegates, Seated};
use super::files::{Files, SAMPLE_DELEGATES};
use super::problem::{Findings, Place};
use super::{Prepared, Problem, finish, session};
use crate::chamber::ids::DelegateId;
use crate::chamber::plan::Delegate;
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
    let sample = delegates::from_csv(file, SAMPLE_DELEGATES.as_bytes(), &mut out);
    let sample = sample.map_or_else(Vec::new, |sample| sample.list);
    let known = u16::try_from(sample.len()).unwrap_or(u16::MAX);
    let mut list = Delegates { list: sample };
    extend(&mut list.list, delegates, seed);
    // Read with the whole sample, since its secretary is one of the delegates; cut afterwards.
    let mut prepared = session::read(&Files::Embedded, Some(&list), &mut out);
    if let Some(plan) = prepared.as_mut().map(|prepared| &mut prepared.plan).filter(|_| delegates < known) {
        plan.delegates.truncate(usize::from(delegates));
        for secretary in &mut plan.secretaries {
            let seated = |id: &DelegateId| plan.delegates.iter().any(|delegate| delegate.id == *id);
            secretary.delegate = secretary.delegate.take().filter(seated);
        }
    }
    finish(prepared, out)
}

fn extend(list: &mut Vec<Seated>, wanted: u16, seed: u64) {
    let mut random = SplitMix(seed);
    let mut names: BTreeSet<String> = list.iter().map(|seated| seated.delegate.name.clone()).collect();
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
        let Ok(id) = DelegateId::new(&format!("d{seat:02}")) else { continue };
        list.push(Seated {
            delegate: Delegate {
                id,
                seat,
                name,
                honorific: if woman { "Bà" } else { "Ông" }.to_owned(),
                title: random.pick(&TITLES).to_owned(),
                group: format!("Tổ số {}", 1 + (seat - 1) % groups),
                reported_absent: None,
                standings: Vec::new(),
            },
            line: u32::from(seat) + 1,
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
