//! Pairing a wall, and what only a paired wall may read.

use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

#[tokio::test]
async fn a_wall_shows_its_code_and_waits_for_the_chair() {
    let site = site().await;
    let asked = site.post("/wall/pair", &[], "{}").await;
    assert_eq!(asked.status, 200);
    assert_eq!(asked.json(), serde_json::json!({ "v": 1, "code": "482913", "claim": "mine" }));
    assert_eq!(asked.header("cache-control"), Some("no-store"));
    let claim = |text: &'static str| site.post("/wall/claim", &[], text);
    assert_eq!(claim(r#"{"claim":"mine"}"#).await.status, 202);
    assert_eq!(claim(r#"{"claim":"another"}"#).await.status, 410);
    assert_eq!(claim("{}").await.status, 400);
    let wall = DeviceId::new("w-1").unwrap();
    site.room.wall.send_replace(WallClaim::Paired { wall, secret: "s".to_owned() });
    let paired = claim(r#"{"claim":"mine"}"#).await;
    assert_eq!(paired.json(), serde_json::json!({ "v": 1, "id": "w-1", "secret": "s", "room": "r1" }));
    let full = site.post("/wall/pair", &[], "{}").await;
    assert_eq!((full.status, full.code().as_str()), (503, "too_many_wait"));
}

#[tokio::test]
async fn pairing_is_for_our_own_page_and_not_to_be_guessed() {
    let site = site().await;
    let foreign = [("origin", "http://evil.example")];
    for path in ["/wall/pair", "/wall/claim"] {
        assert_eq!(site.post(path, &foreign, r#"{"claim":"mine"}"#).await.status, 403);
    }
    assert_eq!(site.send("POST", "/wall/pair", "evil.example", &[], "").await.status, 421);
    for path in ["/wall/pair", "/wall/claim"] {
        let mut last = 0;
        for _ in 0..12 {
            last = site.post(path, &[], r#"{"claim":"guess"}"#).await.status;
        }
        assert_eq!(last, 429, "{path}");
    }
}

#[tokio::test]
async fn flag_and_anthem_are_for_paired_walls() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flag");
    std::fs::write(&path, b"a picture").unwrap();
    let mut room = SmallRoom::new();
    room.supplied = Some(SuppliedAt { path, media_type: "image/png".to_owned() });
    let wall = DeviceId::new("w-1").unwrap();
    room.wall.send_replace(WallClaim::Paired { wall, secret: "s".to_owned() });
    let site = site_with(room, Limits::default(), "127.0.0.1:1".to_owned(), None).await;
    let flag = site.get("/wall/flag", &[("authorization", &basic("w-1", "s"))]).await;
    assert_eq!((flag.status, flag.body.as_slice()), (200, b"a picture".as_slice()));
    assert_eq!(flag.header("content-type"), Some("image/png"));
    assert_eq!(site.get("/wall/anthem", &[("authorization", &basic("w-1", "s"))]).await.status, 404);
    for login in [basic("w-1", "t"), basic("w-2", "s"), basic("../w", "s"), "Basic x".to_owned()] {
        let refused = site.get("/wall/flag", &[("authorization", &login)]).await;
        assert_eq!((refused.status, refused.header("www-authenticate")), (401, None), "no window that asks");
    }
    assert_eq!(site.get("/wall/flag", &[]).await.status, 401);
}
