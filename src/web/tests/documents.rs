use std::path::Path;

use super::*;

const SHA: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// A PDF of two empty A4 pages with one black line, written by hand.
fn pdf() -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R>>".to_owned(),
        "<</Length 30>>stream\n100 700 m 400 700 l 9 w S     \nendstream".to_owned(),
    ];
    let mut text = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(text.len());
        text.push_str(&format!("{} 0 obj{object}endobj\n", n + 1));
    }
    let start = text.len();
    text.push_str("xref\n0 6\n0000000000 65535 f \n");
    for offset in offsets {
        text.push_str(&format!("{offset:010} 00000 n \n"));
    }
    text.push_str(&format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"));
    text.into_bytes()
}

fn has_poppler() -> bool {
    let found = ["/usr/bin/pdftoppm", "/usr/local/bin/pdftoppm"].iter().any(|p| Path::new(p).exists());
    if !found {
        eprintln!("SKIPPED: poppler-utils is not installed; `make test` installs it");
    }
    found
}

async fn library(folder: &Path) -> Site {
    let path = folder.join("bao-cao.pdf");
    std::fs::write(&path, pdf()).unwrap();
    let mut room = SmallRoom::new();
    for (id, audience) in [("cong-khai", Audience::Public), ("noi-bo", Audience::Delegates)] {
        room.documents.insert(
            id.to_owned(),
            DocumentFile {
                path: path.clone(),
                title: "Báo cáo 11/BC-HĐND".to_owned(),
                sha256: SHA.to_owned(),
                pages: 2,
                audience,
            },
        );
    }
    room.download =
        Some(Download { path, name: "biên bản.pdf".to_owned(), media_type: "application/pdf" });
    site_with(room, Limits::default(), "127.0.0.1:1".to_owned(), None).await
}

#[tokio::test]
async fn who_reads_which_document() {
    let folder = tempfile::tempdir().unwrap();
    let site = library(folder.path()).await;
    let guest = format!("nt_pass={}", site.room.pass().text());
    *site.room.enrolled.lock().unwrap() = true;
    for path in ["", "/file", "/1.png"] {
        let get = |id: &str, cookie: &str| {
            let (path, cookie) = (format!("/doc/{id}{path}"), cookie.to_owned());
            let site = &site;
            async move { site.get(&path, &[("cookie", &cookie)]).await }
        };
        for id in ["cong-khai", "noi-bo", "khong-co"] {
            let nobody = get(id, "").await;
            assert_eq!((nobody.status, nobody.code().as_str()), (401, "no_pass"), "{id}{path}");
        }
        if path == "/1.png" {
            continue;
        }
        assert_eq!(get("cong-khai", &guest).await.status, 200);
        assert_eq!(get("noi-bo", &guest).await.code(), "delegates_only");
        assert_eq!(get("noi-bo", "nt_device=p-1.p-1").await.status, 200);
        assert_eq!(get("noi-bo", "nt_device=p-1.wrong").await.status, 401);
        assert_eq!(get("khong-co", &guest).await.status, 404);
        assert_eq!(get("..%2f..%2fetc%2fpasswd", &guest).await.status, 404);
    }
    let meta = site.get("/doc/cong-khai", &[("cookie", &guest)]).await.json();
    assert_eq!((meta["pages"].as_u64(), meta["sha256"].as_str()), (Some(2), Some(SHA)));
}

