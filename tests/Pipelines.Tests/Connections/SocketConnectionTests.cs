using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using OrdreCouncils.Tests.Pipelines.Support;
using Pipelines.Sockets.Unofficial;

namespace OrdreCouncils.Tests.Pipelines.Connections;

public class SocketConnectionTests
{
    private const int MoreThanTheWireHolds = 64 * 1024 * 1024;

    [Fact]
    public async Task Bytes_BothWays_ArriveAndAreCounted()
    {
        using var pair = await SocketPair.ConnectAsync();
        using var connection = SocketConnection.Create(pair.Near, null, null);
        Assert.Equal(-1, connection.LastReceived);

        await connection.Output.WriteAsync("question"u8.ToArray());
        var asked = new byte[8];
        await pair.Far.ReceiveAsync(asked);
        await pair.Far.SendAsync("answer"u8.ToArray());
        var read = await connection.Input.ReadAtLeastAsync(6).Patiently();

        Assert.Equal("question"u8.ToArray(), asked);
        Assert.Equal("answer"u8.ToArray(), read.Buffer.ToArray());
        Assert.Equal(6, connection.GetCounters().BytesWaitingToBeRead);
        connection.Input.AdvanceTo(read.Buffer.GetPosition(2));
        Assert.Equal(4, connection.GetCounters().BytesWaitingToBeRead);
        Assert.Equal((8, 6), (connection.BytesSent, connection.BytesRead));
        Assert.Equal(6, connection.LastReceived);
        Assert.Equal(0, connection.GetCounters().BytesWaitingToBeSent);
        Assert.Equal(PipeShutdownKind.None, connection.ShutdownKind);
    }

    [Fact]
    public async Task FarCloses_InGoodOrder_IsTheEndOfTheStream()
    {
        using var pair = await SocketPair.ConnectAsync();
        using var connection = SocketConnection.Create(pair.Near, null, null);
        await pair.Far.SendAsync("last words"u8.ToArray());
        pair.Far.Shutdown(SocketShutdown.Send);

        var read = await connection.Input.ReadAtLeastAsync(100).Patiently();

        Assert.True(read.IsCompleted);
        Assert.Equal("last words"u8.ToArray(), read.Buffer.ToArray());
        Assert.Equal(PipeShutdownKind.ReadEndOfStream, connection.ShutdownKind);
        Assert.Equal((0, SocketError.Success), (connection.LastReceived, connection.SocketError));
    }

    [Fact]
    public async Task FarResets_WhileReading_IsAFailureWithItsCause()
    {
        using var pair = await SocketPair.ConnectAsync();
        using var connection = SocketConnection.Create(pair.Near, null, null);
        var waiting = connection.Input.ReadAsync();

        pair.ResetByFar();

        var error = await Assert.ThrowsAsync<ConnectionResetException>(() => waiting.Patiently());
        Assert.IsType<SocketException>(error.InnerException);
        Assert.Equal(PipeShutdownKind.ReadSocketError, connection.ShutdownKind);
        Assert.Equal(SocketError.ConnectionReset, connection.SocketError);
    }

    [Fact]
    public async Task FarResets_NobodyWrites_TheSocketIsClosedAllTheSame()
    {
        using var pair = await SocketPair.ConnectAsync();
        using var connection = SocketConnection.Create(pair.Near, null, null);

        pair.ResetByFar();

        await Patience.Until(() => pair.Near.SafeHandle.IsClosed);
    }

    [Fact]
    public async Task FarResets_WriterHeldBack_IsReleasedAndToldToStop()
    {
        using var pair = await SocketPair.ConnectAsync();
        using var connection = SocketConnection.Create(pair.Near, SmallPipe, null);
        var writing = WriteAsync(connection, MoreThanTheWireHolds);
        await Patience.Until(() => connection.GetCounters().BytesWaitingToBeSent > 0);

        pair.ResetByFar();

        Assert.InRange(await writing.Patiently(), 0, MoreThanTheWireHolds - 1);
    }

    [Fact]
    public async Task FarReadsNothing_WriterWaits_UntilItReads()
    {
        using var pair = await SocketPair.ConnectAsync();
        using var connection = SocketConnection.Create(pair.Near, SmallPipe, null);
        var writing = WriteAsync(connection, MoreThanTheWireHolds);
        await Patience.Until(() => connection.GetCounters().BytesWaitingToBeSent > 0);
        Assert.False(writing.IsCompleted);

        var draining = ReceiveAllAsync(pair.Far);

        Assert.Equal(MoreThanTheWireHolds, await writing.Patiently());
        await connection.Output.CompleteAsync();
        Assert.Equal(MoreThanTheWireHolds, await draining.Patiently());
        Assert.Equal(PipeShutdownKind.WriteEndOfStream, connection.ShutdownKind);
    }

