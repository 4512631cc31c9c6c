//! The optional plain MQTT listener for microcontrollers (`--device-mqtt`), with the gateway's checks.

use std::io;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::WebState;
use super::frames::Upstream;
use super::gateway::{End, Pace, admit, broker, is_wall};

const PIECE: usize = 4 * 1024;

/// Serves plain MQTT on `listener` until dropped.
///
/// # Errors
/// Never by itself; a failing accept is tried again.
pub async fn serve_devices(listener: TcpListener, state: WebState) -> io::Result<()> {
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let Some((stream, remote)) = super::server::accepted(accepted).await else { continue };
                let Some(seat) = state.seats().take(remote.ip()) else { continue };
                let state = state.clone();
                tasks.spawn(async move {
                    let end = device(&state, stream).await;
                    tracing::debug!(?end, "device connection ended");
                    drop(seat);
                });
            }
            Some(_) = tasks.join_next(), if !tasks.is_empty() => {}
        }
    }
}

async fn device(state: &WebState, stream: TcpStream) -> End {
    let (mut from_device, mut to_device) = stream.into_split();
    let mut upstream = Upstream::new();
    let (mut up, mut read_up) = (Vec::new(), vec![0; PIECE]);
    let first = tokio::time::timeout(state.limits().first_packet, async {
        loop {
            let Ok(n @ 1..) = from_device.read(&mut read_up).await else { return Err(End::Client) };
            if let Some(login) = upstream.login(read_up.get(..n).unwrap_or_default(), &mut up)? {
                return Ok(login);
            }
        }
    });
    let login = match first.await {
        Ok(Ok(login)) => login,
        Ok(Err(end)) => return end,
        Err(_) => return End::Silent,
    };
    // Walls are watched for as long as they are connected, which the WebSocket gateway does.
    if is_wall(&login.client) {
        let _ = to_device.write_all(login.refusal()).await;
        return End::Refused;
    }
    let opening = match admit(state, login).await {
        Ok(connect) => [connect, std::mem::take(&mut up)].concat(),
        Err(refusal) => {
            let _ = to_device.write_all(refusal).await;
            return End::Refused;
        }
    };
    let Some((mut from_broker, mut to_broker)) = broker(state, &opening).await else { return End::Broker };
    // No ping of our own on this side: the device's keep-alive must be heard.
    let idle = state.limits().idle * 2;
    let mut heard = Instant::now();
    let mut pace = Pace::new();
    let mut read_down = vec![0; PIECE];
    loop {
        let pause = pace.pause();
        tokio::select! {
            read = from_device.read(&mut read_up), if pause.is_none() => {
                let Ok(n @ 1..) = read else { return End::Client };
                heard = Instant::now();
                pace.spend(n);
                up.clear();
                if let Err(error) = upstream.feed(read_up.get(..n).unwrap_or_default(), &mut up) {
                    return error.into();
                }
                if to_broker.write_all(&up).await.is_err() {
                    return End::Broker;
                }
            }
            read = from_broker.read(&mut read_down) => {
                let Ok(n @ 1..) = read else { return End::Broker };
                if to_device.write_all(read_down.get(..n).unwrap_or_default()).await.is_err() {
                    return End::Client;
                }
            }
            () = tokio::time::sleep(pause.unwrap_or_default()), if pause.is_some() => {}
            () = tokio::time::sleep_until(heard + idle) => return End::Silent,
        }
    }
}
