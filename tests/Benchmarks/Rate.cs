using System.Diagnostics;

namespace OrdreCouncils.Benchmarks;

/// <summary>Calls per second of one kind of call, made by a fixed number of callers without pause.</summary>
internal sealed record Subject(string Name, Func<Task> Call)
{
    private const int Callers = 32;

    public async Task<double> PerSecondAsync(TimeSpan time)
    {
        var calls = 0L;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < time)
            {
                await Call();
                Interlocked.Increment(ref calls);
            }
        })));
        return calls / watch.Elapsed.TotalSeconds;
    }
}

/// <summary>
/// Two subjects measured in turn, A B A B in slices of a quarter of a second, so that a machine that slows down for a moment slows both; the figure is
/// the median of the rounds' ratios.
/// </summary>
internal static class Rate
{
    private const int Rounds = 5;
    // Long enough for the runtime to have recompiled what is hot: on two cores that work would otherwise be counted as the calls' own.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(250);
    private const int SlicesOfRound = 12;

    public static async Task<Figure> CompareAsync(Subject subject, Subject against, double bar)
    {
        await against.PerSecondAsync(WarmUp);
        await subject.PerSecondAsync(WarmUp);
        var rounds = new List<(double Subject, double Against)>();
        for (var i = 0; i < Rounds; i++)
            rounds.Add(await RoundAsync(subject, against));

        return new Figure(
            $"{subject.Name} ÷ {against.Name}", Median(rounds.Select(round => round.Subject / round.Against)), bar,
            $"{Median(rounds.Select(round => round.Subject)):N0}/s against {Median(rounds.Select(round => round.Against)):N0}/s");
    }

    private static async Task<(double Subject, double Against)> RoundAsync(Subject subject, Subject against)
    {
        var (first, second) = (0.0, 0.0);
        for (var i = 0; i < SlicesOfRound; i++)
        {
            first += await subject.PerSecondAsync(Slice) / SlicesOfRound;
            second += await against.PerSecondAsync(Slice) / SlicesOfRound;
        }

        return (first, second);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}

/// <summary>One measured ratio.</summary>
/// <param name="Name">What was divided by what.</param>
/// <param name="Ratio">Median of the rounds.</param>
/// <param name="Bar">What it should reach.</param>
/// <param name="Detail">The absolute figures of this machine and hour; not to be compared with any other.</param>
internal sealed record Figure(string Name, double Ratio, double Bar, string Detail)
{
    public override string ToString() => $"{(Ratio >= Bar ? "reached " : "MISSED  ")} {Ratio,5:0.00} (at least {Bar:0.00})  {Name}   [{Detail}]";
}
