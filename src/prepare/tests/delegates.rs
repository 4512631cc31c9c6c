//! Lists of delegates as they come out of Excel, good and bad.

use crate::chamber::plan::{Delegate, Status};
use crate::prepare::delegates::{Delegates, Listed, from_csv, from_xlsx};
use crate::prepare::problem::Findings;
use jiff::civil::{Date, date};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use std::path::Path;

/// The delegates, or the sentences about them; warnings are marked.
fn csv(bytes: impl AsRef<[u8]>) -> (Vec<Delegate>, Vec<String>) {
    let (found, told) = csv_on(bytes, None);
    (delegates(found), told)
}

fn csv_on(bytes: impl AsRef<[u8]>, day: Option<Date>) -> (Option<Delegates>, Vec<String>) {
    let mut out = Findings::default();
    let listed = from_csv(Path::new("delegates.csv"), bytes.as_ref(), &mut out);
    told(listed, day, out)
}

fn xlsx(bytes: Vec<u8>) -> (Vec<Delegate>, Vec<String>) {
    let (found, told) = xlsx_on(bytes, None);
    (delegates(found), told)
}

fn xlsx_on(bytes: Vec<u8>, day: Option<Date>) -> (Option<Delegates>, Vec<String>) {
    let mut out = Findings::default();
    let listed = from_xlsx(Path::new("delegates.xlsx"), bytes, &mut out);
    told(listed, day, out)
}

fn told(listed: Option<Listed>, day: Option<Date>, mut out: Findings) -> (Option<Delegates>, Vec<String>) {
    let found = listed.map(|listed| listed.on(day, &mut out));
    let warnings = out.warnings.iter().map(|warning| format!("(cảnh báo) {warning}"));
    (found, out.errors.iter().map(ToString::to_string).chain(warnings).collect())
}

fn delegates(found: Option<Delegates>) -> Vec<Delegate> {
    found.map_or_else(Vec::new, |found| found.list.into_iter().map(|seated| seated.delegate).collect())
}

fn short(list: &[Delegate]) -> Vec<String> {
    let one = |d: &Delegate| {
        let absent =
            d.reported_absent.as_deref().map(|reason| format!(", vắng: {reason}")).unwrap_or_default();
        format!("{} {} {} | {} | {}{absent}", d.id, d.honorific, d.name, d.title, d.group)
    };
    list.iter().map(one).collect()
}

const TWO: [&str; 2] =
    ["d01 Bà Đỗ Thị H | Trưởng thôn | Tổ số 2", "d02 Ông Ngô Văn K |  | Tổ số 3, vắng: ốm"];

