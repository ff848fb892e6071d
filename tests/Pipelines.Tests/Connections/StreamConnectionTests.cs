using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using OrdreCouncils.Tests.Pipelines.Support;
using Pipelines.Sockets.Unofficial;

namespace OrdreCouncils.Tests.Pipelines.Connections;

public class StreamConnectionTests
{
    [Fact]
    public async Task Duplex_BothWays_ArriveFlushedAndMeasured()
    {
        using var pair = await SocketPair.ConnectAsync();
        await using var buffered = new BufferedStream(new NetworkStream(pair.Far), 4096);
        var pipe = StreamConnection.GetDuplex(new NetworkStream(pair.Near));
        using var owner = (IDisposable)pipe;
        var measured = (IMeasuredDuplexPipe)pipe;

        await pipe.Output.WriteAsync("question"u8.ToArray());
        var asked = new byte[8];
        await buffered.ReadExactlyAsync(asked);
        await pair.Far.SendAsync("answer"u8.ToArray());
        var read = await pipe.Input.ReadAtLeastAsync(6).Patiently();

        Assert.Equal("question"u8.ToArray(), asked);
        Assert.Equal("answer"u8.ToArray(), read.Buffer.ToArray());
        Assert.Equal((8, 6), (measured.TotalBytesSent, measured.TotalBytesReceived));
    }

    [Fact]
    public async Task Duplex_StreamThatBuffers_IsFlushedAfterEachWrite()
    {
        using var pair = await SocketPair.ConnectAsync();
        var pipe = StreamConnection.GetDuplex(new WriteBufferingStream(new NetworkStream(pair.Near)));
        using var owner = (IDisposable)pipe;

        await pipe.Output.WriteAsync("now"u8.ToArray());

        Assert.Equal(3, await pair.Far.ReceiveAsync(new byte[8]).Patiently());
    }

    [Fact]
    public async Task Duplex_ReadFails_BlockedWriterIsReleased()
    {
        using var pair = await SocketPair.ConnectAsync();
        var pipe = StreamConnection.GetDuplex(new NetworkStream(pair.Near));
        using var owner = (IDisposable)pipe;
        var waiting = pipe.Input.ReadAsync();

        pair.ResetByFar();

        await Assert.ThrowsAsync<ConnectionResetException>(() => waiting.Patiently());
        for (FlushResult flush = default; !flush.IsCompleted;)
            flush = await pipe.Output.WriteAsync(new byte[1024]).Patiently();
    }

    [Fact]
    public async Task Duplex_Disposed_DisposesTheStreamAndEndsTheRead()
    {
        using var pair = await SocketPair.ConnectAsync();
        var pipe = StreamConnection.GetDuplex(new NetworkStream(pair.Near, ownsSocket: true));
        var waiting = pipe.Input.ReadAsync();

        ((IDisposable)pipe).Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.Patiently());
        Assert.Equal(0, await pair.Far.ReceiveAsync(new byte[1]).Patiently());
    }

    [Fact]
    public async Task Reader_OverAStream_GivesItsBytesAndEnd()
    {
        var reader = StreamConnection.GetReader(new MemoryStream("recorded"u8.ToArray()));

        var read = await reader.ReadAtLeastAsync(100).Patiently();

        Assert.Equal("recorded"u8.ToArray(), read.Buffer.ToArray());
        Assert.True(read.IsCompleted);
    }

    [Fact]
    public void Duplex_StreamThatCannotWrite_IsRefused() =>
        Assert.Throws<ArgumentException>(() => StreamConnection.GetDuplex(new MemoryStream([1], writable: false)));

    /// <summary>Sends nothing before it is flushed.</summary>
    private sealed class WriteBufferingStream(Stream inner) : Stream
    {
        private readonly MemoryStream _held = new();

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => _held.Write(buffer, offset, count);

        public override void Flush()
        {
            inner.Write(_held.ToArray());
            _held.SetLength(0);
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
