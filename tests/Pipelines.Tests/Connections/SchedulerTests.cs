using OrdreCouncils.Tests.Pipelines.Support;
using Pipelines.Sockets.Unofficial;

namespace OrdreCouncils.Tests.Pipelines.Connections;

public class SchedulerTests
{
    [Fact]
    public async Task Schedule_WorkerFree_RunsOnANamedThread()
    {
        using var scheduler = new DedicatedThreadPoolPipeScheduler("pipes", workerCount: 2);
        var ran = new TaskCompletionSource<(string? Name, object? State)>(TaskCreationOptions.RunContinuationsAsynchronously);

        scheduler.Schedule(state => ran.SetResult((Thread.CurrentThread.Name, state)), "state");

        var (name, passed) = await ran.Task.Patiently();
        Assert.StartsWith("pipes:", name, StringComparison.Ordinal);
        Assert.Equal("state", passed);
        Assert.Equal(2, scheduler.WorkerCount);
        Assert.Equal(0, scheduler.TotalServicedByPool);
    }

    [Fact]
    public async Task Schedule_WorkersBlockedAndQueueFull_TheThreadPoolHelps()
    {
        using var scheduler = new DedicatedThreadPoolPipeScheduler("pipes", workerCount: 1, useThreadPoolQueueLength: 1);
        using var release = new ManualResetEventSlim();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var queued = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var helped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        scheduler.Schedule(_ => { blocked.SetResult(); release.Wait(); }, null);
        await blocked.Task.Patiently();
        scheduler.Schedule(_ => queued.SetResult(), null);

        scheduler.Schedule(_ => helped.SetResult(Thread.CurrentThread.IsThreadPoolThread), null);

        Assert.True(await helped.Task.Patiently());
        Assert.False(queued.Task.IsCompleted);
        Assert.Equal(0, scheduler.AvailableCount);
        Assert.Equal(1, scheduler.TotalServicedByPool);
        release.Set();
        await queued.Task.Patiently();
    }

    [Fact]
    public async Task Dispose_WithWorkQueued_RunsItAndLaterWorkGoesToThePool()
    {
        var scheduler = new DedicatedThreadPoolPipeScheduler("pipes", workerCount: 1);
        using var release = new ManualResetEventSlim();
        var queued = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var late = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        scheduler.Schedule(_ => release.Wait(), null);
        scheduler.Schedule(_ => queued.SetResult(), null);

        scheduler.Dispose();
        scheduler.Schedule(_ => late.SetResult(Thread.CurrentThread.IsThreadPoolThread), null);
        release.Set();

        await queued.Task.Patiently();
        Assert.True(await late.Task.Patiently());
    }
}
