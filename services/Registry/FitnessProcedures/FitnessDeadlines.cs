using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Registry.FitnessProcedures;

/// <param name="Limit">Null for a summons, which is counted back, and for a landmark.</param>
/// <param name="Back">Of a summons.</param>
internal sealed record NextDeadline(FitnessStep Step, DateOnly DueOn, TimeLimit? Limit, BackwardLimit? Back = null);

/// <summary>The only place that says what comes next in a procedure, from its facts alone: no open procedure is without a deadline.</summary>
internal static class FitnessDeadlines
{
    /// <summary>No text sets a time to the national council, except after an emergency suspension (CSP L.4113-14): the same two months are a
    /// landmark.</summary>
    private static readonly int LandmarkMonths = LegalRules.EmergencySuspensionNationalRuling.Versions[^1].Period.Months;

    /// <summary>Two months from the receipt of the request, by the calendar of the regional council's seat.</summary>
    public static TimeLimit Ruling(ProcedureRow row) => TimeLimits.Compute(
        row.EmergencyId is null ? LegalRules.SuspensionRuling : LegalRules.EmergencySuspensionRuling, row.ReceivedOn, seat: Seat(row));

    public static TimeLimit Report(ProcedureRow row) => TimeLimits.Compute(LegalRules.SuspensionExpertReport, row.ReceivedOn, seat: Seat(row));

    /// <summary>After an emergency suspension only: at its end that suspension ends too. It is no time of an appeal.</summary>
    public static TimeLimit? NationalRuling(ProcedureRow row) => row.EmergencyId is null || row.OnAppeal
        ? null
        : TimeLimits.Compute(LegalRules.EmergencySuspensionNationalRuling, Ruling(row).LastDay);

    public static BackwardLimit Summons(ProcedureRow row, SessionRow session) => BackwardLimits.Compute(
        BackwardRules.SuspensionSummons, session.SessionOn, seat: session.Level == Formations.National ? Territory.Metropolitan : Seat(row));

    /// <summary>Of an open procedure. Of deadlines on one day, the earlier in the procedure.</summary>
    public static NextDeadline Next(FitnessFile file) => Pending(file).MinBy(deadline => deadline.DueOn)!;

    /// <summary>The time limits that run from the receipt of the request.</summary>
    public static IEnumerable<TimeLimit> Of(ProcedureRow row)
    {
        IEnumerable<TimeLimit> limits = [Report(row), Ruling(row)];
        return NationalRuling(row) is { } national ? limits.Append(national) : limits;
    }

    private static IEnumerable<NextDeadline> Pending(FitnessFile file)
    {
        var row = file.Row;
        var national = row.Holder == Formations.National;
        if (!national && file.Reports.Count == 0 && Report(row) is var report)
            yield return new NextDeadline(FitnessStep.Report, report.LastDay, report);
        if (file.SessionOf(row.Holder) is { SummonedOn: null } session && Summons(row, session) is var summons)
            yield return new NextDeadline(FitnessStep.Summons, summons.LastDay, null, summons);
        if (!national && Ruling(row) is var ruling)
            yield return new NextDeadline(FitnessStep.Ruling, ruling.LastDay, ruling);
        if (national)
        {
            var limit = NationalRuling(row);
            yield return new NextDeadline(FitnessStep.NationalRuling, limit?.LastDay ?? row.PassedOn!.Value.AddMonths(LandmarkMonths), limit);
        }
    }

    // A procedure is opened only where a regional council is, so its seat is known.
    private static Territory Seat(ProcedureRow row) => Departments.RegionalSeat(row.Council)!.Value;
}
