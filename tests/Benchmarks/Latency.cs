using System.Diagnostics;

namespace OrdreCouncils.Benchmarks;

/// <summary>Duration of calls made by a fixed number of callers without pause.</summary>
internal sealed record Latency(string Name, double P50, double P99, double Mean, int Calls)
{
    private const int WarmUp = 300;
    private static readonly TimeSpan WarmTime = TimeSpan.FromSeconds(20);

    public static async Task<Latency> OfAsync(string name, int callers, int calls, Func<int, Task> call)
    {
        var next = -WarmUp;
        var times = new double[calls];
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int turn; (turn = Interlocked.Increment(ref next)) < calls;)
            {
                var watch = Stopwatch.GetTimestamp();
                await call(turn + WarmUp);
                if (turn >= 0)
                    times[turn] = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
            }
        })));
        Array.Sort(times);
        return new Latency(name, times[calls / 2], times[calls * 99 / 100], times.Average(), calls);
    }

    /// <summary>Makes calls until the runtime has recompiled the hot methods.</summary>
    public static Task WarmAsync(int callers, Func<int, Task> call)
    {
        var (next, watch) = (0, Stopwatch.StartNew());
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < WarmTime)
                await call(Interlocked.Increment(ref next));
        })));
    }

    public override string ToString() => $"  {Name,-46} p50 {P50,6:0.00} ms   p99 {P99,6:0.00} ms   mean {Mean,6:0.00} ms   ({Calls:N0} calls)";
}
