use super::*;

async fn guest_cookie(site: &Site) -> String {
    let answer = site.get(&format!("/J/{}", site.room.door.token(NOW)), &[]).await;
    assert_eq!(answer.status, 303);
    answer.cookie()
}

#[tokio::test]
async fn a_scanned_code_gives_a_cookie_and_a_login() {
    let site = site().await;
    for prefix in ["/J/", "/j/"] {
        let answer = site.get(&format!("{prefix}{}", site.room.door.token(NOW).to_lowercase()), &[]).await;
        assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
        let set = answer.header("set-cookie").unwrap();
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax") && !set.contains("Secure"), "{set}");
        let me = site.get("/api/me", &[("cookie", &answer.cookie())]).await.json();
        assert_eq!(me["room"], "r1");
        assert_eq!(me["prefix"], "nt/1/r1");
        assert_eq!(me["time"], NOW);
        assert_eq!(me["device"], serde_json::Value::Null);
        let pass = me["guest"]["password"].as_str().unwrap();
        assert_eq!(
            site.room.door.check_pass(pass, NOW).unwrap().guest,
            me["guest"]["client_id"].as_str().unwrap()
        );
        assert_eq!(me["guest"]["pass"], me["guest"]["password"]);
    }
    assert_eq!(site.get("/api/me", &[]).await.json()["guest"], serde_json::Value::Null);
    assert_eq!(
        site.get("/api/me", &[("cookie", "nt_pass=g-1.2.3")]).await.json()["guest"],
        serde_json::Value::Null
    );
}

#[tokio::test]
async fn refused_codes_say_why() {
    let site = site().await;
    let old = site.room.door.token(NOW - 60_000);
    let foreign = Door::new([1; 32], "r1", "s1", 15).token(NOW);
    for (token, why) in [
        (old.as_str(), "/?e=expired"),
        (&foreign, "/?e=foreign"),
        ("NOPE", "/?e=malformed"),
        ("%00%ff", "/?e=malformed"),
    ] {
        let answer = site.get(&format!("/J/{token}"), &[]).await;
        if token == "%00%ff" {
            assert_eq!(answer.status, 400, "no UTF-8 in the path");
            continue;
        }
        assert_eq!((answer.status, answer.header("location")), (303, Some(why)), "{token}");
        assert_eq!(answer.header("set-cookie"), None);
    }
    let inside = guest_cookie(&site).await;
    let again = site.get(&format!("/J/{old}"), &[("cookie", &inside)]).await;
    assert_eq!(again.header("location"), Some("/"));
}

#[tokio::test]
async fn a_typed_code_and_its_limit() {
    let site = site().await;
    let body = format!("{{\"code\":\"{}\"}}", site.room.door.typed(NOW).to_lowercase());
    for _ in 0..30 {
        let answer = site.post("/api/join", &[], &body).await;
        assert_eq!(answer.status, 200, "right codes are not counted");
        assert!(answer.json()["guest"]["password"].is_string() && answer.header("set-cookie").is_some());
    }
    for _ in 0..10 {
        let answer = site.post("/api/join", &[], "{\"code\":\"ABCD EFGH\"}").await;
        assert_eq!((answer.status, answer.code().as_str()), (403, "foreign"));
    }
    let answer = site.post("/api/join", &[], &body).await;
    assert_eq!((answer.status, answer.code().as_str()), (429, "too_many"));
    assert!(answer.header("retry-after").is_some() && answer.json()["wait_s"].as_u64().unwrap() <= 6);
    assert!(answer.json()["text_vi"].as_str().unwrap().contains("chờ"));
}

#[tokio::test]
async fn what_may_not_be_posted() {
    let site = site().await;
    let body = format!("{{\"code\":\"{}\"}}", site.room.door.typed(NOW));
    let ours = format!("http://{}", site.host());
    assert_eq!(
        site.post("/api/join", &[("origin", &ours), ("sec-fetch-site", "same-origin")], &body).await.status,
        200
    );
    for foreign in [("origin", "http://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        let answer = site.post("/api/join", &[foreign], &body).await;
        assert_eq!((answer.status, answer.code().as_str()), (403, "cross_origin"), "{foreign:?}");
    }
    let form = site.send("POST", "/api/join", &site.host(), &[("content-type", "text/plain")], &body).await;
    assert_eq!((form.status, form.code().as_str()), (400, "bad_request"));
    assert_eq!(site.post("/api/join", &[], "{").await.code(), "bad_request");
    let long = format!("{{\"code\":\"{}\"}}", "A".repeat(20_000));
    assert_eq!(site.post("/api/join", &[], &long).await.status, 413);
    assert_eq!(site.get("/api/join", &[]).await.status, 404);
    assert_eq!(site.post("/api/nothing", &[], "{}").await.code(), "not_found");
}

#[tokio::test]
async fn enrolment() {
    let site = site().await;
    let key = "BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=";
    let body = |code: &str| format!("{{\"code\":\"{code}\",\"key\":\"{key}\"}}");
    assert_eq!(site.post("/api/enrol", &[], &body("ABCD-EFGH")).await.code(), "no_pass");
    let pass = guest_cookie(&site).await;
    let refused = site.post("/api/enrol", &[("cookie", &pass)], &body("WRONG")).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "bad_code"));
    assert!(refused.json()["text_vi"].as_str().unwrap().contains("Mã cá nhân"));
    let short = site.post("/api/enrol", &[("cookie", &pass)], "{\"code\":\"x\",\"key\":\"BQU=\"}").await;
    assert_eq!(short.code(), "bad_request");
    let answer = site.post("/api/enrol", &[("cookie", &pass)], &body("ABCD-EFGH")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["device"], "p-1");
    assert_eq!(answer.json()["role"], "delegate");
    let both = format!("{pass}; {}", answer.cookie());
    let me = site.get("/api/me", &[("cookie", &both)]).await.json();
    assert_eq!(me["device"]["name"], "Lò Thị Mẩy");
    assert!(me["guest"].is_object());
    let forged = site.get("/api/me", &[("cookie", "nt_device=p-1.other")]).await.json();
    assert_eq!(forged["device"], serde_json::Value::Null);
    for _ in 0..20 {
        site.post("/api/enrol", &[("cookie", &pass)], &body("WRONG")).await;
    }
    assert_eq!(site.post("/api/enrol", &[("cookie", &pass)], &body("ABCD-EFGH")).await.code(), "too_many");
}
