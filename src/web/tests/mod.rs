//! The web over real sockets on free ports, with a small room.

mod documents;
mod gateway;
mod handheld;
mod join;
mod load;
mod server;
mod wall;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use async_trait::async_trait;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use super::*;
use crate::chamber::ids::DeviceId;
use crate::chamber::refusal::Refusal;
use crate::wire::down::{Role, Text};

pub const NOW: i64 = 1_795_000_000_000;

/// A room with one personal code, one public and one restricted document.
pub struct SmallRoom {
    pub door: Door,
    pub now: AtomicI64,
    pub documents: BTreeMap<String, DocumentFile>,
    pub download: Option<Download>,
    pub enrolled: Mutex<bool>,
    /// What becomes of the wall that asks with the claim "mine".
    pub wall: tokio::sync::watch::Sender<WallClaim>,
    /// Whose the handheld with the claim "mine" is.
    pub handheld: tokio::sync::watch::Sender<Option<HandheldLogin>>,
    pub supplied: Option<SuppliedAt>,
    nonce: AtomicI64,
}

impl SmallRoom {
    pub fn new() -> SmallRoom {
        SmallRoom {
            door: Door::new([9; 32], "r1", "s1", 15),
            now: AtomicI64::new(NOW),
            documents: BTreeMap::new(),
            download: None,
            enrolled: Mutex::new(false),
            wall: tokio::sync::watch::Sender::new(WallClaim::Waiting),
            handheld: tokio::sync::watch::Sender::new(None),
            supplied: None,
            nonce: AtomicI64::new(0),
        }
    }

    pub fn pass(&self) -> Pass {
        let mut nonce = [0; 10];
        nonce[..8].copy_from_slice(&self.nonce.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        self.door.pass(nonce, self.now())
    }
}

#[async_trait]
impl Room for SmallRoom {
    async fn info(&self) -> RoomInfo {
        RoomInfo {
            room: "r1".to_owned(),
            session: Some("s1".to_owned()),
            title: "Kỳ họp thứ ba".to_owned(),
            language: "vi",
        }
    }

