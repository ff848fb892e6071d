using System.Diagnostics;

namespace OrdreCouncils.Benchmarks;

/// <summary>Calls per second, made by a fixed number of callers without pause.</summary>
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

/// <summary>Measures two subjects in turn, A B A B, in slices of a quarter of a second, so that a machine that slows down slows both. The result is the
/// median of the rounds' ratios.</summary>
internal static class Rate
{
    private const int Rounds = 5;
    // Long enough for the runtime to recompile the hot methods: on two cores, that work would slow the measured calls.
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

/// <param name="Name">The two subjects.</param>
/// <param name="Ratio">Median of the rounds.</param>
/// <param name="Bar">The ratio to reach.</param>
/// <param name="Detail">Absolute figures, which depend on the machine and compare with no other run.</param>
internal sealed record Figure(string Name, double Ratio, double Bar, string Detail)
{
    public override string ToString() => $"{(Ratio >= Bar ? "reached " : "MISSED  ")} {Ratio,5:0.00} (at least {Bar:0.00})  {Name}   [{Detail}]";
}
