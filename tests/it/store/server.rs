//! A tiny HTTP server on this machine, answering as a test tells it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// "/file.bin".
    pub path: String,
    /// First byte of the range asked for.
    pub from: Option<usize>,
    /// The validator that the range is bound to.
    pub if_range: Option<String>,
}

/// What to answer.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<String>,
    pub body: Vec<u8>,
    /// Close the connection after so many bytes of the body.
    pub cut_after: Option<usize>,
    /// Wait so long before each 64 KiB of the body.
    pub pause: Duration,
}

impl Answer {
    /// `whole`, or the rest of it where a range is asked for and may be given.
    pub fn file(asked: &Asked, whole: &[u8], etag: &str) -> Self {
        let headers = vec![format!("ETag: \"{etag}\"")];
        let fresh = asked.if_range.as_ref().is_none_or(|v| *v == format!("\"{etag}\""));
        match asked.from.filter(|_| fresh) {
            Some(from) if from < whole.len() => {
                let range =
                    format!("Content-Range: bytes {from}-{}/{}", whole.len() - 1, whole.len());
                let headers = [headers, vec![range]].concat();
                Self { status: 206, headers, body: whole[from..].to_vec(), ..Self::default() }
            }
            Some(_) => Self { status: 416, ..Self::default() },
            None => Self { status: 200, headers, body: whole.to_vec(), ..Self::default() },
        }
    }
}

/// The server; it ends with the test process.
pub struct Server {
    /// "http://127.0.0.1:4711".
    pub base: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub fn start(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (log, answer) = (asked.clone(), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (log, answer) = (log.clone(), answer.clone());
                thread::spawn(move || {
                    // A client that hangs up is part of the tests.
                    if let Some((stream, asked)) = read_request(stream.unwrap()) {
                        log.lock().unwrap().push(asked.clone());
                        drop(send(stream, &answer(&asked)));
                    }
                });
            }
        });
        Self { base, asked }
    }

    /// Everything that was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn read_request(stream: TcpStream) -> Option<(TcpStream, Asked)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut asked = Asked { path, from: None, if_range: None };
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "range" => {
                asked.from = value.strip_prefix("bytes=")?.trim_end_matches('-').parse().ok()
            }
            "if-range" => asked.if_range = Some(value.to_owned()),
            _ => {}
        }
    }
    Some((reader.into_inner(), asked))
}

fn send(mut stream: TcpStream, answer: &Answer) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 {} x\r\nConnection: close\r\n", answer.status)?;
    write!(stream, "Content-Length: {}\r\n", answer.body.len())?;
    for header in &answer.headers {
        write!(stream, "{header}\r\n")?;
    }
    write!(stream, "\r\n")?;
    let end = answer.cut_after.unwrap_or(usize::MAX).min(answer.body.len());
    for chunk in answer.body[..end].chunks(1 << 16) {
        thread::sleep(answer.pause);
        stream.write_all(chunk)?;
    }
    stream.flush()
}