#[tokio::test]
async fn the_original_is_always_a_download() {
    let folder = tempfile::tempdir().unwrap();
    let site = library(folder.path()).await;
    let guest = format!("nt_pass={}", site.room.pass().text());
    for (path, name) in [
        ("/doc/cong-khai/file", "filename*=UTF-8''B%C3%A1o%20c%C3%A1o%2011_BC-H%C4%90ND.pdf"),
        ("/minutes/K7P4M2Q9", "filename*=UTF-8''bi%C3%AAn%20b%E1%BA%A3n.pdf"),
    ] {
        let answer = site.get(path, &[("cookie", &guest)]).await;
        assert_eq!((answer.status, answer.body), (200, pdf()));
        let answer = site.get(path, &[("cookie", &guest)]).await;
        let disposition = answer.header("content-disposition").unwrap();
        assert!(disposition.starts_with("attachment;") && disposition.ends_with(name), "{disposition}");
        assert!(answer.header("content-security-policy").unwrap().starts_with("sandbox"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
    assert_eq!(site.get("/minutes/WRONG", &[]).await.status, 404);
    for _ in 0..20 {
        site.get("/minutes/WRONG", &[]).await;
    }
    assert_eq!(site.get("/minutes/K7P4M2Q9", &[]).await.status, 429);
}

#[tokio::test]
async fn pages_are_images_made_once() {
    if !has_poppler() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let site = library(folder.path()).await;
    let guest = format!("nt_pass={}", site.room.pass().text());
    let cookie = [("cookie", guest.as_str())];
    for (query, width) in [("", 720), ("?w=720", 720), ("?w=1080", 1080)] {
        let answer = site.get(&format!("/doc/cong-khai/2.png{query}"), &cookie).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), Some("image/png"));
        let reader = png::Decoder::new(std::io::Cursor::new(&answer.body)).read_info().unwrap();
        assert_eq!(reader.info().width, width);
        assert!(reader.info().height > width);
        let tag = answer.header("etag").unwrap();
        let again =
            site.get(&format!("/doc/cong-khai/2.png{query}"), &[cookie[0], ("if-none-match", tag)]).await;
        assert_eq!(again.status, 304);
    }
    for (path, status) in [
        ("/doc/cong-khai/0.png", 404),
        ("/doc/cong-khai/3.png", 404),
        ("/doc/cong-khai/1.png?w=100000", 400),
        ("/doc/cong-khai/1.pdf", 404),
        ("/doc/cong-khai/-1.png", 404),
    ] {
        assert_eq!(site.get(path, &cookie).await.status, status, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_visitors_of_one_page_cost_one_process() {
    if !has_poppler() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, pdf()).unwrap();
    let pages = Pages::new(folder.path());
    let all = (0..200).map(|_| pages.page_png(SHA, &path, 1, 720));
    for made in futures_util::future::join_all(all).await {
        assert_eq!(made.unwrap(), folder.path().join(format!("cache/pages/{SHA}/1-720.png")));
    }
    let left = std::fs::read_dir(folder.path().join(format!("cache/pages/{SHA}"))).unwrap().count();
    assert_eq!(left, 1, "no unfinished files");
    assert_eq!(pages.page_count(&path).await, Ok(2));
}

#[tokio::test]
async fn what_is_no_pdf_ends_well() {
    if !has_poppler() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = Pages::new(folder.path());
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, b"%PDF-1.4 nothing else").unwrap();
    assert_eq!(pages.page_count(&path).await, Err(PageError::Unreadable));
    assert_eq!(pages.page_png(SHA, &path, 1, 720).await, Err(PageError::Unreadable));
    std::fs::write(&path, pdf()).unwrap();
    assert_eq!(
        pages.page_png(SHA, &path, 1, 720).await,
        Err(PageError::Unreadable),
        "not tried again so soon"
    );
    let other = SHA.replace('0', "f");
    assert!(matches!(
        pages.page_png(&other, &path, 3, 720).await,
        Err(PageError::NoSuchPage | PageError::Unreadable)
    ));
    assert_eq!(pages.page_png("../../x", &path, 1, 720).await, Err(PageError::BadRequest));
    assert_eq!(pages.page_png(SHA, &path, 1, 721).await, Err(PageError::BadRequest));
    assert_eq!(pages.page_png(SHA, &path, MAX_PAGES + 1, 720).await, Err(PageError::NoSuchPage));
    assert!(matches!(
        pages.page_png(&other, &folder.path().join("none"), 2, 720).await,
        Err(PageError::Io(_))
    ));
    let huge = std::fs::File::create(&path).unwrap();
    huge.set_len(MAX_FILE + 1).unwrap();
    assert_eq!(pages.page_count(&path).await, Err(PageError::TooBig));
}
