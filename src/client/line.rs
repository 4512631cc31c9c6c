//! One MQTT 5 connection of a client of the contract, over WebSocket through the gateway or over plain TCP to the broker.

use bytes::{Buf as _, Bytes, BytesMut};
use futures_util::{Sink as _, SinkExt as _, StreamExt as _};
use rumqttc::v5::mqttbytes::v5::{
    Connect, ConnectReturnCode, Filter, Login, Packet, PubAck, PubAckReason, Publish, Subscribe,
    SubscribeReasonCode,
};
use rumqttc::v5::mqttbytes::{Error as CodecError, QoS};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::{HeaderValue, header};
use tokio_tungstenite::tungstenite::{self, Message};

/// Longest packet that a client takes, bytes.
const MAX_PACKET: u32 = 256 * 1024;
const KEEP_ALIVE_S: u16 = 60;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Why a connection ended or never stood.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("websocket: {0}")]
    WebSocket(#[from] Box<tungstenite::Error>),
    #[error("mqtt: {0}")]
    Codec(#[from] CodecError),
    /// The broker refused the login.
    #[error("the broker refused the login: {0:?}")]
    Refused(ConnectReturnCode),
    /// The broker refused a subscription or sent what no broker sends.
    #[error("the broker answered out of turn")]
    Unexpected,
    /// The other end closed.
    #[error("closed")]
    Closed,
    #[error("no answer in time")]
    TimedOut,
}

impl From<tungstenite::Error> for LineError {
    fn from(error: tungstenite::Error) -> Self {
        Self::WebSocket(Box::new(error))
    }
}

enum Wire {
    WebSocket(Box<WebSocketStream<TcpStream>>),
    Tcp(TcpStream),
}

/// A connection. QoS 1 messages are acknowledged as they are read.
pub struct Line {
    wire: Wire,
    incoming: BytesMut,
    outgoing: BytesMut,
    packet_id: u16,
}

/// A TCP connection from `from`, without Nagle's delay.
///
/// # Errors
/// What the system says.
pub async fn tcp(from: Option<IpAddr>, to: SocketAddr) -> io::Result<TcpStream> {
    let socket = if to.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    if let Some(ip) = from {
        socket.bind(SocketAddr::new(ip, 0))?;
    }
    let stream = tokio::time::timeout(CONNECT_TIMEOUT, socket.connect(to)).await??;
    stream.set_nodelay(true)?;
    Ok(stream)
}

impl Line {
    /// Opens `/mqtt` of the kiosk's web at `http` as the page does: sub-protocol, origin and cookies.
    ///
    /// # Errors
    /// [`LineError::Io`], [`LineError::WebSocket`] when the gateway refuses.
    pub async fn websocket(http: SocketAddr, from: Option<IpAddr>, cookies: &str) -> Result<Self, LineError> {
        let stream = tcp(from, http).await?;
        let mut request = format!("ws://{http}/mqtt").into_client_request()?;
        let headers = request.headers_mut();
        headers.insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static("mqtt"));
        let value = |text: &str| HeaderValue::from_str(text).map_err(|_| LineError::Unexpected);
        headers.insert(header::ORIGIN, value(&format!("http://{http}"))?);
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, value(cookies)?);
        }
        let opened = tokio_tungstenite::client_async(request, stream);
        let (stream, _) =
            tokio::time::timeout(CONNECT_TIMEOUT, opened).await.map_err(|_| LineError::TimedOut)??;
        Ok(Self::over(Wire::WebSocket(Box::new(stream))))
    }

    /// Opens a plain connection to a broker.
    ///
    /// # Errors
    /// [`LineError::Io`].
    pub async fn plain(broker: SocketAddr) -> Result<Self, LineError> {
        Ok(Self::over(Wire::Tcp(tcp(None, broker).await?)))
    }

    fn over(wire: Wire) -> Self {
        Self { wire, incoming: BytesMut::new(), outgoing: BytesMut::new(), packet_id: 0 }
    }

    /// CONNECT and the wait for its answer.
    ///
    /// # Errors
    /// [`LineError::Refused`] and those of the connection.
    pub async fn login(&mut self, id: &str, user: &str, password: &str) -> Result<(), LineError> {
        let connect = Connect {
            keep_alive: KEEP_ALIVE_S,
            client_id: id.to_owned(),
            clean_start: true,
            properties: None,
        };
        let login = Login::new(user, password);
        self.put(&Packet::Connect(connect, None, Some(login)))?;
        match self.soon().await? {
            Packet::ConnAck(ack) if ack.code == ConnectReturnCode::Success => Ok(()),
            Packet::ConnAck(ack) => Err(LineError::Refused(ack.code)),
            _ => Err(LineError::Unexpected),
        }
    }

    /// Subscribes with QoS 1 and waits until all of it stands; messages that come before are given to `early`.
    ///
    /// # Errors
    /// [`LineError::Unexpected`] when a filter is refused, and those of the connection.
    pub async fn subscribe(
        &mut self,
        filters: &[String],
        mut early: impl FnMut(Publish),
    ) -> Result<(), LineError> {
        let filters = filters.iter().map(|filter| Filter::new(filter, QoS::AtLeastOnce));
        let mut subscribe = Subscribe::new_many(filters, None);
        subscribe.pkid = self.next_id();
        self.put(&Packet::Subscribe(subscribe))?;
        loop {
            match self.soon().await? {
                Packet::SubAck(ack) => {
                    let granted =
                        |code: &SubscribeReasonCode| matches!(code, SubscribeReasonCode::Success(_));
                    return if ack.return_codes.iter().all(granted) {
                        Ok(())
                    } else {
                        Err(LineError::Unexpected)
                    };
                }
                Packet::Publish(publish) => early(publish),
                _ => {}
            }
        }
    }

    /// Puts a QoS 1 message into the way out; [`Line::flush`] or [`Line::next`] sends it. Returns its packet id.
    ///
    /// # Errors
    /// [`LineError::Codec`] for what cannot be a packet.
    pub fn publish(&mut self, topic: &str, payload: Bytes) -> Result<u16, LineError> {
        let mut publish = Publish::new(topic, QoS::AtLeastOnce, payload, None);
        publish.pkid = self.next_id();
        let id = publish.pkid;
        self.put(&Packet::Publish(publish))?;
        Ok(id)
    }

    /// Puts a ping into the way out.
    ///
    /// # Errors
    /// None that can happen.
    pub fn ping(&mut self) -> Result<(), LineError> {
        self.put(&Packet::PingReq(rumqttc::v5::mqttbytes::v5::PingReq))
    }

    fn next_id(&mut self) -> u16 {
        self.packet_id = self.packet_id.checked_add(1).unwrap_or(1);
        self.packet_id
    }

    fn put(&mut self, packet: &Packet) -> Result<(), LineError> {
        packet.write(&mut self.outgoing, None)?;
        Ok(())
    }

    async fn soon(&mut self) -> Result<Packet, LineError> {
        tokio::time::timeout(CONNECT_TIMEOUT, self.next()).await.map_err(|_| LineError::TimedOut)?
    }

    /// The next packet. May be cancelled without losing anything.
    ///
    /// # Errors
    /// [`LineError::Closed`] at the end, and those of the connection.
    pub async fn next(&mut self) -> Result<Packet, LineError> {
        loop {
            match Packet::read(&mut self.incoming, Some(MAX_PACKET)) {
                Ok(Packet::Publish(publish)) => {
                    if publish.pkid != 0 {
                        let ack =
                            PubAck { pkid: publish.pkid, reason: PubAckReason::Success, properties: None };
                        self.put(&Packet::PubAck(ack))?;
                    }
                    return Ok(Packet::Publish(publish));
                }
                Ok(packet) => return Ok(packet),
                Err(CodecError::InsufficientBytes(_)) => {}
                Err(error) => return Err(error.into()),
            }
            self.flush().await?;
            match &mut self.wire {
                Wire::Tcp(stream) => {
                    if stream.read_buf(&mut self.incoming).await? == 0 {
                        return Err(LineError::Closed);
                    }
                }
                Wire::WebSocket(stream) => match stream.next().await {
                    Some(Ok(Message::Binary(bytes))) => self.incoming.extend_from_slice(&bytes),
                    Some(Ok(Message::Close(_))) | None => return Err(LineError::Closed),
                    Some(Ok(_)) => {}
                    Some(Err(error)) => return Err(error.into()),
                },
            }
        }
    }

    /// Sends what waits. May be cancelled without losing anything.
    ///
    /// # Errors
    /// Those of the connection.
    pub async fn flush(&mut self) -> Result<(), LineError> {
        match &mut self.wire {
            Wire::Tcp(stream) => {
                while self.outgoing.has_remaining() {
                    if stream.write_buf(&mut self.outgoing).await? == 0 {
                        return Err(LineError::Closed);
                    }
                }
            }
            Wire::WebSocket(stream) => {
                if self.outgoing.is_empty() {
                    return Ok(());
                }
                let mut sink = Pin::new(&mut **stream);
                std::future::poll_fn(|cx| sink.as_mut().poll_ready(cx)).await?;
                sink.as_mut().start_send(Message::Binary(self.outgoing.split().freeze()))?;
                sink.flush().await?;
            }
        }
        Ok(())
    }
}