    [Fact]
    public async Task OwnerReadsNothing_FarIsHeldBack()
    {
        using var pool = new PoisoningPool();
        using var pair = await SocketPair.ConnectAsync();
        using var connection = SocketConnection.Create(pair.Near, null, new PipeOptions(pool, pauseWriterThreshold: 8192, resumeWriterThreshold: 4096));

        var sent = Task.Run(() => SendAllAsync(pair.Far, MoreThanTheWireHolds));
        var first = await connection.Input.ReadAsync().Patiently();

        Assert.False(sent.IsCompleted);
        Assert.InRange(connection.BytesRead, 1, 8192 + (64 * 1024));
        var total = 0L;
        for (var read = first; ; read = await connection.Input.ReadAsync().Patiently())
        {
            total += read.Buffer.Length;
            connection.Input.AdvanceTo(read.Buffer.End);
            if (total == MoreThanTheWireHolds)
                break;
        }

        await sent.Patiently();
    }

    [Fact]
    public async Task Dispose_WhileReading_EndsTheReadAndGivesAllMemoryBack()
    {
        using var pool = new PoisoningPool();
        using var pair = await SocketPair.ConnectAsync();
        var connection = SocketConnection.Create(pair.Near, new PipeOptions(pool), new PipeOptions(pool));
        await connection.Output.WriteAsync("x"u8.ToArray());
        var waiting = connection.Input.ReadAsync();

        connection.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.Patiently());
        await connection.Input.CompleteAsync();
        await connection.Output.CompleteAsync();
        await pool.AllBack;
        Assert.Equal(PipeShutdownKind.PipeDisposed, connection.ShutdownKind);
        Assert.Equal(0, connection.GetCounters().BytesAvailableOnSocket);
    }

    [Fact]
    public async Task OutputFails_BothDirectionsEnd()
    {
        using var pair = await SocketPair.ConnectAsync();
        using var connection = SocketConnection.Create(pair.Near, null, null);
        var waiting = connection.Input.ReadAsync();

        await connection.Output.CompleteAsync(new InvalidDataException("half a command"));

        await Assert.ThrowsAsync<InvalidDataException>(() => waiting.Patiently());
        Assert.Equal(0, await pair.Far.ReceiveAsync(new byte[1]).Patiently());
        Assert.Equal(PipeShutdownKind.WriteException, connection.ShutdownKind);
    }

    [Fact]
    public async Task ProtocolShutdown_SaidFirst_IsTheKindThatStays()
    {
        using var pair = await SocketPair.ConnectAsync();
        using var connection = SocketConnection.Create(pair.Near, null, null);

        Assert.False(connection.TrySetProtocolShutdown(PipeShutdownKind.ReadException));
        Assert.True(connection.TrySetProtocolShutdown(PipeShutdownKind.ProtocolExitClient));
        Assert.False(connection.TrySetProtocolShutdown(PipeShutdownKind.ProtocolExitServer));
        pair.Far.Close();

        Assert.True((await connection.Input.ReadAsync().Patiently()).IsCompleted);
        Assert.Equal(PipeShutdownKind.ProtocolExitClient, connection.ShutdownKind);
    }

    [Fact]
    public void RecommendedOptions_Tcp_SendsSmallWritesAtOnce()
    {
        using var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        SocketConnection.SetRecommendedClientOptions(tcp);
        SocketConnection.SetRecommendedClientOptions(local);

        Assert.True(tcp.NoDelay);
    }

    private static PipeOptions SmallPipe => new(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024);

    /// <summary>Writes as the pipe allows; how many bytes it took before it said that nobody takes more.</summary>
    private static async Task<int> WriteAsync(SocketConnection connection, int total)
    {
        var block = new byte[64 * 1024];
        var written = 0;
        while (written < total)
        {
            var flushed = await connection.Output.WriteAsync(block);
            if (flushed.IsCompleted)
                break;

            written += block.Length;
        }

        return written;
    }

    private static async Task<int> ReceiveAllAsync(Socket socket)
    {
        var buffer = new byte[64 * 1024];
        var total = 0;
        for (int count; (count = await socket.ReceiveAsync(buffer)) > 0;)
            total += count;
        return total;
    }

    private static async Task SendAllAsync(Socket socket, int total)
    {
        var block = new byte[64 * 1024];
        while (total > 0)
            total -= await socket.SendAsync(block.AsMemory(0, Math.Min(block.Length, total)));
    }
}
