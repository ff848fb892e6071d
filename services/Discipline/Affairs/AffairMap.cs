using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Affairs;

internal static class AffairMap
{
    public static Affair ToProto(AffairRow row, IEnumerable<AffairCaseRow> cases) => new()
    {
        AffairId = row.Id,
        Title = row.Title,
        Facts = row.Facts,
        FactsOn = row.FactsOn.ToProto(),
        OpenedAt = row.OpenedAt.ToTimestamp(),
        Cases = { cases.Select(ToProto) },
    };

    public static AffairSummary ToSummary(AffairRow row) => new()
    {
        AffairId = row.Id,
        Title = row.Title,
        FactsOn = row.FactsOn.ToProto(),
        OpenedAt = row.OpenedAt.ToTimestamp(),
        RespondentCount = row.Respondents,
        UndeliveredCount = row.Undelivered,
    };

    private static AffairCase ToProto(AffairCaseRow row) => new() { CaseId = row.Id, Rpps = row.Rpps, Council = row.Council, Status = row.Status };
}