#[test]
fn every_dialect_of_excel_gives_the_same_list() {
    let base = "Số ghế;Họ và tên;Ông/Bà;Chức vụ;Tổ;Lý do vắng\n1;Đỗ Thị H;Bà;Trưởng thôn;2;\n2;Ngô Văn K;Ông;;3;ốm\n";
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(base).collect();
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(base.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (what, bytes) in [
        ("semicolons", base.as_bytes().to_vec()),
        ("commas", base.replace(';', ",").into_bytes()),
        ("tabs", base.replace(';', "\t").into_bytes()),
        ("BOM and CRLF", format!("\u{feff}{}", base.replace('\n', "\r\n")).into_bytes()),
        ("old Mac line ends", base.replace('\n', "\r").into_bytes()),
        ("decomposed", decomposed.into_bytes()),
        ("UTF-16", utf16),
        ("sep line", format!("sep=;\n{base}").into_bytes()),
        ("non-breaking spaces", base.replace("Thị H", "Thị\u{a0}H\u{a0}").into_bytes()),
        ("Icelandic eth", base.replace('Đ', "Ð").into_bytes()),
        ("quoted", base.replace("Đỗ Thị H", "\"Đỗ Thị H\"").replace("Số ghế", "\"Số\nghế\"").into_bytes()),
        ("empty lines", base.replace('\n', "\n;;;;;\n\n").into_bytes()),
        (
            "title and total",
            format!("DANH SÁCH ĐẠI BIỂU;;\n;;;\n{base}Tổng số: 02 đại biểu;;;\n").into_bytes(),
        ),
        (
            "unordered",
            "Ghế,Họ tên,Giới tính,Chức vụ/Đơn vị,Tổ đại biểu,Vắng mặt\n\
            02,Ngô Văn K,Nam,,Tổ 3,ốm\n01,Đỗ Thị H,Nữ,Trưởng thôn,Tổ số 02,\n"
                .into(),
        ),
        (
            "other headings",
            "STT,Họ và tên đệm,Tên,Nam,Nữ,Chức danh,Tổ số,Vắng mặt,Lý do\n\
            1,Đỗ Thị,H,,x,Trưởng thôn,2,,\n2,Ngô Văn,K,x,,,3,x,ốm\n"
                .into(),
        ),
        (
            "honorific before the name",
            "STT,Họ và tên,Chức vụ,Tổ,Vắng\n1,Bà Đỗ Thị H,Trưởng thôn,2,không\n2,Ông Ngô Văn K,,3,ốm\n"
                .into(),
        ),
    ] {
        let (list, told) = csv(bytes);
        assert_eq!(told, Vec::<String>::new(), "{what}");
        assert_eq!(short(&list), TWO, "{what}");
    }
}

#[test]
fn every_mistake_has_its_row() {
    let cases = [
        "1,Lê Thị Chủ,Bà\n",
        "Số ghế,Họ và tên,Ông/Bà\n",
        "Họ và tên,Ông/Bà,Tổ\nLê Thị Chủ,Bà,1\n",
        "STT;Họ và tên;Giới tính;Tổ;Vắng mặt;Lý do vắng;Ghi chú\n0;Lê Thị Chủ;Bà;1\n3;Phạm 2;Nam;;x;\nmột;;;2\n\
         5;Lê Thị Chủ;Nữ;1\n5;Lê Văn;Ông;Tổ 2;không;ốm\n7;Lê Văn;Nam;2;;\n7;Lê Văn;Nam;3;;\n8;Lê Văn;anh;3\n",
        "Số ghế,Họ và tên,Ông/Bà,Tổ\n1,\"Lê Thị Chủ,Bà,1\n2,Phạm Văn Hai,Ông,1\n",
        "Số ghế,Họ và tên,Ông/Bà,Tổ\n1,Lê Thị Chủ,Bà,1\n4,Phạm Văn Hai,Ông,1\n5,LÊ THỊ CHỦ,Bà,1\n6,Phạm Văn Hai,Ông,2\n",
        "Số ghế,Họ và tên,Ông/Bà,Tổ\n1,Công Tằng Tôn Nữ Nguyễn Hoàng Phương Thảo,Bà,Tổ Đông\n",
        "PK\u{3}\u{4}",
    ];
    let told: Vec<String> =
        cases.iter().map(|text| format!("{text}=>\n{}\n", csv(text).1.join("\n"))).collect();
    super::golden("every_mistake_has_its_row", &told.join("\n"));
    assert_eq!(csv(b"S\xf4 gh\xea").1.len(), 1);
}

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_with_titles_numbers_and_a_stray_cell() {
    let bytes = book(|sheet| {
        sheet.merge_range(0, 0, 0, 5, "DANH SÁCH ĐẠI BIỂU", &Format::new()).expect("a title");
        for (column, text) in (0..).zip(["STT", "Họ và tên", "Ông/Bà", "Chức vụ", "Tổ", "Lý do vắng"])
        {
            sheet.write(2, column, text).expect("a heading");
        }
        sheet.write(3, 0, 1).expect("a number");
        sheet.write(3, 1, "Đỗ Thị H").expect("a name");
        sheet.write(3, 2, "Bà").expect("a text");
        sheet.write(3, 3, "Trưởng thôn").expect("a text");
        sheet.write(3, 4, 2).expect("a number");
        sheet.write(5, 0, "02").expect("a number as text");
        sheet.write(5, 1, "Ngo\u{302} Va\u{306}n K").expect("a decomposed name");
        sheet.write(5, 2, "Ông").expect("a text");
        sheet.write(5, 4, "Tổ 3").expect("a text");
        sheet.write(5, 5, "ốm").expect("a text");
        sheet.write(6, 1, "Tổng cộng: 02").expect("a total");
        // In the last column of the last row: must not cost a table of that size.
        sheet.write(1_048_575, 16_383, "x").expect("a stray cell");
    });
    let (list, told) = xlsx(bytes);
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(short(&list), TWO);
}

#[test]
fn the_sheet_with_a_heading_counts_and_rows_are_named() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Ghi chú").expect("a note");
    let sheet = book.add_worksheet();
    for (row, cells) in
        (0..).zip([["Số ghế", "Họ và tên", "Ông/Bà"], ["1", "Đỗ Thị H", ""], ["x", "Ngô Văn K", "Ông"]])
    {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).expect("a cell");
        }
    }
    let (_, told) = xlsx(book.save_to_buffer().expect("a workbook"));
    assert_eq!(
        told,
        [
            "delegates.xlsx, dòng 2: chưa ghi Ông hoặc Bà (hoặc Nam, Nữ)",
            "delegates.xlsx, dòng 3: số ghế “x” không đúng; phải là số từ 1 đến 2000",
            "(cảnh báo) delegates.xlsx, dòng 1: không có cột “Tổ”; tổ đại biểu sẽ để trống",
        ]
    );
}

