using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using Enum = System.Enum;

namespace OrdreCouncils.Discipline.AffairLists;

internal static class AffairListMap
{
    /// <summary>Null when the national council has no such affair.</summary>
    public static async Task<AffairDashboard?> ReadAsync(SqlSession sql, string affair)
    {
        if (await DashboardStore.GetAsync(sql, affair) is not { } row)
            return null;
        var states = await DashboardStore.StatesAsync(sql, affair);
        return new AffairDashboard
        {
            AffairId = row.AffairId,
            Title = row.Title,
            Source = row.Source ?? "",
            ImportedAt = row.ImportedAt?.ToTimestamp(),
            LineCount = states.Sum(count => count.Lines),
            LookedUpCount = await DashboardStore.LookedUpAsync(sql, affair),
            States =
            {
                states.Select(count => new LineStateCount { State = Enum.Parse<AffairLineState>(count.Counted), Count = count.Lines })
                    .OrderBy(count => count.State),
            },
            Problems =
            {
                (await DashboardStore.ProblemsAsync(sql, affair))
                    .Select(count => new DeliveryProblemCount { Problem = Enum.Parse<DeliveryProblem>(count.Counted), Count = count.Lines })
                    .OrderBy(count => count.Problem),
            },
            Cases =
            {
                (await DashboardStore.CasesAsync(sql, affair))
                    .Select(count => new CouncilCaseCount { Council = count.Counted, Status = count.Status, Count = count.Lines })
                    .OrderBy(count => count.Council, StringComparer.Ordinal).ThenBy(count => count.Status),
            },
            FollowUpCount = await DashboardStore.FollowUpCountAsync(sql, affair),
        };
    }

    /// <summary>The line without its sealed texts.</summary>
    public static AffairLine ToProto(AffairLineRow row, IEnumerable<CandidateRow> candidates) => new()
    {
        LineId = row.Id,
        Number = row.Number,
        State = row.State,
        Etag = Etag.Of(row.Version),
        Candidates = { candidates.Select(ToProto) },
        Doubts = { Names<MatchDoubt>(row.Doubts) },
        Rpps = row.Rpps,
        ChosenByPerson = row.ChosenBy.Length > 0,
        Problem = row.Problem,
        NextTryAt = row.DueAt?.ToTimestamp(),
        CaseId = row.CaseId ?? "",
        Council = row.Council ?? "",
        CaseStatus = row.CaseStatus,
    };

    public static void AddSecrets(AffairLine line, AffairLineRow row, Sealer sealer)
    {
        if (row.SealedReason is { } reason)
            line.DismissalReason = sealer.OpenBound(SealPurposes.DismissalReason, row.SealedTo, reason);
        if (row.SealedPerson is not { } text)
            return;
        var person = ListedPerson.Open(sealer, row.SealedTo, text);
        line.Listed = new ListEntry
        {
            FamilyName = person.FamilyName,
            GivenName = person.GivenName,
            BornOn = person.BornOn?.ToProto(),
            Rpps = person.Rpps,
            Place = person.Place,
        };
    }

    /// <summary>The follow-up without its reasons.</summary>
    public static NationalFollowUp ToProto(FollowUpRow row) => new()
    {
        FollowUpId = row.Id,
        AffairId = row.AffairId,
        LineId = row.LineId ?? "",
        Rpps = row.Rpps ?? "",
        Outcome = row.Outcome,
        DecidedOn = row.DecidedOn.ToProto(),
        RecordedAt = row.RecordedAt.ToTimestamp(),
    };

    private static MatchCandidate ToProto(CandidateRow row) =>
        new() { Rpps = row.Rpps, Name = row.Name, Council = row.Council, Score = row.Score, Reasons = { Names<MatchReason>(row.Reasons) } };

    private static IEnumerable<T> Names<T>(string names)
        where T : struct => names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<T>);
}
