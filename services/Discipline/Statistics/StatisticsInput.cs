using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Statistics;

/// <param name="Chamber">Null for all chambers.</param>
internal sealed record StatisticsQuestion(string? Chamber, YearRange Years, DateOnly AsOf, bool ForPublication)
{
    public bool OfAll => Chamber is null;
}

/// <summary>INVALID_ARGUMENT names every field at fault.</summary>
internal static class StatisticsInput
{
    private const int Earliest = 1990;
    private const int MostYears = 20;
    private const int UsualYears = 5;
    private const int PublishedYears = 10;

    public static StatisticsQuestion Read(GetDisciplineStatisticsRequest request, RowScope scope, TimeProvider clock) =>
        Read(new Violations(), request, scope, clock, "");

    public static StatisticsQuestion Read(DrawDisciplineStatisticsRequest request, RowScope scope, TimeProvider clock)
    {
        var violations = new Violations();
        var of = request.Of ?? new GetDisciplineStatisticsRequest();
        violations.Require(Enum.IsDefined(request.Chart) && request.Chart != DisciplineChart.Unspecified, "chart", "Name the chart.");
        violations.Require(Enum.IsDefined(request.Level), "level", "Send a level of the contract, or none.");
        var isOfAll = scope.All && of.Chamber.Length == 0;
        violations.Require(
            request.Chart != DisciplineChart.Chambers || isOfAll, "chart", "Choose another chart: these are the numbers of one chamber.");
        if (request.Level == InstanceLevel.National)
        {
            violations.Require(isOfAll, "level", "Leave it out: only the numbers of all chambers have those of the national chamber.");
            violations.Require(
                request.Chart is DisciplineChart.Flow or DisciplineChart.Duration, "level", "Leave it out: this chart is of first instance.");
        }

        return Read(violations, of, scope, clock, "of.");
    }

    private static StatisticsQuestion Read(
        Violations violations, GetDisciplineStatisticsRequest request, RowScope scope, TimeProvider clock, string prefix)
    {
        string? chamber = null;
        if (!scope.All)
        {
            chamber = Chambers.Named(scope.Chamber);
            violations.Require(request.Chamber.Length == 0, prefix + "chamber", "Leave it empty: a chamber reads its own numbers.");
            violations.Require(
                !request.ForPublication, prefix + "for_publication", "Leave it false: the numbers of all chambers are published together, by a national body.");
        }
        else if (request.Chamber.Length > 0)
        {
            chamber = Chambers.Named(request.Chamber);
            violations.Require(Chambers.IsChamber(chamber), prefix + "chamber", "Write the name of a chamber, such as ile-de-france.");
        }

        // The year ends where the chamber sits.
        var today = LocalDay.Today(clock, chamber is null ? scope : new RowScope(false, [], [chamber], []));
        if (scope.All && request.ForPublication)
        {
            violations.Require(request.Chamber.Length == 0, prefix + "chamber", "Leave it empty: all chambers are published together.");
            violations.Require(request.FromYear == 0, prefix + "from_year", "Write 0: the last ten complete years are published.");
            violations.Require(request.ToYear == 0, prefix + "to_year", "Write 0: the last ten complete years are published.");
            violations.ThrowIfAny();
            return new StatisticsQuestion(null, new YearRange(today.Year - PublishedYears, today.Year - 1), today, true);
        }

        var to = request.ToYear == 0 ? today.Year : request.ToYear;
        var knowsTo = violations.Require(to >= Earliest && to <= today.Year, prefix + "to_year", $"Write a year from {Earliest} to {today.Year}, or 0.");
        var from = request.FromYear == 0 ? Math.Max(Earliest, to - UsualYears + 1) : request.FromYear;
        if (knowsTo)
        {
            violations.Require(
                from >= Math.Max(Earliest, to - MostYears + 1) && from <= to, prefix + "from_year",
                $"Write a year from {Math.Max(Earliest, to - MostYears + 1)} to {to}, or 0.");
        }

        violations.ThrowIfAny();
        return new StatisticsQuestion(chamber, new YearRange(from, to), today, false);
    }
}
