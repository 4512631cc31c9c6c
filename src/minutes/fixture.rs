//! The sample session: the third session of the invented commune An Bình, with figures that were checked by
//! hand.

pub(crate) mod debate;
mod items;
pub(crate) mod poppler;
mod speeches;
pub(crate) mod story;

use super::model::*;

/// An instant on 17 December 2026 in Việt Nam.
pub(crate) fn at(hour: i64, minute: i64) -> i64 {
    1_797_440_400_000 + (hour * 60 + minute) * 60_000
}

/// An instant of another day: days from 17 December 2026.
fn day(offset: i64) -> i64 {
    at(8, 0) + offset * 86_400_000
}

fn person(name: &str, title: &str) -> Person {
    Person { name: name.into(), title: title.into() }
}

/// Name, title, Tổ of the 28.
const DELEGATES: [(&str, &str, u32); 28] = [
    ("Nguyễn Văn A", "Bí thư Đảng ủy, Chủ tịch HĐND xã", 1),
    ("Trần Thị B", "Phó Chủ tịch HĐND xã", 2),
    ("Phạm Thị D", "Công chức Văn phòng HĐND và UBND xã", 3),
    ("Hoàng Văn E", "Bí thư chi bộ thôn Đông", 4),
    ("Đỗ Thị H", "Chủ tịch Hội Liên hiệp Phụ nữ xã", 2),
    ("Ngô Văn K", "Trưởng thôn Nam", 3),
    ("Mai Văn M", "Chủ tịch Hội Nông dân xã", 1),
    ("Phan Thị Ngọc P", "Trưởng Ban Kinh tế - Ngân sách", 4),
    ("Đặng Quốc Q", "Trưởng Ban Văn hóa - Xã hội", 1),
    ("Trương Thị R", "Hiệu trưởng Trường Tiểu học An Bình", 4),
    ("Hồ Văn S", "Chỉ huy trưởng Ban Chỉ huy Quân sự xã", 3),
    ("Nguyễn Hồng T", "Trưởng Trạm Y tế xã", 2),
    ("Dương Văn U", "Giám đốc Hợp tác xã An Bình", 1),
    ("Lưu Thị V", "Bí thư Đoàn TNCS Hồ Chí Minh xã", 2),
    ("Đinh Công X", "Phó Trưởng Ban Kinh tế - Ngân sách", 3),
    ("Tạ Thị Y", "Phó Trưởng Ban Văn hóa - Xã hội", 4),
    ("Quách Văn Ân", "Trưởng Công an xã", 1),
    ("Lương Thị Nh", "Giáo viên Trường THCS An Bình", 2),
    ("Hà Văn Kh", "Chủ tịch Hội Cựu chiến binh xã", 3),
    ("Trịnh Thị Ph", "Hộ kinh doanh, thôn Trung", 4),
    ("Chu Văn Th", "Bí thư chi bộ thôn Bắc", 1),
    ("Võ Thị Gi", "Cán bộ Ủy ban MTTQ Việt Nam xã", 2),
    ("Kiều Văn Qu", "Trưởng thôn Trung", 3),
    ("La Thị Ng", "Nông dân, thôn Nam", 4),
    ("Thái Văn Ch", "Bí thư chi bộ thôn Tây", 1),
    ("Nguyễn Thu Đ", "Công chức Trung tâm Phục vụ hành chính công", 2),
    ("Cù Văn I", "Trưởng thôn Bắc", 3),
    ("Lại Thị O", "Nông dân, thôn Đông", 4),
];

fn attendance() -> Vec<AttendanceRow> {
    (0_i64..)
        .zip(DELEGATES)
        .map(|(i, (name, title, group))| {
            let absent = name == "Hoàng Văn E";
            AttendanceRow {
                delegate: format!("d{:02}", i + 1),
                name: name.into(),
                title: title.into(),
                group: format!("Tổ số {group}"),
                present_at_open: !absent,
                intervals: if absent {
                    Vec::new()
                } else {
                    vec![Interval { from: at(7, 2 + i % 25), until: None }]
                },
                means: (!absent).then_some(match i % 9 {
                    4 => Means::Kiosk,
                    8 => Means::Secretary,
                    _ => Means::Qr,
                }),
                absent_reason: absent.then(|| "Điều trị bệnh".into()),
                excused: absent,
            }
        })
        .collect()
}

