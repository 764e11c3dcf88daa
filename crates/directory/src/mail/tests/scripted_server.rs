//! A mail server that answers as it is told to: what no well-behaved one does.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What it does at one place of the conversation.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Answer {
    /// These bytes.
    Say(&'static [u8]),
    /// Closes the connection.
    Close,
    /// Nothing, until it is told to go on; then these bytes.
    WhenTold(&'static [u8]),
}

/// Its answers to a recipient and, in turn, to texts; the last one stands for all that follow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Script {
    pub(crate) recipient: Answer,
    pub(crate) texts: &'static [Answer],
}

impl Default for Script {
    fn default() -> Self {
        Self { recipient: Answer::Say(b"250 ok\r\n"), texts: &[Answer::Say(b"250 ok\r\n")] }
    }
}

/// Runs as long as it is held.
pub(crate) struct ScriptedServer {
    pub(crate) address: String,
    script: Arc<Mutex<Script>>,
    texts: watch::Sender<Vec<String>>,
    go_on: watch::Sender<bool>,
    accepting: tokio::task::JoinHandle<()>,
}

impl Drop for ScriptedServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl ScriptedServer {
    pub(crate) async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (texts, go_on, script) = (watch::Sender::default(), watch::Sender::new(false), Arc::new(Mutex::new(script)));
        let (to, told, how) = (texts.clone(), go_on.clone(), Arc::clone(&script));
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&how), to.clone(), told.subscribe()));
            }
        });
        Self { address, script, texts, go_on, accepting }
    }

    /// From now on it answers so.
    pub(crate) fn change(&self, script: Script) {
        *self.script.lock().unwrap() = script;
    }

    /// How many texts it got.
    pub(crate) fn count(&self) -> usize {
        self.texts.borrow().len()
    }

    /// The texts, as they came.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.texts.borrow().clone()
    }

    /// Waits until it got so many.
    pub(crate) async fn got(&self, count: usize) {
        self.texts.subscribe().wait_for(|it| it.len() >= count).await.unwrap();
    }

    /// Whatever it holds back it says now.
    pub(crate) fn go_on(&self) {
        self.go_on.send_replace(true);
    }
}

async fn converse(stream: TcpStream, script: Arc<Mutex<Script>>, texts: watch::Sender<Vec<String>>, mut told: watch::Receiver<bool>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut next: Answer = Answer::Say(b"220 mx.example.com ESMTP\r\n");
    loop {
        let said = match next {
            Answer::Say(bytes) => bytes,
            Answer::Close => return,
            Answer::WhenTold(bytes) => {
                let _ = told.wait_for(|it| *it).await;
                bytes
            }
        };
        if write.write_all(said).await.is_err() {
            return;
        }
        let Ok(Some(line)) = lines.next_line().await else { return };
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let now = *script.lock().unwrap();
        next = match verb.as_str() {
            "RCPT" => now.recipient,
            "DATA" => {
                if write.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                let mut text = String::new();
                loop {
                    match lines.next_line().await {
                        Ok(Some(line)) if line == "." => break,
                        Ok(Some(line)) => text.push_str(&(line + "\n")),
                        _ => return,
                    }
                }
                let number = texts.borrow().len();
                texts.send_modify(|it| it.push(text));
                now.texts.get(number).or(now.texts.last()).copied().unwrap_or(Answer::Close)
            }
            "QUIT" => return,
            _ => Answer::Say(b"250 ok\r\n"),
        };
    }
}
