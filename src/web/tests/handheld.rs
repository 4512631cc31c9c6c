//! A handheld that waits until somebody has said whose it is.

use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

#[tokio::test]
async fn a_handheld_shows_its_code_until_it_is_given() {
    let site = site().await;
    let key = serde_json::json!({ "key": STANDARD.encode([5u8; 32]) }).to_string();
    let asked = site.post("/handheld/pair", &[], &key).await;
    assert_eq!(asked.status, 200);
    assert_eq!(asked.json(), serde_json::json!({ "v": 1, "code": "482913", "claim": "mine" }));
    let claim = |text: &'static str| site.post("/handheld/claim", &[], text);
    assert_eq!(claim(r#"{"claim":"mine"}"#).await.status, 202);
    assert_eq!(claim(r#"{"claim":"another"}"#).await.status, 410);
    let login = HandheldLogin {
        device: DeviceId::new("p-1").unwrap(),
        secret: "s".to_owned(),
        name: "Ngô Văn K".to_owned(),
        session: "s1".to_owned(),
        pass: "g-1".to_owned(),
    };
    site.room.handheld.send_replace(Some(login));
    let given = claim(r#"{"claim":"mine"}"#).await;
    let want = serde_json::json!({
        "v": 1, "room": "r1", "device": "p-1", "secret": "s", "name": "Ngô Văn K", "session": "s1", "pass": "g-1",
    });
    assert_eq!((given.json(), given.header("cache-control")), (want, Some("no-store")));
    assert_eq!(site.post("/handheld/pair", &[], &key).await.status, 503);
}

#[tokio::test]
async fn only_a_key_is_taken_and_no_other_page_may_ask() {
    let site = site().await;
    for bad in ["{}", r#"{"key":"AAAA"}"#, r#"{"key":"?"}"#] {
        assert_eq!(site.post("/handheld/pair", &[], bad).await.status, 400, "{bad}");
    }
    for path in ["/handheld/pair", "/handheld/claim"] {
        let foreign = [("origin", "http://evil.example")];
        assert_eq!(site.post(path, &foreign, r#"{"claim":"mine"}"#).await.status, 403);
        let mut last = 0;
        for _ in 0..12 {
            last = site.post(path, &[], r#"{"claim":"guess"}"#).await.status;
        }
        assert_eq!(last, if path.ends_with("claim") { 429 } else { 400 }, "{path}");
    }
}