fn document(
    number: &str,
    kind: &str,
    title: &str,
    submitter: &str,
    item: &str,
    issued: i64,
    presented: bool,
) -> DocumentRow {
    DocumentRow {
        number: number.into(),
        kind: kind.into(),
        title: title.into(),
        submitter: submitter.into(),
        item_no: item.into(),
        presented,
        issued_at: Some(day(issued)),
        sent_at: Some(day(issued)),
        on_time: Some(issued <= -5),
        pages: 3,
        opened_by: Some(24),
        sha256: String::new(),
    }
}

fn documents() -> Vec<DocumentRow> {
    let ubnd = "Ủy ban nhân dân xã";
    let standing = "Thường trực Hội đồng nhân dân xã";
    let mut rows = vec![
        document(
            "210/BC-UBND",
            "Báo cáo",
            "Tình hình kinh tế - xã hội năm 2026, phương hướng năm 2027",
            ubnd,
            "3",
            -15,
            true,
        ),
        document(
            "31/TB-MTTQ-BTT",
            "Thông báo",
            "Công tác tham gia xây dựng chính quyền và tổng hợp ý kiến, kiến nghị của cử tri",
            "Ban Thường trực Ủy ban MTTQ Việt Nam xã",
            "3",
            -12,
            true,
        ),
        document(
            "18/BC-BKTNS",
            "Báo cáo thẩm tra",
            "Các báo cáo, tờ trình, dự thảo nghị quyết lĩnh vực kinh tế - ngân sách",
            "Ban Kinh tế - Ngân sách",
            "3",
            -10,
            true,
        ),
        document(
            "15/BC-BVHXH",
            "Báo cáo thẩm tra",
            "Các báo cáo lĩnh vực văn hóa - xã hội",
            "Ban Văn hóa - Xã hội",
            "3",
            -10,
            true,
        ),
    ];
    for (number, title, submitter) in [
        ("211/BC-UBND", "Tình hình thực hiện dự toán ngân sách năm 2026", ubnd),
        ("212/BC-UBND", "Kết quả giải quyết ý kiến, kiến nghị của cử tri", ubnd),
        ("213/BC-UBND", "Công tác tiếp công dân, giải quyết khiếu nại, tố cáo năm 2026", ubnd),
        ("45/BC-HĐND", "Kết quả hoạt động của Hội đồng nhân dân xã năm 2026", standing),
        ("46/BC-HĐND", "Kết quả giám sát chuyên đề về thu gom rác thải sinh hoạt", standing),
        ("11/BC-HĐND", "Kết quả thực hiện Nghị quyết số 57-NQ/TW Quý I năm 2026", standing),
    ] {
        rows.push(document(number, "Báo cáo", title, submitter, "3", -14, false));
    }
    rows.push(document(
        "22/TTr-HĐND",
        "Tờ trình",
        "Về kế hoạch tổ chức các kỳ họp thường lệ năm 2027",
        standing,
        "7",
        -4,
        true,
    ));
    rows
}

