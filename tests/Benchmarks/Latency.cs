using System.Diagnostics;

namespace OrdreCouncils.Benchmarks;

/// <summary>Duration of calls made by a fixed number of callers without pause.</summary>
internal sealed record Latency(string Name, double P50, double P99, double Mean, int Calls)
{
    private const int WarmUp = 300;
    private const int Slice = 50;
    private const int SliceWarmUp = 2 * Slice;
    private static readonly TimeSpan WarmTime = TimeSpan.FromSeconds(20);

    public static async Task<Latency> OfAsync(string name, int callers, int calls, Func<int, Task> call)
    {
        await TimesAsync(callers, WarmUp, 0, call);
        return Of(name, await TimesAsync(callers, calls, WarmUp, call));
    }

    /// <summary>Several subjects in slices of a few calls, A B A B, so that a machine that slows down slows all of them.</summary>
    public static async Task<IReadOnlyList<Latency>> InTurnAsync(int callers, int calls, params (string Name, Func<int, Task> Call)[] subjects)
    {
        var times = subjects.Select(_ => new List<double>(calls)).ToArray();
        for (var from = -SliceWarmUp; from < calls; from += Slice)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                var slice = await TimesAsync(callers, Slice, from + SliceWarmUp, subjects[i].Call);
                if (from >= 0)
                    times[i].AddRange(slice);
            }
        }

        return [.. subjects.Select((subject, i) => Of(subject.Name, [.. times[i]]))];
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

    private static async Task<double[]> TimesAsync(int callers, int calls, int from, Func<int, Task> call)
    {
        var next = -1;
        var times = new double[calls];
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int turn; (turn = Interlocked.Increment(ref next)) < calls;)
            {
                var watch = Stopwatch.GetTimestamp();
                await call(from + turn);
                times[turn] = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
            }
        })));
        return times;
    }

    private static Latency Of(string name, double[] times)
    {
        Array.Sort(times);
        return new Latency(name, times[times.Length / 2], times[times.Length * 99 / 100], times.Average(), times.Length);
    }

    public override string ToString() => $"  {Name,-46} p50 {P50,6:0.00} ms   p99 {P99,6:0.00} ms   mean {Mean,6:0.00} ms   ({Calls:N0} calls)";
}