    fn now(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    fn connection(&self, _device: &str, _begins: bool) {}

    async fn exchange(&self, token: &str) -> Result<Pass, DoorRefusal> {
        self.door.check_token(token, self.now()).map(|()| self.pass())
    }

    async fn exchange_typed(&self, code: &str) -> Result<Pass, DoorRefusal> {
        self.door.check_typed(code, self.now()).map(|()| self.pass())
    }

    async fn check_pass(&self, pass: &str) -> Result<Pass, DoorRefusal> {
        self.door.check_pass(pass, self.now())
    }

    async fn enrol(&self, request: EnrolRequest) -> Result<Enrolled, Refused> {
        assert_eq!(request.key, [5; 32]);
        if request.code != "ABCD-EFGH" {
            let text =
                Text { vi: "Mã cá nhân không đúng.".to_owned(), en: "Wrong personal code.".to_owned() };
            return Err(Refused { why: Refusal::BadCode, text });
        }
        *self.enrolled.lock().unwrap() = true;
        Ok(Enrolled {
            device: DeviceId::new("p-1").unwrap(),
            secret: "p-1".to_owned(),
            role: Role::Delegate,
            name: "Lò Thị Mẩy".to_owned(),
        })
    }

    async fn device(&self, device: &str, secret: &str) -> Option<KnownDevice> {
        let known = device == "p-1" && secret == "p-1" && *self.enrolled.lock().unwrap();
        let device = DeviceId::new(device).ok()?;
        known.then(|| KnownDevice { device, role: Role::Delegate, name: "Lò Thị Mẩy".to_owned() })
    }

    async fn ask_wall(&self, _from: IpAddr) -> Option<WallTicket> {
        let asked = *self.wall.borrow() == WallClaim::Waiting;
        asked.then(|| WallTicket { code: "482913".to_owned(), claim: "mine".to_owned() })
    }

    async fn claim_wall(&self, claim: &str) -> WallClaim {
        if claim == "mine" { self.wall.borrow().clone() } else { WallClaim::Gone }
    }

    async fn ask_handheld(&self, _from: IpAddr, key: [u8; 32]) -> Option<WallTicket> {
        let asked = key == [5; 32] && self.handheld.borrow().is_none();
        asked.then(|| WallTicket { code: "482913".to_owned(), claim: "mine".to_owned() })
    }

    async fn claim_handheld(&self, claim: &str) -> HandheldClaim {
        match (claim, self.handheld.borrow().clone()) {
            ("mine", Some(login)) => HandheldClaim::Given(login),
            ("mine", None) => HandheldClaim::Waiting,
            (_, _) => HandheldClaim::Gone,
        }
    }

    async fn wall(&self, wall: &str, secret: &str) -> bool {
        matches!(&*self.wall.borrow(), WallClaim::Paired { wall: w, secret: s } if w.as_str() == wall && s == secret)
    }

    async fn unpaired(&self, _wall: &str) {
        let _ = self.wall.subscribe().wait_for(|w| *w == WallClaim::Gone).await;
    }

    async fn supplied(&self, what: Supplied) -> Option<SuppliedAt> {
        self.supplied.clone().filter(|_| what == Supplied::Flag)
    }

    async fn document(&self, id: &str) -> Option<DocumentFile> {
        self.documents.get(id).cloned()
    }

    async fn download(&self, code: &str) -> Option<Download> {
        self.download.clone().filter(|_| code == "K7P4M2Q9")
    }
}

/// A running web server; dropping it stops it.
pub struct Site {
    pub addr: SocketAddr,
    pub state: WebState,
    pub room: Arc<SmallRoom>,
    pub _folder: tempfile::TempDir,
    task: JoinHandle<std::io::Result<()>>,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub fn quick() -> Limits {
    Limits {
        header: Duration::from_millis(300),
        first_packet: Duration::from_millis(300),
        ..Limits::default()
    }
}

pub async fn site_with(
    room: SmallRoom,
    limits: Limits,
    broker: String,
    accounts: Option<BrokerAccounts>,
) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let listener = listen(([127, 0, 0, 1], 0).into()).unwrap();
    let addr = listener.local_addr().unwrap();
    let room = Arc::new(room);
    let options = WebOptions {
        public_url: BaseUrl::parse("http://hop.example:8080").unwrap(),
        broker,
        accounts,
        limits,
    };
    let state = WebState::new(room.clone(), Arc::new(Pages::new(folder.path())), options);
    let task = tokio::spawn(serve(listener, state.clone()));
    Site { addr, state, room, _folder: folder, task }
}

pub async fn site() -> Site {
    site_with(SmallRoom::new(), Limits::default(), "127.0.0.1:1".to_owned(), None).await
}

/// An answer, taken apart.
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, v)| v)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&self.body)))
    }

    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap().to_owned()
    }

    /// `name=value` of the cookie that was set.
    pub fn cookie(&self) -> String {
        self.header("set-cookie").expect("a cookie").split(';').next().unwrap().to_owned()
    }
}

impl Site {
    pub fn host(&self) -> String {
        self.addr.to_string()
    }

    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, &self.host(), headers, "").await
    }

    pub async fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend_from_slice(headers);
        self.send("POST", path, &self.host(), &all, body).await
    }

    pub async fn send(
        &self,
        method: &str,
        path: &str,
        host: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut text = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() {
            text.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        self.raw(&format!("{text}\r\n{body}")).await
    }

    pub async fn raw(&self, text: &str) -> Answer {
        let exchange = async {
            let mut stream = TcpStream::connect(self.addr).await.unwrap();
            // The server may answer and close before it has read everything.
            let _ = stream.write_all(text.as_bytes()).await;
            let mut bytes = Vec::new();
            let _ = stream.read_to_end(&mut bytes).await;
            bytes
        };
        let bytes = tokio::time::timeout(Duration::from_secs(30), exchange).await.expect("an answer in time");
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let mut body = bytes[end + 4..].to_vec();
        if head.to_ascii_lowercase().contains("transfer-encoding: chunked") {
            body = unchunk(&body);
        }
        Answer { status, head, body }
    }
}

fn unchunk(mut bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = bytes.windows(2).position(|w| w == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).unwrap().trim(), 16).unwrap();
        if length == 0 {
            break;
        }
        out.extend_from_slice(&bytes[end + 2..end + 2 + length]);
        bytes = &bytes[end + 4 + length..];
    }
    out
}
