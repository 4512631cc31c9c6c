//! A plain PDF without fonts of its own: the papers of an invented council, and of tests.

/// A valid PDF of `pages` pages with the given lines of ASCII text on each.
pub fn plain_pdf(lines: &[&str], pages: u32) -> Vec<u8> {
    let pages = pages.max(1);
    let shown: String = lines.iter().map(|line| format!("({}) Tj T*\n", escaped(line))).collect();
    let content = format!("BT /F1 14 Tf 20 TL 72 760 Td\n{shown}ET");
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", 5 + page)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {pages}/Kids[{}]>>", kids.trim_end()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
    ];
    let page =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>";
    objects.extend((0..pages).map(|_| page.to_owned()));
    let mut out = "%PDF-1.4\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (size, start) = (objects.len() + 1, out.len());
    out.push_str(&format!(
        "xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    ));
    out.into_bytes()
}

fn escaped(line: &str) -> String {
    let plain = line.chars().filter(|c| c.is_ascii() && !c.is_ascii_control());
    plain.flat_map(|c| matches!(c, '(' | ')' | '\\').then_some('\\').into_iter().chain([c])).collect()
}
