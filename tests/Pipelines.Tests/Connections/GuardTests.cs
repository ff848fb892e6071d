using System.Buffers;
using System.IO.Pipelines;
using OrdreCouncils.Tests.Pipelines.Support;
using Pipelines.Sockets.Unofficial.Pumps;

namespace OrdreCouncils.Tests.Pipelines.Connections;

/// <summary>Completing a pipe while its owner holds its memory must not give that memory to somebody else.</summary>
public class GuardTests
{
    [Fact]
    public async Task Reader_CompletedWhileABufferIsRead_KeepsItUntilTheAdvance()
    {
        using var pool = new PoisoningPool();
        var pipe = new Pipe(new PipeOptions(pool));
        var reader = new GuardedReader(pipe.Reader);
        await pipe.Writer.WriteAsync("reply"u8.ToArray());
        var buffer = (await reader.ReadAsync()).Buffer;
        await pipe.Writer.CompleteAsync();

        reader.Complete();

        Assert.Equal("reply"u8.ToArray(), buffer.ToArray());
        reader.AdvanceTo(buffer.End);
        Assert.Equal(0, pool.Out);
        Assert.Equal(5, reader.Consumed);
    }

    [Fact]
    public async Task Reader_CompletedWhileItWaits_Wakes()
    {
        using var pool = new PoisoningPool();
        var pipe = new Pipe(new PipeOptions(pool));
        var reader = new GuardedReader(pipe.Reader);
        var waiting = reader.ReadAsync();

        reader.Complete();

        var result = await waiting.Patiently();
        Assert.True(result.IsCanceled);
        reader.AdvanceTo(result.Buffer.End);
        Assert.True((await pipe.Writer.WriteAsync("late"u8.ToArray())).IsCompleted);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.ReadAsync());
    }

    [Fact]
    public async Task Reader_CompletedWhileFree_CompletesAtOnce()
    {
        var pipe = new Pipe();
        var reader = new GuardedReader(pipe.Reader);
        Assert.False(reader.TryRead(out _));

        reader.Complete();

        Assert.True((await pipe.Writer.WriteAsync("late"u8.ToArray())).IsCompleted);
    }

    [Fact]
    public async Task Writer_CompletedWhileMemoryIsLent_KeepsItUntilTheAdvance()
    {
        using var pool = new PoisoningPool();
        var pipe = new Pipe(new PipeOptions(pool));
        var writer = new GuardedWriter(pipe.Writer);
        var memory = writer.GetMemory(7);
        await pipe.Reader.CompleteAsync();

        writer.Complete();

        Assert.Equal(1, pool.Out);
        "command"u8.CopyTo(memory.Span);
        writer.Advance(7);
        Assert.Equal(0, pool.Out);
        Assert.Equal(7, writer.Written);
    }

    [Fact]
    public void Gate_EveryInterleavingOfTwoThreads_CompletesExactlyOnce()
    {
        for (var round = 0; round < 10_000; round++)
        {
            var completions = 0;
            var gate = new CompletionGate(_ => Interlocked.Increment(ref completions));
            Parallel.Invoke(
                () =>
                {
                    gate.Hold();
                    gate.Release();
                },
                () => gate.Complete(null));

            Assert.Equal(1, completions);
        }
    }
}
