using System.Net.Sockets;
using OrdreCouncils.Tests.Pipelines.Support;
using Pipelines.Sockets.Unofficial;

namespace OrdreCouncils.Tests.Pipelines.Connections;

public class SocketAwaitableEventArgsTests
{
    [Fact]
    public async Task Await_CompletedBefore_GoesOn()
    {
        using var args = new SocketAwaitableEventArgs();
        args.Complete();

        Assert.True(args.IsCompleted);
        Assert.Equal(0, await args);
    }

    [Fact]
    public async Task Await_CompletedLater_Resumes()
    {
        using var args = new SocketAwaitableEventArgs();
        var waiter = WaitAsync(args);
        Assert.False(waiter.IsCompleted);

        args.Complete();

        Assert.Equal(0, await waiter.Patiently());
    }

    [Fact]
    public async Task Abort_WhileWaiting_ThrowsItsErrorOnce()
    {
        using var args = new SocketAwaitableEventArgs();
        var waiter = WaitAsync(args);

        args.Abort(SocketError.TimedOut);
        args.Abort(SocketError.ConnectionReset);
        args.Complete();

        var error = await Assert.ThrowsAsync<SocketException>(() => waiter).Patiently();
        Assert.Equal(SocketError.TimedOut, error.SocketErrorCode);
    }

    [Fact]
    public async Task Abort_AfterCompletion_ChangesNothing()
    {
        using var args = new SocketAwaitableEventArgs();
        args.Complete();
        args.Abort(SocketError.TimedOut);

        Assert.Equal(0, await args);
    }

    [Fact]
    public async Task Await_UsedAgain_WaitsForTheNextOperation()
    {
        using var pair = await SocketPair.ConnectAsync();
        using var args = new SocketAwaitableEventArgs();
        for (var i = 1; i <= 3; i++)
        {
            args.SetBuffer(new byte[16]);
            if (!pair.Near.ReceiveAsync(args))
                args.Complete();
            await pair.Far.SendAsync(new byte[i]);

            Assert.Equal(i, await WaitAsync(args).Patiently());
        }
    }

    [Fact]
    public async Task Connect_NobodyListens_Throws()
    {
        using var pair = await SocketPair.ConnectAsync();
        var free = pair.Near.LocalEndPoint;
        pair.Dispose();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var args = new SocketAwaitableEventArgs { RemoteEndPoint = free };
        if (!socket.ConnectAsync(args))
            args.Complete();

        var error = await Assert.ThrowsAsync<SocketException>(() => WaitAsync(args)).Patiently();
        Assert.Equal(SocketError.ConnectionRefused, error.SocketErrorCode);
    }

    private static async Task<int> WaitAsync(SocketAwaitableEventArgs args) => await args;
}