#[test]
fn a_workbook_that_is_none() {
    assert_eq!(
        xlsx(b"no workbook".to_vec()).1,
        ["delegates.xlsx: không đọc được tệp Excel; hãy mở bằng Excel và lưu lại dạng .xlsx"]
    );
    assert_eq!(xlsx(book(|_| {})).1.len(), 1);
}

/// Seat, name and status of everybody on 17/12/2026; a dash for a seat that nobody needs.
fn standing(found: Option<Delegates>) -> Vec<String> {
    let at = crate::prepare::standing::midnight(date(2026, 12, 17)).expect("a day");
    let Some(found) = found else { return Vec::new() };
    let here = found.list.iter().map(|seated| &seated.delegate);
    let here = here.map(|d| format!("{:02} {} {:?}", d.seat, d.name, d.status_at(at)));
    let gone = found.former.iter().map(|f| format!("-- {} {:?}", f.name, f.standing.status));
    here.chain(gone).collect()
}

const CHANGED: [&str; 6] = [
    "01 Lê Thị Chủ InOffice",
    "03 Trần Văn Ba Suspended",
    "04 Hồ Thị Tư ElectedAdditional",
    "05 Lý Văn Năm InOffice",
    "-- Phạm Văn Hai Resigned",
    "-- Vũ Thị Sáu Deceased",
];