/// The whole sample.
pub(crate) fn model() -> MinutesModel {
    let guest = |name: &str, title: &str, count: Option<u32>| Guest {
        name: name.into(),
        title: title.into(),
        count,
        ..Guest::default()
    };
    MinutesModel {
        format: FORMAT.into(),
        session_id: "an-binh-3".into(),
        council_lines: vec!["HỘI ĐỒNG NHÂN DÂN".into(), "XÃ AN BÌNH".into()],
        council_name: "Hội đồng nhân dân xã An Bình".into(),
        commune_name: "xã An Bình".into(),
        province_name: "thành phố Hải Phòng".into(),
        minutes_no: Some("03/BB-HĐND".into()),
        session: Session { ordinal: 3, kind_label: "kỳ họp thường lệ cuối năm 2026".into() },
        term_label: "I".into(),
        term_years: "2026 - 2031".into(),
        start_at: at(7, 30),
        end_at: Some(at(11, 50)),
        venue: "Hội trường Trung tâm hội nghị xã An Bình".into(),
        total_delegates: 28,
        present_at_open: 27,
        absent: vec![Absence {
            name: "Hoàng Văn E".into(),
            reason: "điều trị bệnh, đã báo cáo Chủ tọa".into(),
            excused: true,
        }],
        guests: vec![
            guest("Đại diện Thường trực Hội đồng nhân dân thành phố", "", None),
            guest(
                "Đại diện Đảng ủy, Ủy ban Mặt trận Tổ quốc Việt Nam xã, các tổ chức chính trị - xã hội",
                "",
                None,
            ),
            guest("Các thành viên Ủy ban nhân dân xã không phải là đại biểu Hội đồng nhân dân", "", None),
            guest("Trưởng các phòng, đơn vị thuộc xã; Bí thư chi bộ, Trưởng thôn", "", None),
            guest("Đại diện cử tri", "", Some(5)),
        ],
        guests_present: Some(34),
        presidium: vec![
            person("Ông Nguyễn Văn A", "Chủ tịch Hội đồng nhân dân xã"),
            person("Bà Trần Thị B", "Phó Chủ tịch Hội đồng nhân dân xã"),
        ],
        secretaries: vec![
            person("Ông Lê Văn C", "Phó Chánh Văn phòng HĐND và UBND xã"),
            person("Bà Phạm Thị D", "đại biểu Hội đồng nhân dân xã"),
        ],
        agenda_items: items::items(),
        attendance: attendance(),
        standings: Vec::new(),
        documents: documents(),
        votes: items::votes(),
        tally_records: vec![items::ballot()],
        speeches: speeches::speeches(),
        commitments: speeches::commitments(),
        recesses: vec![Recess {
            item_no: "4".into(),
            start: at(10, 5),
            end: Some(at(10, 15)),
            reason: "giải lao".into(),
        }],
        faults: vec![Note {
            at: at(11, 31),
            text: "Mất điện 40 giây; máy chạy tiếp từ bản ghi, không mất số liệu".into(),
        }],
        evidence: Some(Evidence {
            log_size: 412,
            root_hash: "9f2c5be07a41d6c3b8e5f1027d94ac36e8b0715fc2a4d9836b7e10f5c48a2d1b".into(),
            key_fingerprint: "4C1A 90B7 22E5 D03F".into(),
        }),
        recipients: [
            "Thường trực HĐND thành phố (báo cáo)",
            "Thường trực Đảng ủy, Thường trực HĐND, UBND, Ủy ban MTTQ Việt Nam xã",
            "Các Ban HĐND xã",
            "Lưu: VT, Hồ sơ kỳ họp",
        ]
        .map(String::from)
        .to_vec(),
        signatories: vec![
            Signatory { role: SignatoryRole::Secretary, name: "Lê Văn C".into(), office: String::new() },
            Signatory {
                role: SignatoryRole::Secretary, name: "Phạm Thị D".into(), office: String::new()
            },
            Signatory {
                role: SignatoryRole::Chair,
                name: "Nguyễn Văn A".into(),
                office: "CHỦ TỊCH HỘI ĐỒNG NHÂN DÂN XÃ".into(),
            },
        ],
    }
}

/// A session of a full day with 500 delegates: what the slowest council could bring.
pub(crate) fn full_day() -> MinutesModel {
    let mut model = model();
    let rows = model.attendance.clone();
    model.attendance = rows.iter().cycle().take(500).cloned().collect();
    model.documents = model.documents.iter().cycle().take(60).cloned().collect();
    model.votes = model.votes.iter().cycle().take(40).cloned().collect();
    let items = model.agenda_items.clone();
    model.agenda_items = items.iter().cycle().take(32).cloned().collect();
    for item in &mut model.agenda_items {
        item.speeches = item.speeches.iter().cycle().take(item.speeches.len() * 5).copied().collect();
    }
    model.speeches = model.speeches.iter().cycle().take(240).cloned().collect();
    model
}
