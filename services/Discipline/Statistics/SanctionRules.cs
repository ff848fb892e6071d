using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Statistics;

/// <summary>Sanctions of cases judged at first instance.</summary>
internal static class SanctionRules
{
    public static JudgedCase Of(FilingRow row, IReadOnlyDictionary<string, Proceeding> contested) => new(
        row.DecidedOn!.Value, row.Sanction, row.State == CaseStatus.Enforceable ? Final(row, contested) : null);

    /// <summary>Unspecified when the Conseil d'État annulled it for good.</summary>
    private static Sanction Final(FilingRow row, IReadOnlyDictionary<string, Proceeding> contested)
    {
        if (!contested.TryGetValue(row.CaseId, out var proceeding))
            return row.Sanction;
        var standing = proceeding.Decisions.Single(decision => decision.Id == row.StandingId);
        return OutcomeRules.IsAnnulled(proceeding, standing) ? Sanction.Unspecified : proceeding.SourceOf(standing).Sanction;
    }
}

/// <param name="Final">Null while no decision is final.</param>
internal readonly record struct JudgedCase(DateOnly DecidedOn, Sanction Pronounced, Sanction? Final);