#[test]
fn who_left_needs_no_seat_and_who_came_keeps_the_day() {
    let day = Some(date(2026, 12, 17));
    for (what, text) in [
        (
            "two columns",
            "Số ghế;Họ và tên;Ông/Bà;Tổ;Tình trạng;Từ ngày\n1;Lê Thị Chủ;Bà;1;Đương nhiệm;\n\
             2;Phạm Văn Hai;Ông;1;Thôi làm nhiệm vụ;01/10/2026\n3;Trần Văn Ba;Ông;1;Tạm đình chỉ;2026-12-17\n\
             4;Hồ Thị Tư;Bà;1;Bầu bổ sung;17/12/2026\n5;Lý Văn Năm;Ông;1;Thôi làm nhiệm vụ;18/12/2026\n\
             ;Vũ Thị Sáu;Bà;1;Qua đời;5/6/2026\n",
        ),
        (
            "one column, and the seat of the one who left taken again",
            "STT,Họ và tên,Giới tính,Tổ,Trạng thái đại biểu\n1,Lê Thị Chủ,Nữ,1,\n\
             4,Phạm Văn Hai,Nam,1,Đã thôi làm nhiệm vụ đại biểu từ ngày 01/10/2026\n\
             3,Trần Văn Ba,Nam,1,bị tạm đình chỉ (01/12/2026)\n4,Hồ Thị Tư,Nữ,1,được bầu bổ sung ngày 01/12/2026\n\
             5,Lý Văn Năm,Nam,1,đang làm nhiệm vụ\n2,Vũ Thị Sáu,Nữ,1,từ trần ngày 05/06/2026\n",
        ),
    ] {
        let (found, told) = csv_on(text, day);
        assert_eq!(told, Vec::<String>::new(), "{what}");
        assert_eq!(standing(found), CHANGED, "{what}");
    }
}

#[test]
fn days_of_a_workbook() {
    let bytes = book(|sheet| {
        let days = Format::new().set_num_format("dd/mm/yyyy");
        let rows = [("1", "Lê Thị Chủ", ""), ("", "Phạm Văn Hai", "Bãi nhiệm")];
        for (column, text) in (0..).zip(["Ghế", "Họ và tên", "Tổ", "Ông/Bà", "Tình trạng", "Từ ngày"])
        {
            sheet.write(0, column, text).expect("a heading");
        }
        for (row, (seat, name, status)) in (1..).zip(rows) {
            for (column, text) in (0..).zip([seat, name, "1", "Bà", status]) {
                sheet.write(row, column, text).expect("a cell");
            }
        }
        let day = ExcelDateTime::from_ymd(2026, 10, 1).expect("a day");
        sheet.write_with_format(2, 5, &day, &days).expect("a day");
    });
    let (found, told) = xlsx_on(bytes, Some(date(2026, 12, 17)));
    assert_eq!(told, Vec::<String>::new());
    let former = found.expect("a list").former;
    assert_eq!(former.len(), 1);
    assert_eq!(former[0].standing.status, Status::Removed);
    assert_eq!(Some(former[0].standing.from), crate::prepare::standing::midnight(date(2026, 10, 1)));
}

#[test]
fn every_mistake_of_a_status_has_its_row() {
    let text = "Số ghế;Họ và tên;Ông/Bà;Tổ;Tình trạng;Từ ngày\n1;Lê Thị Chủ;Bà;1;Bầu bổ sung;20/12/2026\n\
                2;Phạm Văn Hai;Ông;1;Tạm đình chỉ;\n3;Trần Văn Ba;Ông;1;nghỉ hưu;01/10/2026\n\
                4;Hồ Thị Tư;Bà;1;;01/10/2026\n5;Lý Văn Năm;Ông;1;Bãi nhiệm;31/02/2026\n\
                ;Vũ Thị Sáu;Bà;1;Thôi làm nhiệm vụ;01/03/2027\n;Đỗ Văn Bảy;Ông;1;Tạm đình chỉ;01/03/2026\n";
    let (_, told) = csv_on(text, Some(date(2026, 12, 17)));
    super::golden("every_mistake_of_a_status_has_its_row", &told.join("\n"));
    let (_, told) = csv_on("STT,Họ và tên,Ông/Bà,Tổ,Từ ngày\n1,Lê Thị Chủ,Bà,1,x\n", None);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("bỏ qua cột ngày"), "{told:?}");
    let (_, told) = csv_on("STT,Họ và tên,Ông/Bà,Tổ,Tình trạng hôn nhân\n1,Lê Thị Chủ,Bà,1,x\n", None);
    assert!(told[0].contains("bỏ qua các cột không dùng"), "{told:?}");
}
