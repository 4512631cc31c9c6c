use super::*;

#[tokio::test]
async fn foreign_hosts_are_misdirected_on_every_route() {
    let site = site().await;
    for path in
        ["/", "/api/me", "/J/ABCDEFGH", "/doc/x", "/doc/x/file", "/minutes/x", "/mqtt", "/assets/x.js"]
    {
        for host in ["evil.example", "192.168.77.77", "", "127.0.0.1.evil.example"] {
            let answer = site.send("GET", path, host, &[], "").await;
            assert_eq!((answer.status, answer.code().as_str()), (421, "misdirected"), "{path} {host}");
        }
        for host in ["localhost", "nghi.lan", "hop.example:8080", "127.0.0.1"] {
            assert_ne!(site.send("GET", path, host, &[], "").await.status, 421, "{path} {host}");
        }
    }
    let two =
        format!("GET / HTTP/1.1\r\nhost: {}\r\nhost: evil.example\r\nconnection: close\r\n\r\n", site.host());
    assert_eq!(site.raw(&two).await.status, 421);
    let absolute =
        format!("GET http://evil.example/ HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", site.host());
    assert_eq!(site.raw(&absolute).await.status, 421);
    assert_eq!(site.raw("GET / HTTP/1.0\r\n\r\n").await.status, 421);
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = site().await;
    for path in ["/", "/api/me", "/nothing.js", "/doc/x"] {
        let answer = site.get(path, &[]).await;
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), "{policy}");
        assert!(!policy.contains("unsafe") && policy.contains(&format!("ws://{}", site.host())), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    }
}

#[tokio::test]
async fn silent_visitors_hold_up_nobody_and_are_sent_away() {
    let site = site_with(SmallRoom::new(), quick(), "127.0.0.1:1".to_owned(), None).await;
    let mut silent = Vec::new();
    for n in 0..200 {
        let mut stream = TcpStream::connect(site.addr).await.unwrap();
        if n % 2 == 0 {
            stream.write_all(b"GET / HTTP/1.1\r\nhost:").await.unwrap();
        }
        silent.push(stream);
    }
    let asked = std::time::Instant::now();
    assert_eq!(site.get("/api/me", &[]).await.status, 200);
    assert!(asked.elapsed() < Duration::from_secs(2));
    for mut stream in silent {
        let mut rest = Vec::new();
        let end = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut rest)).await;
        assert!(end.is_ok(), "still connected");
    }
}

#[tokio::test]
async fn there_are_only_so_many_seats() {
    let limits = Limits { connections: 3, ..Limits::default() };
    let site = site_with(SmallRoom::new(), limits, "127.0.0.1:1".to_owned(), None).await;
    let held: Vec<TcpStream> = futures_util::future::join_all(
        (0..3).map(|_| async { TcpStream::connect(site.addr).await.unwrap() }),
    )
    .await;
    let mut refused = TcpStream::connect(site.addr).await.unwrap();
    let mut rest = Vec::new();
    let end = tokio::time::timeout(Duration::from_secs(10), refused.read_to_end(&mut rest)).await.unwrap();
    assert!(matches!(end, Ok(0) | Err(_)), "no seat, no answer");
    drop(held);
    let freed = async {
        while site.state.seats().taken() > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), freed).await.unwrap();
    assert_eq!(site.get("/api/me", &[]).await.status, 200);
}

#[tokio::test]
async fn a_dropped_server_ends_its_connections() {
    let site = site().await;
    let mut open = TcpStream::connect(site.addr).await.unwrap();
    assert_eq!(site.get("/api/me", &[]).await.status, 200);
    drop(site);
    let mut rest = Vec::new();
    let end = tokio::time::timeout(Duration::from_secs(10), open.read_to_end(&mut rest)).await;
    assert!(end.is_ok());
}
