using System.Globalization;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.LegalTime.Examples;

/// <summary>A row of <c>WorkedExamples.txt</c>. <c>Start</c> and <c>Last</c> are days, or instants for a limit in hours.</summary>
internal sealed record WorkedExample(string Rule, string Start, Territory Seat, Residence Residence, string Last, string ByHand)
{
    public const string Path = "tests/LegalTime.Tests/Examples/WorkedExamples.txt";

    public static IReadOnlyList<WorkedExample> All { get; } =
        [.. File.ReadLines(System.IO.Path.Combine(Repository.Root, Path)).Where(line => line.Length > 0 && line[0] != '#').Select(Parse)];

    public DateOnly StartDay => Day(Start);

    public DateOnly LastDay => Day(Last);

    /// <summary>The engine's steps, which end on the last day.</summary>
    public IReadOnlyList<TimeLimitStep> Compute()
    {
        if (LegalRules.All.SingleOrDefault(rule => rule.Code == Rule) is { } forward)
            return TimeLimits.Compute(forward, StartDay, Residence, seat: Seat).Steps;
        if (BackwardRules.All.SingleOrDefault(rule => rule.Code == Rule) is { } backward)
            return BackwardLimits.Compute(backward, StartDay, Residence, Seat).Steps;
        return HourLimits.Compute(HourRule.All.Single(rule => rule.Code == Rule), Instant(Start), Seat).Steps;
    }

    public override string ToString() => $"{Rule} {Start} {Seat} {Residence}, {Last} by hand";

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static WorkedExample Parse(string line)
    {
        var cells = line.Split(" | ");
        var seat = Enum.Parse<Territory>(cells[2]);
        return new WorkedExample(cells[0], cells[1], seat, cells[3] == "home" ? HomeOf(seat) : Enum.Parse<Residence>(cells[3]), cells[4], cells[5]);
    }

    private static Residence HomeOf(Territory seat) => seat is Territory.AlsaceMoselle ? Residence.Metropolitan : Enum.Parse<Residence>(seat.ToString());
}
